//! The rooms that are there from the start.

use super::conference::{Conference, Script};
use super::room_config::RoomConfig;
use super::service::SAMPLE_ID;
use super::{Live, World};
use crate::world::random::Random;
use serde_json::{Map, Value, json};

/// The name of the room that lives by itself.
const LIVELY: &str = "Weekly 周例会";

impl World {
    /// Makes the services and rooms that are there from the start.
    pub(super) fn sow(&mut self) {
        if self.settings.empty {
            return;
        }
        let sip = json!({"sipServer": "sip.example.cn", "username": "weekly", "password": "correct horse"});
        let lecture = json!([
            {"label": "stage", "video": {"layout": {"templates": {"base": "lecture"}}, "keepActiveInputPrimary": true}},
            {"label": "voices", "video": false},
        ]);
        self.sow_room(SAMPLE_ID, json!({"name": LIVELY, "sip": sip}));
        self.sow_room(
            SAMPLE_ID,
            json!({"name": "Lecture 讲座", "views": lecture, "participantLimit": 300}),
        );
        self.sow_room(SAMPLE_ID, json!({"name": "Standup", "views": []}));
        let partner = self.add_service("partnerService", "partnerKeyForTests0001");
        self.sow_room(&partner, json!({"name": "Partners", "views": []}));
        self.liven();
    }

    fn sow_room(&mut self, service: &str, options: Value) {
        let options = options.as_object().cloned().unwrap_or_default();
        // The options above fit.
        let _ = self.add_room(service, &options);
    }

    /// Fills the room that lives by itself.
    pub(super) fn liven(&mut self) {
        let lively = self.rooms.values().find(|room| room.get("name") == LIVELY);
        let Some(config) = lively.cloned() else {
            return;
        };
        let ids = Random::new(self.random.bits());
        let settings = &self.settings;
        let mut script = Script::new(settings.seed, ids, settings.people, settings.rate, self.now);
        let mut conference = Conference::new(config, self.now);
        script.begin(&mut conference);
        let id = conference.config.id.clone();
        let script = Some(script);
        self.live.insert(id, Live { conference, script });
    }

    /// Makes a service with a key that is shown; returns its id.
    pub(super) fn add_service(&mut self, name: &str, key: &str) -> String {
        let id = self.object_id();
        self.services.push(super::Service::new(&id, name, key, 0));
        id
    }

    /// Makes a room of a service; returns its id, or why it can't be made.
    pub(super) fn add_room(
        &mut self,
        service: &str,
        options: &Map<String, Value>,
    ) -> Result<String, super::room_config::Misfit> {
        let id = self.object_id();
        let room = RoomConfig::create(&id, options)?;
        self.rooms.insert(id.clone(), room);
        if let Some(service) = self.services.iter_mut().find(|s| s.id == service) {
            service.rooms.push(id.clone());
            service.version += 1;
        }
        Ok(id)
    }
}
