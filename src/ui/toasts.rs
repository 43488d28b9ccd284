//! Notices: what worked goes away by itself, what failed stays until it is read.

use std::time::Duration;

use leptos::{leptos_dom::helpers::set_timeout_with_handle, prelude::*};

use super::{
    button::{Button, Look},
    icon::{Icon, IconView},
    keyed_lines::KeyedLines,
};

/// How long what worked is shown.
const SHOWN: Duration = Duration::from_secs(6);

/// Whether something worked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ToastKind {
    /// It did: a `status`, gone after a while.
    Success,
    /// It failed: an `alert`, there until dismissed.
    Failure,
}

/// One notice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Toast {
    /// Tells it from the others.
    pub id: u32,
    /// Whether it worked.
    pub kind: ToastKind,
    /// The sentence.
    pub text: String,
}

/// The notices of a page, newest last; failures stay until they are dismissed, the others go by themselves.
#[component]
pub fn Toasts(
    /// The notices.
    #[prop(into)]
    toasts: Signal<Vec<Toast>>,
    /// One was read, or its time is over.
    #[prop(into)]
    on_dismiss: Callback<u32>,
    /// What the button says that takes one away.
    #[prop(into)]
    dismiss: Signal<String>,
) -> impl IntoView {
    let line = move |toast| {
        view! { <ToastLine toast on_dismiss dismiss=dismiss.get_untracked() /> }.into_any()
    };
    view! {
        <div class="toasts" aria-live="polite">
            <KeyedLines lines=toasts key=|toast: &Toast| u64::from(toast.id) line />
        </div>
    }
    .into_any()
}

#[component]
fn ToastLine(toast: Toast, on_dismiss: Callback<u32>, dismiss: String) -> impl IntoView {
    let Toast { id, kind, text } = toast;
    let (class, role, icon) = match kind {
        ToastKind::Success => ("toast", "status", Icon::Check),
        ToastKind::Failure => ("toast toast-bad", "alert", Icon::Warning),
    };
    let time_out = move || {
        on_dismiss.try_run(id);
    };
    if kind == ToastKind::Success
        && let Ok(timer) = set_timeout_with_handle(time_out, SHOWN)
    {
        on_cleanup(move || timer.clear());
    }
    view! {
        <div class=class role=role>
            <IconView icon=icon />
            <span class="toast-text" dir="auto">
                {text}
            </span>
            <Button
                label=dismiss
                on_press=move || on_dismiss.run(id)
                icon=Icon::Cross
                icon_only=true
                look=Look::Quiet
            />
        </div>
    }
}
