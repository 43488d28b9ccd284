//! Gentleness: how often Gavel may knock by itself while the server is in trouble (promise P4), and how soon it still notices
//! that the server is well again (P2).
//!
//! **Trouble** begins with the first failure: a request refused, unanswered or answered with nonsense, a stream cut, refused
//! or dead. It is over when the stream was good and nothing failed for ten seconds, and neither a refresh nor a
//! reading is still failing, or when for 45 s nothing failed at all (the page was frozen, or there was no network). Outside of
//! it nothing waits here, and what a host does by hand never does. (A new session doesn't end a trouble whose refreshes fail:
//! with its token one is tried soon, to see.)
//!
//! In trouble an automatic request (opening the stream is one) needs a **turn**, and there is one turn at a time for
//! everything: while the server is down, one kind of request asks whether it still is.
//!
//! | | turns | why |
//! |---|---|---|
//! | at first | with full jitter over 0.5, 1, 2, then 4 s, as long as more than eight requests are to spare | most faults are short |
//! | in the first minute | one in 3–4.5 s by chance, in 4.5 s when little is to spare | P2's five seconds |
//! | after that | one in 10 s, the first by chance sooner | P4's six a minute; P2's ten seconds leave no room for more jitter |
//!
//! A **way back** takes more than one request: at worst the stream is refused, the refresh is refused, a new session is given,
//! its stream opens, and the roster and the meeting's state are asked for. Each follows from an answer of the server's, so it
//! needn't wait for a turn: from an answer to the next failure requests may use what is **to spare**.
//!
//! - In the first minute that is what is left of 29 requests beside the turns to come, so that with the one that failed first
//!   it never holds more than thirty.
//! - After it there is a bucket of seven that fills up by one in 10 s; each request takes one. So k minutes hold 6 k requests
//!   and six more, once: a way back that breaks again and again is soon no faster than the turns. It begins with what the first
//!   minute left. Two of the seven are kept for a new session and what follows it, which can't happen again and again.
//!
//! P2 and P4 contradict each other there: who asks six times a minute can be ten seconds late, and every further request of a
//! way back is one of the six. What is promised when the server is well again, beside the time that answers take:
//!
//! - in the first minute the next request goes within 4.5 s, later within 10 s, and the whole way back at once after it;
//! - a stream whose reader can't say why it doesn't open takes a turn more;
//! - what is under way then and never answered (a request, an opening stream) is given up first, 10 s after it was sent;
//! - a silence that the server asked for (`Retry-After`) is kept first, and up to half a second more, by chance;
//! - where too little is to spare for the whole way back, each request that is missing waits for a turn of its own;
//! - when the page becomes visible or the network is back the next request goes at once (not more often than in 5 s), and the
//!   bucket is full (not more often than in a minute).

use crate::rng::Rng;

/// The first try goes within so long, ms; each further one within twice as long, up to eight times.
const QUICK_MS: u64 = 500;
const MINUTE_MS: u64 = 60_000;
/// Requests in the first minute, beside the one that failed first.
const MOST: u64 = 29;
/// Between two turns in the first minute, at most, ms.
const TURN_MS: u64 = 4_500;
/// … by chance so much less, while there is enough to spare, ms.
const TURN_LESS_MS: u64 = 1_500;
/// So many to spare are enough for tries that go sooner.
const PLENTY: u64 = 8;
/// Between two turns after it, ms.
const LATE_TURN_MS: u64 = 10_000;
/// What the longest way back takes after its first request.
const RESERVE: u64 = 6;
/// The reserve and a turn, after the first minute, ms.
const FULL_MS: u64 = (1 + RESERVE) * LATE_TURN_MS;
/// … of which so many are kept for a new session, which doesn't happen again and again.
const KEPT: u64 = 2;
/// Trouble is over when nothing failed for so long, ms.
const WELL_MS: u64 = 10_000;
/// A failure this long ago has nothing to do with the next one, ms.
const FORGOTTEN_MS: u64 = 45_000;
/// A page that comes and goes is an occasion for a turn in so long, ms.
const NUDGE_MS: u64 = 5_000;
/// … and for a full reserve in so long, ms.
const REFILL_MS: u64 = 60_000;
/// A silence that the server asks for is kept for at most so long, s.
const LONGEST_SILENCE_S: u32 = 600;
/// Clients that were told the same silence come back spread over so long, ms.
const SPREAD_MS: u64 = 500;

