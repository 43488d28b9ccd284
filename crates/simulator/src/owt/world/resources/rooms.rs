//! Rooms, as the database keeps them.

use crate::owt::world::World;
use crate::owt::world::call::Call;
use crate::owt::world::checks::fields;
use crate::owt::world::handle::page;
use crate::owt::world::refusal::{bad_request, no_such_room, unexpected};
use crate::owt::world::room_config::RoomConfig;
use crate::world::request::{Answer, Reply};
use serde_json::{Value, json};

/// Lists a service's, oldest first; by pages where a size is given. How many there are isn't told.
pub fn list(world: &mut World, call: &Call) -> Answer {
    let number = |key: &str| {
        let text = call.request.query_value(key)?;
        let number: f64 = text.trim().parse().ok()?;
        (number >= 1.0).then_some(number as usize)
    };
    let service = world
        .services
        .iter()
        .find(|service| service.id == call.service);
    let mut ids: Vec<&String> = service
        .map(|s| s.rooms.iter().collect())
        .unwrap_or_default();
    ids.sort();
    let rooms = ids
        .into_iter()
        .filter_map(|id| world.rooms.get(id))
        .map(RoomConfig::shown);
    let shown: Vec<Value> = match number("per_page") {
        None => rooms.collect(),
        Some(size) => {
            let skipped = (number("page").unwrap_or(1) - 1).saturating_mul(size);
            rooms.skip(skipped).take(size).collect()
        }
    };
    Reply::json(200, Value::Array(shown)).into()
}

/// Makes one.
pub fn create(world: &mut World, call: &Call) -> Answer {
    let name = call.text("name").filter(|name| !name.is_empty());
    let Some(name) = name else {
        return bad_request("Invalid request body").into();
    };
    let given = call.field("options");
    let is_nothing = given.is_null() || *given == json!(false) || *given == json!(0) || given == "";
    if !(is_nothing || given.is_object() || given.is_array()) {
        return bad_request("Invalid room option").into();
    }
    let mut options = fields(given);
    options.insert("name".to_owned(), json!(name));
    match world.add_room(&call.service, &options) {
        Ok(id) => shown(world, &id),
        Err((error, why)) => unexpected(format!("{error} {why}")).into(),
    }
}

fn shown(world: &World, id: &str) -> Answer {
    match world.rooms.get(id) {
        Some(room) => Reply::json(200, room.shown()).into(),
        None => no_such_room().into(),
    }
}

/// Shows one.
pub fn get(world: &mut World, call: &Call) -> Answer {
    match world
        .rooms
        .get(&call.id)
        .filter(|_| world.owns(&call.service, &call.id))
    {
        Some(room) => Reply::json(200, room.lean()).into(),
        None => no_such_room().into(),
    }
}

/// Replaces the fields that are given, each as a whole. A room that is live goes on as it began.
pub fn replace(world: &mut World, call: &Call) -> Answer {
    let room = world
        .rooms
        .get(&call.id)
        .filter(|_| world.owns(&call.service, &call.id));
    let Some(room) = room else {
        return no_such_room().into();
    };
    match room.updated(&fields(&call.body)) {
        Ok(room) => {
            world.rooms.insert(call.id.clone(), room);
            shown(world, &call.id)
        }
        Err((_, why)) => bad_request(why).into(),
    }
}

/// Fails: the real server's code stumbles over a name that it doesn't know.
pub fn patch(_: &mut World, _: &Call) -> Answer {
    unexpected("ReferenceError e is not defined").into()
}

/// Deletes one. Whoever is in is dropped.
pub fn delete(world: &mut World, call: &Call) -> Answer {
    if !world.owns(&call.service, &call.id) {
        return no_such_room().into();
    }
    world.delete_room(&call.id);
    page("Room deleted").into()
}
