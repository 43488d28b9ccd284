//! Dialogs: the browser's own modal one, named by its heading, with the focus going back to where it came from.

use std::time::Duration;

use leptos::leptos_dom::helpers::set_timeout_with_handle;
use wasm_bindgen::JsCast;

use super::{
    button::{Button, Look},
    el::{El, Piece, Said, div, el, held, the, when},
    id,
};
use crate::reactive::{Callback, RwSignal, Signal, document, follow, on_cleanup};

/// A click that was meant for what lay under a dialog comes within this time.
const ARMING: Duration = Duration::from_millis(600);

/// A modal dialog. It is in the page only while it is open, so what was typed into it is gone when it closes. Escape asks whoever
/// owns `open` to close it, by `on_close`.
pub fn dialog(
    open: Signal<bool>,
    title: impl Into<Said>,
    on_close: impl Into<Callback<()>>,
    inside: impl Fn() -> El + 'static,
) -> Piece {
    let (title, on_close) = (title.into(), on_close.into());
    when(
        move || open.get(),
        move || modal(title.clone(), on_close, inside()),
    )
}

fn modal(title: Said, on_close: Callback<()>, inside: El) -> El {
    let heading = id::unique("dialog");
    let element = held();
    let opener = held();
    opener.set(focused());
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
        .attr_of("aria-labelledby", &heading)
        .on("cancel", escape)
        .on("close", closed)
        .child(
            el("h2")
                .class("dialog-title")
                .attr_of("id", &heading)
                .say(title),
        )
        .child(inside)
        .hold(element)
}

/// What a dialog asks before something that can't be undone. The button that does it wakes only after a moment, and the focus is on
/// the other one: neither a double click nor a held key can answer.
pub struct Confirm {
    /// Whether it is open.
    pub open: Signal<bool>,
    /// What is asked.
    pub title: Said,
    /// Does it.
    pub confirm: Said,
    /// Doesn't.
    pub cancel: Said,
    /// It was confirmed.
    pub on_confirm: Callback<()>,
    /// It wasn't.
    pub on_cancel: Callback<()>,
}

impl Confirm {
    /// Makes it, with what stands under the heading.
    pub fn view(self, inside: impl Fn() -> El + 'static) -> Piece {
        let Self {
            open,
            title,
            confirm,
            cancel,
            on_confirm,
            on_cancel,
        } = self;
        dialog(open, title, on_cancel, move || {
            div("")
                .child(div("dialog-body").child(inside()))
                .child(guarded_buttons(
                    confirm.clone(),
                    cancel.clone(),
                    on_confirm,
                    on_cancel,
                ))
        })
    }
}

fn guarded_buttons(
    confirm: Said,
    cancel: Said,
    on_confirm: Callback<()>,
    on_cancel: Callback<()>,
) -> El {
    let armed = RwSignal::new(false);
    let timer = set_timeout_with_handle(move || armed.set(true), ARMING).ok();
    on_cleanup(move || {
        if let Some(timer) = timer {
            timer.clear();
        }
    });
    let held_key = move |event: web_sys::Event| {
        let event: web_sys::KeyboardEvent = event.unchecked_into();
        if event.repeat() && (event.key() == "Enter" || event.key() == " ") {
            event.prevent_default();
        }
    };
    let confirm = Button::of(confirm, on_confirm)
        .look(Look::Danger)
        .class("button-arming")
        .refused(move || (!armed.get()).then_some(""));
    div("dialog-foot")
        .on("keydown", held_key)
        .child(Button::of(cancel, on_cancel).autofocus())
        .child(confirm)
}

/// What has the focus now.
pub fn focused() -> Option<web_sys::HtmlElement> {
    document().active_element()?.dyn_into().ok()
}
