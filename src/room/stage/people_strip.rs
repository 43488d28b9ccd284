//! People to drag onto slots: those who have none yet.

use std::sync::Arc;

use conference::ParticipantId;
use leptos::prelude::*;

use crate::{
    i18n::{td_string, use_locale},
    state::use_meeting,
};

/// The strip.
#[component]
pub fn PeopleStrip() -> impl IntoView {
    let (stage, locale) = (use_meeting().stage, use_locale());
    let people = Memo::new(move |_| stage.people_without_slot());
    // They come and go with the meeting, so a chip is an element alone that the next one takes over.
    let chips = move || {
        let chip = |(id, name): (ParticipantId, Arc<str>)| {
            view! {
                <li class="chip" data-person=id.as_str().to_owned()>
                    <bdi dir="auto">{name.to_string()}</bdi>
                </li>
            }
        };
        people.get().into_iter().map(chip).collect_view()
    };
    view! {
        <ul class="chips" aria-label=td_string!(locale, editor.people) tabindex="0">
            {chips}
        </ul>
    }
}
