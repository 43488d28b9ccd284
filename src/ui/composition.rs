//! Keys that belong to an input method: the Enter that ends a half-written word sends nothing, and chooses nothing.

use gloo_events::{EventListener, EventListenerOptions};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::KeyboardEvent;

/// The `keyCode` of a key that an input method has taken (UI Events, 7.3.1).
const TAKEN: u32 = 229;

/// Returns whether an input method has taken this key. Safari ends the composition before the `keydown` of its Enter: by then only
/// `keyCode` tells.
fn is_taken(event: &KeyboardEvent) -> bool {
    event.is_composing() || event.key_code() == TAKEN
}

/// Keeps the keys that an input method takes from everything in the page, for as long as the current owner lives.
///
/// In one place and before all others, so that no field has to think of it.
pub fn keep_composition_apart() {
    let keep = |event: &web_sys::Event| {
        let Some(key) = event.dyn_ref::<KeyboardEvent>() else {
            return;
        };
        if is_taken(key) {
            key.stop_immediate_propagation();
            // Or the browser sends the form that the field stands in.
            if key.key() == "Enter" {
                key.prevent_default();
            }
        }
    };
    let options = EventListenerOptions {
        passive: false,
        ..EventListenerOptions::run_in_capture_phase()
    };
    let listener = EventListener::new_with_options(&window(), "keydown", options, keep);
    StoredValue::new_local(listener);
}
