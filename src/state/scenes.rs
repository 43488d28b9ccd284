//! The rundown's scenes, stored in this browser, and the take of one: what is sent, and what came of it.

mod json;

use std::sync::Arc;

use conference::{
    CommandFate, CommandId, Kind, Participant, ParticipantId, PerAudience, Powers, Rundown, Scene,
    SceneTake, Situation, TakeProgress, TakeStep, scene_take,
};
use leptos::prelude::*;

use super::{Commands, PresetImportProblem, Roster, Stage};
use crate::browser::storage;

const KEY: &str = "scenes";
/// How often one can go back.
const MAX_UNDO: usize = 20;

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

/// A take: under way, or the last one.
#[derive(Clone, Debug, PartialEq)]
pub struct Taking {
    /// The scene that is on air once all is done; `None` where it leads back to before the first one.
    pub scene: Option<SceneOnAir>,
    /// Whether it takes another one back.
    pub is_undo: bool,
    /// How it gets on.
    pub progress: TakeProgress,
    /// How many things of it couldn't be done, and weren't sent.
    pub left_out: usize,
}

/// What to go back to.
#[derive(Clone, Debug)]
struct Former {
    scene: Scene,
    on_air: Option<SceneOnAir>,
}

/// The rundown, and what is taken of it. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Scenes {
    rundown: RwSignal<Rundown>,
    is_stored: RwSignal<bool>,
    on_air: RwSignal<Option<SceneOnAir>>,
    taking: RwSignal<Option<Taking>>,
    former: RwSignal<Vec<Former>>,
    /// What becomes of commands while they are being sent, before their take is known.
    early: StoredValue<Option<Vec<(CommandId, CommandFate)>>>,
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
            on_air: RwSignal::default(),
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

    /// The scene on air, once all of it was told.
    pub fn on_air(self) -> ReadSignal<Option<SceneOnAir>> {
        self.on_air.read_only()
    }

    /// Returns the name of the scene on air; followed.
    pub fn name_on_air(self) -> Option<Arc<str>> {
        self.on_air
            .with(|on_air| on_air.as_ref().map(|scene| scene.name.clone()))
    }

    /// Returns the name of the scene that comes after the one on air; followed.
    pub fn next(self) -> Option<Arc<str>> {
        let on_air = self.name_on_air();
        self.rundown
            .with(|rundown| Some(rundown.next(on_air.as_deref())?.name.clone()))
    }

    /// Returns the name of the scene before the one on air; followed.
    pub fn previous(self) -> Option<Arc<str>> {
        let on_air = self.name_on_air();
        self.rundown
            .with(|rundown| Some(rundown.previous(on_air.as_deref())?.name.clone()))
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

    /// Whether there is something to go back to; followed.
    pub fn can_undo(self) -> bool {
        self.former.with(|former| !former.is_empty())
    }

    /// Loads what is stored: another tab may have changed it. What couldn't be stored stays as it is.
    pub fn reload(self) {
        if self.is_stored.get_untracked() {
            let stored = storage::get(KEY).unwrap_or_default();
            let mut rundown = Rundown::default();
            rundown.add(json::from_json(&stored));
            super::set_if_changed(self.rundown, rundown);
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

    /// Takes the scene of a name: sends what differs, each thing once.
    pub fn take(self, name: &str) {
        let Some(scene) = self.scene(name).filter(|_| self.is_free()) else {
            return;
        };
        let next = SceneOnAir {
            name: scene.name.clone(),
            since_ms: self.now_ms.get_untracked(),
        };
        let former = Former {
            scene: self.send(&scene, Some(next), false),
            on_air: self.on_air.get_untracked(),
        };
        self.former.update(|all| {
            all.push(former);
            if all.len() > MAX_UNDO {
                all.remove(0);
            }
        });
        self.settle();
    }

    /// Brings back how it was before the last take, as far as it isn't so already.
    pub fn undo(self) {
        if !self.is_free() {
            return;
        }
        if let Some(former) = self.former.try_update(Vec::pop).flatten() {
            self.send(&former.scene, former.on_air, true);
            self.settle();
        }
    }

    fn scene(self, name: &str) -> Option<Scene> {
        self.rundown
            .with_untracked(|rundown| rundown.find(name).cloned())
    }

    /// One thing after the other: of two pictures on their way nobody could say which is on air. And nothing at all is called taken
    /// while nothing can be sent.
    fn is_free(self) -> bool {
        let is_connected = self.powers.with_untracked(|powers| powers.connected);
        is_connected
            && untrack(|| !self.is_busy() && !self.commands.is_pending(&[Kind::OverrideLayout]))
    }

    /// Sends what `scene` changes. Returns the scene that leads back.
    fn send(self, scene: &Scene, then: Option<SceneOnAir>, is_undo: bool) -> Scene {
        let (take, undo) = self.with_situation(|now| {
            let take = scene_take(scene, now);
            let undo = take.undo(now);
            (take, undo)
        });
        let step = |kind: Kind, target: Option<&ParticipantId>| TakeStep {
            kind,
            name: target.map(|id| self.stage.name_of(id)),
        };
        let left_out = take.obstacles.iter();
        let left_out = left_out.map(|obstacle| obstacle.names.len().max(1)).sum();
        self.early.set_value(Some(Vec::new()));
        let mut sent = Vec::new();
        if let Some(id) = take.plans.and_then(|plans| self.stage.take(plans)) {
            sent.push((id, step(Kind::OverrideLayout, None)));
        }
        if let Some(order) = take.spotlight {
            let id = self.commands.fill_spotlight(order);
            sent.push((id, step(Kind::SpotlightOn, None)));
        }
        let steps: Vec<_> = take
            .commands
            .iter()
            .map(|command| step(command.kind(), command.target()))
            .collect();
        sent.extend(self.commands.send_all(take.commands).into_iter().zip(steps));
        let mut progress = TakeProgress::new(sent);
        let early = self.early.try_update_value(Option::take).flatten();
        for (id, fate) in early.into_iter().flatten() {
            progress.command_status(id, fate);
        }
        self.taking.set(Some(Taking {
            scene: then,
            is_undo,
            progress,
            left_out,
        }));
        undo
    }

    /// Takes in what became of a command.
    pub(super) fn command_status(self, id: CommandId, fate: CommandFate) {
        if !fate.is_final() {
            return;
        }
        let is_early = self.early.try_update_value(|early| {
            early.as_mut().is_some_and(|early| {
                early.push((id, fate));
                true
            })
        });
        if is_early == Some(true) {
            return;
        }
        let is_its = self.taking.try_maybe_update(|taking| {
            let taking = taking.as_mut();
            let is_its = taking.is_some_and(|taking| taking.progress.command_status(id, fate));
            (is_its, is_its)
        });
        if is_its == Some(true) {
            self.settle();
        }
    }

    /// Says which scene is on air, once that is known.
    fn settle(self) {
        let on_air = self.taking.with_untracked(|taking| {
            let taking = taking.as_ref()?;
            let is_there = taking.progress.is_on_air();
            is_there.then(|| taking.scene.clone())
        });
        if let Some(on_air) = on_air {
            super::set_if_changed(self.on_air, on_air);
        }
    }

    /// Changes what is stored, not what this page remembers of it: other tabs, and other meetings of this one, have their scenes there.
    fn change<T>(self, change: impl FnOnce(&mut Rundown) -> T) -> T {
        self.reload();
        let mut rundown = self.rundown.write();
        let outcome = change(&mut rundown);
        let is_stored = storage::set(KEY, &json::to_json(rundown.as_slice()));
        self.is_stored.set(is_stored);
        outcome
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
        self.on_air.set(None);
        self.taking.set(None);
        self.former.set(Vec::new());
    }
}
