//! Answers. Entries that aren't understood are counted, and the rest is taken.

use crate::entry::{Entry, Refused};
use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;

use std::collections::BTreeMap;

/// The answer isn't a gateway's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unread;

/// How a gateway is.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Status {
    /// Of the newest event.
    pub id: i64,
    /// The time by the gateway's clock, Unix milliseconds.
    pub now_ms: u64,
    #[serde(default)]
    vendors: BTreeMap<String, Counts>,
    /// How asking the media server goes; `None` = it isn't asked.
    #[serde(default)]
    pub polling: Option<Polling>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
struct Counts {
    newest_ms: Option<u64>,
    refused: BTreeMap<String, u64>,
    late: u64,
}

/// How the last question to the media server went.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Polling {
    /// When it was asked.
    pub at_ms: u64,
    /// Why there is no answer, or none that is understood.
    #[serde(default)]
    pub error: Option<String>,
}

impl Status {
    /// Returns when the newest event of a vendor came; `None` = there never was one.
    pub fn newest_ms(&self, vendor: &str) -> Option<u64> {
        self.vendors.get(vendor)?.newest_ms.filter(|ms| *ms > 0)
    }

    /// Returns how many requests were refused since the gateway's start.
    pub fn refused(&self) -> u64 {
        let counts = self.vendors.values().flat_map(|it| it.refused.values());
        counts.fold(0, |sum, count| sum.saturating_add(*count))
    }

    /// Returns how many events weren't on the disk in time since the gateway's start.
    pub fn late(&self) -> u64 {
        let counts = self.vendors.values();
        counts.fold(0, |sum, it| sum.saturating_add(it.late))
    }
}

/// Reads how a gateway is.
///
/// # Errors
/// [`Unread`]
pub fn read_status(body: &[u8]) -> Result<Status, Unread> {
    serde_json::from_slice(body).map_err(|_| Unread)
}

/// A page of the history, newest first.
#[derive(Clone, Debug, PartialEq)]
pub struct History {
    /// What was found.
    pub entries: Vec<Entry>,
    /// How many of the page can't be read.
    pub unread: usize,
}

/// Reads a page of the history.
///
/// # Errors
/// [`Unread`]
pub fn read_history(body: &[u8]) -> Result<History, Unread> {
    #[derive(Deserialize)]
    struct Answer<'a> {
        #[serde(borrow)]
        events: Vec<&'a RawValue>,
    }
    let answer: Answer<'_> = serde_json::from_slice(body).map_err(|_| Unread)?;
    let count = answer.events.len();
    let read = answer.events.into_iter();
    let entries: Vec<_> = read.filter_map(|it| Entry::parse(it.get())).collect();
    Ok(History {
        unread: count - entries.len(),
        entries,
    })
}

/// Reads the requests that were refused, newest first.
///
/// # Errors
/// [`Unread`]
pub fn read_refused(body: &[u8]) -> Result<Vec<Refused>, Unread> {
    #[derive(Deserialize)]
    struct Answer {
        refused: Vec<Value>,
    }
    let answer: Answer = serde_json::from_slice(body).map_err(|_| Unread)?;
    let read = answer.refused.into_iter();
    Ok(read
        .filter_map(|it| serde_json::from_value(it).ok())
        .collect())
}
