//! What of a room to read next, and when: gently, one thing at a time, and only while somebody looks.

use super::List;
use super::listening::{Hearing, Tells};

/// How often people and streams are read while they change, ms.
const OFTEN_MS: u64 = 2_000;
/// How often all else is, ms.
const SELDOM_MS: u64 = 6_000;
/// How often people and streams are read while the portal tells of them, ms: it doesn't tell permissions and mixing, and nobody tells
/// that it has fallen silent.
const BESIDE_PORTAL_MS: u64 = 15_000;
/// Whoever or whatever the portal tells of anew is read within so long, ms: permissions, and what it is mixed into.
const UNTOLD_MS: u64 = 5_000;
/// After so many answers that were as the last one, a list is read less often.
const CALM: u32 = 5;
/// At most so many times as seldom.
const MOST_CALM: u64 = 4;
/// The first pause after a failure, and the longest, ms.
const PAUSE_MS: u64 = 2_000;
const LONGEST_PAUSE_MS: u64 = 60_000;
/// A server's `Retry-After` is honoured for at most so long, s.
const LONGEST_SILENCE_S: u32 = 600;

/// How it went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is as it was.
    Same,
    /// Something is other now.
    Changed,
    /// There was no list.
    Failed {
        /// The header `Retry-After`, seconds.
        retry_after_s: Option<u32>,
    },
}

/// What to read next, and when. Time comes in as an argument, ms on a clock that never goes back.
#[derive(Clone, Debug)]
pub struct Polling {
    /// What is read at all.
    lists: &'static [List],
    /// When each list of [`List::ALL`] is to be read next.
    due_ms: [u64; 6],
    /// How often each was the same as the last time.
    same: [u32; 6],
    under_way: Option<UnderWay>,
    failures: u32,
    /// Nothing is asked before.
    silent_until_ms: u64,
    is_visible: bool,
    hearing: Hearing,
}

#[derive(Clone, Copy, Debug)]
struct UnderWay {
    list: List,
    /// What it tells may be older than what is known meanwhile.
    is_stale: bool,
    /// It is to be read again at once.
    is_urgent: bool,
}

impl Polling {
    /// Begins: everything of `lists` is read at once, one list after another.
    pub fn new(now_ms: u64, lists: &'static [List]) -> Self {
        Self {
            lists,
            due_ms: [now_ms; 6],
            same: [0; 6],
            under_way: None,
            failures: 0,
            silent_until_ms: 0,
            is_visible: true,
            hearing: Hearing::Out,
        }
    }

    /// Returns what is to be read now; it counts as under way until [`Self::answered`]. `None` = nothing is.
    pub fn next(&mut self, now_ms: u64) -> Option<List> {
        if self.wake_at_ms()? > now_ms {
            return None;
        }
        let (_, list) = self.soonest()?;
        self.under_way = Some(UnderWay {
            list,
            is_stale: false,
            is_urgent: false,
        });
        Some(list)
    }

    /// Returns when there is something to read. `None` = never, as long as nothing happens: something is under way, or nobody looks.
    pub fn wake_at_ms(&self) -> Option<u64> {
        if self.under_way.is_some() || !self.is_visible {
            return None;
        }
        let (due_ms, _) = self.soonest()?;
        Some(due_ms.max(self.silent_until_ms))
    }

    /// Returns whether what is under way may be older than what is known: then it is not to be believed, and is read again.
    pub fn is_stale(&self) -> bool {
        self.under_way.is_some_and(|it| it.is_stale)
    }

    /// Takes how it went with what was under way. `chance` is any number: it spreads what many pages ask for after a failure.
    pub fn answered(&mut self, now_ms: u64, outcome: Outcome, chance: u32) {
        let Some(it) = self.under_way.take() else {
            return;
        };
        let list = it.list;
        let Outcome::Failed { retry_after_s } = outcome else {
            self.failures = 0;
            self.silent_until_ms = 0;
            let is_same = outcome == Outcome::Same && !it.is_stale;
            let same = self.same_of(list);
            *same = if is_same { same.saturating_add(1) } else { 0 };
            let wait_ms = if it.is_urgent {
                0
            } else {
                self.period_ms(list)
            };
            *self.due_of(list) = now_ms + wait_ms;
            return;
        };
        if !is_first(list) && retry_after_s.is_none() {
            // That one alone may fail for ever, and is asked for as seldom as if it didn't. Or the whole server is in trouble: those who
            // are in tell, at once.
            *self.due_of(list) = now_ms + SELDOM_MS;
            *self.due_of(List::Participants) = now_ms;
            return;
        }
        let doubled = PAUSE_MS << self.failures.min(5);
        self.failures = self.failures.saturating_add(1);
        let pause_ms = doubled.min(LONGEST_PAUSE_MS);
        let spread_ms = u64::from(chance) % (pause_ms / 2 + 1);
        let asked_ms = u64::from(retry_after_s.unwrap_or_default().min(LONGEST_SILENCE_S)) * 1_000;
        self.silent_until_ms = now_ms + (pause_ms - spread_ms).max(asked_ms);
        // The others have their turn first.
        *self.due_of(list) = self.silent_until_ms;
    }

