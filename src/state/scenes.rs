//! The rundown's scenes, stored in this browser, and the take of one: what is sent, and what came of it.

mod json;
mod take;

use std::sync::Arc;

use conference::{
    CommandId, LastTake, LayoutName, Participant, PerAudience, Powers, Rundown, RundownPlace,
    Scene, SceneTake, Situation, TakeProgress, is_still_on_air, scene_take,
};
use leptos::prelude::*;
use session::CommandError;

use super::{Commands, PresetImportProblem, Roster, Stage};
use crate::browser::storage;

const KEY: &str = "scenes";

/// What is typed for a scene that is added.
#[derive(Clone, Debug, Default)]
pub struct SceneDraft {
    /// Its name.
    pub name: String,
    /// Its planned length, minutes.
    pub minutes: Option<u16>,
    /// A line for everyone; may be empty.
    pub message: String,
    /// With the picture that is staged, rather than the one on air.
    pub is_next: bool,
}

/// The scene on air.
#[derive(Clone, Debug, PartialEq)]
pub struct SceneOnAir {
    /// Its name.
    pub name: Arc<str>,
    /// When it was taken, ms since 1970.
    pub since_ms: u64,
}

/// Where the rundown stands: at the scene taken last, even if another picture is on air by now.
#[derive(Clone, Debug, PartialEq)]
struct Stands {
    place: RundownPlace,
    since_ms: u64,
    /// What that scene has put on air; `None` where it leaves the picture as it is.
    layouts: Option<PerAudience<LayoutName>>,
}

impl Stands {
    fn moved(&mut self, before: &Rundown, after: &Rundown) {
        self.place = self.place.clone().moved(before, after);
    }
}

/// A take: under way, or the last one.
#[derive(Clone, Debug, PartialEq)]
pub struct Taking {
    /// Where the rundown stands once all is done; `None` where it leads back to before the first one.
    stands: Option<Stands>,
    /// What was on air when it began.
    on_air_before: Option<SceneOnAir>,
    /// The scene that is taken; `None` where one is taken back.
    pub name: Option<Arc<str>>,
    /// How it gets on.
    pub progress: TakeProgress<CommandError>,
    /// How many things of it couldn't be done, and weren't sent.
    pub left_out: usize,
}

/// What to go back to.
#[derive(Clone, Debug)]
struct Former {
    scene: Scene,
    stands: Option<Stands>,
    /// How many steps the stage had taken by then: if it has taken more since, they are to be undone first.
    stage_steps: usize,
}

/// How a command ended.
type End = Result<(), CommandError>;

/// The rundown, and what is taken of it. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Scenes {
    rundown: RwSignal<Rundown>,
    is_stored: RwSignal<bool>,
    stands: RwSignal<Option<Stands>>,
    taking: RwSignal<Option<Taking>>,
    former: RwSignal<Vec<Former>>,
    /// What becomes of commands while they are being sent, before their take is known.
    early: StoredValue<Option<Vec<(CommandId, End)>>>,
    stage: Stage,
    roster: Roster,
    commands: Commands,
    powers: ReadSignal<Powers>,
    now_ms: ReadSignal<u64>,
}

impl Scenes {
    /// Creates an empty rundown; [`Self::reload`] fills it.
    pub(super) fn new(
        stage: Stage,
        roster: Roster,
        commands: Commands,
        powers: ReadSignal<Powers>,
        now_ms: ReadSignal<u64>,
    ) -> Self {
        Self {
            rundown: RwSignal::default(),
            is_stored: RwSignal::new(true),
            stands: RwSignal::default(),
            taking: RwSignal::default(),
            former: RwSignal::default(),
            early: StoredValue::new(None),
            stage,
            roster,
            commands,
            powers,
            now_ms,
        }
    }

    /// The scenes in order.
    pub fn rundown(self) -> ReadSignal<Rundown> {
        self.rundown.read_only()
    }

