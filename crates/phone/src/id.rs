//! Ids, which the server makes up.

use std::fmt;
use std::sync::Arc;

/// A conference's number: four to eight digits by the document, but whatever the server says is sent back to it.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ConfId(Arc<str>);

/// One call of somebody: 32 letters and digits by the document.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CallId(Arc<str>);

/// An id longer than this isn't one, and to cut it would make another.
const MAX_ID_BYTES: usize = 128;

fn checked(text: &str) -> Option<Arc<str>> {
    let text = text.trim();
    (1..=MAX_ID_BYTES)
        .contains(&text.len())
        .then(|| Arc::from(text))
}

impl ConfId {
    /// Returns the id that this text is; `None` = it is empty, or no id is as long.
    pub fn new(text: &str) -> Option<Self> {
        checked(text).map(Self)
    }

    /// Returns it as the server writes it.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl CallId {
    /// Returns the id that this text is; `None` = it is empty, or no id is as long.
    pub fn new(text: &str) -> Option<Self> {
        checked(text).map(Self)
    }

    /// Returns it as the server writes it.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for ConfId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ConfId({})", self.0)
    }
}

impl fmt::Debug for CallId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let start = self.0.get(..8).unwrap_or(&self.0);
        write!(f, "CallId({start})")
    }
}
