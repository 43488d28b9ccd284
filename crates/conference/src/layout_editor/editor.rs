//! What is staged beside what is on air, from the first edit until it is known what came of it.

use super::{LayoutPlan, PlannedSlot, Preset};
use crate::in_flight::InFlight;
use crate::{
    Audience, Command, CommandFate, CommandId, Participant, ParticipantId, PerAudience, Picture,
};
use std::sync::Arc;

/// How often one can go back.
const MAX_UNDO: usize = 20;

/// The editor's state.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LayoutEditor {
    /// On air, as far as it is known.
    on_air: PerAudience<Option<LayoutPlan>>,
    staged: PerAudience<Arc<LayoutPlan>>,
    /// Whether it was edited since it was last the same as what is on air.
    is_edited: PerAudience<bool>,
    /// What was on air before each change, oldest first.
    undo: Vec<PerAudience<Option<LayoutPlan>>>,
    /// How many more there were that aren't kept any longer.
    forgotten: usize,
    /// Under way.
    sent: InFlight<Box<SentLayout>>,
}

/// What was sent, and what to go back to should it fail.
#[derive(Clone, Debug, PartialEq)]
struct SentLayout {
    plans: PerAudience<Option<LayoutPlan>>,
    before: LayoutEditor,
}

/// What differs between what is staged and what is on air.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LayoutDifferences {
    /// The layout.
    pub layout: bool,
    /// Each slot of the staged layout.
    pub slots: Vec<bool>,
    /// Whether open slots go to whoever speaks.
    pub backfill: bool,
    /// Whether captions are shown.
    pub captions: bool,
}

impl LayoutDifferences {
    /// Returns whether a slot differs.
    pub fn slot(&self, at: usize) -> bool {
        self.slots.get(at).copied().unwrap_or_default()
    }

    /// Returns how many slots differ.
    pub fn slot_count(&self) -> usize {
        self.slots.iter().filter(|differs| **differs).count()
    }

    /// Returns how many things differ.
    pub fn count(&self) -> usize {
        let others = [self.layout, self.backfill, self.captions];
        self.slot_count() + others.into_iter().filter(|differs| *differs).count()
    }
}

impl LayoutEditor {
    /// Returns what is staged for an audience.
    pub const fn staged(&self, audience: Audience) -> &Arc<LayoutPlan> {
        self.staged.get(audience)
    }

    /// Returns what is on air for an audience, as far as it is known.
    pub const fn on_air(&self, audience: Audience) -> Option<&LayoutPlan> {
        self.on_air.get(audience).as_ref()
    }

    /// Returns whether something is staged for anybody that isn't on air.
    pub const fn has_staged_edits(&self) -> bool {
        self.is_edited.hosts || self.is_edited.guests
    }

    /// Stages an edit.
    pub fn edit(&mut self, audience: Audience, edit: impl FnOnce(&mut LayoutPlan)) {
        edit(Arc::make_mut(self.staged.get_mut(audience)));
        *self.is_edited.get_mut(audience) = true;
    }

