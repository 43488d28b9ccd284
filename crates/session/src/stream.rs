//! The event stream: opened with the current token, read byte by byte, watched, and opened again for as long as the page is
//! open.

use crate::requests::Purpose;
use crate::{Ending, Life, Now, Output, Session, StreamFailure, StreamId};
use conference::{Change, Event};
use wire::{Parser, RawEvent};

/// A stream that says nothing for so long is asked about, ms.
const SILENCE_MS: u64 = 10_000;
/// A stream that says nothing for so long is opened anew, whatever the server answers elsewhere, ms.
const LONGEST_SILENCE_MS: u64 = 40_000;
/// A stream that doesn't open in this time is given up, ms.
const OPENING_MS: u64 = 10_000;
/// A snapshot that goes on without a word for so long is given up, ms.
const SYNC_QUIET_MS: u64 = 10_000;
/// Trouble is over when a stream has been good for so long, ms.
const WELL_MS: u64 = 10_000;

#[derive(Debug, Default)]
enum State {
    #[default]
    Closed,
    /// To be opened at this time, monotonic ms.
    Waiting(u64),
    Opening {
        since: u64,
    },
    Open(Box<Open>),
}

#[derive(Debug)]
struct Open {
    since: u64,
    /// When the last byte came.
    heard: u64,
    /// When the server was last asked whether it is there.
    probed: u64,
    /// When the last keep-alive comment came, and the longest time between two of them.
    last_ping: Option<u64>,
    ping_gap: Option<u64>,
    parser: Parser,
}

/// The stream's state, and what is remembered from one to the next.
#[derive(Debug, Default)]
pub(crate) struct Stream {
    id: u32,
    state: State,
    tries: u32,
    was_open: bool,
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

    /// Whether nothing has gone wrong yet: the first stream of the session is on its way.
    pub fn is_first_try(&self) -> bool {
        !self.was_open && self.tries == 0
    }

    fn is_current(&self, id: StreamId) -> bool {
        self.id == id.0 && !matches!(self.state, State::Closed | State::Waiting(_))
    }

    fn opened_at(&self) -> Option<u64> {
        if let State::Open(open) = &self.state {
            Some(open.since)
        } else {
            None
        }
    }
}

impl Open {
    fn new(now: Now) -> Self {
        Self {
            since: now.mono_ms,
            heard: now.mono_ms,
            probed: now.mono_ms,
            last_ping: None,
            ping_gap: None,
            parser: Parser::new(),
        }
    }

    /// Notes that something came; a chunk that begins with a comment is a keep-alive, and teaches how often they come.
    fn hear(&mut self, now: Now, is_ping: bool) {
        self.heard = now.mono_ms;
        if is_ping {
            let gap = self
                .last_ping
                .map(|last| now.mono_ms.saturating_sub(last).min(30_000));
            self.ping_gap = self.ping_gap.max(gap);
            self.last_ping = Some(now.mono_ms);
        }
    }

    /// Silence beyond this means that the line is dead: the server is known to say something more often.
    fn dead_at(&self) -> u64 {
        let learned = self
            .ping_gap
            .map_or(LONGEST_SILENCE_MS, |gap| gap + gap / 4 + 1_000);
        self.heard + learned.min(LONGEST_SILENCE_MS)
    }

    fn probe_at(&self) -> u64 {
        self.heard.max(self.probed) + SILENCE_MS
    }
}

impl Session {
    /// Opens a stream without delay, the old one dropped.
    pub(crate) fn open_stream_now(&mut self, now: Now) {
        self.close_stream();
        self.stream.state = State::Waiting(now.mono_ms);
    }

    pub(crate) fn close_stream(&mut self) {
        if matches!(self.stream.state, State::Opening { .. } | State::Open(_)) {
            self.out.push(Output::CloseStream(StreamId(self.stream.id)));
        }
        self.stream.state = State::Closed;
        self.conference.stream_lost();
        self.forget(Purpose::Participants);
        self.forget(Purpose::ServiceStatus);
        self.forget(Purpose::Probe);
    }

    pub(crate) fn stream_opened(&mut self, now: Now, id: StreamId) {
        if !self.stream.is_current(id) || self.stream.is_open() {
            return;
        }
        self.stream.state = State::Open(Box::new(Open::new(now)));
        self.stream.was_open = true;
        self.conference.stream_lost();
        self.read_participants(now);
        self.read_status(now);
    }

    pub(crate) fn stream_bytes(&mut self, now: Now, id: StreamId, bytes: &[u8]) {
        if !self.stream.is_current(id) {
            return;
        }
        let State::Open(open) = &mut self.stream.state else {
            return;
        };
        open.hear(now, bytes.starts_with(b":"));
        let mut events = Vec::new();
        open.parser.push(bytes, &mut |raw| events.push(raw));
        for raw in events {
            self.raw_event(now, &raw);
        }
    }

    pub(crate) fn stream_event(&mut self, now: Now, id: StreamId, raw: &RawEvent) {
        if !self.stream.is_current(id) {
            return;
        }
        if let State::Open(open) = &mut self.stream.state {
            open.hear(now, false);
        }
        self.raw_event(now, raw);
    }

