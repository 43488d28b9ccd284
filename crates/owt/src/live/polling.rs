//! What of a room to read next, and when: gently, one thing at a time, and only while somebody looks.

use super::List;

/// How often people and streams are read while they change, ms.
const OFTEN_MS: u64 = 2_000;
/// How often all else is, ms.
const SELDOM_MS: u64 = 6_000;
/// How often people and streams are read while the portal tells of them: what it doesn't tell are permissions and mixing, ms.
const BESIDE_PORTAL_MS: u64 = 10_000;
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
    has_portal: bool,
}

#[derive(Clone, Copy, Debug)]
struct UnderWay {
    list: List,
    /// What it tells may be older than what is known meanwhile.
    is_stale: bool,
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
            has_portal: false,
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
        let Some(UnderWay { list, is_stale }) = self.under_way.take() else {
            return;
        };
        let Outcome::Failed { retry_after_s } = outcome else {
            self.failures = 0;
            self.silent_until_ms = 0;
            let is_same = outcome == Outcome::Same && !is_stale;
            let same = self.same_of(list);
            *same = if is_same { same.saturating_add(1) } else { 0 };
            let wait_ms = if is_stale { 0 } else { self.period_ms(list) };
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
        if let Some(it) = &mut self.under_way {
            it.is_stale |= it.list == list;
        }
        *self.same_of(list) = 0;
        *self.due_of(list) = now_ms;
    }

    /// The page is seen, or isn't. Once it is again everything is read.
    pub fn page(&mut self, now_ms: u64, is_visible: bool) {
        if is_visible && !self.is_visible {
            self.due_ms = [now_ms; 6];
            self.same = [0; 6];
        }
        self.is_visible = is_visible;
    }

    /// The portal tells of people and streams now, or doesn't any more: then they are read at once.
    pub fn portal(&mut self, now_ms: u64, is_live: bool) {
        if self.has_portal && !is_live {
            self.hurry(now_ms, List::Participants);
            self.hurry(now_ms, List::Streams);
        }
        self.has_portal = is_live;
    }

    /// Returns how many answers failed one after another: 0 = all is well.
    pub fn failures(&self) -> u32 {
        self.failures
    }

    fn period_ms(&mut self, list: List) -> u64 {
        let base_ms = match (is_first(list), self.has_portal) {
            (true, true) => BESIDE_PORTAL_MS,
            (true, false) => OFTEN_MS,
            (false, _) => SELDOM_MS,
        };
        let calm = u64::from(*self.same_of(list) / CALM);
        base_ms * (1 + calm).min(MOST_CALM)
    }

