//! Notices on the screen.

use leptos::prelude::*;

use super::{Desk, words};
use crate::{
    i18n::t,
    ui::toasts::{Outcome, Toast, Toasts},
};

pub(super) fn toasts(desk: Desk) -> AnyView {
    let Desk { view, i18n, .. } = desk;
    let shown = Signal::derive(move || {
        let toast = |shown: &crate::state::Shown| Toast {
            id: shown.number,
            outcome: if shown.failed {
                Outcome::Bad
            } else {
                Outcome::Good
            },
            text: words::notice(i18n, &shown.notice),
        };
        view.notices
            .with(|notices| notices.shown().iter().map(toast).collect::<Vec<_>>())
    });
    view! { <Toasts shown=shown on_dismiss=move |number: u32| view.dismiss(number) dismiss_label=t!(i18n, ui.dismiss) /> }
        .into_any()
}
