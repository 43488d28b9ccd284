//! Which slot of the pool draws which row.

/// A slot's row.
#[derive(Clone, Debug, PartialEq)]
struct Slot<K> {
    key: K,
    index: usize,
    /// Whether it is in the page.
    is_shown: bool,
}

/// The pool. It grows and never shrinks; a slot is known by its number.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Slots<K>(Vec<Slot<K>>);

impl<K> Default for Slots<K> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<K: Clone + PartialEq> Slots<K> {
    /// Returns how many slots there are.
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// Returns the key that a slot has, or had last.
    pub(super) fn key(&self, slot: usize) -> Option<&K> {
        self.0.get(slot).map(|slot| &slot.key)
    }

    /// Returns the index in the list that a slot has, or had last.
    pub(super) fn index(&self, slot: usize) -> Option<usize> {
        self.0.get(slot).map(|slot| slot.index)
    }

    /// Returns the slots in the page, in the list's order.
    pub(super) fn shown(&self) -> Vec<usize> {
        let mut shown: Vec<(usize, usize)> = self
            .0
            .iter()
            .enumerate()
            .filter(|(_, slot)| slot.is_shown)
            .map(|(number, slot)| (slot.index, number))
            .collect();
        shown.sort_unstable();
        shown.into_iter().map(|(_, number)| number).collect()
    }

    /// Returns the slot in the page that has a key.
    pub(super) fn find(&self, key: &K) -> Option<usize> {
        self.0
            .iter()
            .position(|slot| slot.is_shown && slot.key == *key)
    }

    /// Gives a slot to each row in sight and to the pinned one; returns whether anything changed. A slot keeps its key where it can,
    /// and the pinned key keeps its slot even while it isn't in the list.
    pub(super) fn assign(
        &mut self,
        keys: &[K],
        (start, end): (usize, usize),
        pinned: Option<&K>,
    ) -> bool {
        let in_sight = keys.get(start..end).unwrap_or_default();
        let far = pinned
            .filter(|pinned| !in_sight.contains(pinned))
            .and_then(|pinned| keys.iter().position(|key| key == pinned));
        let before = self.0.clone();
        for slot in &mut self.0 {
            slot.is_shown = false;
        }
        let mut new = Vec::new();
        for index in (start..end).chain(far) {
            let Some(key) = keys.get(index) else { continue };
            let kept = self
                .0
                .iter_mut()
                .find(|slot| !slot.is_shown && slot.key == *key);
            match kept {
                Some(slot) => {
                    slot.index = index;
                    slot.is_shown = true;
                }
                None => new.push(Slot {
                    key: key.clone(),
                    index,
                    is_shown: true,
                }),
            }
        }
        let mut new = new.into_iter();
        let free = self
            .0
            .iter_mut()
            .filter(|slot| !slot.is_shown && Some(&slot.key) != pinned);
        for (slot, new) in free.zip(new.by_ref()) {
            *slot = new;
        }
        self.0.extend(new);
        before != self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The keys in the page as each slot has them, and `-` for a slot that isn't in the page.
    fn drawn(slots: &Slots<char>) -> String {
        let key = |slot: &Slot<char>| if slot.is_shown { slot.key } else { '-' };
        slots.0.iter().map(key).collect()
    }

    #[test]
    fn a_slot_keeps_its_key_while_that_is_in_sight() {
        let mut slots = Slots::default();
        let mut check = |keys: &str, rows, pinned: Option<char>, expect: &str, order: &[usize]| {
            let keys: Vec<char> = keys.chars().collect();
            slots.assign(&keys, rows, pinned.as_ref());
            assert_eq!(drawn(&slots), expect, "{keys:?} {rows:?} {pinned:?}");
            assert_eq!(slots.shown(), order, "{keys:?} {rows:?} {pinned:?}");
            assert!(!slots.assign(&keys, rows, pinned.as_ref()), "unchanged");
        };
        check("abcdefgh", (0, 3), None, "abc", &[0, 1, 2]);
        // Scrolled.
        check("abcdefgh", (1, 4), None, "dbc", &[1, 2, 0]);
        // Somebody came in front, somebody in sight left, and the order changed.
        check("xabcdefgh", (1, 4), None, "abc", &[0, 1, 2]);
        check("xacdefgh", (1, 4), None, "adc", &[0, 2, 1]);
        check("xdcaefgh", (1, 4), None, "adc", &[1, 2, 0]);
        // The one with the focus stays, before the others and after them.
        check("abcdefgh", (5, 8), Some('a'), "afgh", &[0, 1, 2, 3]);
        check("bcdefgha", (0, 3), Some('a'), "abcd", &[1, 2, 3, 0]);
        // It leaves: nobody gets its slot until it is let go.
        check("bcdefgh", (1, 5), Some('a'), "-ecdf", &[2, 3, 1, 4]);
        check("bcdefgh", (0, 5), None, "becdf", &[0, 2, 3, 1, 4]);
        // Shorter, empty, and doubled by mistake.
        check("c", (0, 1), None, "--c--", &[2]);
        check("", (0, 0), None, "-----", &[]);
        check("aa", (0, 2), None, "aa---", &[0, 1]);
    }
}
