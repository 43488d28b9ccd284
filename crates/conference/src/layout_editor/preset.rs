//! Named pictures to be kept. People are found again by their number, or by their name in another meeting.

use super::{LayoutPlan, PlannedSlot};
use crate::{Participant, ParticipantId, PerAudience, clean_name};
use std::sync::Arc;

/// Slots kept of a plan: as many as a layout can have.
const MAX_SLOTS: usize = 64;

/// A picture for both audiences with a name.
#[derive(Clone, Debug, PartialEq)]
pub struct Preset {
    /// The name, cleaned.
    pub name: Arc<str>,
    /// The picture.
    pub plans: PerAudience<LayoutPlan>,
}

impl Preset {
    /// Makes a preset of what was typed or read. Names are cleaned and plans cut to the slots that a layout can have. Returns `None`
    /// where nothing visible is in the name.
    pub fn new(name: &str, plans: PerAudience<LayoutPlan>) -> Option<Self> {
        let name = clean_name(name.trim());
        if name.is_empty() {
            return None;
        }
        let clean = |slot: PlannedSlot| PlannedSlot {
            name: clean_name(&slot.name).into(),
            ..slot
        };
        let plans = plans.map(|plan| LayoutPlan {
            slots: plan
                .slots
                .into_iter()
                .take(MAX_SLOTS)
                .map(|slot| slot.map(clean))
                .collect(),
            ..plan
        });
        Some(Self {
            name: name.into(),
            plans,
        })
    }

    /// Returns the picture for this meeting's people: who isn't there by number is the only one of that name, else their slot stays a
    /// hole.
    pub fn plans_for(&self, people: &[&Participant]) -> PerAudience<LayoutPlan> {
        self.plans.clone().map(|plan| plan.for_people(people))
    }
}

impl LayoutPlan {
    /// Returns the plan for this meeting's people: who isn't there by number is the only one of that name, else their slot stays a
    /// hole.
    #[must_use]
    pub fn for_people(self, people: &[&Participant]) -> Self {
        let found = |slot: PlannedSlot| {
            let found = slot
                .person_id()
                .map(|id| find_person(id, &slot.name, people));
            match found {
                Some(FoundPerson::Is(person)) => PlannedSlot::person(person.id.clone(), slot.name),
                _ => slot,
            }
        };
        let slots = self.slots.into_iter();
        Self {
            slots: slots.map(|slot| slot.map(found)).collect(),
            ..self
        }
    }
}

/// Who somebody of another meeting, or of before, is now.
#[derive(Clone, Debug, PartialEq)]
pub enum FoundPerson<'p> {
    /// This one.
    Is(&'p Participant),
    /// One of these: all have the name, and nobody has the number.
    OneOf(Vec<&'p Participant>),
    /// Nobody who is here.
    Nobody,
}

/// Finds who was called `name` and had the number `id`: by number, or as the only one of that name.
pub fn find_person<'p>(
    id: &ParticipantId,
    name: &str,
    people: &[&'p Participant],
) -> FoundPerson<'p> {
    if let Some(person) = people.iter().find(|person| person.id == *id) {
        return FoundPerson::Is(person);
    }
    let namesakes = people.iter().filter(|person| *person.name == *name);
    let namesakes: Vec<_> = namesakes.copied().collect();
    match *namesakes {
        [] => FoundPerson::Nobody,
        [only] => FoundPerson::Is(only),
        _ => FoundPerson::OneOf(namesakes),
    }
}

/// All presets, oldest first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Presets(Vec<Preset>);

impl Presets {
    /// How many are kept: more nobody keeps apart.
    pub const MAX: usize = 100;

    /// Adds presets; one of the same name takes the place of the one before. Returns how many of them didn't fit.
    pub fn add(&mut self, presets: impl IntoIterator<Item = Preset>) -> usize {
        for preset in presets {
            self.remove(&preset.name);
            self.0.push(preset);
        }
        let left_out = self.0.len().saturating_sub(Self::MAX);
        self.0.truncate(Self::MAX);
        left_out
    }

    /// Returns whether one of this name, as it is typed, can be added: there is room, or it takes the place of another.
    pub fn has_room_for(&self, name: &str) -> bool {
        let name = clean_name(name.trim());
        self.0.len() < Self::MAX || self.0.iter().any(|preset| *preset.name == *name)
    }

