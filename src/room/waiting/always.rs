//! Who is always admitted in this meeting, and how to ask about them again.

use conference::{KnownBy, Regular};
use leptos::prelude::*;

use crate::{
    i18n::{Locale, td_string, use_locale},
    state::{Meeting, use_meeting},
    ui::{Button, Look, ShowIf},
};

/// The list, with what it means.
#[component]
pub fn AlwaysAdmittedList() -> impl IntoView {
    let (meeting, locale) = (use_meeting(), use_locale());
    let regulars = move || {
        let room = meeting.waiting_room;
        room.with_always(|always| always.regulars().to_vec())
    };
    let is_empty = Signal::derive(move || regulars().is_empty());
    view! {
        <section aria-labelledby="always-title">
            <h3 class="dial-title" id="always-title">
                {td_string!(locale, waiting.always_title)}
            </h3>
            <ShowIf
                when=is_empty
                fallback=move || {
                    view! { <p class="dialog-lead">{td_string!(locale, waiting.always_lead)}</p> }
                }
            >
                <p class="dialog-lead">{td_string!(locale, waiting.always_empty)}</p>
            </ShowIf>
            <ul class="dial-list">
                {move || {
                    let regulars = regulars().into_iter();
                    regulars.map(|one| regular(meeting, locale, one)).collect_view()
                }}
            </ul>
        </section>
    }
}

fn regular(meeting: Meeting, locale: Locale, one: Regular) -> AnyView {
    let name = one.name.to_string();
    let known_by = match &one.known_by {
        KnownBy::Address(address) => address.to_string(),
        KnownBy::Name(_) => td_string!(locale, waiting.by_name).to_owned(),
    };
    let ask_name = td_string!(locale, waiting.stop_always, name = name.clone());
    view! {
        <li class="dial-row">
            <span class="dial-who">
                <bdi class="dial-name" dir="auto" translate="no">
                    {name}
                </bdi>
                <bdi class="person-sub">{known_by}</bdi>
            </span>
            <Button
                label=td_string!(locale, waiting.ask_again)
                name=ask_name
                look=Look::Quiet
                on_press=move || meeting.waiting_room.ask_again(&one.known_by)
            />
        </li>
    }
    .into_any()
}
