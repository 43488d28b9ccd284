//! The rotation under way.

use conference::{
    Command, CommandFate, CommandId, Kind, LayoutPlan, MAX_ROTATION_SECONDS, MIN_ROTATION_SECONDS,
    Rotation, RotationView, Whom, takes_a_turn,
};
use leptos::prelude::*;

use super::{
    Commands, ConnectionPhase, Stage,
    commands::fate,
    set_if_changed,
    whom::{Crowd, Follower},
};

/// Seconds that are offered first.
const USUAL_SECONDS: &str = "10";

/// Lets people take turns in a slot. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Rotations {
    rotation: RwSignal<Option<Rotation>>,
    /// Who takes turns in it.
    takes_turns: StoredValue<Whom>,
    /// The slot, from 0, that the dialog is open for.
    pub asking: RwSignal<Option<usize>>,
    /// For how many seconds, as typed.
    pub seconds: RwSignal<String>,
    /// Who is to take turns.
    pub whom: RwSignal<Whom>,
    crowd: Crowd,
    stage: Stage,
    commands: Commands,
    phase: Memo<ConnectionPhase>,
    now_ms: ReadSignal<u64>,
    follower: Follower,
}

impl Rotations {
    /// Lets nobody take turns yet. It lives as long as the current owner.
    pub(super) fn new(
        crowd: Crowd,
        stage: Stage,
        commands: Commands,
        phase: Memo<ConnectionPhase>,
        now_ms: ReadSignal<u64>,
    ) -> Self {
        Self {
            rotation: RwSignal::default(),
            takes_turns: StoredValue::default(),
            asking: RwSignal::default(),
            seconds: RwSignal::new(USUAL_SECONDS.into()),
            whom: RwSignal::default(),
            crowd,
            stage,
            commands,
            phase,
            now_ms,
            follower: Follower::new(),
        }
    }

    /// The rotation under way.
    pub fn rotation(self) -> ReadSignal<Option<Rotation>> {
        self.rotation.read_only()
    }

    /// Returns how many would take turns; follows that.
    pub fn count(self) -> usize {
        let meant = self.crowd.meant(self.whom.get());
        self.crowd.roster.with_people(|person_of| {
            let people = meant.iter().filter_map(person_of);
            people.filter(|person| takes_a_turn(person)).count()
        })
    }

    /// Returns the seconds that are typed, where they can be; follows them.
    pub fn typed_seconds(self) -> Option<u32> {
        let seconds = self.seconds.with(|typed| typed.trim().parse().ok())?;
        (MIN_ROTATION_SECONDS..=MAX_ROTATION_SECONDS)
            .contains(&seconds)
            .then_some(seconds)
    }

    /// Returns whether a slot before the one that is asked about is open in the picture on air: then servers move people up. Followed.
    pub fn has_gap_before(self) -> bool {
        let slot = self.asking.get().unwrap_or_default();
        let plan = self.stage.plan_on_air();
        let is_open = |plan: &LayoutPlan| (0..slot).any(|at| plan.slot(at).is_none());
        plan.as_ref().is_none_or(is_open) && slot > 0
    }

    /// Begins as it is filled in, for the audience shown.
    pub fn start(self) {
        let (seconds, slot) = untrack(|| (self.typed_seconds(), self.asking.get()));
        let (Some(seconds), Some(slot)) = (seconds, slot) else {
            return;
        };
        let whom = self.whom.get_untracked();
        let people = untrack(|| self.crowd.meant(whom));
        let audience = self.stage.audience.get_untracked();
        self.takes_turns.set_value(whom);
        self.asking.set(None);
        let rotation = Rotation::start(audience, slot, seconds, people);
        self.rotation.set(Some(rotation));
        self.follower.follow(move || self.advance());
    }

    /// Does something to it.
    pub fn change(self, gesture: fn(&mut Rotation)) {
        self.rotation.update(|rotation| {
            if let Some(rotation) = rotation {
                gesture(rotation);
            }
        });
    }

    /// Looks at the meeting, and sends the turn that is due.
    fn advance(self) {
        let Some(mut rotation) = self.rotation.get() else {
            return;
        };
        if rotation.is_over() {
            self.rotation.set(None);
            return;
        }
        // Who comes takes turns as well; those selected and found are those of the beginning.
        let whom = self.takes_turns.get_value();
        if matches!(whom, Whom::Everybody | Whom::Hosts | Whom::Guests) {
            rotation.add(self.crowd.meant(whom));
        }
        self.crowd.roster.order().track();
        let now_ms = self.now_ms.get();
        let on_air = self.stage.plan_on_air_for(rotation.audience());
        let own = rotation.pending_command();
        let is_other_under_way = self.commands.pending().with(|pending| {
            let is_other = |(id, command): &(CommandId, Command)| {
                command.kind() == Kind::OverrideLayout && Some(*id) != own
            };
            pending.iter().any(is_other)
        });
        let fate_of = |id: CommandId| {
            let status = self.commands.status(id);
            status.map_or(CommandFate::Pending, |status| fate(&status))
        };
        let is_live = self.phase.get() == ConnectionPhase::Live;
        let command = self.crowd.powers.with(|powers| {
            self.crowd.roster.with_people(|person_of| {
                let view = RotationView {
                    is_live,
                    powers,
                    on_air: on_air.as_ref(),
                    is_other_under_way,
                    person_of: &|id| person_of(id),
                    fate_of: &fate_of,
                };
                rotation.advance(&view, now_ms)
            })
        });
        if let Some(command) = command {
            rotation.sent(self.commands.send(command));
        }
        if let Some(plan) = rotation.take_confirmed() {
            self.stage.put_on_air(rotation.audience(), plan);
        }
        set_if_changed(self.rotation, Some(rotation));
    }

    pub(super) fn clear(self) {
        self.rotation.set(None);
        self.asking.set(None);
        self.seconds.set(USUAL_SECONDS.into());
        self.whom.set(Whom::default());
    }
}
