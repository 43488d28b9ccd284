//! What asking the server finds: rooms and people of whom no leave will ever be told, and those whose coming wasn't.

use super::World;
use crate::event::{Event, EventKind, Vendor};
use std::collections::BTreeMap;

/// A room as the server answered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PolledRoom {
    /// Its people: names by id. `None` = they weren't asked for, or the answer wasn't understood.
    pub people: Option<BTreeMap<String, Option<String>>>,
}

/// All rooms of a server by id, as it answered.
pub type Polled = BTreeMap<String, PolledRoom>;

/// The reason of an end that was found by asking.
pub const FOUND: &str = "polled";

/// Returns the events that make the world what the server says. What was told since `asked_ms`, when the question went out, is newer
/// than the answer and stays as it is. A room or person is only taken in when two answers in a row (`before` is the last one) have it:
/// their own event may be on its way.
pub fn events(
    world: &World,
    vendor: Vendor,
    polled: &Polled,
    before: Option<&Polled>,
    asked_ms: u64,
) -> Vec<Event> {
    let mut events = Vec::new();
    let mut found = |room: &str, user: Option<&str>, kind| {
        events.push(Event {
            vendor,
            room: Some(room.to_owned()),
            user: user.map(str::to_owned),
            kind,
            stamp: None,
            polled: true,
        });
    };
    let known = world.rooms().filter(|room| room.vendor == vendor);
    for room in known.filter(|room| room.told_ms < asked_ms) {
        let Some(answer) = polled.get(&room.room) else {
            let reason = Some(FOUND.to_owned());
            found(&room.room, None, EventKind::Close { reason });
            continue;
        };
        let Some(people) = &answer.people else {
            continue;
        };
        for (id, _) in room.people.iter().filter(|(_, it)| it.told_ms < asked_ms) {
            if !people.contains_key(id) {
                let reason = Some(FOUND.to_owned());
                found(&room.room, Some(id), EventKind::Leave { reason });
            }
        }
    }
    for (id, room) in polled {
        let was = before.and_then(|before| before.get(id));
        let known = world.room(vendor, id);
        let is_newer = known.is_some_and(|known| known.told_ms >= asked_ms);
        let has_closed = world
            .closed
            .iter()
            .any(|(its, room, at)| *its == vendor && room == id && *at >= asked_ms);
        if was.is_none() || is_newer || has_closed {
            continue;
        }
        if known.is_none() {
            found(id, None, EventKind::Open);
        }
        let was = was.and_then(|room| room.people.as_ref());
        for (user, name) in room.people.iter().flatten() {
            let person = known.and_then(|known| known.people.get(user));
            let is_sure = was.is_some_and(|was| was.contains_key(user));
            // A doubtful one who is there is sure again.
            if is_sure && person.is_none_or(|person| person.is_doubtful) {
                let (name, endpoint) = (name.clone(), None);
                found(id, Some(user), EventKind::Join { name, endpoint });
            }
        }
    }
    events
}
