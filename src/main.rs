//! Boot only.
//!
//! In a browser there is nothing for Rust's own `main` to set up or to clean up, so there is none: wasm-bindgen calls [`start`].

#![cfg_attr(target_arch = "wasm32", no_main)]

/// Puts the panel into the page.
#[cfg_attr(target_arch = "wasm32", wasm_bindgen::prelude::wasm_bindgen(start))]
pub fn start() {
    wasm_bindgen_futures::spawn_local(gavel::app::start());
}

/// The panel runs in browsers only; elsewhere this lets its sources be checked.
#[cfg(not(target_arch = "wasm32"))]
fn main() {
    start();
}
