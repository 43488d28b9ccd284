//! What a host's gestures on slots mean: keys, dragging, and a choice from a list.

use super::{LayoutPlan, PlannedSlot, SlotChoice};
use crate::ParticipantId;
use std::sync::Arc;

/// What a key does on a slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SlotAction {
    /// Open the slot.
    Clear,
    /// Go to another slot.
    Focus(usize),
    /// Let the slot change places with another one, and go there.
    Swap(usize),
}

impl SlotAction {
    /// Returns what a key does (by `KeyboardEvent.key`) on the slot at `at` of so many; `None` where it does nothing.
    pub fn of_key(key: &str, is_shifted: bool, at: usize, slot_count: usize) -> Option<Self> {
        let to = match key {
            "Delete" | "Backspace" => return Some(Self::Clear),
            "ArrowRight" | "ArrowDown" => at.checked_add(1),
            "ArrowLeft" | "ArrowUp" => at.checked_sub(1),
            _ => None,
        };
        let to = to.filter(|to| *to < slot_count)?;
        Some(if is_shifted {
            Self::Swap(to)
        } else {
            Self::Focus(to)
        })
    }
}

/// What is dragged onto a slot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DragSource {
    /// Somebody, from a list of people.
    Person(ParticipantId),
    /// Another slot.
    Slot(usize),
}

impl LayoutPlan {
    /// Does to the slot at `at` what a key asks for.
    pub fn act(&mut self, at: usize, action: SlotAction) {
        match action {
            SlotAction::Clear => self.clear(at),
            SlotAction::Swap(to) => self.swap(at, to),
            SlotAction::Focus(_) => {}
        }
    }

    /// Drops something onto the slot at `at`.
    pub fn drop_on(
        &mut self,
        at: usize,
        source: &DragSource,
        name_of: impl Fn(&ParticipantId) -> Arc<str>,
    ) {
        match source {
            DragSource::Person(id) => self.put(at, PlannedSlot::person(id.clone(), name_of(id))),
            DragSource::Slot(from) => self.swap(*from, at),
        }
    }

    /// Puts what was chosen into the slot at `at`.
    pub fn choose(
        &mut self,
        at: usize,
        choice: &SlotChoice,
        name_of: impl Fn(&ParticipantId) -> Arc<str>,
    ) {
        match choice {
            SlotChoice::Person(id) => self.put(at, PlannedSlot::person(id.clone(), name_of(id))),
            SlotChoice::Code(slot) => self.put(at, PlannedSlot::code(slot.clone())),
            SlotChoice::ActiveSpeaker => {
                self.clear(at);
                self.backfill = true;
            }
            SlotChoice::Open => self.clear(at),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{id, named, plan, slots};
    use super::*;
    use crate::Slot;

    #[test]
    fn keys_and_drags_and_choices() {
        let keys = |key: &str, shift: bool, at: usize, expect: Option<SlotAction>, after: &str| {
            let mut plan = plan("4:0", "a b c");
            let action = SlotAction::of_key(key, shift, at, 4);
            assert_eq!(action, expect, "{key} {at}");
            if let Some(action) = action {
                plan.act(at, action);
            }
            assert_eq!(slots(&plan), after, "{key} {at}");
        };
        keys("Delete", false, 1, Some(SlotAction::Clear), "a - c -");
        keys("Backspace", true, 0, Some(SlotAction::Clear), "- b c -");
        keys(
            "ArrowRight",
            false,
            0,
            Some(SlotAction::Focus(1)),
            "a b c -",
        );
        keys("ArrowUp", true, 1, Some(SlotAction::Swap(0)), "b a c -");
        keys("ArrowDown", true, 2, Some(SlotAction::Swap(3)), "a b - c");
        keys("ArrowDown", true, 3, None, "a b c -");
        keys("ArrowLeft", false, 0, None, "a b c -");
        keys("Enter", false, 0, None, "a b c -");
        let drags = |at: usize, source: DragSource, expect: &str| {
            let mut plan = plan("4:0", "a b c");
            plan.drop_on(at, &source, named);
            assert_eq!(slots(&plan), expect, "{source:?}");
        };
        drags(3, DragSource::Person(id("d")), "a b c d");
        drags(0, DragSource::Person(id("c")), "c b a -");
        drags(3, DragSource::Slot(0), "- b c a");
        let chooses = |choice: SlotChoice, expect: &str, backfill: bool| {
            let mut plan = plan("4:0", "a b c");
            plan.backfill = false;
            plan.choose(1, &choice, named);
            assert_eq!((&*slots(&plan), plan.backfill), (expect, backfill));
        };
        chooses(SlotChoice::Person(id("d")), "a d c -", false);
        chooses(SlotChoice::Code(Slot::Speaker), "a speaker c -", false);
        chooses(SlotChoice::Open, "a - c -", false);
        chooses(SlotChoice::ActiveSpeaker, "a - c -", true);
    }
}