    /// Stages a preset for both audiences, given everybody in the meeting.
    pub fn stage_preset<'p>(
        &mut self,
        preset: &Preset,
        people: impl IntoIterator<Item = &'p Participant>,
    ) {
        let people: Vec<_> = people.into_iter().collect();
        for (audience, plan) in preset.plans_for(&people).iter() {
            self.edit(audience, |staged| *staged = plan.clone());
        }
    }

    /// Takes in what is on air now; to be called again after [`LayoutEditor::command_status`]. What isn't edited follows it when
    /// somebody else changes the layout. Who stands where is told to hosts, about their own picture.
    pub fn observe(&mut self, picture: &Picture, name_of: impl Fn(&ParticipantId) -> Arc<str>) {
        if self.is_pending() {
            return;
        }
        for audience in Audience::ALL {
            let Some(layout) = picture.layout(audience) else {
                continue;
            };
            let told = match audience {
                Audience::Hosts => &*picture.slots,
                Audience::Guests => &[],
            };
            let on_air = self.on_air.get_mut(audience);
            let now = match on_air {
                None => LayoutPlan::new(layout.clone()),
                // Who is in the slots changes by itself, as people speak and leave.
                Some(known) if known.layout == *layout => continue,
                Some(known) => {
                    let slot = |id: &ParticipantId| PlannedSlot::person(id.clone(), name_of(id));
                    LayoutPlan {
                        layout: layout.clone(),
                        slots: told.iter().map(|id| Some(slot(id))).collect(),
                        ..known.clone()
                    }
                }
            };
            if !self.is_edited.get(audience) {
                *self.staged.get_mut(audience) = Arc::new(now.clone());
            }
            *on_air = Some(now);
        }
    }

    /// Takes in a plan that is known to have come on air beside the editor. What isn't edited follows it.
    pub fn put_on_air(&mut self, audience: Audience, plan: LayoutPlan) {
        if !self.is_edited.get(audience) {
            *self.staged.get_mut(audience) = Arc::new(plan.clone());
        }
        *self.on_air.get_mut(audience) = Some(plan);
    }

    /// Returns what differs between what is staged and what is on air.
    pub fn differences(&self, audience: Audience, picture: &Picture) -> LayoutDifferences {
        let (staged, on_air) = (self.staged(audience), self.on_air(audience));
        let is_told = audience == Audience::Hosts && !picture.slots.is_empty();
        let slot = |at: usize| match staged.slot(at) {
            Some(slot) if is_told && slot.person_id().is_some() => {
                slot.person_id() != picture.slots.get(at)
            }
            // What isn't told is what was sent last.
            slot => slot != on_air.and_then(|plan| plan.slot(at)),
        };
        LayoutDifferences {
            layout: picture.layout(audience) != Some(&staged.layout),
            slots: (0..staged.layout.slot_count()).map(slot).collect(),
            backfill: on_air.is_some_and(|plan| plan.backfill != staged.backfill),
            captions: on_air.is_some_and(|plan| plan.captions != staged.captions),
        }
    }

    /// Returns the command that puts on air what is staged: one entry for each audience. Whoever sends it calls
    /// [`LayoutEditor::applied`] next, as after the other commands.
    pub fn apply(&mut self) -> Command {
        let before = self.clone();
        self.push_undo();
        let staged = self.staged.clone();
        self.send(before, staged.map(|plan| Some(LayoutPlan::clone(&plan))))
    }

    /// Returns the command that puts the default back: no entry at all.
    pub fn reset(&mut self) -> Command {
        let before = self.clone();
        self.push_undo();
        self.send(before, PerAudience::default())
    }

    /// Returns the command that puts these plans on air. What is being edited stays staged beside them.
    pub fn take(&mut self, plans: PerAudience<LayoutPlan>) -> Command {
        let before = self.clone();
        self.push_undo();
        self.send_beside_edits(before, plans.map(Some))
    }

    /// Returns the command that puts a scene's picture on air, or the one that was there before a scene. What is being edited stays staged
    /// beside it. It is no step of the editor's: a scene is undone in one piece, where it was taken.
    pub fn take_scene(&mut self, plans: PerAudience<LayoutPlan>) -> Command {
        let before = self.clone();
        self.send_beside_edits(before, plans.map(Some))
    }

    /// Returns the command for what was on air before the last change. What is being edited stays staged beside it.
    pub fn undo(&mut self) -> Option<Command> {
        let before = self.clone();
        let last = self.undo.pop()?;
        Some(self.send_beside_edits(before, last))
    }

    /// Stages what is on air in place of what was edited.
    pub fn discard(&mut self) {
        self.is_edited = PerAudience::default();
        for audience in Audience::ALL {
            if let Some(plan) = self.on_air(audience).cloned() {
                *self.staged.get_mut(audience) = Arc::new(plan);
            }
        }
    }

    fn send_beside_edits(
        &mut self,
        before: Self,
        plans: PerAudience<Option<LayoutPlan>>,
    ) -> Command {
        let (staged, is_edited) = (self.staged.clone(), self.is_edited);
        let command = self.send(before, plans);
        for audience in Audience::ALL {
            if *is_edited.get(audience) {
                self.staged
                    .get_mut(audience)
                    .clone_from(staged.get(audience));
            }
        }
        self.is_edited = is_edited;
        command
    }

    fn push_undo(&mut self) {
        self.undo.push(self.on_air.clone());
        if self.undo.len() > MAX_UNDO {
            self.undo.remove(0);
            self.forgotten += 1;
        }
    }

    /// `before` is what to go back to.
    fn send(&mut self, before: Self, plans: PerAudience<Option<LayoutPlan>>) -> Command {
        self.is_edited = PerAudience::default();
        let mut requests = Vec::new();
        for (audience, plan) in plans.iter() {
            if let Some(plan) = plan {
                requests.push(plan.request(audience));
                *self.staged.get_mut(audience) = Arc::new(plan.clone());
            }
        }
        self.sent.keep(Box::new(SentLayout { plans, before }));
        Command::OverrideLayout(requests)
    }

    /// Returns whether there is something on air before to go back to.
    pub const fn can_undo(&self) -> bool {
        !self.undo.is_empty()
    }

    /// Returns how many steps lead to what is on air, those that aren't kept any longer among them.
    pub const fn steps(&self) -> usize {
        self.forgotten + self.undo.len()
    }

    /// Notes by which id the fate of what was sent last is told.
    pub const fn applied(&mut self, id: CommandId) {
        self.sent.known_as(id);
    }

    /// Returns the command whose fate is awaited.
    pub const fn pending_command(&self) -> Option<CommandId> {
        self.sent.id()
    }

    /// Returns whether something was sent and nobody knows yet what came of it.
    pub const fn is_pending(&self) -> bool {
        self.sent.is_pending()
    }

    /// Takes in what became of a command. Confirmed, it is what is on air; contradicted, it is staged beside something else on air;
    /// failed, everything is as it was before it was sent, beside what was edited since. Other commands' fates change nothing.
    pub fn command_status(&mut self, id: CommandId, fate: CommandFate) {
        let Some(sent) = self.sent.finish(id, fate) else {
            return;
        };
        let SentLayout { plans, before } = *sent;
        match fate {
            CommandFate::Pending => {}
            // A reset: the default is on air, whatever that is.
            CommandFate::Confirmed if plans == PerAudience::default() => self.on_air = plans,
            CommandFate::Confirmed => {
                for (audience, plan) in plans.iter() {
                    if plan.is_some() {
                        *self.on_air.get_mut(audience) = plan.clone();
                    }
                }
            }
            CommandFate::Contradicted => {
                for (audience, _) in plans.iter().filter(|(_, plan)| plan.is_some()) {
                    *self.is_edited.get_mut(audience) = true;
                }
            }
            CommandFate::Failed => self.go_back(before),
        }
    }

    /// What was edited since stays staged.
    fn go_back(&mut self, before: Self) {
        let Self {
            staged, is_edited, ..
        } = std::mem::replace(self, before);
        for (audience, plan) in staged.iter() {
            if *is_edited.get(audience) {
                self.staged.get_mut(audience).clone_from(plan);
                *self.is_edited.get_mut(audience) = true;
            }
        }
    }
}
