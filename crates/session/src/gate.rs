//! Gentleness: how often Gavel may knock by itself while the server is in trouble.
//!
//! At most 30 requests in the first minute of trouble and 6 a minute after that (promise P4). What a host asks for by hand
//! is not counted here.

/// Automatic requests allowed in the first minute of trouble. Less than 30, because some are under way when it begins.
const FIRST_MINUTE: u32 = 24;
const MINUTE_MS: u64 = 60_000;
/// The least time between two automatic requests after that.
const SPACING_MS: u64 = 10_500;

/// Counts automatic requests during trouble.
#[derive(Debug, Default)]
pub(crate) struct Gate {
    trouble_since: Option<u64>,
    sent: u32,
    last: u64,
    /// The server said "not before then" (`Retry-After`).
    closed_until: u64,
}

impl Gate {
    /// Something failed: from now on requests are counted.
    pub fn trouble(&mut self, mono_ms: u64) {
        if self.trouble_since.is_none() {
            self.trouble_since = Some(mono_ms);
            self.sent = 0;
        }
    }

    /// All is well again.
    pub fn well(&mut self) {
        *self = Self {
            closed_until: self.closed_until,
            ..Self::default()
        };
    }

    /// Honours a `Retry-After`, at most ten minutes of it.
    pub fn retry_after(&mut self, mono_ms: u64, seconds: u32) {
        self.closed_until = self
            .closed_until
            .max(mono_ms + u64::from(seconds.min(600)) * 1000);
    }

    /// When the next automatic request may go: now or later, ms of the monotonic clock.
    pub fn opens_at(&self, mono_ms: u64) -> u64 {
        let spaced = match self.trouble_since {
            Some(since) if mono_ms < since + MINUTE_MS && self.sent < FIRST_MINUTE => mono_ms,
            Some(since) => (self.last + SPACING_MS).max(since + MINUTE_MS),
            None => mono_ms,
        };
        spaced.max(self.closed_until).max(mono_ms)
    }

    /// Counts one that goes now.
    pub fn passed(&mut self, mono_ms: u64) {
        self.sent = self.sent.saturating_add(1);
        self.last = mono_ms;
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
        assert!(within(0, 60_000) <= 30, "{}", within(0, 60_000));
        for minute in 1..10 {
            assert!(within(minute * 60_000, (minute + 1) * 60_000) <= 6);
        }
    }

    #[test]
    fn retry_after_is_honoured() {
        let mut gate = Gate::default();
        gate.retry_after(1_000, 20);
        assert_eq!(gate.opens_at(2_000), 21_000);
        assert_eq!(gate.opens_at(30_000), 30_000);
        gate.well();
        assert_eq!(gate.opens_at(2_000), 21_000);
    }
}
