//! Dialogs: the browser's own modal one, named by its heading, with the focus going back to where it came from.

use std::time::Duration;

use leptos::{ev, html, leptos_dom::helpers::set_timeout_with_handle, prelude::*};

use super::{
    button::{Button, Look},
    dom::{focused, unique_id},
    show_if::ShowIf,
};

/// A click that was meant for what lay under a dialog comes within this time.
const ARMING: Duration = Duration::from_millis(600);

/// A modal dialog.
///
/// It is in the page only while it is open, so what was typed into it is gone when it closes.
#[component]
pub fn Dialog(
    /// Whether it is open.
    #[prop(into)]
    open: Signal<bool>,
    /// Its heading and name.
    #[prop(into)]
    title: Signal<String>,
    /// Escape was pressed. Whoever owns `open` closes it.
    #[prop(into)]
    on_close: Callback<()>,
    /// What stands under the heading; made each time that it opens.
    children: ChildrenFn,
) -> impl IntoView {
    view! { <ShowIf when=open>{opened(title, on_close, children())}</ShowIf> }.into_any()
}

fn opened(title: Signal<String>, on_close: Callback<()>, inside: AnyView) -> AnyView {
    let heading = unique_id("dialog");
    let element = NodeRef::<html::Dialog>::new();
    let opener = StoredValue::new_local(focused());

    // By the time that this runs it is in the page.
    Effect::new(move |_| {
        if let Some(dialog) = element.get()
            && dialog.is_connected()
            && !dialog.open()
        {
            let _ = dialog.show_modal();
        }
    });
    on_cleanup(move || {
        if let Some(dialog) = element.try_get_untracked().flatten() {
            dialog.close();
        }
        if let Some(opener) = opener.try_get_value().flatten()
            && opener.is_connected()
        {
            let _ = opener.focus();
        }
    });

    // Escape asks; the owner of `open` answers. A browser that closes all the same tells so by `close`.
    let escape = move |event: ev::Event| {
        event.prevent_default();
        on_close.run(());
    };
    let closed = move |_| {
        let dialog = element.try_get_untracked().flatten();
        if dialog.is_some_and(|dialog| dialog.is_connected()) {
            on_close.try_run(());
        }
    };
    view! {
        <dialog
            node_ref=element
            class="dialog"
            aria-labelledby=heading
            on:cancel=escape
            on:close=closed
        >
            <h2 class="dialog-title" id=heading.clone()>
                {title}
            </h2>
            {inside}
        </dialog>
    }
    .into_any()
}

/// A dialog that asks before something that can't be undone.
///
/// The button that does it wakes only after a moment, and the focus is on the other one: neither a double click nor a held key can
/// answer.
#[component]
pub fn ConfirmDialog(
    /// Whether it is open.
    #[prop(into)]
    open: Signal<bool>,
    /// The question.
    #[prop(into)]
    title: Signal<String>,
    /// What the button says that does it.
    #[prop(into)]
    confirm: Signal<String>,
    /// What the other one says.
    #[prop(into)]
    cancel: Signal<String>,
    /// It was confirmed. Whoever owns `open` closes it.
    #[prop(into)]
    on_confirm: Callback<()>,
    /// It was cancelled, or Escape was pressed.
    #[prop(into)]
    on_cancel: Callback<()>,
    /// What will happen, and to whom.
    children: ChildrenFn,
) -> impl IntoView {
    view! {
        <Dialog open=open title=title on_close=on_cancel>
            <div>
                <div class="dialog-body">{children()}</div>
                <GuardedButtons confirm cancel on_confirm on_cancel />
            </div>
        </Dialog>
    }
}

#[component]
fn GuardedButtons(
    confirm: Signal<String>,
    cancel: Signal<String>,
    on_confirm: Callback<()>,
    on_cancel: Callback<()>,
) -> impl IntoView {
    let armed = RwSignal::new(false);
    if let Ok(timer) = set_timeout_with_handle(move || armed.set(true), ARMING) {
        on_cleanup(move || timer.clear());
    }
    let not_yet = MaybeProp::derive(move || (!armed.get()).then(String::new));
    let ignore_held_key = move |event: ev::KeyboardEvent| {
        if event.repeat() && (event.key() == "Enter" || event.key() == " ") {
            event.prevent_default();
        }
    };
    view! {
        <div class="dialog-foot" on:keydown=ignore_held_key>
            <Button label=cancel on_press=on_cancel autofocus=true />
            <Button
                label=confirm
                on_press=on_confirm
                look=Look::Danger
                class="button-arming"
                refusal=not_yet
            />
        </div>
    }
    .into_any()
}
