//! Notices: what worked goes away by itself, what failed stays until it is read.

use std::time::Duration;

use leptos::{leptos_dom::helpers::set_timeout_with_handle, prelude::*, text_prop::TextProp};

use super::{
    button::{Button, Look},
    el::{Item, div, el},
    icon::{Icon, icon},
};

/// More than these at once nobody reads; the oldest gives way.
const MOST: usize = 4;
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

/// The notices of a page. Cheap to copy.
#[derive(Clone, Copy, Debug)]
pub struct ToastList {
    list: RwSignal<Vec<Toast>>,
    next: StoredValue<u32>,
}

impl Default for ToastList {
    fn default() -> Self {
        Self {
            list: RwSignal::new(Vec::new()),
            next: StoredValue::new(0),
        }
    }
}

impl ToastList {
    /// Shows a sentence. The same one that is still there is not shown twice.
    pub fn push(self, outcome: Outcome, text: String) {
        let id = self.next.try_update_value(|next| {
            *next = next.wrapping_add(1);
            *next
        });
        let Some(id) = id else { return };
        self.list.try_update(|list| {
            list.retain(|toast| toast.text != text);
            if list.len() >= MOST {
                list.remove(0);
            }
            list.push(Toast { id, outcome, text });
        });
    }

    /// Takes one away.
    pub fn dismiss(self, id: u32) {
        self.list
            .try_update(|list| list.retain(|toast| toast.id != id));
    }

    /// Those that are shown, oldest first.
    pub fn shown(self) -> Signal<Vec<Toast>> {
        self.list.into()
    }
}

/// Where the notices stand: once in a page, over everything.
#[component]
pub fn Toasts(
    /// The notices.
    #[prop(into)]
    shown: Signal<Vec<Toast>>,
    /// One was read, or its time is over.
    #[prop(into)]
    on_dismiss: Callback<u32>,
    /// What the button says that takes one away.
    #[prop(into)]
    dismiss_label: TextProp,
) -> impl IntoView {
    let items = move || {
        let item = |toast: Toast| {
            let dismiss_label = dismiss_label.clone();
            Item::new(toast.id.to_string(), move || {
                toast_view(toast.clone(), on_dismiss, dismiss_label.clone())
            })
        };
        shown.get().into_iter().map(item).collect()
    };
    div("toasts").attr("aria-live", "polite").each(items).any()
}

fn toast_view(toast: Toast, on_dismiss: Callback<u32>, dismiss_label: TextProp) -> AnyView {
    let Toast { id, outcome, text } = toast;
    let (class, role, picture) = match outcome {
        Outcome::Good => ("toast", "status", Icon::Check),
        Outcome::Bad => ("toast toast-bad", "alert", Icon::Warning),
    };
    if outcome == Outcome::Good
        && let Ok(timer) = set_timeout_with_handle(
            move || {
                on_dismiss.try_run(id);
            },
            SHOWN,
        )
    {
        on_cleanup(move || timer.clear());
    }
    let dismiss = view! {
        <Button
            label=dismiss_label
            icon=Signal::stored(Icon::Cross)
            icon_only=true
            look=Look::Quiet
            on_press=move |()| on_dismiss.run(id)
        />
    };
    div(class)
        .attr("role", role)
        .view(icon(picture))
        .child(
            el("span")
                .class("toast-text")
                .attr("dir", "auto")
                .text(&text),
        )
        .view(dismiss.into_any())
        .any()
}
