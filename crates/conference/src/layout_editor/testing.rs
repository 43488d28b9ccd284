//! What the tests of this folder share.

use super::{LayoutPlan, PlannedSlot};
use crate::{Command, LayoutName, LayoutRequest, ParticipantId, Picture, Slot};
use std::sync::Arc;

pub(super) fn id(name: &str) -> ParticipantId {
    ParticipantId::new(name)
}

pub(super) fn person(name: &str) -> PlannedSlot {
    PlannedSlot::person(id(name), name.into())
}

/// Slots as words: people by name, "-" = open.
pub(super) fn slots(plan: &LayoutPlan) -> String {
    let word = |planned: Option<&PlannedSlot>| {
        match planned.map(|planned| &planned.slot) {
            None => "-",
            Some(Slot::Participant(id)) => id.as_str(),
            Some(Slot::Rotate) => "rotate",
            Some(Slot::Speaker) => "speaker",
            Some(Slot::Automatic) => "automatic",
            Some(Slot::Empty) => "empty",
        }
        .to_owned()
    };
    let all: Vec<String> = (0..plan.layout.slot_count())
        .map(|at| word(plan.slot(at)))
        .collect();
    all.join(" ")
}

pub(super) fn plan(layout: &str, people: &str) -> LayoutPlan {
    let mut plan = LayoutPlan::new(LayoutName::new(layout));
    for (at, name) in people.split_whitespace().enumerate() {
        if name != "-" {
            plan.put(at, person(name));
        }
    }
    plan
}

pub(super) fn air(hosts: &str, guests: &str, slots: &str) -> Picture {
    Picture {
        hosts: Some(LayoutName::new(hosts)),
        guests: Some(LayoutName::new(guests)),
        slots: slots.split_whitespace().map(id).collect(),
    }
}

pub(super) fn requests(command: Command) -> Vec<LayoutRequest> {
    match command {
        Command::OverrideLayout(requests) => requests,
        other => panic!("{other:?}"),
    }
}

pub(super) fn named(id: &ParticipantId) -> Arc<str> {
    id.as_str().into()
}
