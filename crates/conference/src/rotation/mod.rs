//! A rotation: people stand in one slot of the picture one after another, each for some seconds.

#[cfg(test)]
mod tests;

use crate::{
    Audience, Command, CommandFate, CommandId, IdSet, Kind, LayoutPlan, Participant, ParticipantId,
    PlannedSlot, Powers, Protocol, can, can_be_placed,
};

/// Nobody is seen for a shorter time, seconds.
pub const MIN_ROTATION_SECONDS: u32 = 5;
/// Nor for a longer one.
pub const MAX_ROTATION_SECONDS: u32 = 3600;

/// How the meeting is while a rotation looks at it.
pub struct RotationView<'v> {
    /// What is shown is what is.
    pub is_live: bool,
    /// What may be done.
    pub powers: &'v Powers,
    /// The plan that is on air for the rotation's audience, as far as it is known.
    pub on_air: Option<&'v LayoutPlan>,
    /// A layout is under way that the rotation hasn't sent.
    pub is_other_under_way: bool,
    /// Somebody as they are now; `None` when they have left.
    pub person_of: &'v dyn Fn(&ParticipantId) -> Option<&'v Participant>,
    /// What became of a command.
    pub fate_of: &'v dyn Fn(CommandId) -> CommandFate,
}

/// Why nobody takes turns for now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RotationPause {
    /// A host wants it.
    ByHost,
    /// The connection isn't live.
    Connection,
    /// Another layout was put on air: it isn't fought.
    Taken,
    /// What is on air isn't known, or has no such slot.
    NoSlot,
    /// The server refused the last turn, or it isn't allowed.
    Failed,
}

/// What was sent for a turn.
#[derive(Clone, Debug, PartialEq)]
struct Turn {
    number: Option<CommandId>,
    /// Whose turn it is.
    at: usize,
    plan: LayoutPlan,
}

/// A rotation through one slot of what one audience sees. There is one request at a time; who has left or stands in another slot is
/// passed over.
#[derive(Clone, Debug, PartialEq)]
pub struct Rotation {
    audience: Audience,
    slot: usize,
    period_ms: u64,
    people: Vec<ParticipantId>,
    known: IdSet,
    /// Who was put in last, by their place among all.
    current: Option<usize>,
    /// They have left since.
    is_current_gone: bool,
    /// Who is next, as it was when it was looked last.
    next: Option<usize>,
    due_ms: u64,
    /// What is on air by all that is known: another one is somebody else's.
    plan: Option<LayoutPlan>,
    turn: Option<Turn>,
    pause: Option<RotationPause>,
    /// Nobody was told yet that its plan is on air.
    is_confirmed: bool,
    is_stopped: bool,
}

impl Rotation {
    /// Begins with the first of `people`, at once. `slot` is counted from 0.
    pub fn start(
        audience: Audience,
        slot: usize,
        seconds: u32,
        people: impl IntoIterator<Item = ParticipantId>,
    ) -> Self {
        let seconds = seconds.clamp(MIN_ROTATION_SECONDS, MAX_ROTATION_SECONDS);
        let mut rotation = Self {
            audience,
            slot,
            period_ms: u64::from(seconds) * 1000,
            people: Vec::new(),
            known: IdSet::default(),
            current: None,
            is_current_gone: false,
            next: None,
            due_ms: 0,
            plan: None,
            turn: None,
            pause: None,
            is_confirmed: false,
            is_stopped: false,
        };
        rotation.add(people);
        rotation
    }

    /// Adds who isn't among them yet, at the end.
    pub fn add(&mut self, people: impl IntoIterator<Item = ParticipantId>) {
        for id in people {
            if self.known.insert(id.clone()) {
                self.people.push(id);
            }
        }
    }

    /// Returns whose picture it is in.
    pub const fn audience(&self) -> Audience {
        self.audience
    }

    /// Returns the slot, from 0.
    pub const fn slot(&self) -> usize {
        self.slot
    }

    /// Returns who is in; nobody when they have left.
    pub fn current(&self) -> Option<&ParticipantId> {
        let current = self.current.filter(|_| !self.is_current_gone)?;
        self.people.get(current)
    }

    /// Returns who is next.
    pub fn next(&self) -> Option<&ParticipantId> {
        self.people.get(self.next?)
    }

    /// Returns the command of the turn that is under way.
    pub fn pending_command(&self) -> Option<CommandId> {
        self.turn.as_ref().and_then(|turn| turn.number)
    }

    /// Returns the plan that has come on air since this was asked last. Whoever knows what is on air takes it in before it looks again.
    pub fn take_confirmed(&mut self) -> Option<LayoutPlan> {
        let is_new = std::mem::take(&mut self.is_confirmed);
        self.plan.clone().filter(|_| is_new)
    }

    /// Returns how long it is until the next turn, ms; `None` while there is none.
    pub fn due_in_ms(&self, now_ms: u64) -> Option<u64> {
        let is_waiting = self.pause.is_none() && self.turn.is_none();
        is_waiting.then(|| self.due_ms.saturating_sub(now_ms))
    }

    /// Returns why nobody takes turns for now.
    pub const fn pause(&self) -> Option<RotationPause> {
        self.pause
    }

