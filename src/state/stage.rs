//! What is on air, and the layout that is being edited for it.

use std::sync::Arc;

use conference::{
    Audience, Command, CommandFate, CommandId, DragSource, Edition, KNOWN_LAYOUTS, LastTake,
    LayoutDifferences, LayoutEditor, LayoutName, LayoutPlan, Participant, ParticipantId,
    PeopleSearch, PerAudience, Picture, PlannedSlot, Preset, SlotChoice, can_be_placed,
    move_exact_name_first, people_without_slot, slot_choices,
};
use leptos::prelude::*;

use super::{Commands, PresetStore, Roster, commands::fate};
use crate::i18n::decompose;

/// What is on air and what is to be next. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Stage {
    picture: RwSignal<Picture>,
    editor: RwSignal<LayoutEditor>,
    layouts: RwSignal<Vec<LayoutName>>,
    /// Whose picture "On air" shows and the editor edits: always the same people's, or one would be taken for the other.
    pub audience: RwSignal<Audience>,
    /// Named layouts.
    pub presets: PresetStore,
    roster: Roster,
    commands: Commands,
}

impl Stage {
    pub(super) fn new(roster: Roster, commands: Commands) -> Self {
        Self {
            picture: RwSignal::default(),
            editor: RwSignal::default(),
            layouts: RwSignal::new(known_layouts()),
            audience: RwSignal::new(Audience::Hosts),
            presets: PresetStore::new(),
            roster,
            commands,
        }
    }

    /// What is on air.
    pub fn picture(self) -> ReadSignal<Picture> {
        self.picture.read_only()
    }

    /// The layouts to choose from: the document's, and every other that was on air or staged.
    pub fn layouts(self) -> ReadSignal<Vec<LayoutName>> {
        self.layouts.read_only()
    }

    /// Returns what is staged for the audience shown; follows both.
    pub fn staged(self) -> Arc<LayoutPlan> {
        let audience = self.audience.get();
        self.editor.with(|editor| editor.staged(audience).clone())
    }

    /// Returns what is staged for the audience shown, without following it.
    pub fn staged_untracked(self) -> Arc<LayoutPlan> {
        untrack(|| self.staged())
    }

    /// Returns the plan that is on air for the audience shown, as far as it is known; follows both.
    pub fn plan_on_air(self) -> Option<LayoutPlan> {
        self.plan_on_air_for(self.audience.get())
    }

    /// Returns the plan that is on air for an audience, as far as it is known; follows it.
    pub fn plan_on_air_for(self, audience: Audience) -> Option<LayoutPlan> {
        self.editor.with(|editor| editor.on_air(audience).cloned())
    }

    /// Takes in a plan that came on air beside the editor.
    pub(super) fn put_on_air(self, audience: Audience, plan: LayoutPlan) {
        self.editor
            .update(|editor| editor.put_on_air(audience, plan));
    }

    /// Returns the layout that is on air for the audience shown; follows both. `None` = not told.
    pub fn layout_on_air(self) -> Option<LayoutName> {
        let audience = self.audience.get();
        self.picture
            .with(|picture| picture.layout(audience).cloned())
    }

    /// Returns what differs from what is on air, for the audience shown; follows all of it.
    pub fn differences(self) -> LayoutDifferences {
        let audience = self.audience.get();
        self.picture
            .with(|air| self.editor.with(|editor| editor.differences(audience, air)))
    }

    /// Returns a layout that is staged and that an edition doesn't have; followed.
    pub fn lacks(self, edition: Edition) -> Option<LayoutName> {
        self.editor.with(|editor| {
            let plan = |audience| LayoutPlan::clone(editor.staged(audience));
            let on_air = PerAudience::from_fn(|audience| editor.on_air(audience));
            edition.lacks(&PerAudience::from_fn(plan), on_air)
        })
    }

    /// Returns what the last take was, given how many steps this had taken when the last scene was taken; followed.
    pub(super) fn last_take(self, at_scene: Option<usize>) -> LastTake {
        self.editor
            .with(|editor| LastTake::of(editor.steps(), editor.can_undo(), at_scene))
    }

    /// Returns how many steps lead to what is on air. Not followed.
    pub(super) fn steps(self) -> usize {
        self.editor.with_untracked(LayoutEditor::steps)
    }

    /// Whether something is staged for anybody that isn't on air; followed.
    pub fn has_edits(self) -> bool {
        self.editor.with(LayoutEditor::has_staged_edits)
    }

