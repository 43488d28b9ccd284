//! Participants: who is in a live room. One that isn't live has none, and that is no fault.

use super::{failed, is_id};
use crate::owt::world::World;
use crate::owt::world::call::Call;
use crate::owt::world::checks::is_participant_update;
use crate::owt::world::conference::Participant;
use crate::owt::world::handle::done;
use crate::owt::world::refusal::no_such_participant;
use crate::world::request::{Answer, Reply};
use serde_json::Value;

/// Lists them.
pub fn list(world: &mut World, call: &Call) -> Answer {
    let conference = world.conference(&call.room);
    let people = conference.into_iter().flat_map(|c| &c.participants);
    Reply::json(200, people.map(Participant::detail).collect()).into()
}

/// Shows one.
pub fn get(world: &mut World, call: &Call) -> Answer {
    let conference = world.conference(&call.room);
    match conference.and_then(|c| c.participant(&call.id).map(Participant::detail)) {
        Some(detail) => Reply::json(200, detail).into(),
        None => no_such_participant().into(),
    }
}

/// Changes somebody's rights. What they publish already goes on.
pub fn patch(world: &mut World, call: &Call) -> Answer {
    if !is_id(&call.id) || !is_participant_update(&call.body) {
        return failed();
    }
    let Some(conference) = world.conference(&call.room) else {
        return failed();
    };
    let Some(person) = conference.participants.iter_mut().find(|p| p.id == call.id) else {
        return failed();
    };
    // Each is tried, also after one that fails.
    let mut is_done = true;
    for update in call.body.as_array().into_iter().flatten() {
        let path = update.get("path").and_then(Value::as_str).unwrap_or("");
        let value = update.get("value").unwrap_or(&Value::Null);
        is_done &= person.permit(path, value);
    }
    if is_done {
        Reply::json(200, person.detail()).into()
    } else {
        failed()
    }
}

/// Puts somebody out. Only the first time: then there is nobody.
pub fn delete(world: &mut World, call: &Call) -> Answer {
    let conference = world.conference(&call.room).filter(|_| is_id(&call.id));
    match conference.and_then(|c| c.drop_out(&call.id)) {
        Some(_) => done().into(),
        None => failed(),
    }
}
