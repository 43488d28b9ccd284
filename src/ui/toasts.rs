//! Notices: what worked goes away by itself, what failed stays until it is read.

use std::time::Duration;

use leptos::leptos_dom::helpers::set_timeout_with_handle;

use super::{
    button::{Button, Look},
    el::{El, Item, Said, div, el},
    icon::{Icon, icon},
};
use crate::reactive::{Callback, Signal, on_cleanup};

/// How long what worked is shown.
const SHOWN: Duration = Duration::from_secs(6);

/// Whether something worked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It did: a `status`, gone after a while.
    Good,
    /// It failed: an `alert`, there until dismissed.
    Bad,
}

/// One notice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Toast {
    /// Tells it from the others.
    pub id: u32,
    /// Whether it worked.
    pub outcome: Outcome,
    /// The sentence.
    pub text: String,
}

/// Toasts, newest last; failures stay until they are dismissed, the others go by themselves.
pub fn toasts(
    shown: Signal<Vec<Toast>>,
    on_dismiss: impl Into<Callback<u32>>,
    dismiss_label: impl Into<Said>,
) -> El {
    let (on_dismiss, dismiss_label) = (on_dismiss.into(), dismiss_label.into());
    let item = move |toast: Toast| {
        let dismiss_label = dismiss_label.clone();
        Item::new(toast.id.to_string(), move || {
            one(&toast, on_dismiss, dismiss_label.clone())
        })
    };
    div("toasts")
        .attr("aria-live", "polite")
        .each(move || shown.get().into_iter().map(&item).collect())
}

fn one(toast: &Toast, on_dismiss: Callback<u32>, dismiss_label: Said) -> El {
    let id = toast.id;
    let (class, role, picture) = match toast.outcome {
        Outcome::Good => ("toast", "status", Icon::Check),
        Outcome::Bad => ("toast toast-bad", "alert", Icon::Warning),
    };
    if toast.outcome == Outcome::Good
        && let Ok(timer) = set_timeout_with_handle(move || on_dismiss.run(id), SHOWN)
    {
        on_cleanup(move || timer.clear());
    }
    div(class)
        .attr("role", role)
        .child(icon(picture))
        .child(
            el("span")
                .class("toast-text")
                .attr("dir", "auto")
                .text(&toast.text),
        )
        .child(
            Button::new(dismiss_label, move || on_dismiss.run(id))
                .icon(Icon::Cross)
                .icon_only()
                .look(Look::Quiet),
        )
}
