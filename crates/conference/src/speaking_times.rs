//! How long everybody has spoken, and when last: a fold of who speaks at which moment.

use crate::{IdMap, ParticipantId, Speaker};

/// Whoever speaks first when so many others have spoken is not counted: no meeting has as many, and a broken server may make ids up.
const MAX_KNOWN: usize = 20_000;
/// Somebody looks once a second at least. After so long without, ms, the page has slept, and nobody knows who spoke meanwhile.
const LONGEST_GAP_MS: u64 = 15_000;

/// How long each has spoken so far. Who has left stays in it, for whoever keeps the minutes; it is forgotten as a whole.
#[derive(Clone, Debug, Default)]
pub struct SpeakingTimes {
    spoken: IdMap<Spoken>,
    /// Who speaks now: few, while those who have spoken may be many.
    speaking: Vec<ParticipantId>,
    /// The last look, ms since 1970.
    seen_ms: u64,
}

/// One person's share.
#[derive(Clone, Copy, Debug, Default)]
struct Spoken {
    total_ms: u64,
    last_ms: u64,
}

impl SpeakingTimes {
    /// Takes in who speaks from `now_ms` on (ms since 1970): those of `speakers` whose voice is heard. Whoever spoke at the last
    /// look, less than fifteen seconds ago, has spoken until now. Nobody does while the connection is lost: what isn't known isn't
    /// counted.
    pub fn observe<'a>(&mut self, now_ms: u64, speakers: impl IntoIterator<Item = &'a Speaker>) {
        let since_ms = self.since_last_look_ms(now_ms);
        for id in &self.speaking {
            if let (Some(spoken), Some(since_ms)) = (self.spoken.get_mut(id), since_ms) {
                spoken.total_ms += since_ms;
                spoken.last_ms = now_ms;
            }
        }
        self.seen_ms = now_ms;
        self.speaking.clear();
        for speaker in speakers.into_iter().filter(|speaker| speaker.vad > 0) {
            let is_known = self.spoken.contains_key(&speaker.id);
            if !is_known && self.spoken.len() >= MAX_KNOWN || self.speaking.contains(&speaker.id) {
                continue;
            }
            let spoken = self.spoken.entry(speaker.id.clone()).or_default();
            spoken.last_ms = now_ms;
            self.speaking.push(speaker.id.clone());
        }
    }

    /// Returns how long somebody has spoken by `now_ms`, in ms.
    pub fn total_ms(&self, id: &ParticipantId, now_ms: u64) -> u64 {
        let Some(spoken) = self.spoken.get(id) else {
            return 0;
        };
        let since_ms = self
            .since_last_look_ms(now_ms)
            .filter(|_| self.speaking.contains(id));
        spoken.total_ms + since_ms.unwrap_or_default()
    }

    /// Returns when somebody was heard last, ms since 1970: `now_ms` while they speak, `None` if they never have.
    pub fn last_spoken_ms(&self, id: &ParticipantId, now_ms: u64) -> Option<u64> {
        let last_ms = self.spoken.get(id)?.last_ms;
        let now_ms = self
            .since_last_look_ms(now_ms)
            .filter(|_| self.speaking.contains(id))
            .map(|since_ms| self.seen_ms + since_ms);
        Some(now_ms.unwrap_or(last_ms))
    }

    /// Returns everybody who has spoken, in no order.
    pub fn people(&self) -> impl Iterator<Item = &ParticipantId> {
        self.spoken.keys()
    }

    /// `None` where that is too long ago. A clock that is put back costs the time between two looks, and no more.
    fn since_last_look_ms(&self, now_ms: u64) -> Option<u64> {
        Some(now_ms.saturating_sub(self.seen_ms)).filter(|gap_ms| *gap_ms < LONGEST_GAP_MS)
    }

    /// Forgets everybody.
    pub fn clear(&mut self) {
        *self = Self::default();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn id(name: &str) -> ParticipantId {
        ParticipantId::new(name)
    }

    /// "a b:0": a speaks, b is there and silent.
    fn speakers(names: &str) -> Vec<Speaker> {
        let speaker = |word: &str| match word.split_once(':') {
            Some((name, vad)) => Speaker {
                id: id(name),
                vad: vad.parse().unwrap_or_default(),
            },
            None => Speaker {
                id: id(word),
                vad: 50,
            },
        };
        names.split_whitespace().map(speaker).collect()
    }

    fn after(looks: &[(u64, &str)]) -> SpeakingTimes {
        let mut times = SpeakingTimes::default();
        for (now_ms, names) in looks {
            times.observe(*now_ms, &speakers(names));
        }
        times
    }

    #[test]
    fn counts_from_the_first_sound_to_the_last() {
        let check = |looks: &[(u64, &str)], now_ms: u64, total_ms: u64, last_ms: Option<u64>| {
            let times = after(looks);
            assert_eq!(times.total_ms(&id("a"), now_ms), total_ms, "{looks:?}");
            assert_eq!(times.last_spoken_ms(&id("a"), now_ms), last_ms, "{looks:?}");
        };
        check(&[], 9_000, 0, None);
        check(&[(1_000, "b a:0")], 9_000, 0, None);
        check(&[(1_000, "a")], 1_000, 0, Some(1_000));
        check(&[(1_000, "a")], 4_000, 3_000, Some(4_000));
        check(&[(1_000, "a"), (3_000, "b")], 9_000, 2_000, Some(3_000));
        check(&[(1_000, "a"), (3_000, "a:0")], 9_000, 2_000, Some(3_000));
        // A louder voice is the same voice, and one that is told twice is one.
        check(
            &[(1_000, "a"), (2_000, "a:90 a b"), (5_000, "")],
            9_000,
            4_000,
            Some(5_000),
        );
        // The connection was lost in between.
        check(
            &[(1_000, "a"), (2_000, ""), (60_000, "a")],
            61_000,
            2_000,
            Some(61_000),
        );
        // The page slept, or nobody looked.
        check(&[(1_000, "a"), (60_000, "a")], 61_000, 1_000, Some(61_000));
        check(&[(1_000, "a")], 60_000, 0, Some(1_000));
        // The clock was put back.
        check(&[(9_000, "a"), (1_000, "a")], 2_000, 1_000, Some(2_000));
    }

    #[test]
    fn is_forgotten_as_a_whole() {
        let mut times = after(&[(1_000, "a"), (2_000, "b")]);
        let mut people: Vec<_> = times.people().map(ParticipantId::as_str).collect();
        people.sort_unstable();
        assert_eq!(people, ["a", "b"]);
        times.clear();
        assert_eq!(times.people().count(), 0);
        times.observe(9_000, &speakers("b"));
        assert_eq!(times.total_ms(&id("b"), 10_000), 1_000);
    }

    #[test]
    fn a_server_that_makes_ids_up_fills_no_memory() {
        let mut times = SpeakingTimes::default();
        times.observe(0, &speakers("a"));
        let crowd: Vec<_> = (0..MAX_KNOWN + 9)
            .map(|number| number.to_string())
            .collect();
        times.observe(1_000, &speakers(&crowd.join(" ")));
        assert_eq!(times.people().count(), MAX_KNOWN);
        times.observe(2_000, &speakers("a"));
        assert_eq!(times.total_ms(&id("a"), 3_000), 2_000);
    }

    proptest! {
        /// Looks a while apart, each with some of four people: everybody has the sum of the whiles that they were heard in.
        #[test]
        fn everybody_has_their_whiles(looks in prop::collection::vec((1..5_000_u64, 0..16_u8), 1..40)) {
            let names = ["a", "b", "c", "d"];
            let mut times = SpeakingTimes::default();
            let (mut now_ms, mut before) = (1_000_000, 0_u8);
            let mut expect = [(0_u64, None); 4];
            for (while_ms, heard) in looks {
                now_ms += while_ms;
                for (at, (total_ms, last_ms)) in expect.iter_mut().enumerate() {
                    if before >> at & 1 == 1 {
                        *total_ms += while_ms;
                        *last_ms = Some(now_ms);
                    }
                    if heard >> at & 1 == 1 {
                        *last_ms = Some(now_ms);
                    }
                }
                let heard_now = names.iter().enumerate().map(|(at, name)| Speaker {
                    id: id(name),
                    vad: (heard >> at & 1) * 40,
                });
                times.observe(now_ms, &heard_now.collect::<Vec<_>>());
                before = heard;
                for (name, (total_ms, last_ms)) in names.iter().zip(expect) {
                    prop_assert_eq!(times.total_ms(&id(name), now_ms), total_ms);
                    prop_assert_eq!(times.last_spoken_ms(&id(name), now_ms), last_ms);
                }
            }
        }
    }
}
