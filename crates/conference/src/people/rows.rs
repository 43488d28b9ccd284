//! The rows of the list: in order, and in their place while somebody points at them.

use super::{PeopleSearch, PeopleSort, pinned_first};
use crate::{IdMap, IdSet, ParticipantId};
use std::sync::Arc;

/// What a host has asked of the list: answered at once, wherever the pointer is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ListQuestion {
    /// Who is to be shown.
    pub search: PeopleSearch,
    /// In which order.
    pub sort: PeopleSort,
    /// How often "Sort now" was pressed.
    pub sorted_now: u32,
}

/// Whether somebody works with the list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ListTouch {
    /// Nobody does.
    #[default]
    None,
    /// The focus is in it.
    Focus,
    /// The pointer is over it, or on its way to what stands around it.
    Pointer,
}

/// The rows as they are shown, and the question that they answer.
#[derive(Clone, Debug, PartialEq)]
pub struct PeopleRows {
    /// Whom, in the order shown. Who has left under the pointer leaves a gap: were the rows below to close up, a press would be about
    /// somebody else.
    pub ids: Arc<[ParticipantId]>,
    /// How many of those are gaps.
    pub gaps: usize,
    /// What the host asked for.
    pub asked: ListQuestion,
    /// Who stands first whatever the order.
    pub pinned: Arc<IdSet>,
    /// How many of them stand where they are only because nothing may move: they go elsewhere, or out of the list, later.
    pub stale: usize,
}

impl Default for PeopleRows {
    fn default() -> Self {
        Self {
            ids: Arc::from([]),
            gaps: 0,
            asked: ListQuestion::default(),
            pinned: Arc::default(),
            stale: 0,
        }
    }
}

impl PeopleRows {
    /// Returns the rows after `before`, now that `found` answers `asked`, with those of `pinned` first. While somebody touches the
    /// list, who is shown keeps their place, and who is new comes at the end, unless it is another question; who was pinned goes to
    /// the top all the same, for that is what the host has just asked for. Where most are gone, as when a server begins anew, nothing
    /// is kept.
    pub fn next(
        before: Option<&Self>,
        asked: ListQuestion,
        found: Arc<[ParticipantId]>,
        pinned: Arc<IdSet>,
        touch: ListTouch,
        is_present: impl Fn(&ParticipantId) -> bool,
    ) -> Self {
        let found = if pinned.is_empty() {
            found
        } else {
            pinned_first(&found, &pinned).into()
        };
        let mut rows = Self {
            ids: found,
            gaps: 0,
            asked,
            pinned,
            stale: 0,
        };
        let before = before.filter(|before| touch != ListTouch::None && before.asked == rows.asked);
        if let Some(before) = before
            && (before.ids != rows.ids || before.pinned != rows.pinned)
        {
            rows.keep_places(before, touch == ListTouch::Pointer, is_present);
        }
        rows
    }

    /// Returns how many rows there are, gaps left out.
    pub fn len(&self) -> usize {
        self.ids.len() - self.gaps
    }

    /// Returns whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn keep_places(
        &mut self,
        before: &Self,
        has_gaps: bool,
        is_present: impl Fn(&ParticipantId) -> bool,
    ) {
        let gone = before.ids.iter().filter(|id| !is_present(id)).count();
        if gone * 2 > before.ids.len() {
            return;
        }
        let kept = before.ids.iter().filter(|id| has_gaps || is_present(id));
        let mut ids: Vec<_> = kept.cloned().collect();
        let known: IdSet = ids.iter().cloned().collect();
        ids.extend(self.ids.iter().filter(|id| !known.contains(*id)).cloned());
        if before.pinned != self.pinned {
            ids = pinned_first(&ids, &self.pinned);
        }
        self.stale = stale_count(&ids, &self.ids);
        self.gaps = if has_gaps { gone } else { 0 };
        self.ids = ids.into();
    }
}

