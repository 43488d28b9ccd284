//! When a host is told that somebody waits: once for a burst of knocks, and soon after it.

use crate::{IdSet, ParticipantId};

/// A burst is over when nobody has knocked for so long, ms;
const SILENCE_MS: u64 = 1_000;
/// or when it has lasted so long.
const LONGEST_BURST_MS: u64 = 10_000;
/// So long a host is left alone after having been told, ms.
const PAUSE_MS: u64 = 15_000;

/// Gathers knocks.
#[derive(Clone, Debug, Default)]
pub struct Knocks {
    known: IdSet,
    /// Who has knocked since the host was told, and waits still.
    untold: Vec<ParticipantId>,
    first_ms: u64,
    last_ms: u64,
    told_ms: Option<u64>,
}

impl Knocks {
    /// Takes in who waits at `now_ms`, on a clock that never goes back. Who wasn't there at the last look has knocked.
    pub fn observe<'a>(
        &mut self,
        now_ms: u64,
        waiting: impl IntoIterator<Item = &'a ParticipantId>,
    ) {
        let mut now = IdSet::default();
        let mut new = Vec::new();
        for id in waiting {
            if now.insert(id.clone()) && !self.known.contains(id) {
                new.push(id.clone());
            }
        }
        self.known = now;
        self.untold.retain(|id| self.known.contains(id));
        if !new.is_empty() {
            if self.untold.is_empty() {
                self.first_ms = now_ms;
            }
            self.last_ms = now_ms;
            self.untold.extend(new);
        }
    }

    /// Returns who has knocked, where the host is to be told of it at `now_ms`. They aren't told of again.
    pub fn news(&mut self, now_ms: u64) -> Option<Vec<ParticipantId>> {
        let since = |then_ms: u64| now_ms.saturating_sub(then_ms);
        let is_over = since(self.last_ms) >= SILENCE_MS || since(self.first_ms) >= LONGEST_BURST_MS;
        let is_rested = self.told_ms.is_none_or(|told| since(told) >= PAUSE_MS);
        if self.untold.is_empty() || !is_over || !is_rested {
            return None;
        }
        self.told_ms = Some(now_ms);
        Some(std::mem::take(&mut self.untold))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn ids(count: usize) -> Vec<ParticipantId> {
        (0..count)
            .map(|id| ParticipantId::new(&id.to_string()))
            .collect()
    }

    #[test]
    fn thirty_knocks_are_told_of_once() {
        let check = |apart_ms: u64| {
            let (mut knocks, all) = (Knocks::default(), ids(30));
            let mut told = Vec::new();
            for now_ms in 0..30_000 {
                let came = usize::try_from(now_ms / apart_ms + 1).unwrap_or(30).min(30);
                knocks.observe(now_ms, all.iter().take(came));
                told.extend(knocks.news(now_ms).map(|who| (now_ms, who.len())));
            }
            assert_eq!(told, [(29 * apart_ms + SILENCE_MS, 30)], "{apart_ms}");
        };
        check(1);
        check(50);
        check(300);
    }

    #[test]
    fn who_is_let_in_meanwhile_is_not_told_of_and_who_returns_is() {
        let (mut knocks, all) = (Knocks::default(), ids(3));
        let mut check = |now_ms: u64, waiting: std::ops::Range<usize>, expect: Option<usize>| {
            knocks.observe(now_ms, all.get(waiting).unwrap_or_default());
            let told = knocks.news(now_ms).map(|who| who.len());
            assert_eq!(told, expect, "{now_ms}");
        };
        check(5_000, 0..1, None);
        check(5_500, 0..0, None);
        check(9_000, 0..0, None);
        check(9_100, 0..1, None);
        check(10_100, 0..1, Some(1));
        check(10_200, 0..1, None);
        // Soon after: later.
        check(12_000, 0..2, None);
        check(20_000, 0..2, None);
        check(25_100, 0..2, Some(1));
        // The same uuid, out and in again.
        check(60_000, 1..2, None);
        check(61_000, 0..2, None);
        check(62_000, 0..2, Some(1));
    }

    proptest! {
        #[test]
        fn nobody_is_told_of_too_often_or_never(
            steps in prop::collection::vec((1_u64..3_000, prop::collection::vec(0_usize..40, 0..6)), 1..80),
        ) {
            let (mut knocks, all) = (Knocks::default(), ids(40));
            let (mut now_ms, mut told_ms, mut waiting) = (0, None::<u64>, Vec::new());
            let mut told = IdSet::default();
            for (passed, new) in steps {
                now_ms += passed;
                waiting.extend(new.iter().filter_map(|at| all.get(*at)));
                knocks.observe(now_ms, waiting.iter().copied());
                if let Some(who) = knocks.news(now_ms) {
                    prop_assert!(told_ms.is_none_or(|told_ms| now_ms - told_ms >= PAUSE_MS));
                    told_ms = Some(now_ms);
                    for id in who {
                        prop_assert!(told.insert(id), "told of twice");
                    }
                }
            }
            // Everybody waits on: sooner or later all are told of.
            now_ms += PAUSE_MS;
            knocks.observe(now_ms, waiting.iter().copied());
            told.extend(knocks.news(now_ms).unwrap_or_default());
            let all_waiting: IdSet = waiting.into_iter().cloned().collect();
            prop_assert_eq!(told, all_waiting);
        }
    }
}
