//! Notices on the screen.

use leptos::prelude::*;

use super::{
    state::{Notice, use_panel},
    words,
};
use crate::{
    i18n::{Locale, td_string, use_locale},
    ui::{Toast, ToastKind, Toasts},
};

/// What is told in passing.
#[component]
pub fn PanelNotices() -> impl IntoView {
    let (notices, locale) = (use_panel().notices, use_locale());
    let toasts = Signal::derive(move || {
        let shown = notices.shown();
        shown.with(|shown| {
            let toast = |(id, notice): &(u32, Notice)| Toast {
                id: *id,
                kind: match notice.is_failure() {
                    true => ToastKind::Failure,
                    false => ToastKind::Success,
                },
                text: text(locale, notice),
            };
            shown.iter().map(toast).collect::<Vec<_>>()
        })
    });
    view! {
        <Toasts
            toasts
            on_dismiss=move |number| notices.dismiss(number)
            dismiss=td_string!(locale, ui.dismiss)
        />
    }
}

fn text(locale: Locale, notice: &Notice) -> String {
    match notice {
        Notice::Made(name) => td_string!(locale, owt.rooms.made, name = name),
        Notice::Deleted(name) => td_string!(locale, owt.rooms.deleted, name = name),
        Notice::NotDeleted(name, why) => {
            let why = words::trouble(locale, why);
            td_string!(locale, owt.rooms.not_deleted, name = name, why = why)
        }
        Notice::NotDone { ask, name, why } => {
            let what = words::command(locale, ask, name);
            let why = words::failure_of(locale, ask, why);
            td_string!(locale, owt.live.not_done, what = what, why = why)
        }
    }
}
