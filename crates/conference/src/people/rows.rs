//! The rows of the list: in order, and in their place while somebody points at them.

use super::PeopleSearch;
use crate::{IdSet, ParticipantId};
use std::sync::Arc;

/// The rows as they are shown, and the search that they answer.
#[derive(Clone, Debug, PartialEq)]
pub struct PeopleRows {
    /// Whom, in the order shown.
    pub ids: Arc<[ParticipantId]>,
    /// What the host asked for.
    pub search: PeopleSearch,
}

impl Default for PeopleRows {
    fn default() -> Self {
        Self {
            ids: Arc::from([]),
            search: PeopleSearch::default(),
        }
    }
}

impl PeopleRows {
    /// Returns the rows after `before`, now that `found` answers `search`. While somebody `is_touching` the list (by pointer or
    /// focus), who is shown keeps their place, unless it is another search.
    pub fn next(
        before: Option<&Self>,
        search: PeopleSearch,
        found: Arc<[ParticipantId]>,
        is_touching: bool,
        is_present: impl Fn(&ParticipantId) -> bool,
    ) -> Self {
        let before = before.filter(|before| is_touching && before.search == search);
        let ids = match before {
            Some(before) => keep_positions(&before.ids, &found, is_present).into(),
            None => found,
        };
        Self { ids, search }
    }
}

/// Returns the rows to show in place of `shown` when `found` would be right and nothing may move: who is shown stays where they are
/// as long as they are in the meeting, and who is new comes at the end.
pub fn keep_positions(
    shown: &[ParticipantId],
    found: &[ParticipantId],
    is_present: impl Fn(&ParticipantId) -> bool,
) -> Vec<ParticipantId> {
    let mut rows: Vec<_> = shown.iter().filter(|id| is_present(id)).cloned().collect();
    let known: IdSet = rows.iter().cloned().collect();
    rows.extend(found.iter().filter(|id| !known.contains(*id)).cloned());
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(names: &str) -> Vec<ParticipantId> {
        names.split_whitespace().map(ParticipantId::new).collect()
    }

    fn search(text: &str) -> PeopleSearch {
        PeopleSearch {
            text: text.to_owned(),
            ..PeopleSearch::default()
        }
    }

    fn next(shown: &str, found: &str, is_touching: bool, gone: &str, asked: &str) -> PeopleRows {
        let gone = ids(gone);
        let before = PeopleRows {
            ids: ids(shown).into(),
            search: search(""),
        };
        let found = ids(found).into();
        PeopleRows::next(Some(&before), search(asked), found, is_touching, |id| {
            !gone.contains(id)
        })
    }

    #[test]
    fn nothing_moves_under_a_pointer() {
        let check = |shown: &str, found: &str, is_touching: bool, gone: &str, expect: &str| {
            let rows = next(shown, found, is_touching, gone, "");
            assert_eq!(*rows.ids, *ids(expect), "{shown} → {found}");
        };
        // Free: as found.
        check("a b c", "c a b", false, "", "c a b");
        // Touched: c became a host and stays where it is.
        check("a b c", "c a b", true, "", "a b c");
        // Touched: b left, d came.
        check("a b c", "c a d", true, "b", "a c d");
        // Touched: b doesn't match any more, but is there.
        check("a b c", "a c", true, "", "a b c");
        check("", "a b", true, "", "a b");
    }

    #[test]
    fn another_search_is_answered_at_once() {
        let check = |asked: &str, expect: &str| {
            let rows = next("a b c", "c a", true, "", asked);
            assert_eq!(*rows.ids, *ids(expect), "{asked:?}");
            assert_eq!(rows.search, search(asked));
        };
        check("", "a b c");
        check("x", "c a");
    }
}
