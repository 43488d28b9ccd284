//! The roll call under way, or the last one's sheet.

use conference::{
    Change, CommandFate, CommandId, Conference, Dropouts, Kind, Mark, ParticipantId, Refusal,
    RollCall, RollCallView, Whom, can,
};
use leptos::prelude::*;

use super::{
    Commands, ConnectionPhase,
    commands::fate,
    set_if_changed,
    whom::{Crowd, Follower},
};

/// Calls people, and knows how far that has got. Cheap to copy.
#[derive(Clone, Copy)]
pub struct RollCalls {
    call: RwSignal<Option<RollCall>>,
    dropouts: StoredValue<Option<Dropouts>>,
    /// Who is back under another uuid, and isn't shown yet.
    back: StoredValue<Vec<(ParticipantId, ParticipantId)>>,
    /// It is asked whether the sheet may go.
    pub is_asking: RwSignal<bool>,
    /// Its region is open.
    pub is_open: RwSignal<bool>,
    /// Who is to be called.
    pub whom: RwSignal<Whom>,
    crowd: Crowd,
    commands: Commands,
    phase: Memo<ConnectionPhase>,
    now_ms: ReadSignal<u64>,
    follower: Follower,
}

impl RollCalls {
    /// Calls nobody yet. It lives as long as the current owner.
    pub(super) fn new(
        crowd: Crowd,
        commands: Commands,
        phase: Memo<ConnectionPhase>,
        now_ms: ReadSignal<u64>,
    ) -> Self {
        Self {
            call: RwSignal::default(),
            dropouts: StoredValue::default(),
            back: StoredValue::default(),
            is_asking: RwSignal::default(),
            is_open: RwSignal::default(),
            whom: RwSignal::default(),
            crowd,
            commands,
            phase,
            now_ms,
            follower: Follower::new(),
        }
    }

    /// The roll call under way, or the last one.
    pub fn call(self) -> ReadSignal<Option<RollCall>> {
        self.call.read_only()
    }

    /// Returns who would be called now; follows that.
    pub fn meant(self) -> Vec<ParticipantId> {
        self.crowd.meant(self.whom.get())
    }

    /// Returns why whoever is called, or would be first, isn't unmuted or put into the spotlight; follows what decides it.
    pub fn refusal(self) -> Option<Refusal> {
        let called = self.call.with(|call| {
            let called = call.as_ref().and_then(RollCall::current);
            called.map(|line| line.id.clone())
        });
        let id = called.or_else(|| self.meant().into_iter().next())?;
        self.crowd.powers.with(|powers| {
            self.crowd.roster.with_people(|person_of| {
                let kinds = [Kind::Unmute, Kind::SpotlightOn].into_iter();
                let mut refusals = kinds.map(|kind| can(kind, powers, person_of(&id)).err());
                refusals.find_map(|refusal| refusal)
            })
        })
    }

    /// Begins, with whoever is meant now.
    pub fn start(self) {
        let ids = untrack(|| self.meant());
        let everybody = self.crowd.roster.order().get_untracked();
        let (call, dropouts) = self.crowd.roster.with_people(|person_of| {
            let call = RollCall::start(ids.iter().filter_map(person_of));
            let everybody = everybody.iter().filter_map(person_of);
            (call, Dropouts::new(ids.iter().cloned(), everybody))
        });
        self.dropouts.set_value(Some(dropouts));
        self.back.set_value(Vec::new());
        self.call.set(Some(call));
        self.follower.follow(move || self.advance());
    }

    /// Ticks off whoever is called.
    pub fn mark(self, mark: Mark) {
        let now_ms = self.now_ms.get_untracked();
        self.change(|call| call.mark(mark, now_ms));
    }

    /// Ticks somebody by hand.
    pub fn correct(self, id: &ParticipantId, mark: Mark) {
        let now_ms = self.now_ms.get_untracked();
        self.change(|call| call.correct(id, mark, now_ms));
    }

    /// Does something to it.
    pub fn change(self, gesture: impl FnOnce(&mut RollCall)) {
        self.call.update(|call| {
            if let Some(call) = call {
                gesture(call);
            }
        });
    }

    /// Makes room for another one. Asks before a sheet goes that isn't in a file as it is now.
    pub fn make_room(self) {
        let is_kept = self
            .call
            .with_untracked(|call| call.as_ref().is_none_or(RollCall::is_kept));
        if is_kept {
            self.discard();
        } else {
            self.is_asking.set(true);
        }
    }

    /// Makes room for another one: the sheet is gone then.
    pub fn discard(self) {
        self.is_asking.set(false);
        self.dropouts.set_value(None);
        self.back.set_value(Vec::new());
        self.call.set(None);
    }

    /// Takes in what has changed, each thing of it.
    pub(super) fn observe(self, changes: &[Change], conference: &Conference) {
        let back = self.dropouts.try_update_value(|dropouts| {
            let dropouts = dropouts.as_mut()?;
            Some(dropouts.observe(changes, conference))
        });
        if let Some(back) = back.flatten().filter(|back| !back.is_empty()) {
            self.back.update_value(|all| all.extend(back));
        }
    }

    /// Calls those who are back by the uuids that they have now: not before they are shown.
    pub(super) fn show(self) {
        let back = self.back.try_update_value(std::mem::take);
        let back = back.unwrap_or_default();
        if !back.is_empty() {
            self.change(|call| {
                for (before, now) in back {
                    call.is_back(&before, now);
                }
            });
        }
    }

    /// Looks at the meeting, and sends what is due.
    fn advance(self) {
        let Some(mut call) = self.call.get() else {
            return;
        };
        if call.is_over() && !call.has_deeds() {
            return;
        }
        let is_live = self.phase.get() == ConnectionPhase::Live;
        let roster = self.crowd.roster;
        // What decides about people changes with these.
        roster.revision().track();
        roster.spotlights().track();
        roster.order().track();
        let fate_of = |id: CommandId| {
            let status = self.commands.status(id);
            status.map_or(CommandFate::Pending, |status| fate(&status))
        };
        let now_ms = self.now_ms.get_untracked();
        let commands = self.crowd.powers.with(|powers| {
            roster.with_people(|person_of| {
                let view = RollCallView {
                    is_live,
                    powers,
                    person_of: &|id| person_of(id),
                    fate_of: &fate_of,
                };
                call.advance(&view, now_ms)
            })
        });
        let numbers: Vec<_> = commands
            .into_iter()
            .map(|command| self.commands.send(command))
            .collect();
        call.sent(numbers);
        set_if_changed(self.call, Some(call));
    }

    pub(super) fn clear(self) {
        self.discard();
        self.is_open.set(false);
        self.whom.set(Whom::default());
    }
}
