//! Notices on the screen.

use super::{Desk, words};
use crate::{
    i18n::t,
    reactive::Signal,
    state::Shown,
    ui::{self, Outcome, Toast, el::El},
};

pub(super) fn toasts(desk: Desk) -> El {
    let view = desk.view;
    let toast = |shown: &Shown| Toast {
        id: shown.number,
        outcome: if shown.failed {
            Outcome::Bad
        } else {
            Outcome::Good
        },
        text: words::notice(&shown.notice),
    };
    let shown = Signal::derive(move || {
        view.notices
            .with(|notices| notices.shown().iter().map(toast).collect::<Vec<_>>())
    });
    ui::toasts(shown, move |number| view.dismiss(number), t!(ui.dismiss))
}
