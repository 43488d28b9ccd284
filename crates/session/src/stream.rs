//! The event stream: opened with the current token, and opened again for as long as the page is open.

use crate::listening::Open;
use crate::requests::Purpose;
use crate::{Life, Now, Output, Session, StreamFailure, StreamId};

/// A stream that doesn't open in this time is given up, ms.
const OPENING_MS: u64 = 10_000;
/// A stream is good when it has been open for so long, ms.
const WELL_MS: u64 = 10_000;
/// A stream younger than this was opened on the network that is there now, ms.
const YOUNG_MS: u64 = 2_000;

#[derive(Debug, Default)]
pub(crate) enum State {
    #[default]
    Closed,
    /// To be opened.
    Waiting,
    Opening {
        since: u64,
    },
    Open(Box<Open>),
}

/// The stream's state, and what is remembered from one to the next.
#[derive(Debug, Default)]
pub(crate) struct Stream {
    id: u32,
    pub state: State,
    pub tries: u32,
    was_open: bool,
    /// Before it is tried again the server is asked whether it still knows us: the reader can't say why it didn't open.
    asks_first: bool,
    /// It takes the place of one that was only silent.
    renews: bool,
    /// How often this server's keep-alives come, where it is known, ms.
    ping_gap: Option<u64>,
}

impl Stream {
    /// A new session's stream: its numbers go on where the old one's ended.
    pub fn after(old: &Self) -> Self {
        Self {
            id: old.id,
            ..Self::default()
        }
    }

    pub fn is_open(&self) -> bool {
        matches!(self.state, State::Open(_))
    }

    /// Whether it is open, and there was a sign lately that what is shown is true.
    pub fn is_trusted(&self) -> bool {
        matches!(&self.state, State::Open(open) if !open.doubtful)
    }

    /// Whether the server's list is on its way, and nothing has gone wrong: it is open, or the session's first, or it takes
    /// the place of one that was silent.
    pub fn is_on_its_way(&self) -> bool {
        self.is_open() || self.renews || (!self.was_open && self.tries == 0)
    }

    /// Whether it has been open long enough to be called good.
    pub fn is_well(&self, now: Now) -> bool {
        matches!(&self.state, State::Open(open) if now.mono_ms >= open.since + WELL_MS)
    }

    /// The open stream, if that is the one meant.
    pub fn current(&mut self, id: StreamId) -> Option<&mut Open> {
        match &mut self.state {
            State::Open(open) if self.id == id.0 => Some(open),
            _ => None,
        }
    }

    fn is_current(&self, id: StreamId) -> bool {
        self.id == id.0 && matches!(self.state, State::Opening { .. } | State::Open(_))
    }
}

impl Session {
    /// Opens a stream without delay, the old one dropped.
    pub(crate) fn open_stream_now(&mut self) {
        self.close_stream();
        self.stream.state = State::Waiting;
    }

    /// Opens another in the place of one that has been silent for so long that nobody can say whether it is alive.
    pub(crate) fn renew_stream(&mut self) {
        self.open_stream_now();
        self.stream.renews = true;
    }

    pub(crate) fn close_stream(&mut self) {
        self.stream.renews = false;
        if let State::Open(open) = &self.stream.state {
            self.stream.ping_gap = open.ping_gap();
        }
        if matches!(self.stream.state, State::Opening { .. } | State::Open(_)) {
            self.out.push(Output::CloseStream(StreamId(self.stream.id)));
        }
        self.stream.state = State::Closed;
        self.conference.stream_lost();
        self.drop_reads();
    }

    pub(crate) fn stream_opened(&mut self, now: Now, id: StreamId) {
        if !self.stream.is_current(id) || self.stream.is_open() {
            return;
        }
        self.stream.state = State::Open(Box::new(Open::new(now, self.stream.ping_gap)));
        self.stream.was_open = true;
        self.health.streams += 1;
        self.stream.renews = false;
        self.stream.asks_first = false;
        self.gate.server_talks();
        // Whatever was read without a stream, or is being read, doesn't know what happened until now.
        self.conference.stream_lost();
        self.forget(Purpose::Participants);
        self.plan_reads(now);
    }

