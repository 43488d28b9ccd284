//! The end of calls that participants have beside their own.

use super::Room;
use crate::world::call::{Call, MediaOrder};
use crate::world::person::Person;
use serde_json::json;

impl Room {
    /// Ends a call and tells everybody. Returns whether there was one.
    pub fn end_call(&mut self, call: &str, reason: &str) -> bool {
        let has = |person: &&mut Person| person.calls.iter().any(|known| known.uuid == call);
        let Some(person) = self.people.iter_mut().find(has) else {
            return false;
        };
        let mut calls = person.calls.iter();
        let presented = calls.any(|known| known.uuid == call && known.presents());
        person.calls.retain(|known| known.uuid != call);
        let uuid = person.uuid().to_owned();
        self.media_orders.push(MediaOrder::End(call.to_owned()));
        if presented && self.presentation.presenter.as_deref() == Some(&uuid) {
            self.stop_presenting();
        }
        let data = json!({"call_uuid": call, "reason": reason});
        self.emit("call_disconnected", Some(&data));
        let is_session = self.sessions.iter().any(|s| s.person == uuid);
        let mut left = self.person(&uuid).into_iter().flat_map(|p| &p.calls);
        if is_session && !left.any(Call::is_picture) {
            self.set_media(&uuid, false);
        }
        true
    }

    /// Gives a session's row media, or takes them, and tells everybody where that changes it.
    pub fn set_media(&mut self, uuid: &str, has: bool) {
        let before = if has { "api" } else { "webrtc" };
        let person = self.person_mut(uuid);
        let Some(person) = person.filter(|p| p.text("protocol") == before) else {
            return;
        };
        person.set("protocol", if has { "webrtc" } else { "api" });
        person.set("has_media", has);
        self.publish(uuid);
    }

    /// Ends all calls of somebody.
    pub fn end_calls_of(&mut self, uuid: &str, reason: &str) {
        let calls = self.person(uuid).map(|person| person.calls.clone());
        for call in calls.unwrap_or_default() {
            self.end_call(&call.uuid, reason);
        }
    }

    /// Ends all calls.
    pub fn end_all_calls(&mut self, reason: &str) {
        let people: Vec<String> = self.people.iter().map(|p| p.uuid().to_owned()).collect();
        for uuid in people {
            self.end_calls_of(&uuid, reason);
        }
    }

    /// Ends all media, with nobody left to be told.
    pub fn drop_calls(&mut self) {
        for call in self.people.iter_mut().flat_map(|p| p.calls.drain(..)) {
            self.media_orders.push(MediaOrder::End(call.uuid));
        }
    }
}