    /// Returns whether it is stopped, and nothing is under way any more.
    pub const fn is_over(&self) -> bool {
        self.is_stopped && self.turn.is_none()
    }

    /// Pauses until [`Self::resume`].
    pub fn pause_by_host(&mut self) {
        self.pause.get_or_insert(RotationPause::ByHost);
    }

    /// Goes on with the next one, in the picture that is on air by then.
    pub fn resume(&mut self) {
        self.pause = None;
        self.plan = None;
        self.due_ms = 0;
    }

    /// Stops. Who is in stays there.
    pub const fn stop(&mut self) {
        self.is_stopped = true;
    }

    /// Looks at how the meeting is. Returns what is to be sent now; whoever sends it tells the number by [`Self::sent`] before it looks
    /// again.
    pub fn advance(&mut self, view: &RotationView<'_>, now_ms: u64) -> Option<Command> {
        let command = self.step(view, now_ms);
        // However it stands with the turns, nobody is said to be in or next who isn't there.
        self.is_current_gone = self.current.is_some_and(|at| !self.is_there(at, view));
        self.next = self.next.filter(|at| self.is_there(*at, view));
        command
    }

    fn step(&mut self, view: &RotationView<'_>, now_ms: u64) -> Option<Command> {
        if self.take_fate(view, now_ms) {
            // Whoever knows what is on air is told first.
            self.next = self.plan.as_ref().and_then(|plan| self.next_in(plan, view));
            return None;
        }
        if !view.is_live {
            self.pause.get_or_insert(RotationPause::Connection);
        }
        if self.turn.is_some() || self.pause.is_some() || self.is_stopped {
            return None;
        }
        let Some(on_air) = view
            .on_air
            .filter(|plan| self.slot < plan.layout.slot_count())
        else {
            self.pause = Some(RotationPause::NoSlot);
            return None;
        };
        if self.plan.as_ref().is_some_and(|plan| plan != on_air) {
            self.pause = Some(RotationPause::Taken);
            return None;
        }
        self.plan = Some(on_air.clone());
        self.next = self.next_in(on_air, view);
        if self.current.is_some_and(|at| !self.is_there(at, view)) {
            // A slot isn't left to somebody who has gone.
            self.due_ms = self.due_ms.min(now_ms);
        }
        if view.is_other_under_way || now_ms < self.due_ms {
            return None;
        }
        self.begin_turn(on_air, view)
    }

    /// Notes by which number the fate of what was sent last is told.
    pub fn sent(&mut self, number: CommandId) {
        if let Some(turn) = &mut self.turn {
            turn.number.get_or_insert(number);
        }
    }

    fn begin_turn(&mut self, on_air: &LayoutPlan, view: &RotationView<'_>) -> Option<Command> {
        let at = self.next?;
        let person = self.people.get(at).and_then(view.person_of)?;
        if can(Kind::OverrideLayout, view.powers, None).is_err() {
            self.pause = Some(RotationPause::Failed);
            return None;
        }
        let mut plan = on_air.clone();
        plan.put(
            self.slot,
            PlannedSlot::person(person.id.clone(), person.name.clone()),
        );
        let request = plan.request(self.audience);
        self.turn = Some(Turn {
            number: None,
            at,
            plan,
        });
        Some(Command::OverrideLayout(vec![request]))
    }

    /// Takes in what became of a turn. Returns whether its plan is on air.
    fn take_fate(&mut self, view: &RotationView<'_>, now_ms: u64) -> bool {
        let number = self.turn.as_ref().and_then(|turn| turn.number);
        let fate = number.map(view.fate_of);
        let Some(fate) = fate.filter(|fate| fate.is_final()) else {
            return false;
        };
        let Some(turn) = self.turn.take() else {
            return false;
        };
        self.due_ms = now_ms.saturating_add(self.period_ms);
        match fate {
            // Somebody without a picture isn't shown: the next one is.
            CommandFate::Confirmed | CommandFate::Contradicted => {
                self.current = Some(turn.at);
                self.plan = Some(turn.plan);
                self.is_confirmed = true;
                true
            }
            CommandFate::Failed | CommandFate::Pending => {
                self.pause.get_or_insert(RotationPause::Failed);
                false
            }
        }
    }

    /// Returns who is next after whoever is in, all around; nobody where only the one who is in can be.
    fn next_in(&self, on_air: &LayoutPlan, view: &RotationView<'_>) -> Option<usize> {
        let count = self.people.len();
        let first = self.current.map_or(0, |at| at + 1);
        let is_free = |at: &usize| {
            let has_slot = |id: &ParticipantId| on_air.slot_of(id).is_some();
            self.is_there(*at, view) && !self.people.get(*at).is_some_and(has_slot)
        };
        let mut all_around = (first..first + count).map(|at| at % count);
        all_around.find(is_free)
    }

    fn is_there(&self, at: usize, view: &RotationView<'_>) -> bool {
        let person = self.people.get(at).and_then(view.person_of);
        person.is_some_and(takes_a_turn)
    }
}

/// Returns whether somebody can take a turn in a rotation: a session without media has no picture to be shown.
pub fn takes_a_turn(person: &Participant) -> bool {
    can_be_placed(person) && person.protocol != Some(Protocol::Api)
}
