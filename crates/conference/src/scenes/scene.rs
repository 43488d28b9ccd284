//! What a scene is made of, and the rundown: scenes in order.

use super::RundownPlace;
use crate::layout_editor::{FoundPerson, find_person};
use crate::{
    LayoutPlan, Participant, ParticipantId, PerAudience, PlannedSlot, Preset, Refusal, clean_name,
    clean_text,
};
use std::sync::Arc;

/// People kept of a scene: more than come to a meeting.
const MAX_PEOPLE: usize = 2_000;
/// Characters of a chat line that are kept.
const MAX_MESSAGE: usize = 2_000;
/// The longest that a scene is planned: a day, minutes.
pub const MAX_MINUTES: u16 = 24 * 60;

/// Somebody as a scene remembers them: by number, or by name in another meeting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScenePerson {
    /// Their number in the meeting that the scene was made in.
    pub id: ParticipantId,
    /// Their name there.
    pub name: Arc<str>,
}

impl ScenePerson {
    /// Remembers somebody.
    pub fn of(person: &Participant) -> Self {
        Self {
            id: person.id.clone(),
            name: person.name.clone(),
        }
    }

    /// Finds them among this meeting's people: by number, or as the only one of that name.
    pub fn find<'p>(&self, people: &[&'p Participant]) -> FoundPerson<'p> {
        find_person(&self.id, &self.name, people)
    }

    fn cleaned(self) -> Self {
        Self {
            name: clean_name(&self.name).into(),
            ..self
        }
    }
}

/// How a meeting is to be. Whoever isn't spoken of stays as they are.
#[derive(Clone, Debug, PartialEq)]
pub struct Scene {
    /// The name, cleaned.
    pub name: Arc<str>,
    /// The picture; `None` = as it is.
    pub plans: Option<PerAudience<LayoutPlan>>,
    /// Who is in the spotlight, first to last; `None` = as it is.
    pub spotlight: Option<Vec<ScenePerson>>,
    /// Who is muted.
    pub muted: Vec<ScenePerson>,
    /// Who may speak.
    pub unmuted: Vec<ScenePerson>,
    /// A line that is sent to everyone; empty = none.
    pub message: Arc<str>,
    /// The planned length, minutes.
    pub minutes: Option<u16>,
}

impl Scene {
    /// Makes a scene of what was typed or read. Names are cleaned, lists cut. Returns `None` where nothing visible is in the name.
    pub fn new(scene: Self) -> Option<Self> {
        let name = clean_name(scene.name.trim());
        if name.is_empty() {
            return None;
        }
        let clean = |people: Vec<ScenePerson>| {
            let kept = people.into_iter().take(MAX_PEOPLE);
            kept.map(ScenePerson::cleaned).collect()
        };
        let message = clean_text(scene.message.trim(), MAX_MESSAGE);
        let plans = scene.plans.and_then(|plans| {
            let preset = Preset::new(&name, plans)?;
            Some(preset.plans)
        });
        Some(Self {
            name: name.into(),
            plans,
            spotlight: scene.spotlight.map(clean),
            muted: clean(scene.muted),
            unmuted: clean(scene.unmuted),
            message: message.into(),
            minutes: scene
                .minutes
                .filter(|minutes| *minutes > 0)
                .map(|minutes| minutes.min(MAX_MINUTES)),
        })
    }

    /// Makes a scene of how people stand now, with this picture. Nothing is in the name yet.
    pub fn of_now(
        plans: PerAudience<LayoutPlan>,
        spotlight: &[ParticipantId],
        people: &[&Participant],
    ) -> Self {
        let lit = spotlight.iter().filter_map(|id| {
            let person = people.iter().find(|person| person.id == *id)?;
            Some(ScenePerson::of(person))
        });
        let heard = people
            .iter()
            .filter(|person| person.service.is_in_meeting() && !person.is_helper());
        let (muted, unmuted): (Vec<_>, Vec<_>) = heard.partition(|person| person.muted);
        let remember = |people: Vec<&&Participant>| {
            let people = people.into_iter();
            people.map(|person| ScenePerson::of(person)).collect()
        };
        Self {
            name: "".into(),
            plans: Some(plans),
            spotlight: Some(lit.collect()),
            muted: remember(muted),
            unmuted: remember(unmuted),
            message: "".into(),
            minutes: None,
        }
    }

