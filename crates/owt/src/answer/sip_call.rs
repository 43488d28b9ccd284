//! Telephones in a room.
//!
//! API document: Sipcalls.

use super::{Entry, Media, Stream};
use crate::id::SipCallId;
use crate::lenient::Object;
use std::sync::Arc;

/// Who called whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// The telephone called ("dial-in").
    In,
    /// The room called ("dial-out").
    Out,
}

/// A SIP call that goes on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SipCall {
    /// Which.
    pub id: SipCallId,
    /// Who called; `None` = not told.
    pub direction: Option<Direction>,
    /// The other's address, safe to show.
    pub peer: Arc<str>,
    /// What comes of it into the room; `None` = nothing yet.
    pub input: Option<Stream>,
    /// What goes out to it; `None` = nothing yet.
    pub output: Option<Media>,
}

impl Entry for SipCall {
    fn read(json: &str) -> Option<Self> {
        let it = Object::read(json)?;
        Some(Self {
            id: it.id("id")?.into(),
            direction: match it.text("type").as_deref() {
                Some("dial-in") => Some(Direction::In),
                Some("dial-out") => Some(Direction::Out),
                _ => None,
            },
            peer: it.name("peer"),
            input: it.object("input").as_ref().and_then(Stream::of),
            output: it.object("output").as_ref().map(Media::read),
        })
    }
}
