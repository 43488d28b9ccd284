//! Notices on the screen.

use leptos::prelude::*;

use super::words;
use crate::{
    i18n::{Locale, td_string, use_locale},
    state::{ShownNotice, use_meeting},
    ui::{Toast, ToastKind, Toasts},
};

/// What the host is told in passing.
#[component]
pub fn RoomNotices() -> impl IntoView {
    let (meeting, locale) = (use_meeting(), use_locale());
    let toasts = Signal::derive(move || {
        let shown = meeting.notices.shown();
        shown
            .iter()
            .map(|notice| toast(locale, notice))
            .collect::<Vec<_>>()
    });
    view! {
        <Toasts
            toasts
            on_dismiss=move |number| meeting.notices.dismiss(number)
            dismiss=td_string!(locale, ui.dismiss)
        />
    }
}

fn toast(locale: Locale, shown: &ShownNotice) -> Toast {
    Toast {
        id: shown.number,
        kind: if shown.failed {
            ToastKind::Failure
        } else {
            ToastKind::Success
        },
        text: words::notice(locale, &shown.notice),
    }
}