/// Returns how many of `shown` have to move, or to go, to make `found` of it: all but the longest run that is in order already.
fn stale_count(shown: &[ParticipantId], found: &[ParticipantId]) -> usize {
    if shown == found {
        return 0;
    }
    let places = found.iter().enumerate();
    let places: IdMap<usize> = places.map(|(place, id)| (id.clone(), place)).collect();
    // The smallest place that a rising run of each length ends with.
    let mut ends: Vec<usize> = Vec::new();
    for place in shown.iter().filter_map(|id| places.get(id)) {
        let longer = ends.partition_point(|end| end < place);
        match ends.get_mut(longer) {
            Some(end) => *end = *place,
            None => ends.push(*place),
        }
    }
    shown.len() - ends.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(names: &str) -> Vec<ParticipantId> {
        names.split_whitespace().map(ParticipantId::new).collect()
    }

    fn asked(text: &str) -> ListQuestion {
        ListQuestion {
            search: PeopleSearch {
                text: text.to_owned(),
                ..PeopleSearch::default()
            },
            ..ListQuestion::default()
        }
    }

    /// The rows after `shown`, none of whom was pinned.
    fn next(
        shown: &str,
        found: &str,
        touch: ListTouch,
        gone: &str,
        question: ListQuestion,
        pinned: &str,
    ) -> PeopleRows {
        let gone = ids(gone);
        let before = PeopleRows {
            ids: ids(shown).into(),
            asked: asked(""),
            ..PeopleRows::default()
        };
        let pinned = Arc::new(ids(pinned).into_iter().collect());
        let (before, found) = (Some(&before), ids(found).into());
        PeopleRows::next(before, question, found, pinned, touch, |id| {
            !gone.contains(id)
        })
    }

    #[test]
    fn nothing_moves_under_a_pointer() {
        let check = |[shown, found, gone]: [&str; 3], touch, expect: &str, stale, gaps| {
            let rows = next(shown, found, touch, gone, asked(""), "");
            assert_eq!(*rows.ids, *ids(expect), "{shown} → {found}");
            assert_eq!((rows.stale, rows.gaps), (stale, gaps), "{shown} → {found}");
            assert_eq!(rows.len(), ids(expect).len() - gaps);
        };
        use ListTouch::{Focus, None, Pointer};
        // Free: as found.
        check(["a b c", "c a b", ""], None, "c a b", 0, 0);
        check(["a b c", "a b c", ""], Pointer, "a b c", 0, 0);
        // Touched: c became a host and stays where it is.
        check(["a b c", "c a b", ""], Pointer, "a b c", 1, 0);
        check(["a b c", "c a b", ""], Focus, "a b c", 1, 0);
        // b left: a gap under the pointer, nothing under the focus. d came where it belongs, or not.
        check(["a b c", "a c d", "b"], Pointer, "a b c d", 1, 1);
        check(["a b c", "a c d", "b"], Focus, "a c d", 0, 0);
        check(["a b c", "c a d", "b"], Pointer, "a b c d", 2, 1);
        check(["a b c", "d a b c", ""], Pointer, "a b c d", 1, 0);
        // b doesn't match any more, but is there.
        check(["a b c", "a c", ""], Pointer, "a b c", 1, 0);
        check(["a b c d", "d c b a", ""], Focus, "a b c d", 3, 0);
        check(["", "a b", ""], Pointer, "a b", 0, 0);
        // Nearly everybody is somebody else.
        check(["a b c", "x y c", "a b"], Pointer, "x y c", 0, 0);
        check(["a b c", "", "a b c"], Pointer, "", 0, 0);
    }

    #[test]
    fn another_question_is_answered_at_once() {
        let check = |question: ListQuestion, expect: &str| {
            let rows = next("a b c", "c a", ListTouch::Pointer, "", question.clone(), "");
            assert_eq!(*rows.ids, *ids(expect), "{question:?}");
            assert_eq!(rows.asked, question);
        };
        check(asked(""), "a b c");
        check(asked("x"), "c a");
        check(
            ListQuestion {
                sorted_now: 1,
                ..asked("")
            },
            "c a",
        );
        check(
            ListQuestion {
                sort: PeopleSort::Name,
                ..asked("")
            },
            "c a",
        );
    }

    #[test]
    fn who_is_pinned_goes_to_the_top_alone() {
        let check = |found: &str, touch, pinned: &str, expect: &str, stale: usize| {
            let rows = next("a b c d", found, touch, "", asked(""), pinned);
            assert_eq!(*rows.ids, *ids(expect), "{pinned} in {found}");
            assert_eq!(rows.stale, stale, "{pinned} in {found}");
        };
        check("a b c d", ListTouch::None, "c", "c a b d", 0);
        check("a b c d", ListTouch::Pointer, "c", "c a b d", 0);
        // What else would be in another order waits.
        check("d a b c", ListTouch::Pointer, "c", "c a b d", 1);
        check("d a b c", ListTouch::None, "c", "c d a b", 0);
    }

    proptest::proptest! {
        /// However the list comes to be, who is shown keeps their order while it is touched, everybody found is there, and nothing is
        /// stale once it isn't.
        #[test]
        fn a_touched_list_keeps_its_order(
            shown in proptest::sample::subsequence((0..12_u8).collect::<Vec<_>>(), 0..12),
            found in proptest::sample::subsequence((0..12_u8).collect::<Vec<_>>(), 0..12),
            turn in 0..12_usize,
        ) {
            let name = |numbers: &[u8]| numbers.iter().map(u8::to_string).collect::<Vec<_>>().join(" ");
            let mut turned = found.clone();
            turned.rotate_left(turn.min(found.len()));
            let rows = next(&name(&shown), &name(&turned), ListTouch::Pointer, "", asked(""), "");
            let kept: Vec<_> = rows.ids.iter().filter(|id| ids(&name(&shown)).contains(id)).cloned().collect();
            proptest::prop_assert_eq!(kept, ids(&name(&shown)));
            for id in ids(&name(&turned)) {
                proptest::prop_assert!(rows.ids.contains(&id));
            }
            proptest::prop_assert_eq!(rows.stale == 0, *rows.ids == *ids(&name(&turned)));
            let free = next(&name(&shown), &name(&turned), ListTouch::None, "", asked(""), "");
            proptest::prop_assert_eq!((free.stale, free.ids.to_vec()), (0, ids(&name(&turned))));
        }
    }
}
