//! How true what is shown is, and why a session is over.

use crate::Problem;
use std::sync::Arc;

/// How true what is shown is. Stamps are wall time, ms since 1970.
#[derive(Clone, Debug, PartialEq)]
pub enum Connection {
    /// Nothing asked for yet, or signed out.
    Idle,
    /// Being let in.
    Connecting,
    /// In, and the server's list is on its way.
    CatchingUp,
    /// What is shown is what is.
    Live,
    /// Something on the way keeps the stream back; the server is asked how things are, as they were then.
    ByReading {
        /// When it was asked last.
        read_ms: u64,
    },
    /// The server can't be heard since then; Gavel keeps trying.
    Stale {
        /// Since when.
        since_ms: u64,
    },
    /// The browser has no network since then.
    Offline {
        /// Since when.
        since_ms: u64,
    },
    /// The token died; the meeting is being joined again.
    Rejoining {
        /// Since when nothing was heard.
        since_ms: u64,
    },
    /// Over.
    Ended(Ending),
}

impl Connection {
    /// Returns whether what becomes of a command can be known.
    pub fn allows_commands(&self) -> bool {
        matches!(self, Self::Live | Self::ByReading { .. })
    }
}

/// Why a session is over. Nothing is tried any more; the page offers a button.
#[derive(Clone, Debug, PartialEq)]
pub enum Ending {
    /// The host left.
    Left,
    /// The host ended the meeting for everyone.
    EndedForAll,
    /// The server put this session out, in its words.
    PutOut(Arc<str>),
    /// The server doesn't let this session in again, in its words.
    NotReadmitted(Arc<str>),
    /// The server sent this session on to another meeting, and it isn't in there.
    Transferred {
        /// That meeting's number or address, cleaned.
        room: Arc<str>,
        /// Why not; `None` = its host hasn't decided to.
        problem: Option<Problem>,
    },
}
