//! The socket: opened, opened again with pauses, and given up when nothing comes of it.

use super::{Output, Phase};

/// How long it may take to open, ms.
const OPENING_MS: u64 = 10_000;
/// The first pause, and the longest, ms: at most thirty tries in a first minute, and six in each later one.
const FIRST_PAUSE_MS: u64 = 1_000;
const LONGEST_PAUSE_MS: u64 = 20_000;
/// A connection that stood so long was a good one, ms: as often as that it may be opened anew at once.
const GOOD_MS: u64 = 10_000;
/// A page that comes and goes is an occasion for a try in so long, ms.
const HURRY_MS: u64 = 5_000;

#[derive(Debug, Default)]
pub(super) struct Line {
    state: State,
    /// Tries in a row that failed.
    failures: u32,
    was_open: bool,
    hurried_ms: Option<u64>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum State {
    #[default]
    Off,
    /// To be opened then.
    Pausing(u64),
    /// Since then, as of the next.
    Opening(u64),
    Open(u64),
}

impl Line {
    pub fn connect(&mut self, now_ms: u64) {
        if self.state == State::Off {
            *self = Self {
                state: State::Pausing(now_ms),
                ..Self::default()
            };
        }
    }

    pub fn opened(&mut self, now_ms: u64) -> bool {
        let is_awaited = matches!(self.state, State::Opening(_));
        if is_awaited {
            self.state = State::Open(now_ms);
            self.was_open = true;
        }
        is_awaited
    }

    /// It broke, or didn't open.
    pub fn broke(&mut self, now_ms: u64, chance: u32) {
        if matches!(self.state, State::Off | State::Pausing(_)) {
            return;
        }
        if matches!(self.state, State::Open(since) if now_ms >= since + GOOD_MS) {
            self.failures = 0;
        }
        let pause_ms = (FIRST_PAUSE_MS << self.failures.min(5)).min(LONGEST_PAUSE_MS);
        self.failures = self.failures.saturating_add(1);
        // Half by chance, so that not everybody comes back at once.
        let spread_ms = u64::from(chance) % (pause_ms / 2 + 1);
        self.state = State::Pausing(now_ms + pause_ms - spread_ms);
    }

    /// Somebody looks again: the next try needn't wait.
    pub fn hurry(&mut self, now_ms: u64) {
        let may = self.hurried_ms.is_none_or(|at| now_ms >= at + HURRY_MS);
        if matches!(self.state, State::Pausing(_)) && may {
            self.hurried_ms = Some(now_ms);
            self.state = State::Pausing(now_ms);
        }
    }

    pub fn off(&mut self) {
        self.state = State::Off;
    }

    pub fn is_off(&self) -> bool {
        self.state == State::Off
    }

    pub fn is_open(&self) -> bool {
        matches!(self.state, State::Open(_))
    }

    /// Returns whether it has been opening for too long.
    pub fn is_stuck(&self, now_ms: u64) -> bool {
        matches!(self.state, State::Opening(since) if now_ms >= since + OPENING_MS)
    }

    pub fn open_if_due(&mut self, now_ms: u64, out: &mut Vec<Output>) {
        if matches!(self.state, State::Pausing(at) if now_ms >= at) {
            self.state = State::Opening(now_ms);
            out.push(Output::Open);
        }
    }

    pub fn wake_at_ms(&self) -> Option<u64> {
        match self.state {
            State::Off | State::Open(_) => None,
            State::Pausing(at) => Some(at),
            State::Opening(since) => Some(since + OPENING_MS),
        }
    }

    pub fn phase(&self, is_stale: bool) -> Phase {
        match self.state {
            State::Off => Phase::Off,
            State::Open(_) if !is_stale => Phase::Live,
            _ if !self.was_open => Phase::Connecting,
            _ => Phase::Stale,
        }
    }
}