    /// Stages what is on air in place of what was edited, for both audiences.
    pub fn discard(self) {
        self.editor.update(LayoutEditor::discard);
    }

    /// Stages an edit for the audience shown.
    pub fn edit(self, edit: impl FnOnce(&mut LayoutPlan)) {
        let audience = self.audience.get_untracked();
        self.editor.update(|editor| editor.edit(audience, edit));
    }

    /// Stages what was dropped onto the slot at `at`.
    pub fn drop_on(self, at: usize, source: &DragSource) {
        self.edit(|plan| plan.drop_on(at, source, |id| self.name_of(id)));
    }

    /// Stages what was chosen for the slot at `at`.
    pub fn choose(self, at: usize, choice: &SlotChoice) {
        self.edit(|plan| plan.choose(at, choice, |id| self.name_of(id)));
    }

    /// Returns what can be chosen for a slot and is found by `query`, given the labels of what isn't a person; follows who is there.
    pub fn choices(
        self,
        query: &str,
        label_of: impl Fn(&SlotChoice) -> &'static str,
    ) -> Vec<SlotChoice> {
        let mut found = self.roster.search(&PeopleSearch {
            text: query.to_owned(),
            ..PeopleSearch::default()
        });
        self.roster.with_people(|person_of| {
            found.retain(|id| person_of(id).is_some_and(can_be_placed));
            move_exact_name_first(
                &mut found,
                query,
                |id| Some(&*person_of(id)?.name),
                decompose,
            );
        });
        slot_choices(found, query, label_of, decompose)
    }

    /// Returns people who can be placed and have no slot yet, with their names; follows who is there and what is staged.
    pub fn people_without_slot(self) -> Vec<(ParticipantId, Arc<str>)> {
        self.roster.revision().track();
        let (order, plan) = (self.roster.order().get(), self.staged());
        self.roster.with_people(|person_of| {
            let ids = people_without_slot(&order, &plan, person_of).into_iter();
            let named = |id| {
                let name = person_of(&id)?.name.clone();
                Some((id, name))
            };
            ids.filter_map(named).collect()
        })
    }

    /// Saves what is staged as a preset called `name`. Returns whether it was saved: nothing is while nothing visible is in the name, or
    /// there is no room.
    pub fn save_preset(self, name: &str) -> bool {
        Preset::new(name, self.plans_staged()).is_some_and(|preset| self.presets.save(preset))
    }

    /// Stages the preset called `name` for both audiences.
    pub fn stage_preset(self, name: &str) {
        let preset = self.presets.presets().with_untracked(|presets| {
            let mut all = presets.as_slice().iter();
            all.find(|preset| *preset.name == *name).cloned()
        });
        let Some(preset) = preset else {
            return;
        };
        let order = self.roster.order().get_untracked();
        self.roster.with_people(|person_of| {
            let people = order.iter().filter_map(person_of);
            self.editor
                .update(|editor| editor.stage_preset(&preset, people));
        });
        self.add_layouts();
    }

    /// Puts on air what is staged, for both audiences.
    pub fn apply(self) {
        self.send(|editor| Some(editor.apply()));
    }

    /// Puts a scene's plans on air, beside what is being edited; the scene is undone in the rundown. Returns the command; `None` where
    /// nothing is sent.
    pub(super) fn take_scene(self, plans: PerAudience<LayoutPlan>) -> Option<CommandId> {
        self.send(|editor| Some(editor.take_scene(plans)))
    }

    /// Returns what is on air for both audiences, as far as it is known. Not followed.
    pub(super) fn plans_on_air(self) -> PerAudience<Option<LayoutPlan>> {
        self.editor.with_untracked(|editor| {
            PerAudience::from_fn(|audience| editor.on_air(audience).cloned())
        })
    }

    /// Returns what is staged for both audiences. Not followed.
    pub(super) fn plans_staged(self) -> PerAudience<LayoutPlan> {
        self.editor.with_untracked(|editor| {
            PerAudience::from_fn(|audience| LayoutPlan::clone(editor.staged(audience)))
        })
    }

    /// Returns what is on air for both audiences; what is staged where that isn't told. Not followed.
    pub(super) fn plans_known(self) -> PerAudience<LayoutPlan> {
        let PerAudience { hosts, guests } = self.plans_on_air();
        let staged = self.plans_staged();
        PerAudience {
            hosts: hosts.unwrap_or(staged.hosts),
            guests: guests.unwrap_or(staged.guests),
        }
    }

    /// Goes back to the server's own layout.
    pub fn reset_layout(self) {
        self.send(|editor| Some(editor.reset()));
    }