/// Spaces automatic requests during trouble.
#[derive(Debug, Default)]
pub(crate) struct Gate {
    trouble: Option<Trouble>,
    nudged: Option<u64>,
    refilled: Option<u64>,
    /// The server said "not before then" (`Retry-After`).
    closed_until: u64,
    /// A refresh failed, and none has worked since: not even where the session that it was for is over.
    refresh_fails: bool,
}

/// Times are monotonic, ms.
#[derive(Debug)]
struct Trouble {
    since: u64,
    /// The last failure.
    last: u64,
    /// The next turn.
    turn_at: u64,
    /// Tries that went sooner than turns do.
    quick: u32,
    /// Requests in the first minute.
    used: u64,
    /// After it: what may be used, in ms of turns, and since when.
    bucket: Option<(u64, u64)>,
    talks: Talks,
    refresh_went_last: bool,
}

/// What the last news means.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Talks {
    /// A failure.
    No,
    /// An answer that one can go on with.
    Yes,
    /// … to a new session.
    Anew,
}

impl Gate {
    /// Something failed.
    pub fn failed(&mut self, mono_ms: u64, rng: &mut Rng) {
        self.forget_old(mono_ms);
        let trouble = self.trouble.get_or_insert(Trouble {
            since: mono_ms,
            last: mono_ms,
            turn_at: u64::MAX,
            quick: 0,
            used: 0,
            bucket: None,
            talks: Talks::No,
            refresh_went_last: false,
        });
        trouble.last = mono_ms;
        trouble.talks = Talks::No;
        if trouble.is_young(mono_ms) && trouble.spare(mono_ms) > PLENTY {
            let wait = 1 + rng.below(QUICK_MS << trouble.quick.min(3));
            trouble.quick += 1;
            trouble.turn_at = trouble.turn_at.min(mono_ms + wait);
        }
        if trouble.turn_at < mono_ms {
            // Whoever else was cut off now may have had as much time.
            trouble.turn_at = mono_ms + 1 + rng.below(QUICK_MS);
        }
    }

