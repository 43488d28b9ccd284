//! A picture as a host wants it.

use crate::{Audience, LayoutName, LayoutRequest, ParticipantId, Slot};
use std::sync::Arc;

/// What is to stand in a slot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlannedSlot {
    /// A person, or one of the private edition's codes.
    pub slot: Slot,
    /// The person's name as last seen, for when they are gone; empty for a code.
    pub name: Arc<str>,
}

impl PlannedSlot {
    /// Makes a slot for somebody.
    pub const fn person(id: ParticipantId, name: Arc<str>) -> Self {
        Self {
            slot: Slot::Participant(id),
            name,
        }
    }

    /// Makes a slot for a code.
    pub fn code(slot: Slot) -> Self {
        Self {
            slot,
            name: "".into(),
        }
    }

    /// Returns whom it is for, where it is for a person.
    pub const fn person_id(&self) -> Option<&ParticipantId> {
        match &self.slot {
            Slot::Participant(id) => Some(id),
            _ => None,
        }
    }

    pub(super) fn is_for(&self, id: &ParticipantId) -> bool {
        self.person_id() == Some(id)
    }
}

/// A picture for one audience, as a host wants it.
#[derive(Clone, Debug, PartialEq)]
pub struct LayoutPlan {
    /// The layout.
    pub layout: LayoutName,
    /// Slots in order; `None` and what is missing at the end are open. Those beyond the layout's are kept, but not sent.
    pub slots: Vec<Option<PlannedSlot>>,
    /// Fill open slots with active speakers.
    pub backfill: bool,
    /// Show captions.
    pub captions: bool,
}

impl Default for LayoutPlan {
    fn default() -> Self {
        Self::new(LayoutName::new("1:7"))
    }
}

impl LayoutPlan {
    /// Makes a plan of a layout with all slots open.
    pub const fn new(layout: LayoutName) -> Self {
        Self {
            layout,
            slots: Vec::new(),
            backfill: true,
            captions: true,
        }
    }

    /// Returns what stands in a slot; `None` where it is open.
    pub fn slot(&self, at: usize) -> Option<&PlannedSlot> {
        self.slots.get(at)?.as_ref()
    }

    /// Returns the slot in which somebody stands, among those of the layout.
    pub fn slot_of(&self, id: &ParticipantId) -> Option<usize> {
        self.position(id)
            .filter(|at| *at < self.layout.slot_count())
    }

    /// Puts something into a slot. Somebody who stands elsewhere already changes places with who stands here.
    pub fn put(&mut self, at: usize, planned: PlannedSlot) {
        match planned.person_id().and_then(|id| self.position(id)) {
            Some(other) => self.swap(at, other),
            None => {
                if let Some(slot) = self.slot_mut(at) {
                    *slot = Some(planned);
                }
            }
        }
    }

    /// Opens a slot.
    pub fn clear(&mut self, at: usize) {
        if let Some(slot) = self.slots.get_mut(at) {
            *slot = None;
        }
    }

    /// Lets two slots change places.
    pub fn swap(&mut self, one: usize, other: usize) {
        if self.slot_mut(one.max(other)).is_some() {
            self.slots.swap(one, other);
        }
    }

    /// Returns whether an open slot stands before a taken one. Servers fill slots in order: the later ones will move up.
    pub fn has_gap(&self) -> bool {
        let is_taken = |at: &usize| self.slot(*at).is_some();
        let slots = self.layout.slot_count().min(self.slots.len());
        let count = (0..slots).filter(is_taken).count();
        (0..count).any(|at| !is_taken(&at))
    }

    /// Returns who is asked for, in slot order; none = anybody. Somebody who has left stays: so the server keeps their slot open.
    pub fn actors(&self) -> Vec<Slot> {
        let slots = self.slots.iter().take(self.layout.slot_count());
        slots
            .flatten()
            .map(|planned| planned.slot.clone())
            .collect()
    }

    /// Returns whether both look alike to whoever sees them; people are compared by number alone.
    pub fn shows_the_same(&self, other: &Self) -> bool {
        self.layout == other.layout
            && self.backfill == other.backfill
            && self.captions == other.captions
            && self.actors() == other.actors()
    }