    /// Puts on air what was there before the last change; to be offered while that was one of this, by [`super::Scenes::last_take`].
    pub fn undo(self) {
        self.send(LayoutEditor::undo);
    }

    /// Returns whether a slot on air is kept for somebody, who may have left. Not followed.
    pub fn keeps_slot(self, former: &ParticipantId) -> bool {
        self.editor.with_untracked(|editor| {
            let mut plans = Audience::ALL
                .into_iter()
                .map(|audience| editor.on_air(audience));
            plans.any(|plan| plan.is_some_and(|plan| plan.slot_of(former).is_some()))
        })
    }

    /// Returns whether a slot on air is kept for somebody who has left, under the uuid `former`, and none is for who came back as `id`.
    /// Not followed.
    pub fn keeps_slot_for(self, former: &ParticipantId, id: &ParticipantId) -> bool {
        self.editor.with_untracked(|editor| {
            let mut plans = Audience::ALL
                .into_iter()
                .map(|audience| editor.on_air(audience));
            let is_kept =
                |plan: &LayoutPlan| plan.slot_of(former).is_some() && plan.slot_of(id).is_none();
            plans.any(|plan| plan.is_some_and(is_kept))
        })
    }

    /// Takes what is on air with `person` in the slots that are kept for `former`. What is staged stays.
    pub fn put_in_place_of(self, former: &ParticipantId, person: &Participant) {
        self.send(|editor| {
            let plan = |audience| {
                let mut plan = editor.on_air(audience)?.clone();
                if let Some(at) = plan
                    .slot_of(former)
                    .filter(|_| plan.slot_of(&person.id).is_none())
                {
                    plan.put(
                        at,
                        PlannedSlot::person(person.id.clone(), person.name.clone()),
                    );
                }
                Some(plan)
            };
            let plans = PerAudience {
                hosts: plan(Audience::Hosts)?,
                guests: plan(Audience::Guests)?,
            };
            Some(editor.take(plans))
        });
    }

    /// Returns somebody's name now, or the beginning of their number where they are gone. Not followed.
    pub fn name_of(self, id: &ParticipantId) -> Arc<str> {
        let person = self.roster.person_untracked(id);
        person.map_or_else(|| Arc::from(id.short()), |person| person.name.clone())
    }

    fn send(self, command: impl FnOnce(&mut LayoutEditor) -> Option<Command>) -> Option<CommandId> {
        let command = self.editor.try_update(command).flatten()?;
        let id = self.commands.send(command);
        self.editor.update(|editor| editor.applied(id));
        // It may have been refused before it was known by its id.
        if let Some(status) = self.commands.status_untracked(id) {
            self.command_status(id, fate(&status), &self.picture.get_untracked());
        }
        Some(id)
    }

    /// Takes in what became of a command, and what is on air by then: that may be newer than what is shown.
    pub(super) fn command_status(self, id: CommandId, fate: CommandFate, picture: &Picture) {
        let is_awaited = |editor: &LayoutEditor| editor.pending_command() == Some(id);
        if fate.is_final() && self.editor.with_untracked(is_awaited) {
            self.editor.update(|editor| editor.command_status(id, fate));
            self.show(picture);
        }
    }

    /// Shows what is on air.
    pub(super) fn show(self, picture: &Picture) {
        super::set_if_changed(self.picture, picture.clone());
        self.editor
            .update(|editor| editor.observe(picture, |id| self.name_of(id)));
        self.add_layouts();
    }

    /// Adds what is on air and what is staged to the layouts to choose from.
    fn add_layouts(self) {
        let mut layouts = self.layouts.get_untracked();
        let known = layouts.len();
        for audience in Audience::ALL {
            let on_air = self
                .picture
                .with_untracked(|picture| picture.layout(audience).cloned());
            let staged = self
                .editor
                .with_untracked(|editor| editor.staged(audience).layout.clone());
            for layout in on_air.into_iter().chain([staged]) {
                if !layouts.contains(&layout) {
                    layouts.push(layout);
                }
            }
        }
        if layouts.len() > known {
            self.layouts.set(layouts);
        }
    }

    pub(super) fn clear(self) {
        self.picture.set(Picture::default());
        self.editor.set(LayoutEditor::default());
        self.layouts.set(known_layouts());
        self.audience.set(Audience::Hosts);
    }
}

fn known_layouts() -> Vec<LayoutName> {
    KNOWN_LAYOUTS.map(LayoutName::new).into()
}
