//! Gentleness: how often Gavel may knock by itself while the server is in trouble (promise P4), and how soon it still notices
//! that the server is well again (P2).
//!
//! **Trouble** begins with the first failure: a request refused, unanswered or answered with nonsense, a stream cut, refused
//! or dead. It is over when the stream was good and nothing failed for ten seconds, and neither a refresh nor a
//! reading is still failing, or when for 45 s nothing failed at all (the page was frozen, or there was no network). Outside of
//! it nothing waits here, and what a host does by hand never does. (A new session doesn't end a trouble whose refreshes fail:
//! with its token one is tried soon, to see.)
//!
//! In trouble an automatic request (opening the stream is one) needs a **slot**, and there is one slot at a time for
//! everything: while the server is down, one kind of request asks whether it still is.
//!
//! | | slots | why |
//! |---|---|---|
//! | at first | with full jitter over 0.5, 1, 2, then 4 s, as long as more than eight requests are to spare | most faults are short |
//! | in the first minute | one in 3–4.5 s by chance, in 4.5 s when little is to spare | P2's five seconds |
//! | after that | one in 10 s, the first by chance sooner | P4's six a minute; P2's ten seconds leave no room for more jitter |
//!
//! A **way back** takes more than one request: at worst the stream is refused, the refresh is refused, a new session is given,
//! its stream opens, and the roster and the meeting's state are asked for. Each follows from an answer of the server's, so it
//! needn't wait for a slot: from an answer to the next failure requests may use what is **to spare**.
//!
//! - In the first minute that is what is left of 29 requests beside the slots to come, so that with the one that failed first
//!   it never holds more than thirty.
//! - After it there is a bucket of seven that fills up by one in 10 s; each request takes one. So k minutes hold 6 k requests
//!   and six more, once: a way back that breaks again and again is soon no faster than the slots. It begins with what the first
//!   minute left. Two of the seven are kept for a new session and what follows it, which can't happen again and again.
//!
//! P2 and P4 contradict each other there: who asks six times a minute can be ten seconds late, and every further request of a
//! way back is one of the six. What is promised when the server is well again, beside the time that answers take:
//!
//! - in the first minute the next request goes within 4.5 s, later within 10 s, and the whole way back at once after it;
//! - a stream whose reader can't say why it doesn't open takes a slot more;
//! - what is under way then and never answered (a request, an opening stream) is given up first, 10 s after it was sent;
//! - a silence that the server asked for (`Retry-After`) is kept first, and up to half a second more, by chance;
//! - where too little is to spare for the whole way back, each request that is missing waits for a slot of its own;
//! - when the page becomes visible or the network is back the next request goes at once (not more often than in 5 s), and the
//!   bucket is full (not more often than in a minute).

mod trouble;

#[cfg(test)]
mod tests;

use crate::rng::Rng;
use trouble::Trouble;

/// Trouble is over when nothing failed for so long, ms.
const STABLE_MS: u64 = 10_000;
/// A failure this long ago has nothing to do with the next one, ms.
const FORGOTTEN_MS: u64 = 45_000;
/// A page that comes and goes is an occasion for a slot in so long, ms.
const HURRY_MS: u64 = 5_000;
/// … and for a full reserve in so long, ms.
const REFILL_MS: u64 = 60_000;
/// A silence that the server asks for is kept for at most so long, s.
const LONGEST_SILENCE_S: u32 = 600;
/// Clients that were told the same silence come back spread over so long, ms.
const SPREAD_MS: u64 = 500;

/// Spaces automatic requests during trouble. All times are monotonic, ms.
#[derive(Debug)]
pub(crate) struct RateLimit {
    rng: Rng,
    trouble: Option<Trouble>,
    hurried: Option<u64>,
    refilled: Option<u64>,
    /// The server said "not before then" (`Retry-After`).
    silent_until: u64,
    /// A refresh failed, and none has worked since: not even where the session that it was for is over.
    refresh_fails: bool,
}

impl RateLimit {
    /// Makes one that throws its dice from `seed`.
    pub fn new(seed: u64) -> Self {
        Self::with(Rng::new(seed))
    }

    fn with(rng: Rng) -> Self {
        Self {
            rng,
            trouble: None,
            hurried: None,
            refilled: None,
            silent_until: 0,
            refresh_fails: false,
        }
    }

    /// Forgets everything: another server is asked now.
    pub fn reset(&mut self) {
        *self = Self::with(std::mem::take(&mut self.rng));
    }

    /// Notes that something failed.
    pub fn failed(&mut self, mono_ms: u64) {
        self.forget_old(mono_ms);
        self.trouble
            .get_or_insert_with(|| Trouble::new(mono_ms))
            .failed(mono_ms, &mut self.rng);
    }

