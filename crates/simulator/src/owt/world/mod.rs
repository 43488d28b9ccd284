//! The world: services, rooms, who is in them, and the portal that tells what happens. It is pure: time and requests come in,
//! answers and frames go out; no clock, no socket, no thread, and no chance but a seed's.

mod call;
mod checks;
mod conference;
mod control;
mod encoding;
mod handle;
mod ids;
mod json;
mod mauth;
mod portal;
mod refusal;
mod request;
mod resources;
mod room_config;
mod route;
mod seed;
mod service;
mod settings;

pub use control::CONTROL_PREFIX;
pub use encoding::sign;
pub use portal::{Frame, Opening, unfit};
pub use request::Request;
pub use route::{Place, ROUTES, Route};
pub use service::{SAMPLE_ID, SAMPLE_KEY, SUPER_ID, SUPER_KEY};
pub use settings::{Agents, Settings};

use crate::world::faults::Faults;
use crate::world::log::Log;
use crate::world::random::Random;
use conference::{Conference, Script};
use portal::Portal;
use room_config::RoomConfig;
use service::Service;
use std::collections::BTreeMap;

/// A room that is live, and who plays in it.
#[derive(Debug)]
struct Live {
    conference: Conference,
    script: Option<Script>,
}

/// A token, until somebody joins with it.
#[derive(Clone, Debug)]
struct Token {
    room: String,
    user: String,
    role: String,
    made_at: u64,
}

/// A whole conference server.
#[derive(Debug)]
pub struct World {
    settings: Settings,
    now: u64,
    /// Chance for everything that isn't a story.
    random: Random,
    /// What is the same in all ids of the database, and how many it has made.
    process: u64,
    made: u64,
    services: Vec<Service>,
    rooms: BTreeMap<String, RoomConfig>,
    live: BTreeMap<String, Live>,
    tokens: BTreeMap<String, Token>,
    /// What tokens are signed with.
    server_key: String,
    portal: Portal,
    agents: Agents,
    faults: Faults,
    room_faults: BTreeMap<String, Faults>,
    log: Log,
    is_silent: bool,
}

impl World {
    /// Makes a world that begins at `now` (ms since the Unix epoch).
    pub fn new(settings: Settings, now: u64) -> World {
        let mut random = Random::new(settings.seed ^ settings.id_salt);
        let server_key = format!("{:016x}{:016x}", random.bits(), random.bits());
        let mut world = World {
            agents: settings.agents,
            settings,
            now,
            process: random.bits(),
            random,
            made: 0,
            services: vec![
                Service::new(SUPER_ID, "superService", SUPER_KEY, 0),
                Service::new(SAMPLE_ID, "sampleService", SAMPLE_KEY, 0),
            ],
            rooms: BTreeMap::new(),
            live: BTreeMap::new(),
            tokens: BTreeMap::new(),
            server_key,
            portal: Portal::default(),
            faults: Faults::default(),
            room_faults: BTreeMap::new(),
            log: Log::default(),
            is_silent: false,
        };
        world.sow();
        world
    }

    /// Lets time pass up to `now` (ms).
    pub fn advance(&mut self, now: u64) {
        self.now = self.now.max(now);
        for live in self.live.values_mut() {
            if let Some(script) = &mut live.script {
                script.run(&mut live.conference, self.now);
            }
        }
        let now = self.now;
        self.live
            .retain(|_, live| live.script.is_some() || !live.conference.has_ended(now));
        self.watch_portal();
        self.deliver();
    }

    /// Forgets everything that is live, as a server that is started anew: rooms and services lie in its database.
    pub fn restart(&mut self) {
        self.live.clear();
        self.tokens.clear();
        self.portal.cut_all();
        self.server_key = format!("{:016x}{:016x}", self.random.bits(), self.random.bits());
        self.liven();
        self.deliver();
    }

    /// Returns a new id of the database's.
    fn object_id(&mut self) -> String {
        self.made += 1;
        ids::object(self.now, self.process, self.made)
    }

    /// Returns a live room.
    fn conference(&mut self, room: &str) -> Option<&mut Conference> {
        Some(&mut self.live.get_mut(room)?.conference)
    }

    /// Makes a room live where it isn't. An error where there is no such room, or nobody to mix its views.
    fn activate(&mut self, room: &str) -> Result<&mut Conference, ()> {
        let config = self.rooms.get(room).ok_or(())?;
        if !self.live.contains_key(room) {
            let can_mix = self.agents.audio && self.agents.video;
            if !config.views().is_empty() && !can_mix {
                return Err(());
            }
            let live = Live {
                conference: Conference::new(config.clone(), self.now),
                script: None,
            };
            self.live.insert(room.to_owned(), live);
        }
        self.conference(room).ok_or(())
    }

    /// Deletes a room, live or not.
    fn delete_room(&mut self, room: &str) {
        self.rooms.remove(room);
        for service in &mut self.services {
            service.rooms.retain(|id| id != room);
        }
        self.end(room);
    }

    /// Ends a live room: everybody is dropped.
    fn end(&mut self, room: &str) {
        if let Some(live) = self.live.remove(room) {
            self.drop_everybody(room, &live.conference);
        }
    }
}