    /// Whether this browser has stored what was changed last.
    pub fn is_stored(self) -> ReadSignal<bool> {
        self.is_stored.read_only()
    }

    /// Returns the scene on air, once all of it was told and for as long as no other picture has taken its place; followed. While another
    /// one is being taken it is the one from before.
    pub fn on_air(self) -> Option<SceneOnAir> {
        let before = self.taking.with(|taking| {
            let taking = taking.as_ref();
            let taking = taking.filter(|taking| taking.progress.is_pending())?;
            Some(taking.on_air_before.clone())
        });
        let on_air = before.unwrap_or_else(|| {
            self.stands
                .with(|stands| stands.as_ref().and_then(|stands| self.scene_of(stands)))
        });
        on_air.filter(|scene| {
            self.rundown
                .with(|rundown| rundown.find(&scene.name).is_some())
        })
    }

    fn scene_of(self, stands: &Stands) -> Option<SceneOnAir> {
        let layouts = stands.layouts.as_ref();
        let is_there = layouts.is_none_or(|layouts| {
            let picture = self.stage.picture();
            picture.with(|picture| is_still_on_air(layouts, picture))
        });
        let name = stands.place.name().filter(|_| is_there)?.clone();
        Some(SceneOnAir {
            name,
            since_ms: stands.since_ms,
        })
    }

    /// Returns the name of the scene on air; followed.
    pub fn name_on_air(self) -> Option<Arc<str>> {
        self.on_air().map(|scene| scene.name)
    }

    /// Returns the name of the scene that comes after the one taken last; followed.
    pub fn next(self) -> Option<Arc<str>> {
        self.beside(Rundown::next)
    }

    /// Returns the name of the scene before the one taken last; followed.
    pub fn previous(self) -> Option<Arc<str>> {
        self.beside(Rundown::previous)
    }

