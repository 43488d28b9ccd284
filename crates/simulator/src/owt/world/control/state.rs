//! What tests want to know.

use crate::owt::world::World;
use crate::owt::world::conference::{Participant, Stream, Subscription};
use crate::owt::world::json::set;
use serde_json::{Value, json};

impl World {
    /// Returns what concerns no room alone.
    pub(super) fn whole_state(&self) -> Value {
        let rooms: Vec<Value> = self
            .rooms
            .values()
            .map(|room| json!({"id": room.id, "name": room.get("name"), "live": self.live.contains_key(&room.id)}))
            .collect();
        let services: Vec<Value> = self
            .services
            .iter()
            .map(|service| json!({"id": service.id, "name": service.name, "rooms": service.rooms}))
            .collect();
        json!({"rooms": rooms, "services": services, "sockets": self.portal.open_count()})
    }

    /// Returns a room as it is.
    pub(super) fn room_state(&self, room: &str) -> Value {
        let config = self.rooms.get(room).map(|room| room.shown());
        let live = self.live.get(room).map(|live| &live.conference);
        let participants: Vec<Value> = live
            .map(|c| c.participants.iter().map(Participant::detail).collect())
            .unwrap_or_default();
        let streams: Vec<Value> = live
            .map(|c| c.streams.iter().map(Stream::for_v1_1).collect())
            .unwrap_or_default();
        let out: Vec<Value> = live
            .map(|c| c.subscriptions.iter().map(kind_and_rest).collect())
            .unwrap_or_default();
        json!({
            "id": room,
            "config": config,
            "live": live.is_some(),
            "participants": participants,
            "streams": streams,
            "subscriptions": out,
            "calls": live.map(|c| c.calls()).unwrap_or_default(),
            "by_portal": self.portal.people(room),
        })
    }

    /// Returns the requests whose path names a room.
    pub(super) fn requests_about(&self, room: &str) -> Value {
        let all = self.log.to_json();
        let part = format!("/rooms/{room}");
        let about = |entry: &&Value| {
            let path = entry.get("path").and_then(Value::as_str);
            path.is_some_and(|path| path.contains(&part))
        };
        all.as_array()
            .into_iter()
            .flatten()
            .filter(about)
            .cloned()
            .collect()
    }
}

fn kind_and_rest(subscription: &Subscription) -> Value {
    let mut shown = subscription.to_json();
    set(&mut shown, "kind", subscription.kind);
    shown
}
