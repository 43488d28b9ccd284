//! What is looked for in the history. The gateway searches what it has; whatever comes meanwhile is judged here, by the same rules.

use crate::entry::Entry;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

/// So many events are asked for at a time.
const PAGE: usize = 200;

/// The kinds of events, in the words of the gateway.
pub const KINDS: [&str; 13] = [
    "open",
    "close",
    "join",
    "leave",
    "publish",
    "unpublish",
    "subscribe",
    "unsubscribe",
    "user_changed",
    "recording",
    "warning",
    "call",
    "other",
];

/// What is looked for; what is empty is any.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Search {
    /// "3tee" or "netease".
    pub vendor: String,
    /// One of [`KINDS`].
    pub kind: String,
    /// A room's id, whole.
    pub room: String,
    /// A person's id, whole.
    pub user: String,
    /// Stands somewhere in what came.
    pub text: String,
    /// Not before this Unix time, ms.
    pub from_ms: Option<u64>,
    /// Before this Unix time, ms.
    pub until_ms: Option<u64>,
}

impl Search {
    /// Returns it as a query. `before`: only what is older than this id.
    pub fn query(&self, before: Option<i64>) -> String {
        let mut query = format!("limit={PAGE}");
        let mut add = |name: &str, value: &str| {
            if !value.is_empty() {
                let value = utf8_percent_encode(value, NON_ALPHANUMERIC);
                query.push_str(&format!("&{name}={value}"));
            }
        };
        let number = |number: Option<u64>| number.map(|it| it.to_string()).unwrap_or_default();
        add(
            "before",
            &before.map(|id| id.to_string()).unwrap_or_default(),
        );
        add("vendor", &self.vendor);
        add("kind", &self.kind);
        add("room", self.room.trim());
        add("user", self.user.trim());
        add("text", self.text.trim());
        add("from_ms", &number(self.from_ms));
        add("until_ms", &number(self.until_ms));
        query
    }

    /// Returns whether there may be more behind a page of so many.
    pub fn is_full(count: usize) -> bool {
        count >= PAGE
    }

    /// Returns whether an event is looked for.
    pub fn finds(&self, entry: &Entry) -> bool {
        let is = |wanted: &str, it: Option<&str>| wanted.is_empty() || it == Some(wanted);
        is(&self.vendor, Some(&entry.vendor))
            && is(&self.kind, Some(&entry.kind))
            && is(self.room.trim(), entry.room.as_deref())
            && is(self.user.trim(), entry.user.as_deref())
            && entry.raw.contains(self.text.trim())
            && self.from_ms.is_none_or(|from| entry.at_ms >= from)
            && self.until_ms.is_none_or(|until| entry.at_ms < until)
    }
}
