//! Writing to everybody.

use conference::Kind;
use leptos::{ev, html, prelude::*};

use crate::{
    i18n::{td_string, use_locale},
    room::words,
    state::{Meeting, use_meeting},
    ui::{Button, Icon, Look, ShowIf, unique_id},
};

/// Longer ones are cut by the field itself.
const MAX_LENGTH: &str = "4000";

/// The field and its button.
#[component]
pub fn Compose() -> impl IntoView {
    let (meeting, locale) = (use_meeting(), use_locale());
    let field = NodeRef::<html::Textarea>::new();
    let refusal = words::refusal_of(meeting, locale, Kind::Message);
    let text = Signal::derive(move || meeting.chat.text());
    let pending = Signal::derive(move || meeting.commands.is_pending(&[Kind::Message]));
    let note = StoredValue::new(unique_id("readers"));
    // Who reads an answer is said where there is a line that not everybody has read.
    let has_direct = Memo::new(move |_| meeting.chat.has_direct());
    let described_by = move || has_direct.get().then(|| note.get_value());
    // Enter sends; one that an input method takes doesn't come here.
    let on_key = move |event: ev::KeyboardEvent| {
        let is_enter = event.key() == "Enter" && !event.shift_key();
        if is_enter && !event.repeat() {
            event.prevent_default();
            send(meeting, field);
        }
    };
    view! {
        <ShowIf when=has_direct>
            <p class="compose-note" id=note.get_value()>
                {td_string!(locale, room.answers_go_to_everyone)}
            </p>
        </ShowIf>
        <div class="compose">
            <textarea
                class="textarea"
                rows="1"
                maxlength=MAX_LENGTH
                dir="auto"
                aria-label=td_string!(locale, room.message)
                aria-describedby=described_by
                placeholder=td_string!(locale, room.message_hint)
                prop:value=text
                on:input:target=move |event| meeting.chat.set_text(event.target().value())
                on:keydown=on_key
                node_ref=field
            ></textarea>
            <Button
                label=td_string!(locale, room.send)
                icon=Icon::Send
                look=Look::Primary
                refusal=refusal
                pending=pending
                on_press=move || send(meeting, field)
            />
        </div>
    }
}

fn send(meeting: Meeting, field: NodeRef<html::Textarea>) {
    let is_pending = untrack(|| meeting.commands.is_pending(&[Kind::Message]));
    if meeting.may(Kind::Message) && !is_pending {
        meeting.chat.send();
    }
    if let Some(field) = field.get_untracked() {
        let _ = field.focus();
    }
}
