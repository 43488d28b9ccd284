//! The take of a scene: what is sent, what comes of it, and the way back.

use conference::{
    CommandId, Kind, LastTake, ParticipantId, Reachability, RundownPlace, Scene, TakeProgress,
    TakeStep, scene_take,
};
use leptos::prelude::*;
use session::{CommandError, CommandStatus};

use super::{Former, Scenes, Stands, Taking};

/// How often one can go back.
const MAX_UNDO: usize = 20;

impl Scenes {
    /// Takes the scene of a name: sends what differs, each thing once.
    pub fn take(self, name: &str) {
        let Some(scene) = self.scene(name).filter(|_| self.is_free()) else {
            return;
        };
        let (stands, stage_steps) = (self.stands.get_untracked(), self.stage.steps());
        let next = Stands {
            place: RundownPlace::At(scene.name.clone()),
            since_ms: self.now_ms.get_untracked(),
            // Known with what is sent.
            layouts: None,
        };
        let former = Former {
            scene: self.send(&scene, Some(next), false),
            stands,
            stage_steps,
        };
        self.former.update(|all| {
            all.push(former);
            if all.len() > MAX_UNDO {
                all.remove(0);
            }
        });
        self.show_place();
    }

    /// Brings back how it was before the last take, as far as it isn't so already. What was taken on the stage since is undone there
    /// first: see [`LastTake`].
    pub fn undo(self) {
        if !self.is_free() || untrack(|| self.last_take()) != LastTake::Scene {
            return;
        }
        if let Some(former) = self.former.try_update(Vec::pop).flatten() {
            self.send(&former.scene, former.stands, true);
            self.show_place();
        }
    }

    /// One thing after the other: of two pictures on their way nobody could say which is on air. And nothing at all is called taken
    /// while nothing can be sent.
    fn is_free(self) -> bool {
        let reachability = self.powers.with_untracked(|powers| powers.reachability);
        reachability == Reachability::Reachable
            && untrack(|| !self.is_busy() && !self.commands.is_pending(&[Kind::OverrideLayout]))
    }

    /// Sends what `scene` changes. Returns the scene that leads back.
    fn send(self, scene: &Scene, mut stands: Option<Stands>, is_undo: bool) -> Scene {
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
        let next = stands.as_mut().filter(|_| !is_undo);
        let name = next.and_then(|next| {
            next.layouts = take.layouts(scene);
            next.place.name().cloned()
        });
        let on_air_before = untrack(|| self.on_air());
        self.early.set_value(Some(Vec::new()));
        let mut sent = Vec::new();
        if let Some(id) = take.plans.and_then(|plans| self.stage.take_scene(plans)) {
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
        for (id, end) in early.into_iter().flatten() {
            progress.command_ended(id, end);
        }
        self.taking.set(Some(Taking {
            stands,
            on_air_before,
            name,
            progress,
            left_out,
        }));
        undo
    }

    /// Takes in what became of a command.
    pub(in crate::state) fn command_status(self, id: CommandId, status: &CommandStatus) {
        let Some(end) = status.end().map(|end| end.map_err(CommandError::clone)) else {
            return;
        };
        let is_early = self.early.try_update_value(|early| {
            early.as_mut().is_some_and(|early| {
                early.push((id, end.clone()));
                true
            })
        });
        if is_early == Some(true) {
            return;
        }
        let is_its = self.taking.try_maybe_update(|taking| {
            let taking = taking.as_mut();
            let is_its = taking.is_some_and(|taking| taking.progress.command_ended(id, end));
            (is_its, is_its)
        });
        if is_its == Some(true) {
            self.show_place();
        }
    }

    /// Says where the rundown stands, once that is known.
    fn show_place(self) {
        let stands = self.taking.with_untracked(|taking| {
            let taking = taking.as_ref()?;
            let is_there = taking.progress.is_on_air();
            is_there.then(|| taking.stands.clone())
        });
        if let Some(stands) = stands {
            crate::state::set_if_changed(self.stands, stands);
        }
    }
}
