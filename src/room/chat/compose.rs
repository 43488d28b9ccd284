//! Writing to everybody.

use std::sync::Arc;

use crate::{
    i18n::t,
    reactive::{RwSignal, event_target_value, follow, untrack},
    room::Desk,
    state::Notices,
    ui::{
        Button, Icon, Look,
        el::{El, Held, div, el, held, the},
    },
};
use conference::{Command, Kind};
use session::{Notice, Outcome};
use wasm_bindgen::JsCast;
use web_sys::KeyboardEvent;

/// Longer ones are cut by the field itself.
const LONGEST: &str = "4000";

/// A line on its way.
#[derive(Clone)]
struct Sent {
    text: String,
    /// The newest notice when it was sent.
    after: Option<u32>,
}

/// Cheap to copy.
#[derive(Clone, Copy)]
struct Compose {
    desk: Desk,
    text: RwSignal<String>,
    sent: RwSignal<Option<Sent>>,
    field: Held,
}

pub(super) fn compose(desk: Desk) -> El {
    let compose = Compose {
        desk,
        text: RwSignal::new(String::new()),
        sent: RwSignal::new(None),
        field: held(),
    };
    follow(move || compose.put_back_what_failed());
    let field = el("textarea")
        .class("textarea")
        .attr("rows", "1")
        .attr("maxlength", LONGEST)
        .attr("dir", "auto")
        .bind("aria-label", t!(room.message))
        .bind("placeholder", t!(room.message_hint))
        .bind_property("value", move || compose.text.get())
        .on("input", move |event| {
            compose.text.set(event_target_value(&event));
        })
        .on("keydown", move |event| compose.key(event.unchecked_ref()))
        .hold(compose.field);
    let send = Button::new(t!(room.send), move || compose.send())
        .icon(Icon::Send)
        .look(Look::Primary)
        .refused(move || desk.refusal(Kind::Message))
        .pending(move || desk.view.is_under_way(&[Kind::Message]));
    div("compose").child(field).child(send)
}

impl Compose {
    /// Enter sends. The Enter that ends the composing of a Chinese word sends nothing.
    fn key(self, event: &KeyboardEvent) {
        if event.key() == "Enter" && !event.shift_key() && !event.is_composing() && !event.repeat()
        {
            event.prevent_default();
            self.send();
        }
    }

    fn send(self) {
        let view = self.desk.view;
        let free = untrack(|| {
            self.desk.refusal(Kind::Message).is_none() && !view.is_under_way(&[Kind::Message])
        });
        let typed = self.text.get_untracked();
        if free && !typed.trim().is_empty() {
            self.text.set(String::new());
            let after = view.notices.with_untracked(Notices::newest);
            self.sent.set(Some(Sent {
                text: typed.clone(),
                after,
            }));
            self.desk
                .actions
                .act
                .run(Command::Message(Arc::from(typed.trim())));
        }
        if let Some(field) = the(self.field) {
            let _ = field.focus();
        }
    }

    /// A line that wasn't sent comes back into the field, unless another one is being typed there.
    fn put_back_what_failed(self) {
        let failed_after = |after: Option<u32>| {
            self.desk.view.notices.with(|notices| {
                let news = |shown: &crate::state::Shown| shown.failed && Some(shown.number) > after;
                notices
                    .shown()
                    .iter()
                    .any(|shown| news(shown) && is_about_chat(&shown.notice))
            })
        };
        self.desk.view.notices.track();
        let Some(line) = self.sent.get_untracked() else {
            return;
        };
        if failed_after(line.after) {
            self.sent.set(None);
            if self.text.with_untracked(String::is_empty) {
                self.text.set(line.text);
            }
        }
    }
}

fn is_about_chat(notice: &Notice) -> bool {
    matches!(notice, Notice::Command { kind: Kind::Message, outcome, .. } if *outcome != Outcome::Done)
}