    /// Time has gone by: what failed before the machine fell asleep says nothing about the server of now, and mustn't make its way
    /// back longer.
    pub fn forget_old(&mut self, mono_ms: u64) {
        let old = |trouble: &Trouble| mono_ms >= trouble.last + FORGOTTEN_MS;
        if self.trouble.as_ref().is_some_and(old) {
            self.trouble = None;
        }
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

    /// An answer that one can go on with: what was kept waiting may go, as far as the reserve lasts.
    pub fn server_talks(&mut self) {
        if let Some(trouble) = &mut self.trouble
            && trouble.talks == Talks::No
        {
            trouble.talks = Talks::Yes;
        }
    }

    /// … and what it says is that a new session is needed.
    pub fn starts_anew(&mut self) {
        if let Some(trouble) = &mut self.trouble {
            trouble.talks = Talks::Anew;
        }
    }

    /// The page or the network is back: the next request needn't wait.
    pub fn nudge(&mut self, mono_ms: u64) {
        let is_free = |last: Option<u64>, pause| last.is_none_or(|last| mono_ms >= last + pause);
        if !is_free(self.nudged, NUDGE_MS) {
            return;
        }
        self.nudged = Some(mono_ms);
        if let Some(trouble) = &mut self.trouble {
            trouble.turn_at = trouble.turn_at.min(mono_ms);
            let since = mono_ms.max(trouble.since + MINUTE_MS);
            if is_free(self.refilled, REFILL_MS) {
                self.refilled = Some(mono_ms);
                trouble.bucket = Some((FULL_MS, since));
            } else if !trouble.is_young(mono_ms) {
                trouble.bucket = Some((trouble.level(mono_ms) + LATE_TURN_MS, since));
            }
        }
    }

    /// Honours a `Retry-After`, at most ten minutes of it.
    pub fn retry_after(&mut self, mono_ms: u64, seconds: u32, rng: &mut Rng) {
        let silence = u64::from(seconds.min(LONGEST_SILENCE_S)) * 1000;
        let until = mono_ms + silence + rng.below(SPREAD_MS);
        self.closed_until = self.closed_until.max(until);
    }

    /// Whether the server asked for silence.
    pub fn is_closed(&self, mono_ms: u64) -> bool {
        mono_ms < self.closed_until
    }

    /// Whether requests are spaced.
    pub fn is_troubled(&self) -> bool {
        self.trouble.is_some()
    }

    /// Whether trouble is older than a minute.
    pub fn is_strained(&self, mono_ms: u64) -> bool {
        self.trouble
            .as_ref()
            .is_some_and(|trouble| !trouble.is_young(mono_ms))
    }

    /// When the next automatic request may go, at `mono_ms` or later.
    pub fn opens_at(&self, mono_ms: u64) -> u64 {
        let goes_on = |trouble: &Trouble| trouble.goes_on(mono_ms);
        if self.trouble.as_ref().is_some_and(goes_on) {
            mono_ms.max(self.closed_until)
        } else {
            self.next_turn(mono_ms)
        }
    }

    /// When the next turn is, at `mono_ms` or later: for a request that follows from no answer.
    pub fn next_turn(&self, mono_ms: u64) -> u64 {
        let turn = self.trouble.as_ref().map_or(0, |trouble| trouble.turn_at);
        turn.max(self.closed_until).max(mono_ms)
    }

    /// Counts one that goes now.
    pub fn passed(&mut self, mono_ms: u64, rng: &mut Rng) {
        if let Some(trouble) = &mut self.trouble {
            trouble.refresh_went_last = false;
            trouble.charge(mono_ms, rng);
        }
    }

    /// Counts a refresh that goes now.
    pub fn refresh_passed(&mut self, mono_ms: u64, rng: &mut Rng) {
        if let Some(trouble) = &mut self.trouble {
            trouble.refresh_went_last = true;
            trouble.charge(mono_ms, rng);
        }
    }

    /// A refresh failed, or the server knew what to say to it.
    pub fn refresh_ended(&mut self, fails: bool) {
        self.refresh_fails = fails;
    }

    /// Whether the server can't refresh, as far as anybody knows. A new session doesn't mend that.
    pub fn refresh_fails(&self) -> bool {
        self.refresh_fails
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

    /// How many requests there are beside the turns to come.
    fn spare(&self, mono_ms: u64) -> u64 {
        let left_ms = (self.since + MINUTE_MS).saturating_sub(mono_ms);
        if left_ms > 0 {
            return MOST.saturating_sub(self.used + left_ms.div_ceil(TURN_MS));
        }
        self.level(mono_ms) / LATE_TURN_MS
    }

    /// How full the bucket is after the first minute: it fills up as time goes by, and begins with what that minute left.
    fn level(&self, mono_ms: u64) -> u64 {
        let left = (MOST + 1).saturating_sub(self.used) * LATE_TURN_MS;
        let (level, since) = self.bucket.unwrap_or((left, self.since + MINUTE_MS));
        (level + mono_ms.saturating_sub(since)).min(FULL_MS)
    }

    /// Whether a request needs no turn.
    fn goes_on(&self, mono_ms: u64) -> bool {
        let least = match self.talks {
            Talks::No => return false,
            Talks::Yes => KEPT,
            Talks::Anew => 0,
        };
        self.spare(mono_ms) > least
    }

    fn charge(&mut self, mono_ms: u64, rng: &mut Rng) {
        let spare = self.spare(mono_ms);
        let pause = if !self.is_young(mono_ms) {
            let level = self.level(mono_ms).saturating_sub(LATE_TURN_MS);
            self.bucket = Some((level, mono_ms));
            LATE_TURN_MS
        } else if !self.is_young(mono_ms + TURN_MS) {
            // From now on all go at one pace: whoever was cut off in the same moment mustn't go in step.
            TURN_MS + rng.below(LATE_TURN_MS - TURN_MS)
        } else if spare > PLENTY {
            TURN_MS - rng.below(TURN_LESS_MS)
        } else {
            TURN_MS
        };
        self.used += u64::from(self.is_young(mono_ms));
        self.turn_at = mono_ms + pause;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// When requests went in the first ten minutes of a trouble in which each one fails at once, or the answer to every
    /// `talks`th opens the way for more.
    fn knocks(seed: u64, talks: usize) -> Vec<u64> {
        let mut rng = Rng::new(seed);
        let mut gate = Gate::default();
        gate.failed(0, &mut rng);
        let mut sent = Vec::new();
        for now in 0..600_000 {
            if gate.opens_at(now) > now {
                continue;
            }
            gate.passed(now, &mut rng);
            sent.push(now);
            if sent.len().checked_rem(talks) == Some(0) {
                gate.server_talks();
            } else {
                gate.failed(now, &mut rng);
            }
        }
        sent
    }

    fn within(sent: &[u64], from: u64, to: u64) -> usize {
        sent.iter().filter(|at| (from..to).contains(*at)).count()
    }

    #[test]
    fn gentle_however_eager_the_caller_is() {
        let check = |talks: usize, most_later: usize| {
            for seed in 0..200 {
                let sent = knocks(seed, talks);
                assert!(within(&sent, 0, 60_000) <= 29, "{sent:?}");
                for from in (60_000..540_000).step_by(500) {
                    let later = within(&sent, from, from + 60_000);
                    assert!(later <= most_later, "{later} from {from}: {sent:?}");
                }
                // Six a minute in the long run, and what was to spare once.
                assert!(within(&sent, 60_000, 600_000) <= 9 * 6 + 6, "{sent:?}");
                let widest = sent.windows(2).map(|pair| pair[1] - pair[0]).max();
                assert!(widest <= Some(LATE_TURN_MS));
            }
        };
        check(0, 6);
        check(2, 12);
        check(3, 12);
    }

    #[test]
    fn nobody_waits_longer_than_a_turn() {
        for seed in 0..200 {
            let sent = knocks(seed, 0);
            let young = sent.windows(2).filter(|pair| pair[1] < 60_000);
            assert!(young.clone().count() > 10);
            assert!(young.map(|pair| pair[1] - pair[0]).max() <= Some(TURN_MS));
        }
    }

    #[test]
    fn clients_knock_at_different_times() {
        // Dice from an even seed are those from the next.
        let late = |seed: u64| knocks(2 * seed + 1, 0).into_iter().find(|at| *at > 120_000);
        let mut phases: Vec<_> = (0..50).filter_map(late).collect();
        phases.sort_unstable();
        phases.dedup();
        assert!(phases.len() > 40, "{phases:?}");
        assert!(phases.last() > phases.first().map(|first| first + 5_000).as_ref());
    }

    #[test]
    fn retry_after_is_honoured() {
        let mut rng = Rng::new(1);
        let mut gate = Gate::default();
        gate.retry_after(1_000, 20, &mut rng);
        let opens = gate.opens_at(2_000);
        assert!((21_000..21_500).contains(&opens));
        gate.well(2_000);
        gate.nudge(2_000);
        gate.server_talks();
        assert_eq!(gate.opens_at(2_000), opens);
        assert_eq!(gate.opens_at(30_000), 30_000);
    }

    #[test]
    fn what_follows_from_an_answer_goes_at_once_while_there_is_something_to_spare() {
        let mut rng = Rng::new(1);
        let mut gate = Gate::default();
        for at in [0, 40_000, 80_000] {
            gate.failed(at, &mut rng);
        }
        let now = 100_000;
        let way_back = |gate: &mut Gate, rng: &mut Rng| {
            let mut steps = 0;
            while gate.opens_at(now) <= now {
                gate.passed(now, rng);
                steps += 1;
            }
            steps
        };
        assert_eq!(way_back(&mut gate, &mut rng), 1);
        gate.server_talks();
        assert_eq!(way_back(&mut gate, &mut rng), 4);
        // The rest is for a new session.
        gate.starts_anew();
        assert_eq!(way_back(&mut gate, &mut rng), 2);
        gate.failed(now, &mut rng);
        assert_eq!(gate.opens_at(now), now + LATE_TURN_MS);
    }

    #[test]
    fn trouble_is_over_after_a_while_without_any() {
        let mut rng = Rng::new(1);
        let mut gate = Gate::default();
        for at in [0, 40_000, 70_000] {
            gate.failed(at, &mut rng);
        }
        gate.well(75_000);
        assert!(gate.is_strained(75_000));
        gate.well(80_000);
        assert!(!gate.is_strained(80_000));
    }
}
