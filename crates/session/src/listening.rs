//! An open stream: its bytes become events, and its silence is watched.

use crate::stream::State;
use crate::{Ending, Life, Now, Session, StreamId};
use conference::Event;
use wire::{Parser, RawEvent};

/// A stream that says nothing for so long is asked about, ms: more than the ten seconds at which many servers send a
/// keep-alive, less than the fifteen after which a dead line must be known.
const SILENCE_MS: u64 = 10_500;
/// Where keep-alives tell this early that the line is dead, nobody has to be asked, ms.
const EARLY_MS: u64 = 15_000;
/// A stream that says nothing for so long is opened anew, whatever the server answers elsewhere, ms.
const LONGEST_SILENCE_MS: u64 = 45_000;
/// A roster of no more than so many people is asked for when the stream is silent.
const MOST_TO_ASK_FOR: usize = 500;
/// A snapshot that lists nobody more for so long is given up, ms.
const SYNC_QUIET_MS: u64 = 10_000;
/// A snapshot that takes this long is given up, whatever comes, ms.
const LONGEST_SYNC_MS: u64 = 60_000;
/// Nothing is known to be true for longer than this after the last sign of it, ms: less than the fifteen seconds of P1.
const DOUBT_MS: u64 = 14_500;
/// A stream that was heard this lately needs no asking when somebody looks, ms.
const FRESH_MS: u64 = 2_000;

/// What is known of an open stream.
#[derive(Debug)]
pub(crate) struct Open {
    pub since: u64,
    /// When the last byte came.
    pub heard: u64,
    /// When the server was last asked whether it is there.
    probed: u64,
    /// When it last turned out that what is shown is true: a byte came, or an answer about it.
    proved: u64,
    /// That was too long ago.
    pub doubtful: bool,
    /// When the last keep-alive came, if nothing else came since.
    last_ping: Option<u64>,
    /// How long the server keeps silent between two of them.
    ping_gap: Option<u64>,
    /// The snapshot under way.
    sync: Option<SyncWatch>,
    parser: Parser,
}

#[derive(Clone, Copy, Debug)]
struct SyncWatch {
    begun: u64,
    moved: u64,
    listed: usize,
}

impl Open {
    pub fn new(now: Now, ping_gap: Option<u64>) -> Self {
        Self {
            since: now.mono_ms,
            heard: now.mono_ms,
            probed: now.mono_ms,
            proved: now.mono_ms,
            doubtful: false,
            last_ping: None,
            ping_gap,
            sync: None,
            parser: Parser::new(),
        }
    }

    /// What was learned about the server's keep-alives: the next stream's watchdog begins with it.
    pub fn ping_gap(&self) -> Option<u64> {
        self.ping_gap
    }

    /// Notes that something came. Two keep-alives with nothing between them teach how often they come; an exceptionally
    /// long time is forgotten again bit by bit.
    fn hear(&mut self, now: Now, is_ping: bool) {
        self.heard = now.mono_ms;
        self.proved = now.mono_ms;
        if !is_ping {
            self.last_ping = None;
            return;
        }
        if let Some(last) = self.last_ping.replace(now.mono_ms) {
            let gap = now.mono_ms.saturating_sub(last).min(30_000);
            self.ping_gap = Some(
                self.ping_gap
                    .map_or(gap, |known| gap.max(known - known / 16)),
            );
        }
    }

    /// Silence beyond this means that the line is dead: the server is known to say something more often.
    fn dead_at(&self) -> u64 {
        let learned = self
            .ping_gap
            .map_or(LONGEST_SILENCE_MS, |gap| gap + gap / 4 + 1_000);
        self.heard + learned.clamp(5_000, LONGEST_SILENCE_MS)
    }

    fn is_silent(&self, now: Now) -> bool {
        now.mono_ms >= self.heard + SILENCE_MS
    }

    fn probe_at(&self) -> u64 {
        if self.dead_at() <= self.heard + EARLY_MS {
            return u64::MAX;
        }
        self.heard.max(self.probed) + SILENCE_MS
    }

    fn sync_stuck_at(&self) -> Option<u64> {
        let stuck =
            |sync: SyncWatch| (sync.moved + SYNC_QUIET_MS).min(sync.begun + LONGEST_SYNC_MS);
        self.sync.map(stuck)
    }

    fn watch_sync(&mut self, now: Now, listed: Option<usize>) {
        self.sync = listed.map(|listed| match self.sync {
            Some(known) if known.listed == listed => known,
            known => SyncWatch {
                begun: known.map_or(now.mono_ms, |known| known.begun),
                moved: now.mono_ms,
                listed,
            },
        });
    }
}

impl Session {
    pub(crate) fn stream_bytes(&mut self, now: Now, id: StreamId, bytes: &[u8]) {
        let Some(open) = self.stream.current(id) else {
            return;
        };
        open.hear(now, bytes.starts_with(b":"));
        // Taken out, so that what an event leads to may change everything, the stream too.
        let mut parser = std::mem::take(&mut open.parser);
        parser.push(bytes, &mut |raw| self.raw_event(now, raw));
        if let Some(open) = self.stream.current(id) {
            open.parser = parser;
        }
    }

    pub(crate) fn stream_event(&mut self, now: Now, id: StreamId, raw: &RawEvent) {
        if let Some(open) = self.stream.current(id) {
            open.hear(now, false);
            self.raw_event(now, raw);
        }
    }

