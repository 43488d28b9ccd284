//! An event of the history or of the stream, and a request that was refused.

use callback_world::event::{Event, EventKind};
use callback_world::world::forget::FORGOTTEN;
use serde::Deserialize;
use serde_json::value::RawValue;
use std::sync::Arc;

/// An event as it was told. What this version doesn't know is shown all the same.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Grows from event to event.
    pub id: i64,
    /// When it came to the gateway, Unix milliseconds by its clock.
    pub at_ms: u64,
    /// Who told it: "3tee", "netease", or a word of a newer gateway.
    pub vendor: Arc<str>,
    /// What happened, in a word of [`crate::KINDS`] or of a newer gateway.
    pub kind: Arc<str>,
    /// The room that it is about.
    pub room: Option<Arc<str>>,
    /// The person that it is about.
    pub user: Option<Arc<str>>,
    /// What was understood; `None` = a newer gateway knows more.
    pub event: Option<Event>,
    /// What came from the vendor, as JSON.
    pub raw: Arc<str>,
}

/// How it is known that something happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The vendor told it.
    Told,
    /// The gateway found it by asking the media server.
    Found,
    /// It is the end of a room that the gateway has forgotten, for nothing was told of it for long.
    Forgotten,
}

#[derive(Deserialize)]
struct Head<'a> {
    id: i64,
    at_ms: u64,
    vendor: Arc<str>,
    kind: Arc<str>,
    #[serde(default)]
    room: Option<Arc<str>>,
    #[serde(default)]
    user: Option<Arc<str>>,
    #[serde(borrow)]
    raw: &'a RawValue,
}

impl Entry {
    /// Reads an entry; `None` = it isn't one.
    pub fn parse(json: &str) -> Option<Self> {
        let head: Head<'_> = serde_json::from_str(json).ok()?;
        Some(Self {
            id: head.id,
            at_ms: head.at_ms,
            vendor: head.vendor,
            kind: head.kind,
            room: head.room,
            user: head.user,
            event: serde_json::from_str(json).ok(),
            raw: head.raw.get().into(),
        })
    }

    /// Returns how it is known.
    pub fn origin(&self) -> Origin {
        match &self.event {
            Some(event) if event.polled => match &event.kind {
                EventKind::Close { reason } if reason.as_deref() == Some(FORGOTTEN) => {
                    Origin::Forgotten
                }
                _ => Origin::Found,
            },
            _ => Origin::Told,
        }
    }
}

/// A request that was refused.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Refused {
    /// Grows from one to the next.
    pub id: i64,
    /// When it came.
    pub at_ms: u64,
    /// Whose receiver it came to.
    pub vendor: Arc<str>,
    /// Why, in a word of `callback_world::event::Refusal`.
    pub reason: Arc<str>,
    /// The address that it came from.
    pub source: Arc<str>,
}
