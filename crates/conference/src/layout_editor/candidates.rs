//! Who and what can be put into a slot.

use super::LayoutPlan;
use crate::people::fold;
use crate::{Decompose, Participant, ParticipantId, Slot};

/// More people than these nobody reads: a word of the name finds the others.
const MAX_PEOPLE: usize = 40;

/// What can be chosen for a slot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SlotChoice {
    /// A person.
    Person(ParticipantId),
    /// A code of the private edition.
    Code(Slot),
    /// Left open, and filled with who speaks.
    ActiveSpeaker,
    /// Left open.
    Open,
}

/// Returns whether somebody can be shown in the picture.
pub fn can_be_placed(person: &Participant) -> bool {
    person.service.is_in_meeting() && !person.is_helper()
}

/// Returns those of `order` who can be placed and have no slot in `plan` yet, forty at most.
pub fn people_without_slot<'p>(
    order: &[ParticipantId],
    plan: &LayoutPlan,
    person_of: impl Fn(&ParticipantId) -> Option<&'p Participant>,
) -> Vec<ParticipantId> {
    let is_free = |id: &&ParticipantId| {
        plan.slot_of(id).is_none() && person_of(id).is_some_and(can_be_placed)
    };
    order
        .iter()
        .filter(is_free)
        .take(MAX_PEOPLE)
        .cloned()
        .collect()
}

/// Moves somebody whose name is just what was typed to the front of those found.
pub fn move_exact_name_first<'n>(
    found: &mut [ParticipantId],
    typed: &str,
    name_of: impl Fn(&ParticipantId) -> Option<&'n str>,
    decompose: Decompose,
) {
    let typed = fold(typed.trim(), decompose);
    if typed.is_empty() {
        return;
    }
    let is_exact =
        |id: &ParticipantId| name_of(id).is_some_and(|name| fold(name, decompose) == typed);
    if let Some(at) = found.iter().position(is_exact)
        && let Some(front) = found.get_mut(..=at)
    {
        front.rotate_right(1);
    }
}

/// Returns the choices for a slot: forty at most of the people found, then what else there is and has `typed` in its label.
pub fn slot_choices<'l>(
    found: impl IntoIterator<Item = ParticipantId>,
    typed: &str,
    label_of: impl Fn(&SlotChoice) -> &'l str,
    decompose: Decompose,
) -> Vec<SlotChoice> {
    let typed = fold(typed.trim(), decompose);
    let people = found.into_iter().take(MAX_PEOPLE).map(SlotChoice::Person);
    let others = [SlotChoice::ActiveSpeaker, SlotChoice::Open]
        .into_iter()
        .chain(Slot::CODES.map(SlotChoice::Code))
        .filter(|choice| fold(label_of(choice), decompose).contains(&typed));
    people.chain(others).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{PlannedSlot, Service};
    use unicode_normalization::UnicodeNormalization;

    fn nfkd(text: &str) -> String {
        text.nfkd().collect()
    }

    fn ids(names: &str) -> Vec<ParticipantId> {
        names.split_whitespace().map(ParticipantId::new).collect()
    }

    #[test]
    fn people_who_have_no_slot_yet() {
        let person = |id: &ParticipantId| Participant {
            name: id.as_str().into(),
            service: match id.as_str() {
                "waits" => Service::WaitingRoom,
                _ => Service::Conference,
            },
            streaming: id.as_str() == "anonymous_rec",
            ..Participant::unknown(id.clone())
        };
        let people: Vec<_> = ids("a b waits anonymous_rec anonymous_gus")
            .iter()
            .map(person)
            .collect();
        let person_of = |id: &ParticipantId| people.iter().find(|person| person.id == *id);
        let check = |order: &str, placed: &str, expect: &str| {
            let mut plan = LayoutPlan::default();
            for (at, id) in ids(placed).into_iter().enumerate() {
                plan.put(at, PlannedSlot::person(id, "".into()));
            }
            assert_eq!(
                people_without_slot(&ids(order), &plan, person_of),
                ids(expect)
            );
        };
        check(
            "a waits gone anonymous_rec b anonymous_gus",
            "",
            "a b anonymous_gus",
        );
        check("a b", "a", "b");
    }

    #[test]
    fn an_exact_name_comes_first() {
        let check = |typed: &str, expect: &str| {
            let mut found = ids("Anna Ann Bob");
            let names = ids("Anna Ann Bob");
            move_exact_name_first(
                &mut found,
                typed,
                |id| {
                    names
                        .iter()
                        .find(|one| *one == id)
                        .map(ParticipantId::as_str)
                },
                nfkd,
            );
            assert_eq!(found, ids(expect), "{typed:?}");
        };
        check("ann", "Ann Anna Bob");
        check(" ＢＯＢ", "Bob Anna Ann");
        check("an", "Anna Ann Bob");
        check("", "Anna Ann Bob");
    }

    #[test]
    fn choices_by_their_labels() {
        let label = |choice: &SlotChoice| match choice {
            SlotChoice::Open => "Nobody",
            SlotChoice::ActiveSpeaker => "Who speaks",
            SlotChoice::Code(Slot::Rotate) => "Rotate",
            _ => "Other",
        };
        let check = |typed: &str, expect: &[SlotChoice]| {
            let found = slot_choices(ids("a"), typed, label, nfkd);
            let (first, others) = found.split_first().unwrap();
            assert_eq!(*first, SlotChoice::Person(ParticipantId::new("a")));
            assert_eq!(others, expect, "{typed:?}");
        };
        check("rot", &[SlotChoice::Code(Slot::Rotate)]);
        check("NOBODY", &[SlotChoice::Open]);
        check("xyz", &[]);
        assert_eq!(slot_choices(ids("a"), "", label, nfkd).len(), 7);
        let many = (0..50).map(|at| ParticipantId::new(&at.to_string()));
        assert_eq!(slot_choices(many, "xyz", label, nfkd).len(), MAX_PEOPLE);
    }
}
