//! Who was called last, and a row for anybody who is known.

use conference::address_book::Contact;
use leptos::prelude::*;

use super::{
    call_contact,
    words::{protocol_name, refusal},
};
use crate::{
    i18n::{td_string, use_locale},
    state::use_meeting,
    ui::{Button, Icon, Look, ShowIf},
};

/// Who was called last, newest first.
#[component]
pub fn RecentSection() -> impl IntoView {
    let (meeting, locale) = (use_meeting(), use_locale());
    let recent = meeting.address_book.recent;
    let refusal = refusal(meeting, locale);
    let has_some = Memo::new(move |_| recent.with(|recent| !recent.contacts().is_empty()));
    view! {
        <ShowIf when=has_some>
            <section aria-labelledby="dial-recent">
                <h3 class="dial-title" id="dial-recent">
                    {td_string!(locale, dial.recent)}
                </h3>
                <ul class="dial-list">
                    <For each=move || recent.with(|recent| recent.contacts().to_vec()) key=contact_key let:contact>
                        <ContactRow contact is_recent=true refusal />
                    </For>
                </ul>
            </section>
        </ShowIf>
    }
}

/// Returns what identifies a row: all that stands in it.
pub fn contact_key(contact: &Contact) -> String {
    contact.cells().join("\n")
}

/// Somebody who is known: a press fills the form in, or calls.
#[component]
pub fn ContactRow(
    /// Who.
    contact: Contact,
    /// One of those called last, rather than one of the address book.
    is_recent: bool,
    /// Why nobody can be called now.
    refusal: Signal<Option<String>>,
) -> impl IntoView {
    let (meeting, locale) = (use_meeting(), use_locale());
    let name = contact.display_name().to_owned();
    let details = [
        &*contact.address,
        protocol_name(locale, contact.protocol),
        &*contact.groups,
    ];
    let details: Vec<&str> = details
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect();
    let details = details.join(" · ");
    let (label, call_name) = if is_recent {
        (
            td_string!(locale, dial.again_short),
            td_string!(locale, dial.again, name = name.clone()),
        )
    } else {
        (
            td_string!(locale, dial.call),
            td_string!(locale, dial.call_name, name = name.clone()),
        )
    };
    let fill_in = td_string!(locale, dial.fill_in, name = name.clone());
    let forget = td_string!(locale, dial.forget, name = name.clone());
    let contact = StoredValue::new(contact);
    let forget_button = (!is_recent).then(|| {
        view! {
            <Button
                label=forget
                icon=Icon::Cross
                icon_only=true
                look=Look::Quiet
                on_press=move || meeting.address_book.forget(&contact.get_value())
            />
        }
    });
    view! {
        <li class="dial-row">
            <button
                type="button"
                class="dial-who"
                title=fill_in
                on:click=move |_| meeting.panels.dial.fill_in(&contact.get_value())
            >
                <bdi class="dial-name" dir="auto">
                    {name}
                </bdi>
                <bdi class="person-sub">{details}</bdi>
            </button>
            <Button
                label=label
                name=call_name
                refusal=refusal
                on_press=move || call_contact(meeting, &contact.get_value())
            />
            {forget_button}
        </li>
    }
}
