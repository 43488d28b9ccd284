//! Calls that this host has added to somebody, as they are shown.

use std::sync::Arc;

use conference::ParticipantId;
use web_sys::MediaStream;

/// A call that is wished for. `present`: the presentation instead of the main picture.
pub enum CallWish {
    /// Two addresses for a stream.
    Rtmp {
        /// Whose.
        participant: ParticipantId,
        /// Their name.
        name: Arc<str>,
        /// Treat it as a stream.
        streaming: bool,
        /// The presentation.
        present: bool,
        /// The most that it may use, kbit/s.
        bandwidth: Option<u32>,
    },
    /// To see and hear somebody here.
    Watch {
        /// Whom.
        participant: ParticipantId,
        /// Their name.
        name: Arc<str>,
        /// The presentation.
        present: bool,
    },
    /// To present this screen.
    Share {
        /// This session's own row.
        participant: ParticipantId,
        /// The name it goes by.
        name: Arc<str>,
    },
    /// The end of the call of this number.
    End(u32),
}

/// What a call is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CallKind {
    /// A stream by RTMP.
    Rtmp,
    /// Somebody is watched here.
    Watch,
    /// This screen is presented.
    Share,
}

/// A call, from the wish to its end.
#[derive(Clone, PartialEq)]
pub struct ShownCall {
    /// Tells it from the others; the newest has the highest.
    pub number: u32,
    /// Whose.
    pub name: Arc<str>,
    /// What it is for.
    pub kind: CallKind,
    /// The server has answered.
    pub is_up: bool,
    /// Where a stream goes: plainly, encrypted.
    pub urls: [Option<String>; 2],
    /// What is received.
    pub stream: Option<MediaStream>,
}
