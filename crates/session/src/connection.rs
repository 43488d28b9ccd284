//! How true what is shown is, and why a session is over.

use crate::Problem;
use conference::Reachability;
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
    /// Returns whether commands reach the meeting.
    pub const fn reachability(&self) -> Reachability {
        match self {
            Self::Live | Self::ByReading { .. } => Reachability::Reachable,
            Self::Ended(_) => Reachability::Over,
            Self::Idle
            | Self::Connecting
            | Self::CatchingUp
            | Self::Stale { .. }
            | Self::Offline { .. }
            | Self::Rejoining { .. } => Reachability::Unreachable,
        }
    }

    /// Returns until when what is shown is known to have been so, ms since 1970: until now where nothing says otherwise.
    pub fn known_until_ms(&self, now_ms: u64) -> u64 {
        match self {
            Self::ByReading { read_ms: since_ms }
            | Self::Stale { since_ms }
            | Self::Offline { since_ms }
            | Self::Rejoining { since_ms } => now_ms.min(*since_ms),
            Self::Idle | Self::Connecting | Self::CatchingUp | Self::Live | Self::Ended(_) => {
                now_ms
            }
        }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_shown_was_so_until_it_was_heard_last() {
        let check = |connection: Connection, expect: u64| {
            assert_eq!(connection.known_until_ms(9_000), expect, "{connection:?}");
        };
        check(Connection::Live, 9_000);
        check(Connection::CatchingUp, 9_000);
        check(Connection::ByReading { read_ms: 8_000 }, 8_000);
        check(Connection::Stale { since_ms: 5_000 }, 5_000);
        check(Connection::Offline { since_ms: 5_000 }, 5_000);
        check(Connection::Rejoining { since_ms: 5_000 }, 5_000);
        // The clock was put back.
        check(Connection::Stale { since_ms: 10_000 }, 9_000);
    }
}
