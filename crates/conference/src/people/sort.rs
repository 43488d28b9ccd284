//! The order of the list.

use super::{PersonEntry, PinyinTable};
use crate::{Decompose, IdSet, ParticipantId, SpeakingTimes};
use std::cmp::Ordering;

/// What the list is sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PeopleSort {
    /// Who came first, as well as that is known.
    Joined,
    /// By name, Chinese names by how they are read.
    Name,
    /// Who was heard last comes first.
    LastSpoken,
    /// Who has spoken longest comes first.
    SpeakingTime,
    /// Hosts first, each as they came.
    #[default]
    Role,
}

impl PeopleSort {
    /// All of them, in the order shown.
    pub const ALL: [Self; 5] = [
        Self::Joined,
        Self::Name,
        Self::LastSpoken,
        Self::SpeakingTime,
        Self::Role,
    ];

    /// Returns the word that it is stored by.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Joined => "joined",
            Self::Name => "name",
            Self::LastSpoken => "last-spoken",
            Self::SpeakingTime => "speaking-time",
            Self::Role => "role",
        }
    }

    /// Returns the order of a stored word.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sort| sort.as_str() == word)
    }

    /// Returns whether it goes by voices: it changes with each second then.
    pub const fn is_by_voice(self) -> bool {
        matches!(self, Self::LastSpoken | Self::SpeakingTime)
    }

    /// Returns everybody of `order` (hosts first, as they came) in this order at `now_ms`, ms since 1970. Who stands alike keeps the
    /// order; who has left is left out.
    pub fn sorted<'a>(
        self,
        order: &[ParticipantId],
        entry_of: impl Fn(&ParticipantId) -> Option<&'a PersonEntry>,
        (spoken, now_ms): (&SpeakingTimes, u64),
        (decompose, pinyin): (Decompose, Option<&PinyinTable>),
    ) -> Vec<ParticipantId> {
        let entries = order.iter().filter_map(|id| Some((id, entry_of(id)?)));
        let numbers: Vec<_> = match self {
            Self::Role => return entries.map(|(id, _)| id.clone()).collect(),
            Self::Name => {
                let names = entries.map(|(id, entry)| (entry.sort_key(decompose, pinyin), id));
                let mut names: Vec<_> = names.collect();
                names.sort_by(|(one, _), (other, _)| natural(one, other));
                return names.into_iter().map(|(_, id)| id.clone()).collect();
            }
            Self::Joined => entries.map(|(id, entry)| (entry.joined(), id)).collect(),
            // The later, the smaller; whoever has never spoken comes last.
            Self::LastSpoken => entries
                .map(|(id, _)| {
                    let last_ms = spoken.last_spoken_ms(id, now_ms);
                    ((u64::MAX - last_ms.unwrap_or_default(), 0), id)
                })
                .collect(),
            // Whole seconds, as they are shown.
            Self::SpeakingTime => entries
                .map(|(id, _)| ((u64::MAX - spoken.total_ms(id, now_ms) / 1000, 0), id))
                .collect(),
        };
        by_number(numbers)
    }
}

/// Sorts by the first number, then the second; who has the same keeps the order.
fn by_number(mut numbered: Vec<((u64, u32), &ParticipantId)>) -> Vec<ParticipantId> {
    numbered.sort_by_key(|(number, _)| *number);
    numbered.into_iter().map(|(_, id)| id.clone()).collect()
}

/// Puts those of `pinned` first, and leaves the order alone otherwise.
pub fn pinned_first(ids: &[ParticipantId], pinned: &IdSet) -> Vec<ParticipantId> {
    let (mut first, rest): (Vec<_>, Vec<_>) =
        ids.iter().cloned().partition(|id| pinned.contains(id));
    first.extend(rest);
    first
}

/// Compares texts as people do: numbers in them by what they are worth, so that "Guest 10" comes after "Guest 9".
fn natural(one: &str, other: &str) -> Ordering {
    let (mut one, mut other) = (one, other);
    loop {
        let (a, b) = match (one.bytes().next(), other.bytes().next()) {
            (None, None) => return Ordering::Equal,
            (None, _) => return Ordering::Less,
            (_, None) => return Ordering::Greater,
            (Some(a), Some(b)) => (a, b),
        };
        if a.is_ascii_digit() && b.is_ascii_digit() {
            let (number, rest) = split_number(one);
            let (other_number, other_rest) = split_number(other);
            let order = number.len().cmp(&other_number.len());
            let order = order.then_with(|| number.cmp(other_number));
            if order != Ordering::Equal {
                return order;
            }
            (one, other) = (rest, other_rest);
        } else if a == b && a.is_ascii() {
            (one, other) = (one.get(1..).unwrap_or(""), other.get(1..).unwrap_or(""));
        } else if a == b {
            let (mut letters, mut other_letters) = (one.chars(), other.chars());
            match letters.next().cmp(&other_letters.next()) {
                Ordering::Equal => (one, other) = (letters.as_str(), other_letters.as_str()),
                order => return order,
            }
        } else {
            return a.cmp(&b);
        }
    }
}

