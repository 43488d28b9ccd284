//! The layout editor's model: what is in force, what is to be next, and how to go back. Nothing here goes on air by itself.

use crate::{Audience, LayoutName, LayoutRequest, ParticipantId, Picture, Slot};
use std::{rc::Rc, sync::Arc};

/// The layouts of the document, both editions'.
pub const LAYOUTS: [&str; 9] = [
    "1:0", "2:0", "3:0", "4:0", "1:5", "1:7", "1:12", "1:21", "2:21",
];
/// How often one can go back.
const MOST_UNDO: usize = 20;

/// What stands in a slot of a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seat {
    /// A person, or one of the private edition's codes.
    pub slot: Slot,
    /// The person's name as last seen, for when they are gone; empty for a code.
    pub name: Arc<str>,
}

/// A picture for one audience, as a host wants it.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// The layout.
    pub layout: LayoutName,
    /// Slots in order; `None` and what is missing at the end are open. Those beyond the layout's are kept, but not sent.
    pub seats: Vec<Option<Seat>>,
    /// Fill open slots with active speakers.
    pub backfill: bool,
    /// Show captions.
    pub captions: bool,
}

impl Default for Plan {
    fn default() -> Self {
        Self::open(LayoutName::new("1:7"))
    }
}

impl Plan {
    /// A layout for anybody.
    pub fn open(layout: LayoutName) -> Self {
        Self {
            layout,
            seats: Vec::new(),
            backfill: true,
            captions: true,
        }
    }

    /// What stands in a slot; `None` where it is open.
    pub fn seat(&self, at: usize) -> Option<&Seat> {
        self.seats.get(at)?.as_ref()
    }

    /// The slot in which somebody stands, among those of the layout.
    pub fn place_of(&self, id: &ParticipantId) -> Option<usize> {
        let is_theirs = |seat: &Option<Seat>| seat.as_ref().is_some_and(|seat| seat.is(id));
        self.seats
            .iter()
            .take(self.layout.slots())
            .position(is_theirs)
    }

    /// Puts something into a slot. Somebody who stands elsewhere already changes places with who stands here.
    pub fn put(&mut self, at: usize, seat: Seat) {
        let elsewhere = match &seat.slot {
            Slot::Participant(id) => self
                .seats
                .iter()
                .position(|other| other.as_ref().is_some_and(|other| other.is(id))),
            _ => None,
        };
        match elsewhere {
            Some(other) => self.swap(at, other),
            None => {
                if let Some(place) = self.slot_mut(at) {
                    *place = Some(seat);
                }
            }
        }
    }

    /// Opens a slot.
    pub fn clear(&mut self, at: usize) {
        if let Some(place) = self.seats.get_mut(at) {
            *place = None;
        }
    }

    /// Lets two slots change places.
    pub fn swap(&mut self, one: usize, other: usize) {
        if self.slot_mut(one.max(other)).is_some() {
            self.seats.swap(one, other);
        }
    }

    fn slot_mut(&mut self, at: usize) -> Option<&mut Option<Seat>> {
        if at >= self.layout.slots().max(self.seats.len()) {
            return None;
        }
        if self.seats.len() <= at {
            self.seats.resize(at + 1, None);
        }
        self.seats.get_mut(at)
    }

    /// Whether an open slot stands before a taken one. Servers fill slots in order: the later ones will move up.
    pub fn has_gap(&self) -> bool {
        let taken = |at: &usize| self.seat(*at).is_some();
        let slots = self.layout.slots().min(self.seats.len());
        let count = (0..slots).filter(taken).count();
        (0..count).any(|at| !taken(&at))
    }

    /// Who is asked for, in slot order; none = anybody. Somebody who has left stays: so the server keeps their slot open.
    pub fn actors(&self) -> Vec<Slot> {
        let seats = self.seats.iter().take(self.layout.slots());
        seats.flatten().map(|seat| seat.slot.clone()).collect()
    }

