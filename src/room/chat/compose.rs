//! Writing to everybody.

use std::sync::Arc;

use conference::{Command, Kind};
use leptos::{html, prelude::*};

use crate::{
    i18n::t,
    room::Desk,
    ui::{Button, Icon, Look},
};

/// Longer ones are cut by the field itself.
const LONGEST: &str = "4000";

pub(super) fn compose(desk: Desk) -> AnyView {
    let Desk { actions, i18n, .. } = desk;
    let text = RwSignal::new(String::new());
    let field = NodeRef::<html::Textarea>::new();
    let (refused, pending) = (desk.refused(Kind::Message), desk.under_way(&[Kind::Message]));
    let send = move || {
        let refused = refused.try_get_untracked().flatten().is_some();
        let busy = pending.try_get_untracked().unwrap_or(true);
        let typed = text.try_get_untracked().unwrap_or_default();
        if !refused && !busy && !typed.trim().is_empty() {
            text.try_set(String::new());
            actions.act.run(Command::Message(Arc::from(typed.trim())));
        }
        if let Some(field) = field.try_get_untracked().flatten() {
            let _ = field.focus();
        }
    };
    // Enter also ends the composing of a Chinese word: that one sends nothing.
    let key = move |event: web_sys::KeyboardEvent| {
        if event.key() == "Enter" && !event.shift_key() && !event.is_composing() && !event.repeat() {
            event.prevent_default();
            send();
        }
    };
    view! {
        <div class="compose">
            <textarea
                class="textarea"
                rows="1"
                maxlength=LONGEST
                dir="auto"
                aria-label=t!(i18n, room.message)
                placeholder=t!(i18n, room.message_hint)
                node_ref=field
                prop:value=move || text.get()
                on:input=move |event| {
                    text.try_set(event_target_value(&event));
                }
                on:keydown=key
            ></textarea>
            <Button
                label=t!(i18n, room.send)
                icon=Signal::stored(Icon::Send)
                look=Look::Primary
                disabled_reason=refused
                pending=pending
                on_press=move |()| send()
            />
        </div>
    }
    .into_any()
}