    /// Removes the preset of a name.
    pub fn remove(&mut self, name: &str) {
        self.0.retain(|preset| *preset.name != *name);
    }

    /// Returns all of them, oldest first.
    pub fn as_slice(&self) -> &[Preset] {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{LayoutName, Slot};

    fn plans(slots: Vec<Option<PlannedSlot>>) -> PerAudience<LayoutPlan> {
        let plan = LayoutPlan {
            slots,
            ..LayoutPlan::new(LayoutName::new("4:0"))
        };
        PerAudience {
            hosts: plan.clone(),
            guests: plan,
        }
    }

    fn person(id: &str, name: &str) -> PlannedSlot {
        PlannedSlot::person(ParticipantId::new(id), name.into())
    }

    #[test]
    fn finds_people_again() {
        let people = [("1", "Ann"), ("2", "Bob"), ("3", "Bob"), ("4", "Cem")].map(|(id, name)| {
            Participant {
                name: name.into(),
                ..Participant::unknown(ParticipantId::new(id))
            }
        });
        let people: Vec<_> = people.iter().collect();
        let check = |slot: PlannedSlot, expect: &str| {
            let preset = Preset::new("x", plans(vec![None, Some(slot)])).unwrap();
            let found = preset.plans_for(&people);
            for (_, plan) in found.iter() {
                assert_eq!(plan.slot(0), None);
                assert_eq!(plan.slot(1).map(|slot| slot.slot.as_str()), Some(expect));
            }
        };
        check(person("2", "Bob"), "2");
        check(person("2", "Robert"), "2");
        check(person("9", "Ann"), "1");
        check(person("9", "Bob"), "9");
        check(person("9", "Dan"), "9");
        check(PlannedSlot::code(Slot::Speaker), "1010");
    }

    #[test]
    fn namesakes_are_told_from_who_is_gone() {
        let people = [("1", "Ann"), ("2", "Bob"), ("3", "Bob")].map(|(id, name)| Participant {
            name: name.into(),
            ..Participant::unknown(ParticipantId::new(id))
        });
        let people: Vec<_> = people.iter().collect();
        let check = |id: &str, name: &str, expect: &str| {
            let found = match find_person(&ParticipantId::new(id), name, &people) {
                FoundPerson::Is(person) => person.id.as_str().to_owned(),
                FoundPerson::OneOf(namesakes) => format!("one of {}", namesakes.len()),
                FoundPerson::Nobody => "nobody".to_owned(),
            };
            assert_eq!(found, expect, "{id} {name}");
        };
        check("2", "Bob", "2");
        check("9", "Ann", "1");
        check("9", "Bob", "one of 2");
        check("9", "Dan", "nobody");
    }

    #[test]
    fn names_are_cleaned_and_plans_cut() {
        let check = |name: &str, expect: Option<&str>| {
            let slots = vec![Some(person("1", "Ann\u{202E}")); 100];
            let preset = Preset::new(name, plans(slots));
            assert_eq!(preset.as_ref().map(|preset| &*preset.name), expect);
            if let Some(preset) = preset {
                assert_eq!(preset.plans.hosts.slots.len(), MAX_SLOTS);
                assert_eq!(preset.plans.hosts.slot(0), Some(&person("1", "Ann")));
            }
        };
        check(" Plenary ", Some("Plenary"));
        check("Ple\u{200B}nary", Some("Plenary"));
        check(" \u{200B}", None);
        check("", None);
    }

    #[test]
    fn the_newest_of_a_name_stays() {
        let mut presets = Presets::default();
        let preset = |name: &str, slots: Vec<_>| Preset::new(name, plans(slots)).unwrap();
        presets.add([
            preset("a", vec![]),
            preset("b", vec![]),
            preset("a", vec![None]),
        ]);
        let check = |presets: &Presets, expect: &str| {
            let names: Vec<_> = presets.as_slice().iter().map(|one| &*one.name).collect();
            assert_eq!(names.join(" "), expect);
        };
        check(&presets, "b a");
        presets.remove("b");
        check(&presets, "a");
        let added = (0..200).map(|at| preset(&at.to_string(), vec![]));
        assert_eq!(presets.add(added), 201 - Presets::MAX);
        assert_eq!(presets.as_slice().len(), Presets::MAX);
        assert!(!presets.has_room_for("b") && presets.has_room_for(" a "));
        presets.remove("a");
        assert!(presets.has_room_for("b"));
    }
}
