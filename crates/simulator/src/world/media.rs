//! Calls that a participant has beside their own: what the world knows of their media. Who carries it stands outside, and
//! is told by [`Order`]s.

use super::World;
use super::person::Person;
use super::room::Room;
use serde_json::{Value, json};

/// What is to be done about a call's media.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Order {
    /// It may begin (`ack`).
    Start(String),
    /// It is over.
    End(String),
}

/// The calls of somebody, for a test.
pub fn state(person: &Person) -> Vec<Value> {
    let call = |call: &super::person::Call| {
        json!({
            "uuid": call.uuid,
            "participant": person.uuid(),
            "call_type": call.kind,
            "present": call.present,
            "acknowledged": call.acknowledged,
            "frames_received": call.frames,
        })
    };
    person.calls.iter().map(call).collect()
}

impl World {
    /// What is to be done about media since the last time.
    pub fn media_orders(&mut self) -> Vec<Order> {
        let mut orders = std::mem::take(&mut self.media);
        for room in self.rooms.values_mut() {
            orders.append(&mut room.media);
        }
        orders
    }

    /// A call's offer could not be answered: it never was.
    pub fn call_failed(&mut self, call: &str) {
        for person in self.rooms.values_mut().flat_map(|room| &mut room.people) {
            person.calls.retain(|known| known.uuid != call);
        }
    }

    /// A call's media broke off.
    pub fn media_lost(&mut self, call: &str) {
        for room in self.rooms.values_mut() {
            room.hang_up(call, "Call disconnected");
        }
    }

    /// Pictures came in by this call.
    pub fn frames_came(&mut self, call: &str, count: u64) {
        let people = self.rooms.values_mut().flat_map(|room| &mut room.people);
        let mut calls = people.flat_map(|person| &mut person.calls);
        if let Some(known) = calls.find(|known| known.uuid == call) {
            known.frames += count;
        }
    }
}

impl Room {
    /// Ends a call and tells everybody. False where there is none.
    pub fn hang_up(&mut self, call: &str, reason: &str) -> bool {
        let has = |person: &&mut Person| person.calls.iter().any(|known| known.uuid == call);
        let Some(person) = self.people.iter_mut().find(has) else {
            return false;
        };
        let presented = |known: &super::person::Call| {
            known.uuid == call && known.acknowledged && known.present == Some("send")
        };
        let presented = person.calls.iter().any(presented);
        person.calls.retain(|known| known.uuid != call);
        let uuid = person.uuid().to_owned();
        self.media.push(Order::End(call.to_owned()));
        if presented && self.presentation.presenter.as_deref() == Some(&uuid) {
            self.stop_presenting();
        }
        let data = json!({"call_uuid": call, "reason": reason});
        self.emit("call_disconnected", Some(&data));
        true
    }

    /// Ends all calls of somebody.
    pub fn hang_up_all(&mut self, uuid: &str, reason: &str) {
        let calls = self.person(uuid).map(|person| person.calls.clone());
        for call in calls.unwrap_or_default() {
            self.hang_up(&call.uuid, reason);
        }
    }

    /// Ends all calls.
    pub fn hang_up_every(&mut self, reason: &str) {
        let people: Vec<String> = self.people.iter().map(|p| p.uuid().to_owned()).collect();
        for uuid in people {
            self.hang_up_all(&uuid, reason);
        }
    }

    /// Ends all media, with nobody left to be told.
    pub fn drop_media(&mut self) {
        for call in self.people.iter_mut().flat_map(|p| p.calls.drain(..)) {
            self.media.push(Order::End(call.uuid));
        }
    }
}
