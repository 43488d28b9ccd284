//! Gentleness: how often Gavel may knock by itself while the server is in trouble.
//!
//! At most 30 requests in the first minute of trouble and 6 a minute after that (promise P4). What a host does by hand
//! never waits here.

/// Automatic requests that may go at once when trouble begins.
const BURST: u32 = 8;
const MINUTE_MS: u64 = 60_000;
/// The least time between two of them for the rest of the first minute, ms.
const SPACING_MS: u64 = 4_000;
/// … and after it.
const LATE_SPACING_MS: u64 = 10_000;
/// Trouble is over when nothing failed for so long, ms.
const WELL_MS: u64 = 10_000;
/// A failure this long ago has nothing to do with the next one, ms.
const FORGOTTEN_MS: u64 = 45_000;
/// The server talks: one request that follows from its answer may go at once, but only once in so long, ms.
const CREDITS_MS: u64 = 30_000;
const LATE_CREDITS_MS: u64 = 60_000;
/// Who goes without waiting pays later, but not for more than so many.
const MOST_DEBT: u64 = 2;
/// A page that comes and goes is an occasion for one request in so long, ms.
const NUDGE_MS: u64 = 5_000;

/// Spaces automatic requests during trouble.
#[derive(Debug, Default)]
pub(crate) struct Gate {
    trouble: Option<Trouble>,
    nudged: Option<u64>,
    /// The server said "not before then" (`Retry-After`).
    closed_until: u64,
}

#[derive(Debug)]
struct Trouble {
    since: u64,
    last: u64,
    burst: u32,
    next: u64,
    /// One request may go at once: the server talks, or somebody is looking.
    credit: bool,
    credited: Option<u64>,
    refresh_went_last: bool,
}

impl Gate {
    /// Something failed: from now on requests are spaced.
    pub fn trouble(&mut self, mono_ms: u64) {
        // What failed before the machine fell asleep is another trouble.
        let old = |trouble: &Trouble| mono_ms >= trouble.last + FORGOTTEN_MS;
        if self.trouble.as_ref().is_some_and(old) {
            self.trouble = None;
        }
        let trouble = self.trouble.get_or_insert(Trouble {
            since: mono_ms,
            last: mono_ms,
            burst: BURST,
            next: mono_ms,
            credit: false,
            credited: None,
            refresh_went_last: false,
        });
        trouble.last = mono_ms;
    }

    /// The stream is good. Trouble is over unless something else failed lately.
    pub fn well(&mut self, mono_ms: u64) {
        let over = |trouble: &Trouble| mono_ms >= trouble.last + WELL_MS;
        if self.trouble.as_ref().is_some_and(over) {
            self.trouble = None;
        }
    }

    /// When trouble may be declared over, monotonic ms.
    pub fn well_at(&self) -> Option<u64> {
        self.trouble.as_ref().map(|trouble| trouble.last + WELL_MS)
    }

    /// The server talks: it gave a new token, or opened the stream. What was kept waiting may go.
    pub fn server_talks(&mut self, mono_ms: u64) {
        let Some(trouble) = &mut self.trouble else {
            return;
        };
        let pause = if trouble.is_young(mono_ms) {
            CREDITS_MS
        } else {
            LATE_CREDITS_MS
        };
        if trouble.credited.is_none_or(|last| mono_ms >= last + pause) {
            trouble.credited = Some(mono_ms);
            trouble.credit = true;
        }
    }

    /// The page or the network is back: the next request needn't wait.
    pub fn nudge(&mut self, mono_ms: u64) {
        if self.nudged.is_none_or(|last| mono_ms >= last + NUDGE_MS) {
            self.nudged = Some(mono_ms);
            if let Some(trouble) = &mut self.trouble {
                trouble.credit = true;
            }
        }
    }

    /// Honours a `Retry-After`, at most ten minutes of it.
    pub fn retry_after(&mut self, mono_ms: u64, seconds: u32) {
        self.closed_until = self
            .closed_until
            .max(mono_ms + u64::from(seconds.min(600)) * 1000);
    }

    /// Whether the server asked for silence.
    pub fn is_closed(&self, mono_ms: u64) -> bool {
        mono_ms < self.closed_until
    }

    /// The first moment from `mono_ms` on that isn't within the silence that the server asked for.
    pub fn not_closed_at(&self, mono_ms: u64) -> u64 {
        mono_ms.max(self.closed_until)
    }

