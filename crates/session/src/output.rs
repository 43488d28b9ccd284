//! Everything that a session can want done. A closed set.

use crate::Notice;
use conference::Change;
use wire::Request;

/// A request's number, unique in a session's life.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RequestId(pub u32);

/// A stream's number, unique in a session's life. News of an older one is ignored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct StreamId(pub u32);

/// What to do.
#[derive(Debug)]
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
    /// Life, connection, powers or commands under way changed: read them again.
    State,
    /// Tell the host.
    Notice(Notice),
}
