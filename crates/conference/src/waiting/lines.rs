//! The list of who waits: in its place while somebody points at it.

use crate::{IdSet, ParticipantId};

/// A line of the list.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum WaitingLine {
    /// Somebody who waits.
    Person(ParticipantId),
    /// The place of somebody who waits no more. Were the lines below to close up under the pointer, a press would be about somebody else.
    Gap(ParticipantId),
}

/// Returns the lines after `before`, now that `waiting` wait. While somebody points at the list everybody keeps their place, and who is
/// new comes at the end.
pub fn waiting_lines(
    before: &[WaitingLine],
    waiting: &[ParticipantId],
    is_pointed_at: bool,
) -> Vec<WaitingLine> {
    let kept = if is_pointed_at { before } else { &[] };
    let waits: IdSet = waiting.iter().cloned().collect();
    let mut shown = IdSet::default();
    let mut lines = Vec::with_capacity(kept.len().max(waiting.len()));
    for line in kept {
        lines.push(match line {
            WaitingLine::Person(id) if waits.contains(id) => {
                shown.insert(id.clone());
                line.clone()
            }
            // Who comes again comes at the end.
            WaitingLine::Person(id) | WaitingLine::Gap(id) => WaitingLine::Gap(id.clone()),
        });
    }
    let new = waiting.iter().filter(|id| !shown.contains(*id));
    lines.extend(new.cloned().map(WaitingLine::Person));
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn ids(names: &str) -> Vec<ParticipantId> {
        names
            .chars()
            .map(|name| ParticipantId::new(&name.to_string()))
            .collect()
    }

    /// In capitals who waits, in small letters whose place is empty.
    fn read(lines: &[WaitingLine]) -> String {
        let letter = |line: &WaitingLine| match line {
            WaitingLine::Person(id) => id.as_str().to_uppercase(),
            WaitingLine::Gap(id) => id.as_str().to_lowercase(),
        };
        lines.iter().map(letter).collect()
    }

    #[test]
    fn nobody_moves_under_the_pointer() {
        let check = |steps: &[(&str, bool)], expect: &str| {
            let mut lines = Vec::new();
            for (waiting, is_pointed_at) in steps {
                lines = waiting_lines(&lines, &ids(waiting), *is_pointed_at);
            }
            assert_eq!(read(&lines), expect, "{steps:?}");
        };
        check(&[("ABC", false)], "ABC");
        check(&[("ABC", false), ("BC", false)], "BC");
        check(&[("ABC", false), ("BC", true)], "aBC");
        check(&[("ABC", false), ("BC", true), ("CD", true)], "abCD");
        check(&[("ABC", false), ("BC", true), ("BC", false)], "BC");
        // She comes again.
        check(&[("ABC", false), ("BC", true), ("BCA", true)], "aBCA");
        check(
            &[("ABC", false), ("BC", true), ("BCA", true), ("BC", true)],
            "aBCa",
        );
    }

    proptest! {
        #[test]
        fn who_waits_is_there_once_and_in_their_place(
            steps in prop::collection::vec(prop::sample::subsequence(ids("abcdefgh"), 0..=8), 1..12)
        ) {
            let mut lines: Vec<WaitingLine> = Vec::new();
            for waiting in &steps {
                let next = waiting_lines(&lines, waiting, true);
                let there = next.iter().filter(|line| matches!(line, WaitingLine::Person(_)));
                prop_assert_eq!(there.count(), waiting.len());
                for id in waiting {
                    prop_assert!(next.contains(&WaitingLine::Person(id.clone())));
                }
                for (at, line) in lines.iter().enumerate() {
                    let (WaitingLine::Person(id) | WaitingLine::Gap(id)) = line;
                    let (WaitingLine::Person(now) | WaitingLine::Gap(now)) = &next[at];
                    prop_assert_eq!(id, now);
                }
                lines = next;
            }
        }
    }
}