    /// Whether trouble is older than a minute, so that every request counts.
    pub fn is_strained(&self, mono_ms: u64) -> bool {
        self.trouble
            .as_ref()
            .is_some_and(|trouble| mono_ms >= trouble.since + MINUTE_MS)
    }

    /// When the next automatic request may go, at `mono_ms` or later.
    pub fn opens_at(&self, mono_ms: u64) -> u64 {
        let spaced = match &self.trouble {
            Some(trouble) if trouble.is_open(mono_ms) => mono_ms,
            Some(trouble) => trouble.next,
            None => mono_ms,
        };
        spaced.max(self.closed_until).max(mono_ms)
    }

    /// Counts one that goes now.
    pub fn passed(&mut self, mono_ms: u64) {
        let Some(trouble) = &mut self.trouble else {
            return;
        };
        trouble.refresh_went_last = false;
        if std::mem::take(&mut trouble.credit) && trouble.is_young(mono_ms) {
            return;
        }
        trouble.charge(mono_ms);
    }

    /// Counts one that goes without waiting: the first of its kind, or one that belongs to another. It is paid for later.
    pub fn passed_free(&mut self, mono_ms: u64) {
        if let Some(trouble) = &mut self.trouble {
            trouble.charge(mono_ms);
        }
    }

    /// Counts a refresh that goes now.
    pub fn refresh_passed(&mut self, mono_ms: u64) {
        self.passed(mono_ms);
        if let Some(trouble) = &mut self.trouble {
            trouble.refresh_went_last = true;
        }
    }

    /// Whether it is somebody else's turn: a refresh that fails again and again must not keep the stream from opening.
    pub fn refresh_went_last(&self) -> bool {
        self.trouble
            .as_ref()
            .is_some_and(|trouble| trouble.refresh_went_last)
    }
}

impl Trouble {
    fn is_young(&self, mono_ms: u64) -> bool {
        mono_ms < self.since + MINUTE_MS
    }

    fn charge(&mut self, mono_ms: u64) {
        let young = self.is_young(mono_ms);
        if young && self.burst > 0 {
            self.burst -= 1;
            return;
        }
        let spacing = if young { SPACING_MS } else { LATE_SPACING_MS };
        self.next = (self.next.max(mono_ms) + spacing).min(mono_ms + MOST_DEBT * spacing);
    }

    fn is_open(&self, mono_ms: u64) -> bool {
        self.credit || (self.burst > 0 && self.is_young(mono_ms))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gentle_however_eager_the_caller_is() {
        let mut gate = Gate::default();
        gate.trouble(0);
        let mut sent = Vec::new();
        let mut now = 0;
        while now < 600_000 {
            if gate.opens_at(now) <= now {
                gate.passed(now);
                sent.push(now);
            }
            now += 50;
        }
        let within = |from: u64, to: u64| sent.iter().filter(|at| (from..to).contains(*at)).count();
        assert!(within(0, 60_000) <= 26, "{}", within(0, 60_000));
        for second in 60..540 {
            assert!(within(second * 1_000, second * 1_000 + 60_000) <= 6);
        }
        let widest = sent.windows(2).map(|pair| pair[1] - pair[0]).max();
        assert!(widest <= Some(LATE_SPACING_MS));
    }

    #[test]
    fn retry_after_is_honoured() {
        let mut gate = Gate::default();
        gate.retry_after(1_000, 20);
        assert_eq!(gate.opens_at(2_000), 21_000);
        assert_eq!(gate.opens_at(30_000), 30_000);
        gate.well(2_000);
        gate.nudge(2_000);
        assert_eq!(gate.opens_at(2_000), 21_000);
    }

    #[test]
    fn what_follows_from_an_answer_goes_at_once_and_is_paid_for() {
        let mut gate = Gate::default();
        gate.trouble(0);
        gate.passed(100_000);
        assert_eq!(gate.opens_at(100_001), 110_000);
        gate.server_talks(100_001);
        assert_eq!(gate.opens_at(100_001), 100_001);
        gate.passed(100_001);
        assert_eq!(gate.opens_at(100_002), 120_000);
        gate.server_talks(110_000);
        assert_eq!(gate.opens_at(110_000), 120_000);
    }

    #[test]
    fn trouble_is_over_after_a_while_without_any() {
        let mut gate = Gate::default();
        gate.trouble(0);
        gate.trouble(40_000);
        gate.trouble(70_000);
        gate.well(75_000);
        assert!(gate.is_strained(75_000));
        gate.well(80_000);
        assert!(!gate.is_strained(80_000));
    }
}
