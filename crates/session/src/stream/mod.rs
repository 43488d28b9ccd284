//! The event stream: what state it is in, and what is remembered from one to the next.

mod events;
mod held_back;
mod lifecycle;
mod open;
mod watch;

use crate::{Now, StreamId};
use open::OpenStream;

/// A stream is stable when it has been open for so long, ms.
const STABLE_MS: u64 = 10_000;
/// A session that was put out is told so soon where to go on, if at all, ms.
const PARTING_MS: u64 = 2_000;

/// Times are monotonic, ms.
#[derive(Debug, Default)]
enum StreamState {
    #[default]
    Closed,
    /// To be opened.
    Waiting,
    Opening {
        since: u64,
    },
    Open(Box<OpenStream>),
}

/// The stream of a session.
#[derive(Debug, Default)]
pub(crate) struct Stream {
    id: u32,
    state: StreamState,
    /// How often it failed since it was last stable.
    tries: u32,
    was_open: bool,
    /// Before it is tried again the server is asked whether it still knows us: the reader can't say why it didn't open.
    probes_first: bool,
    /// It takes the place of one that was only silent.
    replaces_silent: bool,
    /// How often this server's keep-alives come, where it is known, ms.
    keep_alive_gap: Option<u64>,
    held_back: held_back::HeldBack,
    /// The session was put out: until then it may be told where to go on, monotonic ms.
    parts_at: Option<u64>,
}

impl Stream {
    /// Forgets all: another server's stream will be opened. Its numbers go on where the old one's ended.
    pub fn reset(&mut self) {
        *self = Self {
            id: self.id,
            ..Self::default()
        };
    }

    pub fn is_open(&self) -> bool {
        matches!(self.state, StreamState::Open(_))
    }

    /// Returns `true` if it is open, and there was a sign lately that what is shown is true.
    pub fn is_trusted(&self) -> bool {
        matches!(&self.state, StreamState::Open(open) if !open.is_doubtful)
    }

    /// Returns `true` if the server's list is on its way, and nothing has gone wrong: the stream is open, or the session's first,
    /// or it takes the place of one that was silent.
    pub fn is_on_its_way(&self) -> bool {
        self.is_open() || self.replaces_silent || (!self.was_open && self.tries == 0)
    }

    /// Returns how much room it takes for what isn't an event yet, bytes.
    pub fn room(&self) -> usize {
        match &self.state {
            StreamState::Open(open) => open.parser.room(),
            _ => 0,
        }
    }

    /// The session was put out: nothing else will come, unless it is where to go on.
    fn part(&mut self, now: Now) {
        self.parts_at = Some(now.mono_ms + PARTING_MS);
    }

    /// Returns when a stream is closed that only waits for where to go on, monotonic ms.
    fn parts_at(&self) -> Option<u64> {
        self.parts_at
    }

    /// Returns `true` if it only waits for where to go on.
    fn is_parting(&self) -> bool {
        self.parts_at.is_some()
    }

    fn is_stable(&self, now: Now) -> bool {
        matches!(&self.state, StreamState::Open(open) if now.mono_ms >= open.since + STABLE_MS)
    }

    /// Returns when it began to be opened, or was, monotonic ms.
    fn since(&self) -> Option<u64> {
        match &self.state {
            StreamState::Opening { since } => Some(*since),
            StreamState::Open(open) => Some(open.since),
            _ => None,
        }
    }

    /// Returns the open stream.
    fn open(&mut self) -> Option<&mut OpenStream> {
        match &mut self.state {
            StreamState::Open(open) => Some(open),
            _ => None,
        }
    }

    /// Returns the open stream, if that is the one with this number.
    fn open_with(&mut self, id: StreamId) -> Option<&mut OpenStream> {
        let is_it = self.id == id.0;
        self.open().filter(|_| is_it)
    }

    fn is_current(&self, id: StreamId) -> bool {
        self.id == id.0 && self.since().is_some()
    }

    /// Begins to open another one, and returns its number.
    fn begin(&mut self, now: Now) -> StreamId {
        self.id = self.id.wrapping_add(1);
        self.state = StreamState::Opening { since: now.mono_ms };
        StreamId(self.id)
    }

    /// It has opened.
    fn opened(&mut self, now: Now) {
        self.state = StreamState::Open(Box::new(OpenStream::new(now, self.keep_alive_gap)));
        self.was_open = true;
        self.replaces_silent = false;
        self.probes_first = false;
    }

    /// Closes it, and returns the number of the one that is to be closed, if it was more than planned.
    fn close(&mut self) -> Option<StreamId> {
        self.replaces_silent = false;
        if let StreamState::Open(open) = &self.state {
            self.keep_alive_gap = open.keep_alive_gap();
        }
        let closed = self.since().map(|_| StreamId(self.id));
        self.state = StreamState::Closed;
        self.parts_at = None;
        closed
    }
}