    fn raw_event(&mut self, now: Now, raw: &RawEvent) {
        // An event that ended the session leaves its followers nothing to be about.
        if self.life != Life::Live {
            return;
        }
        if let Some(event) = wire::read_event(raw) {
            self.event(now, event);
        }
    }

    fn event(&mut self, now: Now, event: Event) {
        match &event {
            Event::RefreshNow => self.want_refresh(),
            Event::Disconnected { id, reason }
                if id.is_none() || id.as_ref() == self.conference.own() =>
            {
                let reason = reason.clone();
                let mut changes = std::mem::take(&mut self.changes);
                self.conference.apply(now.wall_ms, event, &mut changes);
                self.changes = changes;
                let why = if self.is_ending_for_all() {
                    Ending::EndedForAll
                } else {
                    Ending::PutOut(reason)
                };
                return self.end(why);
            }
            _ => {}
        }
        self.conference.apply(now.wall_ms, event, &mut self.changes);
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
            if matches!(status, 401 | 403) {
                self.want_refresh();
            }
        }
        self.stream_later(now);
    }

    /// Drops the stream and opens another after a while: 0–500 ms first, then full jitter up to 8 s.
    fn stream_later(&mut self, now: Now) {
        self.close_stream();
        let most = (500_u64 << self.stream.tries.min(4)).min(8_000);
        self.stream.tries += 1;
        self.stream.state = State::Waiting(now.mono_ms + self.rng.below(most));
    }

    pub(crate) fn keep_stream(&mut self, now: Now) {
        if self.life != Life::Live || self.offline {
            return;
        }
        match &self.stream.state {
            State::Waiting(at) if (*at).max(self.gate.opens_at(now.mono_ms)) <= now.mono_ms => {
                self.open_stream(now)
            }
            State::Opening { since } if now.mono_ms >= since + OPENING_MS => {
                self.gate.trouble(now.mono_ms);
                self.stream_later(now);
            }
            State::Open(open) => {
                let (dead, probe) = (
                    open.dead_at() <= now.mono_ms,
                    open.probe_at() <= now.mono_ms,
                );
                let well = now.mono_ms >= open.since + WELL_MS;
                let sync_quiet = now.mono_ms >= open.heard + SYNC_QUIET_MS;
                if dead {
                    self.gate.trouble(now.mono_ms);
                    return self.stream_later(now);
                }
                if well && self.conference.is_complete() {
                    self.gate.well();
                    self.stream.tries = 0;
                }
                if sync_quiet && self.conference.is_syncing() {
                    self.conference.abandon_sync(now.wall_ms, &mut self.changes);
                    self.read_participants(now);
                }
                if probe {
                    self.probe(now);
                }
            }
            _ => {}
        }
    }

    fn open_stream(&mut self, now: Now) {
        if let (Some(at), Some(keeper)) = (&self.entry.endpoint, &self.keeper) {
            self.gate.passed(now.mono_ms);
            self.stream.id = self.stream.id.wrapping_add(1);
            let url = wire::events_url(at, keeper.token());
            self.stream.state = State::Opening { since: now.mono_ms };
            self.out.push(Output::OpenStream {
                id: StreamId(self.stream.id),
                url,
            });
        }
    }

    /// Asks the server whether it is still there, and for the roster where that is cheap: what is shown is then known to be
    /// true, or is mended.
    fn probe(&mut self, now: Now) {
        if let State::Open(open) = &mut self.stream.state {
            open.probed = now.mono_ms;
        }
        self.send_probe(now);
        if self.conference.people_count() <= 500 {
            self.read_participants(now);
        }
    }

    /// The probe found nobody: the stream is a dead line.
    pub(crate) fn line_is_dead(&mut self, now: Now) {
        if self.stream.is_open() {
            self.gate.trouble(now.mono_ms);
            self.stream_later(now);
        }
    }

    /// The page or the network is back: no waiting.
    pub(crate) fn hurry_stream(&mut self, now: Now) {
        self.stream.tries = 0;
        if let State::Waiting(at) = &mut self.stream.state {
            *at = now.mono_ms;
        }
    }

    pub(crate) fn stream_due(&self, now: Now) -> Option<u64> {
        if self.life != Life::Live || self.offline {
            return None;
        }
        match &self.stream.state {
            State::Closed => None,
            State::Waiting(at) => Some((*at).max(self.gate.opens_at(now.mono_ms))),
            State::Opening { since } => Some(since + OPENING_MS),
            State::Open(open) => {
                let mut due = open.dead_at().min(open.probe_at());
                if self.conference.is_syncing() {
                    due = due.min(open.heard + SYNC_QUIET_MS);
                }
                let well = self.stream.opened_at().map_or(due, |at| at + WELL_MS);
                Some(if well > now.mono_ms {
                    due.min(well)
                } else {
                    due
                })
            }
        }
    }

    pub(crate) fn apply(&mut self, now: Now, event: Event) {
        self.conference.apply(now.wall_ms, event, &mut self.changes);
    }

    /// Whether anything came of an input yet to be told.
    pub(crate) fn said(&mut self, now: Now, text: std::sync::Arc<str>) {
        let mut changes: Vec<Change> = std::mem::take(&mut self.changes);
        self.conference.said(now.wall_ms, text, &mut changes);
        self.changes = changes;
    }
}