    /// Returns the plan as it is sent.
    pub fn request(&self, audience: Audience) -> LayoutRequest {
        let actors = self.actors();
        LayoutRequest {
            audience,
            layout: self.layout.clone(),
            vad_backfill: self.backfill,
            plus_n: actors.is_empty(),
            captions: self.captions,
            actors,
        }
    }

    fn position(&self, id: &ParticipantId) -> Option<usize> {
        let is_theirs = |slot: &Option<PlannedSlot>| slot.as_ref().is_some_and(|it| it.is_for(id));
        self.slots.iter().position(is_theirs)
    }

    fn slot_mut(&mut self, at: usize) -> Option<&mut Option<PlannedSlot>> {
        if at >= self.layout.slot_count().max(self.slots.len()) {
            return None;
        }
        if self.slots.len() <= at {
            self.slots.resize(at + 1, None);
        }
        self.slots.get_mut(at)
    }
}

/// Returns whether `slots` show those of `actors` who are present, in their order. A code may be anybody, so others may stand between
/// them.
pub fn shows_actors(
    actors: &[Slot],
    slots: &[ParticipantId],
    is_present: impl Fn(&ParticipantId) -> bool,
) -> bool {
    let mut rest = slots.iter();
    actors.iter().all(|actor| match actor {
        Slot::Participant(id) if is_present(id) => rest.any(|slot| slot == id),
        _ => true,
    })
}

#[cfg(test)]
mod tests {
    use super::super::testing::{id, person, plan, slots};
    use super::*;

    #[test]
    fn puts_swaps_and_clears() {
        let check = |edit: fn(&mut LayoutPlan), expect: &str| {
            let mut plan = plan("4:0", "a b c");
            edit(&mut plan);
            assert_eq!(slots(&plan), expect);
        };
        check(|_| {}, "a b c -");
        check(|plan| plan.put(3, person("d")), "a b c d");
        check(|plan| plan.put(0, person("d")), "d b c -");
        check(|plan| plan.put(0, person("c")), "c b a -");
        check(|plan| plan.put(3, person("a")), "- b c a");
        check(|plan| plan.put(4, person("d")), "a b c -");
        check(
            |plan| plan.put(1, PlannedSlot::code(Slot::Rotate)),
            "a rotate c -",
        );
        check(|plan| plan.clear(1), "a - c -");
        check(|plan| plan.clear(9), "a b c -");
        check(|plan| plan.swap(0, 2), "c b a -");
        check(|plan| plan.swap(3, 0), "- b c a");
        check(|plan| plan.swap(3, 9), "a b c -");
    }

    #[test]
    fn a_smaller_layout_forgets_nobody() {
        let mut plan = plan("4:0", "a b c");
        plan.layout = LayoutName::new("1:0");
        assert_eq!(plan.actors(), [Slot::Participant(id("a"))]);
        assert_eq!(plan.slot_of(&id("b")), None);
        plan.layout = LayoutName::new("4:0");
        assert_eq!(slots(&plan), "a b c -");
    }

    #[test]
    fn what_is_sent() {
        let check = |plan: LayoutPlan, actors: usize, plus_n: bool, gap: bool| {
            let sent = plan.request(Audience::Hosts);
            assert_eq!(sent.layout, plan.layout);
            assert_eq!((sent.actors.len(), sent.plus_n), (actors, plus_n));
            assert_eq!(plan.has_gap(), gap, "{}", slots(&plan));
        };
        check(plan("1:7", ""), 0, true, false);
        check(plan("1:7", "a b"), 2, false, false);
        check(plan("1:7", "- b"), 1, false, true);
        check(plan("1:7", "a - c"), 2, false, true);
        check(plan("3:21", "a"), 1, false, false);
        check(plan("ac_mix", "a"), 1, false, false);
    }

    #[test]
    fn shows_who_is_there_in_their_order() {
        let check = |actors: &str, slots: &str, expect: bool| {
            let asked = plan("1:21", actors).actors();
            let slots: Vec<_> = slots.split_whitespace().map(id).collect();
            let is_present = |id: &ParticipantId| id.as_str() != "gone";
            assert_eq!(
                shows_actors(&asked, &slots, is_present),
                expect,
                "{actors}: {slots:?}"
            );
        };
        check("", "a b", true);
        check("a b", "a b c", true);
        check("a b", "b a", false);
        check("a b", "a", false);
        check("a gone b", "a b", true);
        check("a b", "a c b", true);
    }
}