    fn soonest(&self) -> Option<(u64, List)> {
        let all = self.due_ms.iter().copied().zip(List::ALL);
        // While the server is in trouble nothing else is asked for.
        let is_read =
            |list: &List| self.lists.contains(list) && (self.failures == 0 || is_first(*list));
        let read = all.filter(|(_, list)| is_read(list));
        read.min_by_key(|(due_ms, _)| *due_ms)
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
mod tests {
    use super::*;

    /// Plays so many seconds; each answer takes 100 ms. Returns when which list was asked for.
    fn play(it: &mut Polling, from_ms: u64, seconds: u64, outcome: Outcome) -> Vec<(u64, List)> {
        let mut asked = Vec::new();
        let mut now = from_ms;
        while now < from_ms + seconds * 1_000 {
            match it.next(now) {
                Some(list) => {
                    asked.push((now, list));
                    assert_eq!(it.next(now), None, "never two at once");
                    assert_eq!(it.wake_at_ms(), None);
                    now += 100;
                    it.answered(now, outcome, 12_345);
                }
                None => now = it.wake_at_ms().map_or(u64::MAX, |at| at.max(now + 1)),
            }
        }
        asked
    }

    fn count(asked: &[(u64, List)], list: List) -> usize {
        asked.iter().filter(|(_, it)| *it == list).count()
    }

    #[test]
    fn lists_that_change_are_read_every_two_seconds() {
        let mut it = Polling::new(0, &List::ALL);
        let asked = play(&mut it, 0, 60, Outcome::Changed);
        let first: Vec<_> = asked.iter().take(6).map(|(_, list)| *list).collect();
        assert_eq!(first, List::ALL);
        for list in [List::Participants, List::Streams] {
            assert!((26..=30).contains(&count(&asked, list)), "{list:?}");
        }
        assert!((9..=10).contains(&count(&asked, List::Recordings)));
    }

    #[test]
    fn a_room_in_which_nothing_happens_is_asked_less() {
        let mut it = Polling::new(0, &List::ALL);
        play(&mut it, 0, 120, Outcome::Same);
        let asked = play(&mut it, 120_000, 60, Outcome::Same);
        assert!((7..=8).contains(&count(&asked, List::Streams)), "{asked:?}");
        it.hurry(180_000, List::Streams);
        assert_eq!(it.next(180_000), Some(List::Streams));
    }

    #[test]
    fn a_server_in_trouble_is_left_in_peace() {
        let mut it = Polling::new(0, &List::ALL);
        let failed = Outcome::Failed {
            retry_after_s: None,
        };
        let first = play(&mut it, 0, 60, failed);
        assert!((5..=8).contains(&first.len()), "{first:?}");
        let later = play(&mut it, 60_000, 600, failed);
        assert!(later.len() <= 20, "{}", later.len());
        assert!(it.failures() > 5);
        let mut it = Polling::new(0, &List::ALL);
        let asked = play(
            &mut it,
            0,
            120,
            Outcome::Failed {
                retry_after_s: Some(45),
            },
        );
        assert_eq!(asked.len(), 3, "at 0, 45 and 90 s: {asked:?}");
        it.next(200_000);
        it.answered(200_100, Outcome::Changed, 0);
        assert_eq!(it.failures(), 0);
        assert_eq!(it.wake_at_ms(), Some(0), "the others are due");
    }

    #[test]
    fn a_list_that_fails_for_ever_keeps_no_other_from_being_read() {
        let mut it = Polling::new(0, &[List::Participants, List::Streams]);
        let mut asked = Vec::new();
        let mut now = 0;
        while now < 120_000 {
            if let Some(list) = it.next(now) {
                asked.push((now, list));
                let outcome = match list {
                    List::Participants => Outcome::Changed,
                    _ => Outcome::Failed {
                        retry_after_s: None,
                    },
                };
                it.answered(now, outcome, 0);
            }
            now = it.wake_at_ms().unwrap_or(u64::MAX).max(now + 1);
        }
        assert!(count(&asked, List::Participants) > 20, "{asked:?}");
        assert_eq!(
            asked.len(),
            count(&asked, List::Participants) + count(&asked, List::Streams),
            "nothing else is asked for"
        );
    }

    #[test]
    fn whether_a_list_or_the_whole_server_is_in_trouble_is_found_out_at_once() {
        let failed = |retry_after_s| Outcome::Failed { retry_after_s };
        let check = |of_people: Outcome| {
            let mut it = Polling::new(0, &List::ALL);
            play(&mut it, 0, 1, Outcome::Changed);
            it.hurry(1_000, List::Recordings);
            assert_eq!(it.next(1_000), Some(List::Recordings));
            it.answered(1_100, failed(None), 0);
            assert_eq!(it.failures(), 0);
            let asked = play(&mut it, 1_100, 3, of_people);
            assert_eq!(asked.first(), Some(&(1_100, List::Participants)));
            assert_eq!(asked.get(1).map(|(_, list)| *list), Some(List::Streams));
        };
        check(Outcome::Changed);
        check(failed(None));
        // The server asks everybody to wait.
        let mut it = Polling::new(0, &[List::Participants, List::Recordings]);
        it.next(0);
        it.answered(100, Outcome::Changed, 0);
        assert_eq!(it.next(100), Some(List::Recordings));
        it.answered(200, failed(Some(30)), 0);
        assert_eq!(it.wake_at_ms(), Some(30_200));
        assert_eq!(it.next(30_200), Some(List::Participants));
    }

    #[test]
    fn nobody_looks() {
        let mut it = Polling::new(0, &List::ALL);
        play(&mut it, 0, 10, Outcome::Changed);
        it.page(10_000, false);
        assert_eq!((it.wake_at_ms(), it.next(99_000)), (None, None));
        it.page(99_000, true);
        assert_eq!(play(&mut it, 99_000, 1, Outcome::Changed).len(), 6);
    }

    #[test]
    fn the_portal_saves_polls() {
        let mut it = Polling::new(0, &List::ALL);
        it.portal(0, true);
        let asked = play(&mut it, 0, 60, Outcome::Changed);
        assert_eq!(count(&asked, List::Participants), 6);
        it.portal(60_000, false);
        assert_eq!(it.next(60_000), Some(List::Participants));
    }

    #[test]
    fn what_was_asked_before_a_command_is_read_again() {
        let mut it = Polling::new(0, &List::ALL);
        assert_eq!(it.next(0), Some(List::Participants));
        it.hurry(50, List::Streams);
        assert!(!it.is_stale());
        it.hurry(50, List::Participants);
        assert!(it.is_stale());
        it.answered(100, Outcome::Changed, 0);
        assert!(!it.is_stale());
        let next: Vec<_> = play(&mut it, 100, 1, Outcome::Changed);
        assert_eq!(count(&next, List::Participants), 1, "again: {next:?}");
        it.answered(2_000, Outcome::Changed, 0);
    }
}
