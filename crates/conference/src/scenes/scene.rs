//! What a scene is made of, and the rundown: scenes in order.

use crate::layout_editor::find_person;
use crate::{
    LayoutPlan, Participant, ParticipantId, PerAudience, PlannedSlot, Preset, clean_name,
    clean_text,
};
use std::sync::Arc;

/// People kept of a scene: more than come to a meeting.
const MAX_PEOPLE: usize = 2_000;
/// Characters of a chat line that are kept.
const MAX_MESSAGE: usize = 2_000;
/// A day, minutes.
const MAX_MINUTES: u16 = 24 * 60;

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
    pub fn find<'p>(&self, people: &[&'p Participant]) -> Option<&'p Participant> {
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

    /// Returns who stands in the slots of the picture and isn't here, each once.
    pub(super) fn absent_in_slots(&self, people: &[&Participant]) -> Vec<Arc<str>> {
        let mut absent: Vec<Arc<str>> = Vec::new();
        for (_, plan) in self.plans.iter().flat_map(PerAudience::iter) {
            let shown = plan.slots.iter().take(plan.layout.slot_count()).flatten();
            for slot in shown {
                let is_gone = |id| find_person(id, &slot.name, people).is_none();
                if PlannedSlot::person_id(slot).is_some_and(is_gone) && !absent.contains(&slot.name)
                {
                    absent.push(slot.name.clone());
                }
            }
        }
        absent
    }
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

    /// Returns the scene after the one of a name; the first one where none of that name is there.
    pub fn next(&self, name: Option<&str>) -> Option<&Scene> {
        let at = name.and_then(|name| self.position(name));
        self.0.get(at.map_or(0, |at| at + 1))
    }

    /// Returns the scene before the one of a name.
    pub fn previous(&self, name: Option<&str>) -> Option<&Scene> {
        let at = name.and_then(|name| self.position(name))?;
        self.0.get(at.checked_sub(1)?)
    }

    /// Returns all of them in order.
    pub fn as_slice(&self) -> &[Scene] {
        &self.0
    }

    fn position(&self, name: &str) -> Option<usize> {
        self.0.iter().position(|scene| *scene.name == *name)
    }
}