    pub(crate) fn stream_failed(&mut self, now: Now, id: StreamId, failure: StreamFailure) {
        if !self.stream.is_current(id) {
            return;
        }
        self.stream_lost(now);
        if let StreamFailure::Status(status, retry_after_s) = failure {
            if let Some(seconds) = retry_after_s {
                self.asked_for_silence(now, seconds);
            }
            // Whatever it minds, a refresh tells whether it still knows us.
            if (400..500).contains(&status) && status != 429 {
                self.gate.server_talks();
                self.token_is_bad();
            }
        }
        // A question that has a status for an answer tells whether the server still knows us. Not at the first failure, which may be
        // any accident.
        self.stream.asks_first = failure == StreamFailure::Unsaid && self.stream.tries > 1;
    }

    /// It failed; another is opened as soon as the gate allows.
    pub(crate) fn stream_lost(&mut self, now: Now) {
        self.went_wrong(now);
        self.stream.tries += 1;
        self.open_stream_now();
    }

    pub(crate) fn keep_stream(&mut self, now: Now) {
        if self.life != Life::Live || self.offline {
            return;
        }
        match &self.stream.state {
            State::Closed => {}
            State::Waiting => self.open_if_due(now),
            State::Opening { since } => {
                if now.mono_ms >= since + OPENING_MS {
                    self.stream_lost(now);
                    self.open_if_due(now);
                }
            }
            State::Open(_) => self.watch_stream(now),
        }
    }

    fn open_if_due(&mut self, now: Now) {
        if self.stream_due(now).is_none_or(|at| at > now.mono_ms) {
            return;
        }
        if self.token_is_dying(now) {
            // It would be dead before its stream is open, and the turn gone.
            return self.recover(now);
        }
        if std::mem::take(&mut self.stream.asks_first) {
            return self.send_probe(now);
        }
        if let (Some(at), Some(keeper)) = (&self.entry.endpoint, &self.keeper) {
            self.gate.passed(now.mono_ms, &mut self.rng);
            self.stream.id = self.stream.id.wrapping_add(1);
            let url = wire::events_url(at, keeper.token());
            self.stream.state = State::Opening { since: now.mono_ms };
            self.out.push(Output::OpenStream {
                id: StreamId(self.stream.id),
                url,
            });
        }
    }

    /// The page or the network is back: no waiting.
    pub(crate) fn hurry_stream(&mut self, now: Now) {
        if self.stream.is_open() {
            self.probe_if_silent(now);
        }
    }

    /// The network is another one: a stream from before it is dead, even if it doesn't know yet.
    pub(crate) fn doubt_stream(&mut self, now: Now) {
        let since = match &self.stream.state {
            State::Opening { since } => *since,
            State::Open(open) => open.since,
            _ => return,
        };
        if self.life == Life::Live && now.mono_ms >= since + YOUNG_MS {
            self.open_stream_now();
        }
    }

    /// When something is due about the stream, monotonic ms.
    pub(crate) fn stream_due(&self, now: Now) -> Option<u64> {
        if self.life != Life::Live || self.offline {
            return None;
        }
        match &self.stream.state {
            State::Closed => None,
            // This host is ending the meeting: if that fails, there is time enough to listen again.
            State::Waiting if self.awaits_end_for_all() => None,
            State::Waiting => Some(self.opens_at(now.mono_ms)),
            State::Opening { since } => Some(since + OPENING_MS),
            State::Open(open) => Some(self.watch_due(now, open).min(self.well_due(now, open))),
        }
    }

    /// Trouble ends when the stream has been good for a while; nothing else may come to notice it.
    fn well_due(&self, now: Now, open: &Open) -> u64 {
        let over = self.gate.well_at().map(|at| at.max(open.since + WELL_MS));
        over.filter(|at| *at > now.mono_ms).unwrap_or(u64::MAX)
    }
}
