//! What the tests of this folder share.

use super::Conference;
use crate::{Change, Event, LogKind, ParticipantId, ParticipantPatch};
use std::sync::Arc;

pub(super) fn id(name: &str) -> ParticipantId {
    ParticipantId::new(name)
}

/// Somebody whose uuid is their name.
pub(super) fn patch(name: &str) -> ParticipantPatch {
    ParticipantPatch {
        name: Some(Arc::from(name)),
        ..ParticipantPatch::new(id(name))
    }
}

pub(super) fn created(name: &str) -> Event {
    Event::Created(Box::new(patch(name)))
}

/// An update that says only that they are muted.
pub(super) fn muted(name: &str) -> Event {
    Event::Updated(Box::new(ParticipantPatch {
        muted: Some(true),
        ..ParticipantPatch::new(id(name))
    }))
}

pub(super) fn deleted(name: &str) -> Event {
    Event::Deleted(id(name))
}

pub(super) fn roster(names: &[&str]) -> Event {
    Event::Roster(names.iter().map(|name| patch(name)).collect())
}

/// A meeting in which this has happened, in order.
pub(super) fn after(events: impl IntoIterator<Item = Event>) -> Conference {
    let mut meeting = Conference::default();
    play(&mut meeting, events);
    meeting
}

pub(super) fn play(
    meeting: &mut Conference,
    events: impl IntoIterator<Item = Event>,
) -> Vec<Change> {
    let mut changes = Vec::new();
    for event in events {
        meeting.apply(1_000, event, &mut changes);
    }
    changes
}

/// Names in order, a `*` behind those who are muted.
pub(super) fn names(meeting: &Conference) -> String {
    let shown = meeting.order().into_iter().map(|id| {
        let person = meeting.person(&id).unwrap();
        format!("{}{}", person.name, if person.muted { "*" } else { "" })
    });
    shown.collect::<Vec<_>>().join(" ")
}

pub(super) fn log(meeting: &Conference) -> Vec<LogKind> {
    meeting.log().map(|entry| entry.kind.clone()).collect()
}
