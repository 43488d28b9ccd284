//! How requests are spaced while the server is in trouble.

use crate::rng::Rng;

/// The first try goes within so long, ms; each further one within twice as long, up to eight times.
const QUICK_MS: u64 = 500;
pub(super) const MINUTE_MS: u64 = 60_000;
/// Requests in the first minute, beside the one that failed first.
const MOST: u64 = 29;
/// Between two slots in the first minute, at most, ms.
pub(super) const SLOT_MS: u64 = 4_500;
/// … by chance so much less, while there is enough to spare, ms.
const SLOT_LESS_MS: u64 = 1_500;
/// So many to spare are enough for tries that go sooner.
const PLENTY: u64 = 8;
/// Between two slots after it, ms.
pub(super) const SLOT_MS_LATER: u64 = 10_000;
/// What the longest way back takes after its first request.
const RESERVE: u64 = 6;
/// The reserve and a slot, after the first minute, ms.
pub(super) const FULL_MS: u64 = (1 + RESERVE) * SLOT_MS_LATER;
/// … of which so many are kept for a new session, which doesn't happen again and again.
const FOR_NEW_SESSION: u64 = 2;

/// Times are monotonic, ms.
#[derive(Debug)]
pub(super) struct Trouble {
    since: u64,
    last_failure: u64,
    next_slot: u64,
    /// Tries that went sooner than slots do.
    quick: u32,
    /// Requests in the first minute.
    used: u64,
    /// After it: what may be used, in ms of slots, and since when.
    bucket: Option<(u64, u64)>,
    last_news: News,
    was_last_a_refresh: bool,
}

/// What the last news from the server means.
#[derive(Clone, Copy, Debug, PartialEq)]
enum News {
    /// A failure.
    Failure,
    /// An answer that one can go on with.
    Answer,
    /// … to a new session.
    NewSession,
}

impl Trouble {
    pub fn new(mono_ms: u64) -> Self {
        Self {
            since: mono_ms,
            last_failure: mono_ms,
            next_slot: u64::MAX,
            quick: 0,
            used: 0,
            bucket: None,
            last_news: News::Failure,
            was_last_a_refresh: false,
        }
    }

    pub fn last_failure(&self) -> u64 {
        self.last_failure
    }

    pub fn next_slot_at(&self) -> u64 {
        self.next_slot
    }

    pub fn was_last_a_refresh(&self) -> bool {
        self.was_last_a_refresh
    }

    pub fn failed(&mut self, mono_ms: u64, rng: &mut Rng) {
        self.last_failure = mono_ms;
        self.last_news = News::Failure;
        if self.is_young(mono_ms) && self.spare(mono_ms) > PLENTY {
            let wait = 1 + rng.below(QUICK_MS << self.quick.min(3));
            self.quick += 1;
            self.next_slot = self.next_slot.min(mono_ms + wait);
        }
        if self.next_slot < mono_ms {
            // Whoever else was cut off now may have had as much time.
            self.next_slot = mono_ms + 1 + rng.below(QUICK_MS);
        }
    }

    pub fn server_answered(&mut self) {
        if self.last_news == News::Failure {
            self.last_news = News::Answer;
        }
    }

    pub fn new_session_needed(&mut self) {
        self.last_news = News::NewSession;
    }

    /// The next request needn't wait; `refills` = the reserve is full again.
    pub fn hurry(&mut self, mono_ms: u64, refills: bool) {
        self.next_slot = self.next_slot.min(mono_ms);
        let since = mono_ms.max(self.since + MINUTE_MS);
        if refills {
            self.bucket = Some((FULL_MS, since));
        } else if !self.is_young(mono_ms) {
            self.bucket = Some((self.level(mono_ms) + SLOT_MS_LATER, since));
        }
    }

    pub fn is_young(&self, mono_ms: u64) -> bool {
        mono_ms < self.since + MINUTE_MS
    }

    /// Returns how many requests there are beside the slots to come.
    fn spare(&self, mono_ms: u64) -> u64 {
        let left_ms = (self.since + MINUTE_MS).saturating_sub(mono_ms);
        if left_ms > 0 {
            return MOST.saturating_sub(self.used + left_ms.div_ceil(SLOT_MS));
        }
        self.level(mono_ms) / SLOT_MS_LATER
    }

    /// Returns how full the bucket is after the first minute: it fills up as time goes by, and begins with what that minute left.
    fn level(&self, mono_ms: u64) -> u64 {
        let left = (MOST + 1).saturating_sub(self.used) * SLOT_MS_LATER;
        let (level, since) = self.bucket.unwrap_or((left, self.since + MINUTE_MS));
        (level + mono_ms.saturating_sub(since)).min(FULL_MS)
    }

    pub fn needs_no_slot(&self, mono_ms: u64) -> bool {
        let least = match self.last_news {
            News::Failure => return false,
            News::Answer => FOR_NEW_SESSION,
            News::NewSession => 0,
        };
        self.spare(mono_ms) > least
    }

    /// Counts a request that goes now.
    pub fn count(&mut self, mono_ms: u64, is_refresh: bool, rng: &mut Rng) {
        self.was_last_a_refresh = is_refresh;
        let spare = self.spare(mono_ms);
        let pause = if !self.is_young(mono_ms) {
            let level = self.level(mono_ms).saturating_sub(SLOT_MS_LATER);
            self.bucket = Some((level, mono_ms));
            SLOT_MS_LATER
        } else if !self.is_young(mono_ms + SLOT_MS) {
            // From now on all go at one pace: whoever was cut off in the same moment mustn't go in step.
            SLOT_MS + rng.below(SLOT_MS_LATER - SLOT_MS)
        } else if spare > PLENTY {
            SLOT_MS - rng.below(SLOT_LESS_MS)
        } else {
            SLOT_MS
        };
        self.used += u64::from(self.is_young(mono_ms));
        self.next_slot = mono_ms + pause;
    }
}
