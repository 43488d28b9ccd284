//! Dialogs: the browser's own modal one, named by its heading, with the focus going back to where it came from.

use std::time::Duration;

use leptos::{
    ev, html,
    leptos_dom::helpers::{TimeoutHandle, set_timeout_with_handle},
    prelude::*,
    text_prop::TextProp,
};
use wasm_bindgen::JsCast;

use super::{
    button::{Button, Look},
    effect::follow,
    id,
};

/// A click that was meant for what lay under a dialog comes within this time.
const ARMING: Duration = Duration::from_millis(600);

/// A modal dialog. It is in the page only while it is open, so what was typed into it is gone when it closes.
#[component]
pub fn Dialog(
    /// Whether it is open.
    #[prop(into)]
    open: Signal<bool>,
    /// Its heading and name.
    #[prop(into)]
    title: TextProp,
    /// Escape was pressed. Whoever owns `open` closes it.
    #[prop(into)]
    on_close: Callback<()>,
    /// What stands under the heading.
    children: ChildrenFn,
) -> impl IntoView {
    let open = Memo::new(move |_| open.get());
    move || {
        open.get()
            .then(|| modal(title.clone(), on_close, children.clone()))
    }
}

fn modal(title: TextProp, on_close: Callback<()>, children: ChildrenFn) -> AnyView {
    let heading = id::unique("dialog");
    let label = heading.clone();
    let element = NodeRef::<html::Dialog>::new();
    let opener = StoredValue::new_local(focused());

    follow(move || {
        if let Some(dialog) = element.get()
            && !dialog.open()
        {
            // Fails only for an element that isn't in a page any more.
            let _ = dialog.show_modal();
        }
    });
    on_cleanup(move || {
        if let Some(dialog) = element.try_get_untracked().flatten() {
            dialog.close();
        }
        if let Some(Some(opener)) = opener.try_get_value()
            && opener.is_connected()
        {
            let _ = opener.focus();
        }
    });

    // Escape asks; the owner of `open` answers. A browser that closes all the same tells so by `close`.
    let escape = move |event: web_sys::Event| {
        event.prevent_default();
        on_close.run(());
    };
    let closed = move |_| {
        if element
            .try_get_untracked()
            .flatten()
            .is_some_and(|dialog| dialog.is_connected())
        {
            on_close.run(());
        }
    };
    view! {
        <dialog
            node_ref=element
            class="dialog"
            aria-labelledby=label
            on:cancel=escape
            on:close=closed
        >
            <h2 class="dialog-title" id=heading>
                {move || title.get()}
            </h2>
            {children()}
        </dialog>
    }
    .into_any()
}

/// Asks before what can't be undone.
///
/// Its button can't be hit by accident: it wakes up a moment after the dialog opened, the focus starts on "Cancel", and a key
/// that is still held down does nothing.
#[component]
pub fn Confirm(
    /// Whether it is open.
    #[prop(into)]
    open: Signal<bool>,
    /// The question.
    #[prop(into)]
    title: TextProp,
    /// What the confirming button does, in a word or two.
    #[prop(into)]
    confirm_label: TextProp,
    /// What the other one says.
    #[prop(into)]
    cancel_label: TextProp,
    /// Confirmed. Whoever owns `open` closes it.
    #[prop(into)]
    on_confirm: Callback<()>,
    /// Cancelled, or Escape.
    #[prop(into)]
    on_cancel: Callback<()>,
    /// What will happen, and to whom.
    children: ChildrenFn,
) -> impl IntoView {
    view! {
        <Dialog open=open title=title on_close=on_cancel>
            <div class="dialog-body">{children()}</div>
            {guarded_buttons(confirm_label.clone(), cancel_label.clone(), on_confirm, on_cancel)}
        </Dialog>
    }
}

fn guarded_buttons(
    confirm_label: TextProp,
    cancel_label: TextProp,
    on_confirm: Callback<()>,
    on_cancel: Callback<()>,
) -> AnyView {
    let armed = RwSignal::new(false);
    let timer: Option<TimeoutHandle> = set_timeout_with_handle(
        move || {
            armed.try_set(true);
        },
        ARMING,
    )
    .ok();
    on_cleanup(move || {
        if let Some(timer) = timer {
            timer.clear();
        }
    });
    let not_yet = Signal::derive(move || (!armed.get()).then(String::new));
    let held_key = move |event: ev::KeyboardEvent| {
        if event.repeat() && (event.key() == "Enter" || event.key() == " ") {
            event.prevent_default();
        }
    };
    view! {
        <div class="dialog-foot" on:keydown=held_key>
            <Button label=cancel_label on_press=on_cancel autofocus=true />
            <Button
                label=confirm_label
                on_press=on_confirm
                look=Look::Danger
                class="button-arming"
                disabled_reason=not_yet
            />
        </div>
    }
    .into_any()
}

/// What has the focus now.
pub(super) fn focused() -> Option<web_sys::HtmlElement> {
    document().active_element()?.dyn_into().ok()
}
