//! What this browser remembers. It may refuse to remember anything: then nothing is remembered, and everything works.
//!
//! Secrets never come here.

/// Keeps this panel's entries apart from those of others on the same origin.
const PREFIX: &str = "gavel.";

fn storage() -> Option<web_sys::Storage> {
    web_sys::window()?.local_storage().ok()?
}

fn full(key: &str) -> String {
    [PREFIX, key].concat()
}

/// What was remembered under `key`.
pub fn get(key: &str) -> Option<String> {
    storage()?.get_item(&full(key)).ok()?
}

/// Remembers `value` under `key`, where the browser allows it and there is room.
pub fn set(key: &str, value: &str) {
    if let Some(storage) = storage() {
        let _ = storage.set_item(&full(key), value);
    }
}

/// Whether it remembers at all: it may be there and refuse.
pub fn works() -> bool {
    const PROBE: &str = "probe";
    set(PROBE, "1");
    let works = get(PROBE).is_some();
    remove(PROBE);
    works
}

/// Forgets what was remembered under `key`.
pub fn remove(key: &str) {
    if let Some(storage) = storage() {
        let _ = storage.remove_item(&full(key));
    }
}
