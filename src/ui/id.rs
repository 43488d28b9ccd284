//! Ids that tie a label, a hint or a panel to its element.

use std::sync::atomic::{AtomicU32, Ordering};

/// An id that no other element of the page has.
pub fn unique(prefix: &str) -> String {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let mut id = String::from(prefix);
    id.push('-');
    id.push_str(&NEXT.fetch_add(1, Ordering::Relaxed).to_string());
    id
}
