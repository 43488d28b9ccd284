//! What hosts and guests see: the picture, and the voices that move it.

use super::Room;
use crate::world::person::Person;
use crate::world::streams;
use serde_json::{Value, json};

impl Room {
    fn slots(&self, host: bool) -> Vec<String> {
        let [hosts, guests] = &self.pictures;
        let picture = if host { hosts } else { guests };
        picture.fill(&self.people, &self.stage, self.rotation)
    }

    /// Returns the data of the `layout` event for hosts or guests.
    pub fn layout(&self, host: bool) -> Value {
        if let Some(layout) = &self.forced_layout {
            return layout.clone();
        }
        let [hosts, guests] = &self.pictures;
        json!({
            "guest_view": guests.layout,
            "host_view": hosts.layout,
            "missing": [],
            "participants": self.slots(host),
            "quality": "high",
            "rtx_ssrcs_map": {},
            "ssrcs": [],
            "time": self.now / 1000,
            "view": if host { &hosts.layout } else { &guests.layout },
        })
    }

    /// Tells hosts and guests their picture where it changed, or anyway.
    pub fn show_layout(&mut self, anyway: bool) {
        if self.forced_layout.is_some() && !anyway {
            return;
        }
        let slots = [self.slots(true), self.slots(false)];
        if slots == self.shown_slots && !anyway {
            return;
        }
        self.shown_slots = slots;
        self.last_event_id += 1;
        if self.silent || self.streams.is_empty() {
            return;
        }
        for host in [true, false] {
            let bytes =
                streams::format_json(self.last_event_id, "layout", Some(&self.layout(host)));
            let viewers: Vec<u64> = self
                .streams
                .iter()
                .filter(|s| !self.waits(&s.session))
                .filter(|s| self.person(&s.session).is_some_and(Person::is_host) == host)
                .map(|s| s.id)
                .collect();
            for stream in &mut self.streams {
                if viewers.contains(&stream.id) {
                    stream.write(&bytes);
                }
            }
        }
    }

    /// Sets how loud somebody speaks, 0…100. Whoever isn't in isn't heard.
    pub fn speak(&mut self, uuid: &str, vad: u64) {
        if !self.person(uuid).is_some_and(Person::on_stage) {
            return;
        }
        self.stage.speak(uuid, vad);
        self.emit("stage", Some(&self.stage.to_json()));
        self.show_layout(false);
    }
}