    /// A command was sent or answered that is about this list: it is read as soon as may be, and what is under way of it is stale.
    pub fn hurry(&mut self, now_ms: u64, list: List) {
        if let Some(it) = &mut self.under_way
            && it.list == list
        {
            it.is_stale = true;
            it.is_urgent = true;
        }
        *self.same_of(list) = 0;
        *self.due_of(list) = now_ms;
    }

    /// Something of this list is known that the portal doesn't tell all of: the rest is read soon.
    pub fn read_soon(&mut self, now_ms: u64, list: List) {
        self.read_within(now_ms + UNTOLD_MS, list);
    }

    /// Somebody waits for this list to show something: it is read as if there were no portal.
    pub fn read_often(&mut self, now_ms: u64, list: List) {
        self.read_within(now_ms + OFTEN_MS, list);
    }

    fn read_within(&mut self, at_ms: u64, list: List) {
        let due_ms = self.due_of(list);
        *due_ms = (*due_ms).min(at_ms);
    }

    /// The page is seen, or isn't. Once it is again everything is read.
    pub fn page(&mut self, now_ms: u64, is_visible: bool) {
        if is_visible && !self.is_visible {
            self.due_ms = [now_ms; 6];
            self.same = [0; 6];
        }
        self.is_visible = is_visible;
    }

    /// How far the panel is in the room itself. What is asked while it comes in may have it among the people, whose id isn't known yet,
    /// and what it is told then is newer. Once the portal doesn't tell any more, people and streams are read at once.
    pub fn hearing(&mut self, now_ms: u64, hearing: Hearing) {
        if hearing == self.hearing {
            return;
        }
        let had = self.tells();
        self.hearing = hearing;
        let has = self.tells();
        for list in [List::Participants, List::Streams] {
            if had.of(list) && !has.of(list) {
                self.hurry(now_ms, list);
            } else if hearing != Hearing::Out
                && let Some(it) = &mut self.under_way
            {
                it.is_stale |= it.list == list;
            }
        }
    }

    /// Returns how many answers failed one after another: 0 = all is well.
    pub fn failures(&self) -> u32 {
        self.failures
    }

    fn period_ms(&mut self, list: List) -> u64 {
        if self.tells().of(list) {
            return BESIDE_PORTAL_MS;
        }
        let base_ms = if is_first(list) { OFTEN_MS } else { SELDOM_MS };
        let calm = u64::from(*self.same_of(list) / CALM);
        base_ms * (1 + calm).min(MOST_CALM)
    }

    fn soonest(&self) -> Option<(u64, List)> {
        let all = self.due_ms.iter().copied().zip(List::ALL);
        // While the server is in trouble nothing else is asked for.
        let is_coming_in = self.hearing == Hearing::Entering;
        let is_read = |list: &List| {
            self.lists.contains(list)
                && (self.failures == 0 || is_first(*list))
                && !(is_coming_in && *list == List::Participants)
        };
        let read = all.filter(|(_, list)| is_read(list));
        read.min_by_key(|(due_ms, _)| *due_ms)
    }

    /// Returns what the portal tells of now.
    fn tells(&self) -> Tells {
        match self.hearing {
            Hearing::In(tells) => tells,
            Hearing::Out | Hearing::Entering => Tells::default(),
        }
    }

    fn due_of(&mut self, list: List) -> &mut u64 {
        of(&mut self.due_ms, list)
    }

    fn same_of(&mut self, list: List) -> &mut u32 {
        of(&mut self.same, list)
    }
}

/// Whether a list is one of those by which a room is known.
fn is_first(list: List) -> bool {
    matches!(list, List::Participants | List::Streams)
}

fn of<T>(all: &mut [T; 6], list: List) -> &mut T {
    let [participants, streams, outs, recordings, calls, analytics] = all;
    match list {
        List::Participants => participants,
        List::Streams => streams,
        List::StreamingOuts => outs,
        List::Recordings => recordings,
        List::SipCalls => calls,
        List::Analytics => analytics,
    }
}

#[cfg(test)]
mod tests;