    fn beside(
        self,
        find: for<'r> fn(&'r Rundown, Option<&RundownPlace>) -> Option<&'r Scene>,
    ) -> Option<Arc<str>> {
        self.stands.with(|stands| {
            let place = stands.as_ref().map(|stands| &stands.place);
            self.rundown
                .with(|rundown| Some(find(rundown, place)?.name.clone()))
        })
    }

    /// The take under way, or the last one.
    pub fn taking(self) -> ReadSignal<Option<Taking>> {
        self.taking.read_only()
    }

    /// Whether a take is under way; followed.
    pub fn is_busy(self) -> bool {
        let is_pending = |taking: &Taking| taking.progress.is_pending();
        self.taking
            .with(|taking| taking.as_ref().is_some_and(is_pending))
    }

    /// Returns what the next "Undo take" goes back over, here or on the stage; followed.
    pub fn last_take(self) -> LastTake {
        let at_scene = self
            .former
            .with(|all| all.last().map(|former| former.stage_steps));
        self.stage.last_take(at_scene)
    }

    /// Whether a scene was taken that isn't taken back; followed.
    pub fn has_taken(self) -> bool {
        self.former.with(|former| !former.is_empty())
    }

    /// Loads what is stored: another tab may have changed it. What couldn't be stored stays as it is.
    pub fn reload(self) {
        if self.is_stored.get_untracked() {
            let stored = storage::get(KEY).unwrap_or_default();
            let mut rundown = Rundown::default();
            rundown.add(json::from_json(&stored));
            self.show(rundown);
        }
    }

    /// Adds a scene of how everything stands now. Returns whether it was added: nothing is while nothing visible is in the name, or
    /// there is no room.
    pub fn save(self, draft: SceneDraft) -> bool {
        let plans = if draft.is_next {
            self.stage.plans_staged()
        } else {
            self.stage.plans_known()
        };
        let scene = self.with_situation(|now| Scene::of_now(plans, now.spotlight, now.people));
        let scene = Scene::new(Scene {
            name: draft.name.into(),
            minutes: draft.minutes,
            message: draft.message.into(),
            ..scene
        });
        scene.is_some_and(|scene| self.change(|rundown| rundown.add([scene])) == 0)
    }

    /// Removes the scene of a name.
    pub fn remove(self, name: &str) {
        self.change(|rundown| rundown.remove(name));
    }

    /// Whether the scene of a name stands before all others. Not followed.
    pub fn is_first(self, name: &str) -> bool {
        let is_it = |scene: &Scene| &*scene.name == name;
        self.rundown
            .with_untracked(|rundown| rundown.as_slice().first().is_some_and(is_it))
    }

    /// Moves the scene of a name one up.
    pub fn move_up(self, name: &str) {
        self.change(|rundown| rundown.move_up(name));
    }

    /// Adds the scenes of a file. Returns what is missing of them.
    pub fn import(self, text: &str) -> Option<PresetImportProblem> {
        let imported = json::from_json(text);
        if imported.is_empty() {
            return Some(PresetImportProblem::NoPresets);
        }
        let left_out = self.change(|rundown| rundown.add(imported));
        (left_out > 0).then_some(PresetImportProblem::LeftOut(left_out))
    }

    /// Returns the rundown as a JSON file.
    pub fn to_json(self) -> String {
        self.rundown
            .with_untracked(|rundown| json::to_json(rundown.as_slice()))
    }

    /// Returns what taking the scene of a name would change now. Not followed: so much of the meeting has a say in it that whoever
    /// shows it asks again once a second.
    pub fn difference(self, name: &str) -> Option<SceneTake> {
        let scene = self.scene(name)?;
        Some(self.with_situation(|now| scene_take(&scene, now)))
    }

    fn scene(self, name: &str) -> Option<Scene> {
        self.rundown
            .with_untracked(|rundown| rundown.find(name).cloned())
    }

    /// Changes what is stored, not what this page remembers of it: other tabs, and other meetings of this one, have their scenes there.
    fn change<T>(self, change: impl FnOnce(&mut Rundown) -> T) -> T {
        self.reload();
        let mut rundown = self.rundown.get_untracked();
        let outcome = change(&mut rundown);
        self.is_stored
            .set(storage::set(KEY, &json::to_json(rundown.as_slice())));
        self.show(rundown);
        outcome
    }

    /// Shows another rundown. Where it stands, and stood, is kept: the scenes there may be gone.
    fn show(self, after: Rundown) {
        let before = self.rundown.get_untracked();
        if before == after {
            return;
        }
        self.stands.update(|stands| {
            if let Some(stands) = stands {
                stands.moved(&before, &after);
            }
        });
        self.taking.update(|taking| {
            if let Some(stands) = taking.as_mut().and_then(|taking| taking.stands.as_mut()) {
                stands.moved(&before, &after);
            }
        });
        self.former.update(|all| {
            for stands in all.iter_mut().filter_map(|former| former.stands.as_mut()) {
                stands.moved(&before, &after);
            }
        });
        self.rundown.set(after);
    }

    /// Reads how the meeting stands now. Not followed.
    fn with_situation<T>(self, read: impl FnOnce(Situation<'_>) -> T) -> T {
        let plans = self.stage.plans_on_air();
        let spotlight = self.roster.spotlights().get_untracked();
        let order = self.roster.order().get_untracked();
        let powers = self.powers.get_untracked();
        self.roster.with_people(|person_of| {
            let people: Vec<&Participant> = order.iter().filter_map(person_of).collect();
            read(Situation {
                on_air: PerAudience {
                    hosts: plans.hosts.as_ref(),
                    guests: plans.guests.as_ref(),
                },
                spotlight: &spotlight,
                people: &people,
                powers: &powers,
            })
        })
    }

    pub(super) fn clear(self) {
        self.stands.set(None);
        self.taking.set(None);
        self.former.set(Vec::new());
    }
}
