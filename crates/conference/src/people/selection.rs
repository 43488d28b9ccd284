//! Who is selected.

use crate::{IdSet, ParticipantId};

/// The people that a host has selected.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection(IdSet);

impl Selection {
    /// Returns how many are selected.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Returns whether nobody is selected.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns whether somebody is selected.
    pub fn contains(&self, id: &ParticipantId) -> bool {
        self.0.contains(id)
    }

    /// Selects or deselects people.
    pub fn set<'a>(&mut self, ids: impl IntoIterator<Item = &'a ParticipantId>, is_selected: bool) {
        for id in ids {
            if is_selected {
                self.0.insert(id.clone());
            } else {
                self.0.remove(id);
            }
        }
    }

    /// Selects all from one row to another, both included, whichever is first. Nobody where one of them isn't shown.
    pub fn select_range(
        &mut self,
        shown: &[ParticipantId],
        from: &ParticipantId,
        to: &ParticipantId,
    ) {
        let position = |wanted: &ParticipantId| shown.iter().position(|id| id == wanted);
        if let (Some(from), Some(to)) = (position(from), position(to)) {
            let rows = shown.get(from.min(to)..=from.max(to)).unwrap_or_default();
            self.set(rows, true);
        }
    }

    /// Deselects who isn't there any more. Returns whether that was anybody.
    pub fn retain_present(&mut self, is_present: impl Fn(&ParticipantId) -> bool) -> bool {
        let before = self.0.len();
        self.0.retain(|id| is_present(id));
        self.0.len() != before
    }

    /// Deselects everybody.
    pub fn clear(&mut self) {
        self.0.clear();
    }

    /// Returns those of `ids` who are selected, in their order.
    pub fn in_order<'a>(
        &self,
        ids: &'a [ParticipantId],
    ) -> impl Iterator<Item = &'a ParticipantId> {
        // Thousands needn't be looked at for nobody.
        let ids = if self.is_empty() { &[] } else { ids };
        ids.iter().filter(|id| self.contains(id))
    }

    /// Returns how many of `ids` are selected.
    pub fn count_in(&self, ids: &[ParticipantId]) -> usize {
        self.in_order(ids).count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(names: &str) -> Vec<ParticipantId> {
        names.split_whitespace().map(ParticipantId::new).collect()
    }

    #[test]
    fn selects_and_deselects() {
        let shown = ids("a b c d");
        let check = |change: fn(&mut Selection), expect: &str| {
            let mut selection = Selection::default();
            selection.set(&ids("a c"), true);
            change(&mut selection);
            let found: Vec<_> = selection.in_order(&shown).cloned().collect();
            assert_eq!(found, ids(expect));
            assert_eq!(selection.count_in(&shown), found.len());
            assert_eq!(selection.is_empty(), found.is_empty());
        };
        fn range(selection: &mut Selection, from: &str, to: &str) {
            let id = ParticipantId::new;
            selection.select_range(&ids("a b c d"), &id(from), &id(to));
        }
        check(|_| {}, "a c");
        check(|selection| selection.set(&ids("b"), true), "a b c");
        check(|selection| selection.set(&ids("a b"), false), "c");
        check(|selection| range(selection, "b", "d"), "a b c d");
        check(|selection| range(selection, "b", "a"), "a b c");
        check(|selection| range(selection, "b", "gone"), "a c");
        check(Selection::clear, "");
    }

    #[test]
    fn who_leaves_is_selected_no_more() {
        let check = |gone: &str, is_changed: bool, expect: usize| {
            let mut selection = Selection::default();
            selection.set(&ids("a c"), true);
            let gone = ids(gone);
            assert_eq!(
                selection.retain_present(|id| !gone.contains(id)),
                is_changed
            );
            assert_eq!(selection.len(), expect);
        };
        check("", false, 2);
        check("b", false, 2);
        check("a", true, 1);
        check("a c", true, 0);
    }
}
