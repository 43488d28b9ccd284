//! Telephones in a room.
//!
//! API document: Sipcalls.

use super::output::{Media, OutputInfo};
use super::{Entry, Stream, StreamInfo};
use crate::id::SipCallId;
use crate::lenient;
use serde::Deserialize;
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

#[derive(Default, Deserialize)]
#[serde(default)]
struct SipCallInfo {
    #[serde(deserialize_with = "lenient::id")]
    id: Option<SipCallId>,
    #[serde(rename = "type", deserialize_with = "lenient::text")]
    kind: Option<Arc<str>>,
    #[serde(deserialize_with = "lenient::name")]
    peer: Arc<str>,
    #[serde(deserialize_with = "lenient::object")]
    input: Option<StreamInfo>,
    #[serde(deserialize_with = "lenient::object")]
    output: Option<OutputInfo>,
}

impl Entry for SipCall {
    fn read(json: &str) -> Option<Self> {
        let it: SipCallInfo = lenient::read(json)?;
        Some(Self {
            id: it.id?,
            direction: match it.kind.as_deref() {
                Some("dial-in") => Some(Direction::In),
                Some("dial-out") => Some(Direction::Out),
                _ => None,
            },
            peer: it.peer,
            input: it.input.and_then(StreamInfo::into_stream),
            output: it.output.map(|output| output.into_parts().1),
        })
    }
}