    /// Returns who stands in the slots of the picture and can't be found, each once, and why: they aren't here, or several are called so.
    pub(super) fn unknown_in_slots(&self, people: &[&Participant]) -> Vec<(Arc<str>, Refusal)> {
        let mut unknown: Vec<(Arc<str>, Refusal)> = Vec::new();
        for (_, plan) in self.plans.iter().flat_map(PerAudience::iter) {
            let shown = plan.slots.iter().take(plan.layout.slot_count()).flatten();
            for slot in shown {
                let found = PlannedSlot::person_id(slot);
                let why = match found.map(|id| find_person(id, &slot.name, people)) {
                    Some(FoundPerson::Nobody) => Refusal::Gone,
                    Some(FoundPerson::OneOf(_)) => Refusal::Namesakes,
                    Some(FoundPerson::Is(_)) | None => continue,
                };
                if !unknown.iter().any(|(name, _)| *name == slot.name) {
                    unknown.push((slot.name.clone(), why));
                }
            }
        }
        unknown
    }
}

/// Reads a scene's planned length as it is typed; nothing typed is none. Returns `None` for what is no whole number of minutes of a day:
/// of 1.5 nobody knows whether one or two are meant.
pub fn scene_minutes(typed: &str) -> Option<Option<u16>> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Some(None);
    }
    let minutes = typed.parse().ok()?;
    (1..=MAX_MINUTES)
        .contains(&minutes)
        .then_some(Some(minutes))
}

/// Scenes in the order in which they are to be taken.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rundown(Vec<Scene>);

impl Rundown {
    /// How many are kept.
    pub const MAX: usize = 60;

    /// Adds scenes at the end; one of a name that is there already takes the place of that one. Returns how many didn't fit.
    pub fn add(&mut self, scenes: impl IntoIterator<Item = Scene>) -> usize {
        let mut left_out = 0;
        for scene in scenes {
            if let Some(known) = self.0.iter_mut().find(|known| known.name == scene.name) {
                *known = scene;
            } else if self.0.len() < Self::MAX {
                self.0.push(scene);
            } else {
                left_out += 1;
            }
        }
        left_out
    }

    /// Returns whether one of this name, as it is typed, can be added: there is room, or it takes the place of another.
    pub fn has_room_for(&self, name: &str) -> bool {
        let name = clean_name(name.trim());
        self.0.len() < Self::MAX || self.find(&name).is_some()
    }

    /// Removes the scene of a name.
    pub fn remove(&mut self, name: &str) {
        self.0.retain(|scene| *scene.name != *name);
    }

    /// Moves the scene of a name to before the one that stands before it.
    pub fn move_up(&mut self, name: &str) {
        if let Some(at) = self.position(name).filter(|at| *at > 0) {
            self.0.swap(at - 1, at);
        }
    }

    /// Returns the scene of a name.
    pub fn find(&self, name: &str) -> Option<&Scene> {
        self.0.iter().find(|scene| *scene.name == *name)
    }

    /// Returns the scene that comes after a place; the first one where it stands nowhere.
    pub fn next(&self, place: Option<&RundownPlace>) -> Option<&Scene> {
        self.0.get(match place {
            Some(RundownPlace::At(name)) => self.position(name).map_or(0, |at| at + 1),
            Some(RundownPlace::Before(at)) => *at,
            None => 0,
        })
    }

    /// Returns the scene that stands before a place.
    pub fn previous(&self, place: Option<&RundownPlace>) -> Option<&Scene> {
        let at = match place? {
            RundownPlace::At(name) => self.position(name)?,
            RundownPlace::Before(at) => *at,
        };
        self.0.get(at.checked_sub(1)?)
    }

    /// Returns all of them in order.
    pub fn as_slice(&self) -> &[Scene] {
        &self.0
    }

    pub(super) fn position(&self, name: &str) -> Option<usize> {
        self.0.iter().position(|scene| *scene.name == *name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_planned_length_is_whole_minutes_of_a_day() {
        let check = |typed: &str, expect: Option<Option<u16>>| {
            assert_eq!(scene_minutes(typed), expect, "{typed}");
        };
        check("", Some(None));
        check(" ", Some(None));
        check("5", Some(Some(5)));
        check(" 1440 ", Some(Some(1440)));
        for wrong in ["0", "-1", "1.5", "1441", "99999", "five"] {
            check(wrong, None);
        }
    }
}
