//! A fresh room, and the people that its template puts in.

use super::Room;
use crate::world::faults::{Faults, SyncFaults};
use crate::world::log::Log;
use crate::world::person::Person;
use crate::world::picture::Picture;
use crate::world::presentation::Presentation;
use crate::world::random::Random;
use crate::world::script::Script;
use crate::world::settings::Settings;
use crate::world::stage::Stage;
use crate::world::streams::StreamMode;
use crate::world::template::{Crowd, Pins, Template};

impl Room {
    /// Makes a fresh room. `now` in ms; `restarts` counts restarts of the world: ids and tokens are new after each.
    pub fn new(
        template: &'static Template,
        key: &str,
        settings: &Settings,
        restarts: u64,
        now: u64,
    ) -> Room {
        let mut random = Random::labelled(settings.seed, key);
        let ids = Random::labelled(random.bits() ^ settings.id_salt ^ (restarts << 48), "ids");
        let (hosts, guests) = template.default_layouts;
        let mut room = Room {
            key: key.to_owned(),
            template,
            settings: settings.clone(),
            now,
            people: Vec::new(),
            locked: template.locked,
            guests_muted: false,
            started: template.pins == Pins::None,
            records: false,
            streams_live: false,
            sessions: Vec::new(),
            streams: Vec::new(),
            mode: StreamMode::default(),
            stage: Stage::default(),
            pictures: [Picture::automatic(hosts), Picture::automatic(guests)],
            forced_layout: None,
            presentation: Presentation::default(),
            media_orders: Vec::new(),
            referrals: Vec::new(),
            tickets: Vec::new(),
            faults: Faults::default(),
            sync_faults: SyncFaults::default(),
            old_forms: settings.old_forms.clone(),
            log: Log::default(),
            silent: false,
            ids,
            shown_slots: [Vec::new(), Vec::new()],
            rotation: 0,
            script: None,
            last_event_id: 0,
        };
        room.fill(&mut random);
        room
    }

    /// Puts the template's crowd in.
    fn fill(&mut self, random: &mut Random) {
        let (count, lively) = match self.template.crowd {
            Crowd::Lively => (self.settings.people, true),
            Crowd::Still(count) => (count, false),
        };
        for index in 0..count {
            let mut person = self.new_person(random);
            if index == 0 || (index < 12 && random.chance(12)) {
                person.set("role", "chair");
            }
            if random.chance(25) && index > 0 {
                person.set("is_muted", "YES");
            }
            let minutes_ago = random.below(20 * 60) + 60;
            person.set("start_time", (self.now / 1000).saturating_sub(minutes_ago));
            person.scripted = lively;
            self.started = true;
            self.stage.enter(person.uuid());
            self.people.push(person);
        }
        for _ in 0..self.template.waiting.min(count) {
            let mut person = self.new_person(random);
            person.set("service_type", "waiting_room");
            person.scripted = lively;
            self.people.push(person);
        }
        if lively && count > 0 {
            let seed = random.bits();
            self.script = Some(Script::new(seed, count, self.now));
            let presenter = self.people.first().map(|p| p.uuid().to_owned());
            if let Some(uuid) = presenter {
                self.present(&uuid);
            }
        }
    }

    /// Makes up somebody who isn't in yet.
    pub fn new_person(&mut self, random: &mut Random) -> Person {
        let uuid = self.ids.uuid();
        let mut person = Person::random(random, &uuid, self.template.alias, self.now);
        person.set("service_type", self.service_type());
        person
    }

    /// Returns the `service_type` of those who are in.
    pub fn service_type(&self) -> &'static str {
        if self.template.point_to_point {
            "gateway"
        } else {
            "conference"
        }
    }
}
