//! Writing to everybody.

use std::sync::Arc;

use conference::{Command, Kind};
use leptos::prelude::*;
use session::{Notice, Outcome};
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent};

use crate::{
    i18n::t,
    room::{Desk, press::Press},
    state::Notices,
    ui::{
        self, Icon, Look,
        el::{El, div, el},
    },
};

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
    sent: StoredValue<Option<Sent>>,
    field: StoredValue<Option<HtmlElement>, LocalStorage>,
}

pub(super) fn compose(desk: Desk) -> El {
    let i18n = desk.i18n;
    let compose = Compose {
        desk,
        text: RwSignal::new(String::new()),
        sent: StoredValue::new(None),
        field: StoredValue::new_local(None),
    };
    ui::follow(move || compose.put_back_what_failed());
    let field = el("textarea")
        .class("textarea")
        .attr("rows", "1")
        .attr("maxlength", LONGEST)
        .attr("dir", "auto")
        .bind("aria-label", t!(i18n, room.message))
        .bind("placeholder", t!(i18n, room.message_hint))
        .bind_property("value", move || compose.text.get())
        .on("input", move |event| {
            compose.text.try_set(event_target_value(&event));
        })
        .on("keydown", move |event| compose.key(event.unchecked_ref()))
        .hold(compose.field);
    let send = Press::new(t!(i18n, room.send), move || compose.send())
        .icon(Icon::Send)
        .look(Look::Primary)
        .refused(move || desk.refusal(Kind::Message))
        .pending(move || desk.view.is_under_way(&[Kind::Message]));
    div("compose").child(field).view(send.view())
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
        let typed = self.text.try_get_untracked().unwrap_or_default();
        if free && !typed.trim().is_empty() {
            self.text.try_set(String::new());
            let after = view.notices.with_untracked(Notices::newest);
            self.sent.try_set_value(Some(Sent {
                text: typed.clone(),
                after,
            }));
            self.desk
                .actions
                .act
                .run(Command::Message(Arc::from(typed.trim())));
        }
        if let Some(field) = self.field.try_get_value().flatten() {
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
        let Some(Some(line)) = self.sent.try_get_value() else {
            return;
        };
        if failed_after(line.after) {
            self.sent.try_set_value(None);
            if self.text.with_untracked(String::is_empty) {
                self.text.try_set(line.text);
            }
        }
    }
}

fn is_about_chat(notice: &Notice) -> bool {
    matches!(notice, Notice::Command { kind: Kind::Message, outcome, .. } if *outcome != Outcome::Done)
}
