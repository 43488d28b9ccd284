//! Dialogs: the browser's own modal one, named by its heading, with the focus going back to where it came from.

use std::time::Duration;

use leptos::{
    leptos_dom::helpers::{TimeoutHandle, set_timeout_with_handle},
    prelude::*,
    text_prop::TextProp,
};
use wasm_bindgen::JsCast;

use super::{
    button::{Button, Look},
    effect::follow,
    el::{div, el, held, the, view_of},
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
    view_of(move || {
        if open.get() {
            modal(title.clone(), on_close, children.clone())
        } else {
            ().into_any()
        }
    })
}

fn modal(title: TextProp, on_close: Callback<()>, children: ChildrenFn) -> AnyView {
    let heading = id::unique("dialog");
    let element = held();
    let opener = StoredValue::new_local(focused());
    let dialog = move || {
        the(element).and_then(|element| element.dyn_into::<web_sys::HtmlDialogElement>().ok())
    };

    // By the time that this runs it is in the page.
    follow(move || {
        if let Some(dialog) = dialog()
            && dialog.is_connected()
            && !dialog.open()
        {
            let _ = dialog.show_modal();
        }
    });
    on_cleanup(move || {
        if let Some(dialog) = dialog() {
            dialog.close();
        }
        if let Some(opener) = the(opener)
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
        if dialog().is_some_and(|dialog| dialog.is_connected()) {
            on_close.run(());
        }
    };
    el("dialog")
        .class("dialog")
        .attr("aria-labelledby", &heading)
        .on("cancel", escape)
        .on("close", closed)
        .child(
            el("h2")
                .class("dialog-title")
                .attr("id", &heading)
                .say(move || title.get()),
        )
        .view(children())
        .hold(element)
        .any()
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
    let inside: ChildrenFn = std::sync::Arc::new(move || {
        div("")
            .child(div("dialog-body").view(children()))
            .view(guarded_buttons(
                confirm_label.clone(),
                cancel_label.clone(),
                on_confirm,
                on_cancel,
            ))
            .any()
    });
    Dialog(DialogProps {
        open,
        title,
        on_close: on_cancel,
        children: inside,
    })
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
    let held_key = move |event: web_sys::Event| {
        let event: web_sys::KeyboardEvent = event.unchecked_into();
        if event.repeat() && (event.key() == "Enter" || event.key() == " ") {
            event.prevent_default();
        }
    };
    let cancel = view! { <Button label=cancel_label on_press=on_cancel autofocus=true /> };
    let confirm = view! {
        <Button
            label=confirm_label
            on_press=on_confirm
            look=Look::Danger
            class="button-arming"
            disabled_reason=not_yet
        />
    };
    div("dialog-foot")
        .on("keydown", held_key)
        .view(cancel.into_any())
        .view(confirm.into_any())
        .any()
}

/// What has the focus now.
pub(super) fn focused() -> Option<web_sys::HtmlElement> {
    document().active_element()?.dyn_into().ok()
}