    /// As it is sent.
    pub fn request(&self, audience: Audience) -> LayoutRequest {
        let actors = self.actors();
        LayoutRequest {
            audience,
            layout: self.layout.clone(),
            vad_backfill: self.backfill,
            plus_n: actors.is_empty(),
            captions: self.captions,
            actors,
        }
    }
}

impl Seat {
    fn is(&self, id: &ParticipantId) -> bool {
        matches!(&self.slot, Slot::Participant(own) if own == id)
    }
}

/// Whether `slots` show those of `actors` who are there, in their order. A code may be anybody, so others may stand between them.
pub fn shows(
    actors: &[Slot],
    slots: &[ParticipantId],
    is_there: &dyn Fn(&ParticipantId) -> bool,
) -> bool {
    let mut rest = slots.iter();
    actors.iter().all(|actor| match actor {
        Slot::Participant(id) if is_there(id) => rest.any(|slot| slot == id),
        _ => true,
    })
}

/// Both audiences, hosts first.
type Both<T> = [T; 2];

/// What is staged beside what is on air.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LayoutEditor {
    /// In force, as far as it is known.
    base: Both<Option<Plan>>,
    /// Staged.
    next: Both<Rc<Plan>>,
    /// Edited since it was last the same as what is in force.
    touched: Both<bool>,
    /// What was in force before each change, oldest first.
    undo: Vec<Both<Option<Plan>>>,
    /// Under way, and what to go back to should it be refused.
    sent: Option<Box<Sent>>,
}

#[derive(Clone, Debug, PartialEq)]
struct Sent {
    plans: Both<Option<Plan>>,
    before: LayoutEditor,
}

const BOTH: Both<Audience> = [Audience::Hosts, Audience::Guests];

/// One audience's.
fn of<T>(both: &Both<T>, audience: Audience) -> &T {
    let [hosts, guests] = both;
    match audience {
        Audience::Hosts => hosts,
        Audience::Guests => guests,
    }
}

fn of_mut<T>(both: &mut Both<T>, audience: Audience) -> &mut T {
    let [hosts, guests] = both;
    match audience {
        Audience::Hosts => hosts,
        Audience::Guests => guests,
    }
}

impl LayoutEditor {
    /// What is staged for an audience.
    pub fn next(&self, audience: Audience) -> &Rc<Plan> {
        of(&self.next, audience)
    }

    /// What is in force for an audience, as far as it is known.
    pub fn base(&self, audience: Audience) -> Option<&Plan> {
        of(&self.base, audience).as_ref()
    }

    /// Whether something is staged for anybody.
    pub fn is_touched(&self) -> bool {
        self.touched.contains(&true)
    }

    /// Stages an edit.
    pub fn edit(&mut self, audience: Audience, edit: &mut dyn FnMut(&mut Plan)) {
        edit(Rc::make_mut(of_mut(&mut self.next, audience)));
        *of_mut(&mut self.touched, audience) = true;
    }

    /// Whether something was sent and nobody knows yet what came of it.
    pub fn awaits(&self) -> bool {
        self.sent.is_some()
    }

    /// What is on air now. What isn't staged follows it when somebody else changes the layout; who stands where is told to hosts,
    /// about their own picture.
    pub fn observe(&mut self, air: &Picture, name_of: &dyn Fn(&ParticipantId) -> Arc<str>) {
        if self.sent.is_some() {
            return;
        }
        for audience in BOTH {
            let Some(name) = air.layout(audience) else {
                continue;
            };
            let told = if audience == Audience::Hosts {
                &*air.slots
            } else {
                &[]
            };
            let base = of_mut(&mut self.base, audience);
            let now = match base {
                None => Plan::open(name.clone()),
                // Who is in the slots changes by itself, as people speak and leave.
                Some(base) if base.layout == *name => continue,
                Some(base) => {
                    let seat = |id: &ParticipantId| {
                        Some(Seat {
                            slot: Slot::Participant(id.clone()),
                            name: name_of(id),
                        })
                    };
                    Plan {
                        layout: name.clone(),
                        seats: told.iter().map(seat).collect(),
                        ..base.clone()
                    }
                }
            };
            if !of(&self.touched, audience) {
                *of_mut(&mut self.next, audience) = Rc::new(now.clone());
            }
            *base = Some(now);
        }
    }