    fn raw_event(&mut self, now: Now, raw: &RawEvent) {
        // An event that ended the session leaves its followers nothing to be about.
        if self.life != Life::Live {
            return;
        }
        self.health.spelt(raw);
        if let Some(event) = wire::read_event(raw) {
            self.health.heard(&event);
            self.event(now, event);
        }
    }

    fn event(&mut self, now: Now, event: Event) {
        let put_out = match &event {
            Event::RefreshNow => {
                self.want_refresh();
                None
            }
            Event::CallDisconnected {
                call: Some(call),
                reason,
            } => {
                self.call_disconnected(call, reason);
                None
            }
            Event::Service(patch) => {
                self.status_told(now, *patch);
                None
            }
            Event::Disconnected { id, reason } => {
                let about_us = id.is_none() || id.as_ref() == self.conference.own();
                about_us.then(|| reason.clone())
            }
            _ => None,
        };
        self.apply(now, event);
        if let Some(reason) = put_out {
            self.end(if self.is_ending_for_all() {
                Ending::EndedForAll
            } else {
                Ending::PutOut(reason)
            });
        }
    }

    /// How much room the stream takes for what isn't an event yet, bytes.
    pub fn stream_room(&self) -> usize {
        match &self.stream.state {
            State::Open(open) => open.parser.room(),
            _ => 0,
        }
    }

    /// Whatever is due on an open stream.
    pub(crate) fn watch_stream(&mut self, now: Now) {
        let listed = self.conference.sync_progress();
        let is_failing = self.reads_fail() || self.gate.refresh_fails();
        let asks = self.gate.opens_at(now.mono_ms) <= now.mono_ms && !self.is_read_due();
        let State::Open(open) = &mut self.stream.state else {
            return;
        };
        open.watch_sync(now, listed);
        open.doubtful = now.mono_ms >= open.proved + DOUBT_MS;
        if open.dead_at() <= now.mono_ms {
            return self.drop_dead_stream(now);
        }
        let stuck = open.sync_stuck_at().is_some_and(|at| at <= now.mono_ms);
        let probe = asks && open.probe_at() <= now.mono_ms;
        if stuck {
            open.sync = None;
        }
        if stuck {
            self.conference.abandon_sync(now.wall_ms, &mut self.changes);
        }
        let is_well = self.stream.is_well(now) && self.stream.is_trusted();
        if is_well && self.is_whole() && !is_failing {
            self.stream.tries = 0;
            self.gate.well(now.mono_ms);
        }
        if probe {
            self.probe(now);
        }
    }

    /// A stream that is silent for longer than its server ever is leads nowhere.
    pub(crate) fn drop_dead_stream(&mut self, now: Now) {
        if let State::Open(open) = &self.stream.state
            && open.dead_at() <= now.mono_ms
        {
            if open.ping_gap.is_some() {
                self.stream_lost(now);
            } else {
                self.renew_stream();
            }
        }
    }

    /// When something is due on an open stream, monotonic ms.
    pub(crate) fn watch_due(&self, now: Now, open: &Open) -> u64 {
        let probe = match open.probe_at() {
            u64::MAX => None,
            // Something else is asked for first.
            _ if self.is_read_due() => None,
            at => Some(self.gate.opens_at(at.max(now.mono_ms))),
        };
        let doubt = (!open.doubtful).then_some(open.proved + DOUBT_MS);
        let others = [probe, doubt, open.sync_stuck_at()];
        others.into_iter().flatten().fold(open.dead_at(), u64::min)
    }

    /// Asks the server whether it is still there, and for the roster where that is cheap: what is shown is then known to be
    /// true, or is mended.
    fn probe(&mut self, now: Now) {
        if let State::Open(open) = &mut self.stream.state {
            open.probed = now.mono_ms;
        }
        let few = self.polls_roster();
        // In trouble one question has to do.
        if !few || !self.gate.is_troubled() {
            self.send_probe(now);
        }
        if few {
            self.gate.passed(now.mono_ms, &mut self.rng);
            self.read_participants(now);
        }
    }

    /// Whether the roster is asked for when the stream is silent.
    pub(crate) fn polls_roster(&self) -> bool {
        self.conference.people_count() <= MOST_TO_ASK_FOR
    }

    /// The server has said how things are, or at least that it is there. Its answer is as old as the question.
    pub(crate) fn line_is_proved(&mut self, now: Now, asked: Now) {
        if let State::Open(open) = &mut self.stream.state {
            open.proved = open.proved.max(asked.mono_ms);
            open.doubtful = now.mono_ms >= open.proved + DOUBT_MS;
        }
    }

    /// Whether nothing was heard by the stream for so long that what is shown has to be proved otherwise.
    pub(crate) fn stream_is_silent(&self, now: Now) -> bool {
        matches!(&self.stream.state, State::Open(open) if open.is_silent(now))
    }

    /// Somebody looks at the page again: a stream that was silent for a while has to prove itself.
    pub(crate) fn probe_if_silent(&mut self, now: Now) {
        if let State::Open(open) = &self.stream.state
            && now.mono_ms >= open.heard.max(open.probed) + FRESH_MS
            && self.gate.opens_at(now.mono_ms) <= now.mono_ms
        {
            self.probe(now);
        }
    }

    pub(crate) fn apply(&mut self, now: Now, event: Event) {
        self.conference.apply(now.wall_ms, event, &mut self.changes);
    }
}