    /// Notes that time has gone by: what failed before the machine fell asleep says nothing about the server of now, and mustn't
    /// make its way back longer.
    pub fn forget_old(&mut self, mono_ms: u64) {
        let is_old = |trouble: &mut Trouble| mono_ms >= trouble.last_failure() + FORGOTTEN_MS;
        self.trouble.take_if(is_old);
    }

    /// Notes that the stream is good. Trouble is over unless something else failed lately.
    pub fn stream_is_stable(&mut self, mono_ms: u64) {
        let is_over = |trouble: &mut Trouble| mono_ms >= trouble.last_failure() + STABLE_MS;
        self.trouble.take_if(is_over);
    }

    /// Returns when trouble may be declared over.
    pub fn trouble_ends_at(&self) -> Option<u64> {
        self.trouble
            .as_ref()
            .map(|trouble| trouble.last_failure() + STABLE_MS)
    }

    /// Notes an answer that one can go on with: what was kept waiting may go, as far as the reserve lasts.
    pub fn server_answered(&mut self) {
        if let Some(trouble) = &mut self.trouble {
            trouble.server_answered();
        }
    }

    /// Notes an answer which says that a new session is needed.
    pub fn new_session_needed(&mut self) {
        if let Some(trouble) = &mut self.trouble {
            trouble.new_session_needed();
        }
    }

    /// Notes that the page or the network is back: the next request needn't wait.
    pub fn hurry(&mut self, mono_ms: u64) {
        let is_free = |last: Option<u64>, pause| last.is_none_or(|last| mono_ms >= last + pause);
        if !is_free(self.hurried, HURRY_MS) {
            return;
        }
        self.hurried = Some(mono_ms);
        if let Some(trouble) = &mut self.trouble {
            let refills = is_free(self.refilled, REFILL_MS);
            if refills {
                self.refilled = Some(mono_ms);
            }
            trouble.hurry(mono_ms, refills);
        }
    }

    /// Honours a `Retry-After`, at most ten minutes of it.
    pub fn retry_after(&mut self, mono_ms: u64, seconds: u32) {
        let silence = u64::from(seconds.min(LONGEST_SILENCE_S)) * 1000;
        let until = mono_ms + silence + self.rng.below(SPREAD_MS);
        self.silent_until = self.silent_until.max(until);
    }

    /// Returns `true` if the server asked for silence.
    pub fn is_silenced(&self, mono_ms: u64) -> bool {
        mono_ms < self.silent_until
    }

    /// Returns `true` if requests are spaced.
    pub fn is_in_trouble(&self) -> bool {
        self.trouble.is_some()
    }

    /// Returns `true` if trouble is older than a minute.
    pub fn is_in_long_trouble(&self, mono_ms: u64) -> bool {
        self.trouble
            .as_ref()
            .is_some_and(|trouble| !trouble.is_young(mono_ms))
    }

    /// Returns when the next automatic request may go, at `mono_ms` or later.
    pub fn next_request_at(&self, mono_ms: u64) -> u64 {
        let needs_no_slot = |trouble: &Trouble| trouble.needs_no_slot(mono_ms);
        if self.trouble.as_ref().is_some_and(needs_no_slot) {
            mono_ms.max(self.silent_until)
        } else {
            self.next_slot_at(mono_ms)
        }
    }

    /// Returns when the next slot is, at `mono_ms` or later: for a request that follows from no answer.
    pub fn next_slot_at(&self, mono_ms: u64) -> u64 {
        let slot = self.trouble.as_ref().map_or(0, Trouble::next_slot_at);
        slot.max(self.silent_until).max(mono_ms)
    }

    /// Counts a request that goes now.
    pub fn count_request(&mut self, mono_ms: u64) {
        self.count(mono_ms, false);
    }

    /// Counts a refresh that goes now.
    pub fn count_refresh(&mut self, mono_ms: u64) {
        self.count(mono_ms, true);
    }

    fn count(&mut self, mono_ms: u64, is_refresh: bool) {
        if let Some(trouble) = &mut self.trouble {
            trouble.count(mono_ms, is_refresh, &mut self.rng);
        }
    }

    /// Notes that a refresh failed, or that the server knew what to say to it.
    pub fn refresh_ended(&mut self, fails: bool) {
        self.refresh_fails = fails;
    }

    /// Returns `true` if the server can't refresh, as far as anybody knows. A new session doesn't mend that.
    pub fn refresh_fails(&self) -> bool {
        self.refresh_fails
    }

    /// Returns `true` if a refresh took the last slot: one that fails again and again must not keep the stream from opening.
    pub fn was_last_a_refresh(&self) -> bool {
        self.trouble
            .as_ref()
            .is_some_and(Trouble::was_last_a_refresh)
    }
}