    /// What differs between what is staged and what is on air: the layout, and each of its slots.
    pub fn changes(&self, audience: Audience, air: &Picture) -> (bool, Vec<bool>) {
        let next = self.next(audience);
        let base = of(&self.base, audience).as_ref();
        let told = audience == Audience::Hosts && !air.slots.is_empty();
        let slot = |at: usize| match next.seat(at) {
            Some(seat) if told && matches!(seat.slot, Slot::Participant(_)) => {
                !air.slots.get(at).is_some_and(|id| seat.is(id))
            }
            // What isn't told is what was sent last.
            seat => seat != base.and_then(|base| base.seat(at)),
        };
        (
            air.layout(audience) != Some(&next.layout),
            (0..next.layout.slots()).map(slot).collect(),
        )
    }

    /// What Apply sends: one entry for each audience.
    pub fn apply(&mut self) -> Vec<LayoutRequest> {
        let plans = self.next.clone().map(|plan| Some(Plan::clone(&plan)));
        self.send(plans, true)
    }

    /// What Reset sends: no entry at all puts the default back.
    pub fn reset(&mut self) -> Vec<LayoutRequest> {
        self.send([None, None], true)
    }

    /// Takes back what is staged; where nothing is, gives what to send for what was on air before.
    pub fn undo(&mut self) -> Option<Vec<LayoutRequest>> {
        if self.is_touched() {
            self.touched = [false; 2];
            for audience in BOTH {
                let base = of(&self.base, audience).clone();
                *of_mut(&mut self.next, audience) = Rc::new(base.unwrap_or_default());
            }
            return None;
        }
        let last = self.undo.last()?.clone();
        Some(self.send(last, false))
    }

    /// Whether there is something to take back.
    pub fn can_undo(&self) -> bool {
        self.is_touched() || !self.undo.is_empty()
    }

    fn send(&mut self, plans: Both<Option<Plan>>, forward: bool) -> Vec<LayoutRequest> {
        let before = self.clone();
        if forward {
            self.undo.push(self.base.clone());
            if self.undo.len() > MOST_UNDO {
                self.undo.remove(0);
            }
        } else {
            self.undo.pop();
        }
        self.touched = [false; 2];
        let mut requests = Vec::new();
        for audience in BOTH {
            if let Some(plan) = of(&plans, audience) {
                requests.push(plan.request(audience));
                *of_mut(&mut self.next, audience) = Rc::new(plan.clone());
            }
        }
        self.sent = Some(Box::new(Sent { plans, before }));
        requests
    }

    /// It is known what came of what was sent: whether it was carried out, whether the server shows another picture instead, or
    /// neither, and then everything is as it was before.
    pub fn settle(&mut self, outcome: Settled) {
        let Some(sent) = self.sent.take() else {
            return;
        };
        match outcome {
            Settled::Done => {
                let reset = sent.plans == [None, None];
                for audience in BOTH {
                    let base = of_mut(&mut self.base, audience);
                    if reset {
                        *base = None;
                    } else if let Some(plan) = of(&sent.plans, audience) {
                        *base = Some(plan.clone());
                    }
                }
            }
            Settled::Otherwise => self.touched = sent.plans.map(|plan| plan.is_some()),
            Settled::Failed => *self = sent.before,
        }
    }
}

/// What came of what was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Settled {
    /// It is on air.
    Done,
    /// Something else is on air.
    Otherwise,
    /// It was refused, or lost.
    Failed,
}

#[cfg(test)]
mod tests;
