//! The event stream: opened with the current token, and opened again for as long as the page is open.

use crate::listening::Open;
use crate::requests::Purpose;
use crate::{Life, Now, Output, Session, StreamFailure, StreamId};

/// A stream that doesn't open in this time is given up, ms.
const OPENING_MS: u64 = 10_000;
/// A stream is good when it has been open for so long, ms.
const WELL_MS: u64 = 10_000;
/// A refresh usually takes no longer than this, ms.
const REFRESH_MS: u64 = 1_000;
/// A stream younger than this was opened on the network that is there now, ms.
const YOUNG_MS: u64 = 2_000;

#[derive(Debug, Default)]
pub(crate) enum State {
    #[default]
    Closed,
    /// To be opened at this time, monotonic ms.
    Waiting(u64),
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
    /// The first of a new session: it follows from being let in, and waits for nothing.
    first: bool,
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

    /// The next one is the first of a new session.
    pub fn begins(&mut self) {
        self.first = true;
    }

    pub fn is_open(&self) -> bool {
        matches!(self.state, State::Open(_))
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
    pub(crate) fn open_stream_now(&mut self, now: Now) {
        self.close_stream();
        self.stream.state = State::Waiting(now.mono_ms);
    }

    /// Opens another in the place of one that has been silent for so long that nobody can say whether it is alive.
    pub(crate) fn renew_stream(&mut self, now: Now) {
        self.open_stream_now(now);
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
        self.gate.server_talks(now.mono_ms);
        self.plan_reads(now);
    }

    pub(crate) fn stream_failed(&mut self, now: Now, id: StreamId, failure: StreamFailure) {
        if !self.stream.is_current(id) {
            return;
        }
        self.gate.trouble(now.mono_ms);
        if let StreamFailure::Status(status, retry_after_s) = failure {
            if let Some(seconds) = retry_after_s {
                self.gate.retry_after(now.mono_ms, seconds);
            }
            // Whatever it minds, a refresh tells whether it still knows us.
            if (400..500).contains(&status) && status != 429 {
                self.token_is_bad();
            }
        }
        if self.life != Life::Live {
            return;
        }
        self.stream_later(now);
        // A question that has a status for an answer tells whether the server still knows us. Not at the first failure, which may be
        // any accident.
        if failure == StreamFailure::Unsaid && self.stream.tries > 1 {
            self.send_probe(now);
        }
    }

    /// Drops the stream and opens another after a while: 0–500 ms first, then full jitter up to 4 s.
    pub(crate) fn stream_later(&mut self, now: Now) {
        self.close_stream();
        let most = 500_u64 << self.stream.tries.min(3);
        self.stream.tries += 1;
        self.stream.state = State::Waiting(now.mono_ms + self.rng.below(most));
    }

    pub(crate) fn keep_stream(&mut self, now: Now) {
        if self.life != Life::Live || self.offline {
            return;
        }
        match &self.stream.state {
            State::Closed => {}
            State::Waiting(_) => {
                if self.stream_due(now).is_some_and(|at| at <= now.mono_ms) {
                    self.open_stream(now);
                }
            }
            State::Opening { since } => {
                if now.mono_ms >= since + OPENING_MS {
                    self.gate.trouble(now.mono_ms);
                    self.stream_later(now);
                }
            }
            State::Open(_) => self.watch_stream(now),
        }
    }

    fn open_stream(&mut self, now: Now) {
        if let (Some(at), Some(keeper)) = (&self.entry.endpoint, &self.keeper) {
            if std::mem::take(&mut self.stream.first) {
                self.gate.passed_free(now.mono_ms);
            } else {
                self.gate.passed(now.mono_ms);
            }
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
        self.stream.tries = 0;
        match &mut self.stream.state {
            State::Waiting(at) => *at = now.mono_ms,
            State::Open(_) => self.probe_if_silent(now),
            _ => {}
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
            self.open_stream_now(now);
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
            State::Waiting(_) if self.awaits_end_for_all() => None,
            State::Waiting(at) => Some(self.opening_due((*at).max(now.mono_ms))),
            State::Opening { since } => Some(since + OPENING_MS),
            State::Open(open) => Some(self.watch_due(now, open).min(self.well_due(now, open))),
        }
    }

    /// When a stream that may be opened at `at` will be.
    fn opening_due(&self, at: u64) -> u64 {
        // A refresh may kill the old token at once: a new one that is about to come is waited for, but not for long.
        let refreshed = self.requests.sent_at(Purpose::Refresh);
        let at = refreshed.map_or(at, |sent| at.max(sent + REFRESH_MS));
        if self.stream.first {
            self.gate.not_closed_at(at)
        } else {
            self.gate.opens_at(at)
        }
    }

    /// Trouble ends when the stream has been good for a while; nothing else may come to notice it.
    fn well_due(&self, now: Now, open: &Open) -> u64 {
        let over = self.gate.well_at().map(|at| at.max(open.since + WELL_MS));
        over.filter(|at| *at > now.mono_ms).unwrap_or(u64::MAX)
    }
}
