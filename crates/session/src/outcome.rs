//! What the session tells people: its connection, its end, its notices. Facts only; the sentences are the locale's.

use conference::{Kind, Refusal};
use std::sync::Arc;
use wire::BadAddress;

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
}

/// Why signing in didn't work.
#[derive(Clone, Debug, PartialEq)]
pub enum Problem {
    /// The server's own words, and its status.
    Server {
        /// HTTP status.
        status: u16,
        /// What it said; may be empty.
        words: Arc<str>,
    },
    /// The address typed can't be used.
    BadServer(BadAddress),
    /// The server named a conferencing node that can't be trusted.
    BadNode(BadAddress),
    /// No node was named.
    NoNode,
    /// The server could not be reached; the cause as far as a browser can tell.
    Unreachable(Unreachable),
    /// The answer wasn't one of this API.
    NotTheApi,
    /// No answer in time.
    TimedOut,
}

/// Why a server can't be reached. To `fetch` all of them look alike; the transport probes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreachable {
    /// This browser is offline.
    Offline,
    /// Something answers, but it doesn't allow this page (CORS).
    Cors,
    /// Nothing answers there: wrong name, or nobody listens.
    NoAnswer,
    /// The browser keeps pages from the local network until it is allowed.
    LocalNetwork,
}

/// Why a command was not done, or that it was.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// Confirmed by the server's state.
    Done,
    /// Refused before it was sent.
    NotAllowed(Refusal),
    /// The server's own words, and its status.
    Refused {
        /// HTTP status.
        status: u16,
        /// What it said; may be empty.
        words: Arc<str>,
    },
    /// The server doesn't offer this command; it stays disabled.
    NotOffered,
    /// No answer: what came of it is being read.
    Checking,
    /// The server said yes, but its state doesn't show it.
    NoEffect,
    /// The server said yes, and shows something else.
    Otherwise,
    /// No answer, and the state doesn't show it. Not sent again.
    Unknown,
    /// The connection broke before it could be sent or answered. Not sent again.
    NotSent,
}

/// One thing to tell the host.
#[derive(Clone, Debug, PartialEq)]
pub enum Notice {
    /// What became of a command.
    Command {
        /// Which.
        kind: Kind,
        /// For whom, by name as last seen.
        name: Option<Arc<str>>,
        /// What became of it.
        outcome: Outcome,
    },
    /// Somebody whom this host called hasn't come in.
    Call {
        /// The name or address of their row.
        name: Arc<str>,
        /// As far as it is known.
        end: conference::CallEnd,
    },
    /// A call that this host added to somebody is over, by no doing of theirs.
    SubCallEnded {
        /// Whose, by name as last seen.
        name: Option<Arc<str>>,
        /// Why, in the server's words; may be empty.
        reason: Arc<str>,
    },
    /// The role changed in mid-meeting.
    RoleChanged(conference::Role),
    /// The server doesn't renew the session's token; Gavel tries again while it lives.
    RenewalFailing,
    /// Joined again with a new session after the old one died.
    Rejoined,
    /// The page was asleep or frozen for so many ms and has caught up.
    WereAway(u64),
}
