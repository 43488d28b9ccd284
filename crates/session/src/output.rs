//! Everything that a session can want done. A closed set.

use crate::{CallNews, CallNumber, CommandStatus, Notice};
use conference::{Change, CommandId};
use std::fmt;
use wire::Request;

/// A request's number, unique in a session's life.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RequestId(pub u32);

/// A stream's number, unique in a session's life. News of an older one is ignored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct StreamId(pub u32);

/// What to do. Its `Debug` shows no address that holds the token.
pub enum Output {
    /// Send this, and bring the answer as [`crate::Input::Response`] or [`crate::Input::Failed`].
    Send {
        /// Its number.
        id: RequestId,
        /// What to send.
        request: Request,
        /// It must arrive even if the page closes.
        keepalive: bool,
    },
    /// Nobody waits for this one any more.
    Abort(RequestId),
    /// Open the event stream.
    OpenStream {
        /// Its number.
        id: StreamId,
        /// Where; holds the token, as the API wants it.
        url: String,
    },
    /// Close it.
    CloseStream(StreamId),
    /// Send [`crate::Input::Tick`] at this time of the monotonic clock, ms. Replaces the one before.
    WakeAt(u64),
    /// The meeting changed.
    Changes(Vec<Change>),
    /// Fetch this presentation frame; newest wins.
    Frame {
        /// Where; holds the token, as the API wants it.
        url: String,
    },
    /// What became of a call that was asked for.
    Call(CallNumber, CallNews),
    /// The status of a command has changed. The last one is final ([`CommandStatus::is_final`]).
    CommandStatus(CommandId, CommandStatus),
    /// Life, connection, powers, commands under way, the queue of commands, the spotlight's order or the way back changed: read them
    /// again.
    State,
    /// Tell the host.
    Notice(Notice),
}

impl fmt::Debug for Output {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Send { id, request, .. } => write!(f, "Send({id:?} {request:?})"),
            Self::Abort(id) => write!(f, "Abort({id:?})"),
            Self::OpenStream { id, .. } => write!(f, "OpenStream({id:?})"),
            Self::CloseStream(id) => write!(f, "CloseStream({id:?})"),
            Self::WakeAt(mono_ms) => write!(f, "WakeAt({mono_ms})"),
            Self::Changes(changes) => write!(f, "Changes({})", changes.len()),
            Self::Frame { .. } => f.write_str("Frame"),
            Self::Call(number, _) => write!(f, "Call({number:?})"),
            Self::CommandStatus(id, status) => write!(f, "CommandStatus({id:?} {status:?})"),
            Self::State => f.write_str("State"),
            Self::Notice(notice) => write!(f, "Notice({notice:?})"),
        }
    }
}
