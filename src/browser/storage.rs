//! Text that this browser remembers for the panel. A browser may refuse to remember anything: then nothing is remembered, and the
//! panel works all the same. (`gloo-storage` panics in such a browser, and stores JSON where these entries are plain text.)
//!
//! Secrets never come here.

use web_sys::Storage;

/// Keeps the panel's entries apart from those of other pages of the same origin.
const PREFIX: &str = "gavel.";

/// Returns the text that is stored under `key`.
pub fn get(key: &str) -> Option<String> {
    local_storage()?.get_item(&prefixed(key)).ok()?
}

/// Stores `value` under `key`. Returns whether the browser allowed it and had room for it.
pub fn set(key: &str, value: &str) -> bool {
    local_storage().is_some_and(|storage| storage.set_item(&prefixed(key), value).is_ok())
}

/// Removes what is stored under `key`.
pub fn remove(key: &str) {
    if let Some(storage) = local_storage() {
        let _ = storage.remove_item(&prefixed(key));
    }
}

/// Returns whether the browser stores anything at all: the storage may exist and refuse.
pub fn is_available() -> bool {
    const PROBE: &str = "probe";
    let is_stored = set(PROBE, "1") && get(PROBE).is_some();
    remove(PROBE);
    is_stored
}

fn local_storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok()?
}

fn prefixed(key: &str) -> String {
    format!("{PREFIX}{key}")
}
