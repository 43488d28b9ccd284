//! Services: what the super service manages, and the others see of themselves.

use crate::owt::world::World;
use crate::owt::world::call::Call;
use crate::owt::world::handle::page;
use crate::owt::world::mauth::{cast_error, is_object_id};
use crate::owt::world::refusal::{bad_request, no_such_service, not_permitted, unexpected};
use crate::owt::world::service::{SUPER_ID, Service};
use crate::world::request::{Answer, Content, Reply};
use serde_json::Value;

/// Lists them.
pub fn list(world: &mut World, call: &Call) -> Answer {
    if call.service != SUPER_ID {
        return not_permitted().into();
    }
    let list: Vec<Value> = world.services.iter().map(Service::to_json).collect();
    Reply::json(200, Value::Array(list)).into()
}

/// Makes one. Its key is answered as a ciphertext.
pub fn create(world: &mut World, call: &Call) -> Answer {
    if call.service != SUPER_ID {
        return not_permitted().into();
    }
    let (Some(name), Some(key)) = (call.text("name"), call.text("key")) else {
        return bad_request("Service name and key do not have string type").into();
    };
    let missing: Vec<String> = [("name", name), ("key", key)]
        .iter()
        .filter(|(_, value)| value.is_empty())
        .map(|(field, _)| format!("{field}: Path `{field}` is required."))
        .collect();
    if !missing.is_empty() {
        let why = missing.join(", ");
        return unexpected(format!("ValidationError Service validation failed: {why}")).into();
    }
    if world.services.iter().any(|service| service.name == name) {
        let why = format!(
            "MongoServerError E11000 duplicate key error collection: owtdb.services index: name_1 dup key: {{ name: \"{name}\" }}"
        );
        return unexpected(why).into();
    }
    let service = Service {
        encrypted: true,
        ..Service::new(&world.object_id(), name, key, 0)
    };
    let shown = service.to_json();
    world.services.push(service);
    Reply::json(200, shown).into()
}

/// Shows one: any to the super service, their own to the others.
pub fn get(world: &mut World, call: &Call) -> Answer {
    if call.service != SUPER_ID && call.service != call.id {
        return not_permitted().into();
    }
    if !is_object_id(&call.id) {
        return unexpected(cast_error(&call.id)).into();
    }
    match world.services.iter().find(|service| service.id == call.id) {
        Some(service) => Reply::json(200, service.to_json()).into(),
        // The real server reads a field of nothing there, and its process ends.
        None => Reply {
            content: Content::Broken,
            ..no_such_service()
        }
        .into(),
    }
}

/// Deletes one. Its rooms stay in the database, where nobody finds them any more.
pub fn delete(world: &mut World, call: &Call) -> Answer {
    if call.service != SUPER_ID || !is_object_id(&call.id) {
        return not_permitted().into();
    }
    let Some(place) = world
        .services
        .iter()
        .position(|service| service.id == call.id)
    else {
        return no_such_service().into();
    };
    if call.id == SUPER_ID {
        let words = page("Super service not permitted to be deleted");
        return Reply {
            status: 401,
            ..words
        }
        .into();
    }
    world.services.remove(place);
    page("Service deleted").into()
}