/// The digits that a text begins with, without the zeros before them, and the rest.
fn split_number(text: &str) -> (&str, &str) {
    let end = text.find(|letter: char| !letter.is_ascii_digit());
    let (number, rest) = text.split_at(end.unwrap_or(text.len()));
    (number.trim_start_matches('0'), rest)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{IdMap, Participant, Speaker};
    use std::sync::Arc;

    const NOW_MS: u64 = 1_700_000_000_000;

    fn id(name: &str) -> ParticipantId {
        ParticipantId::new(name)
    }

    fn names(ids: &[ParticipantId]) -> String {
        let names: Vec<_> = ids.iter().map(ParticipantId::as_str).collect();
        names.join(" ")
    }

    #[test]
    fn sorts_by_what_is_asked() {
        let table = PinyinTable::parse("wang 王\nli 李\nzhang 张\n");
        // Hosts first; the number is the order in which they came to be known.
        let all = [
            ("h", "张", 4, None),
            ("b", "Guest 10", 1, Some(30.0)),
            ("c", "Guest 9", 2, Some(10.0)),
            ("d", "王", 3, None),
            ("e", "Äda", 5, Some(20.0)),
            ("f", "李", 6, None),
        ];
        let order: Vec<_> = all.iter().map(|(name, ..)| id(name)).collect();
        let entries: IdMap<_> = all
            .into_iter()
            .map(|(name, shown, number, ago_s): (_, _, _, Option<f64>)| {
                let person = Participant {
                    name: shown.into(),
                    start_time: ago_s.map(|ago_s| NOW_MS as f64 / 1000.0 - ago_s),
                    ..Participant::unknown(id(name))
                };
                (id(name), PersonEntry::new(Arc::new(person), NOW_MS, number))
            })
            .collect();
        let mut spoken = SpeakingTimes::default();
        for (at_ms, who) in [(0, "c"), (3_000, "d"), (4_000, "e")] {
            let speaker = Speaker {
                id: id(who),
                vad: 9,
            };
            spoken.observe(NOW_MS + at_ms, &[speaker]);
        }
        let check = |sort: PeopleSort, expect: &str| {
            let decompose = |text: &str| text.replace('Ä', "A");
            let spoken = (&spoken, NOW_MS + 9_000);
            let asked = (decompose as Decompose, Some(&table));
            let found = sort.sorted(&order, |id| entries.get(id), spoken, asked);
            assert_eq!(names(&found), expect, "{sort:?}");
            assert_eq!(PeopleSort::of_word(sort.as_str()), Some(sort));
        };
        check(PeopleSort::Role, "h b c d e f");
        check(PeopleSort::Joined, "b e c d h f");
        check(PeopleSort::Name, "e c b f d h");
        check(PeopleSort::LastSpoken, "e d c h b f");
        check(PeopleSort::SpeakingTime, "e c d h b f");
        assert_eq!(PeopleSort::of_word("age"), None);
    }

    #[test]
    fn numbers_are_worth_something() {
        let check = |sorted: &str| {
            let words: Vec<_> = sorted.split(' ').collect();
            for pair in words.windows(2) {
                assert_eq!(natural(pair[0], pair[1]), Ordering::Less, "{pair:?}");
                assert_eq!(natural(pair[1], pair[0]), Ordering::Greater, "{pair:?}");
            }
        };
        check("a a1 a2 a10 a10b a11 b");
        check("1 2 10 a 王1 王2 王10 王b 芳");
        assert_eq!(natural("a01", "a1"), Ordering::Equal);
        assert_eq!(natural("王芳", "王芳"), Ordering::Equal);
    }

    #[test]
    fn who_is_pinned_comes_first() {
        let ids: Vec<_> = "a b c d".split(' ').map(id).collect();
        let pinned: IdSet = ["gone", "d", "b"].map(id).into_iter().collect();
        assert_eq!(names(&pinned_first(&ids, &pinned)), "b d a c");
    }
}
