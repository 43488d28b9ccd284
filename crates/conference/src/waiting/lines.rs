//! The list of who waits: in its place while somebody points at it.

use crate::{IdSet, ParticipantId};

/// A line of the list.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum WaitingLine {
    /// Somebody who waits.
    Person(ParticipantId),
    /// The place of somebody who waits no more, from 0. Were the lines below to close up under the pointer, a press would be about
    /// somebody else.
    Gap(usize),
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
    for (at, line) in kept.iter().enumerate() {
        lines.push(match line {
            WaitingLine::Person(id) if waits.contains(id) => {
                shown.insert(id.clone());
                line.clone()
            }
            // Who comes again comes at the end.
            _ => WaitingLine::Gap(at),
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

    fn read(lines: &[WaitingLine]) -> String {
        let letter = |line: &WaitingLine| match line {
            WaitingLine::Person(id) => id.as_str().to_owned(),
            WaitingLine::Gap(_) => "-".to_owned(),
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
        check(&[("ABC", false), ("BC", true)], "-BC");
        check(&[("ABC", false), ("BC", true), ("CD", true)], "--CD");
        check(&[("ABC", false), ("BC", true), ("BC", false)], "BC");
        // She comes again.
        check(&[("ABC", false), ("BC", true), ("BCA", true)], "-BCA");
        check(
            &[("ABC", false), ("BC", true), ("BCA", true), ("BC", true)],
            "-BC-",
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
                let keys: std::collections::HashSet<_> = next.iter().collect();
                prop_assert_eq!(keys.len(), next.len());
                for (before, now) in lines.iter().zip(&next) {
                    prop_assert!(before == now || matches!(now, WaitingLine::Gap(_)));
                }
                lines = next;
            }
        }
    }
}
