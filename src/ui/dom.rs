//! What several components ask of the page.

use std::sync::atomic::{AtomicU32, Ordering};

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, FocusOptions, HtmlElement};

/// Returns an id that no other element of the page has, for tying a label, a hint or a panel to its element.
pub fn unique_id(prefix: &str) -> String {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let number = NEXT.fetch_add(1, Ordering::Relaxed).to_string();
    [prefix, "-", &number].concat()
}

/// Returns the element that has the focus.
pub fn focused() -> Option<HtmlElement> {
    document().active_element()?.dyn_into().ok()
}

/// What needs the keys itself while the focus is in it.
const TAKES_KEYS: &str =
    "input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable], [role=menu]";

/// Returns whether somebody types there, or chooses: a key is the element's own.
pub fn takes_keys(element: &Element) -> bool {
    element
        .closest(TAKES_KEYS)
        .is_ok_and(|found| found.is_some())
}

/// Returns whether a dialog is open.
pub fn has_dialog() -> bool {
    let dialog = document().query_selector("dialog[open]");
    dialog.is_ok_and(|dialog| dialog.is_some())
}

/// Returns "true" or "false" for an attribute that says both.
pub fn true_or_false(is_so: impl Into<Signal<bool>>) -> Signal<&'static str> {
    let is_so = is_so.into();
    Signal::derive(move || if is_so.get() { "true" } else { "false" })
}

/// Returns "true" for an attribute that is there only while it is so.
pub fn true_or_none(is_so: impl Into<Signal<bool>>) -> Signal<Option<&'static str>> {
    let is_so = is_so.into();
    Signal::derive(move || is_so.get().then_some("true"))
}

/// Moves the focus without scrolling.
pub(super) fn focus_in_place(element: &HtmlElement) {
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    // Fails only for what can't have the focus.
    let _ = element.focus_with_options(&options);
}

/// Returns a length in whole pixels, as a style's value.
pub fn pixels(length: f64) -> String {
    // Whole pixels: an integer's formatting is a tenth of a float's in the program's size.
    #[allow(clippy::cast_possible_truncation)]
    let whole = length.round() as i32;
    [&whole.to_string(), "px"].concat()
}
