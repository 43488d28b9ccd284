//! The world: conferences, the telephones that are called into them, and the sockets of who runs them. It is pure: time and texts
//! come in, texts go out; no clock, no socket, no thread, and no chance but a seed's.

mod conference;
mod control;
mod faults;
mod methods;
mod news;
mod rpc;
mod settings;
mod sockets;

pub use control::{CONTROL_PREFIX, Request};
pub use settings::{Behaviour, Notifications, Results, Settings};
pub use sockets::{Frame, Opening};

use crate::world::log::Log;
use crate::world::random::Random;
use conference::Conference;
use faults::Faults;
use sockets::Sockets;
use std::collections::BTreeMap;

/// A whole server, with the telephone service behind it.
#[derive(Debug)]
pub struct World {
    now: u64,
    random: Random,
    behaviour: Behaviour,
    conferences: BTreeMap<String, Conference>,
    sockets: Sockets,
    faults: Faults,
    log: Log,
}

impl World {
    /// Makes a world that begins at `now` (ms since the Unix epoch).
    pub fn new(settings: Settings, now: u64) -> World {
        World {
            now,
            random: Random::new(settings.seed ^ settings.id_salt),
            behaviour: settings.behaviour,
            conferences: BTreeMap::new(),
            sockets: Sockets::default(),
            faults: Faults::default(),
            log: Log::default(),
        }
    }

    /// Lets time pass up to `now` (ms).
    pub fn advance(&mut self, now: u64) {
        self.now = self.now.max(now);
        let now = self.now;
        let ids: Vec<String> = self.conferences.keys().cloned().collect();
        for id in ids {
            let Some(conference) = self.conferences.get_mut(&id) else {
                continue;
            };
            let news = conference.advance(now);
            self.happened(&id, news);
        }
        self.answer_waiting();
    }

    /// Forgets who is connected, as a server that is started anew. The conferences are the telephone service's, and stay.
    pub fn restart(&mut self) {
        self.sockets.cut_all();
        for conference in self.conferences.values_mut() {
            conference.listeners.clear();
        }
    }

    /// Makes a conference; returns its number.
    fn make_conference(&mut self) -> String {
        let id = loop {
            let id = format!("{:08}", 10_000_000 + self.random.below(90_000_000));
            if !self.conferences.contains_key(&id) {
                break id;
            }
        };
        let maker = self.call_id();
        let conference = Conference::new(maker, self.now);
        self.conferences.insert(id.clone(), conference);
        id
    }

    /// Returns a call's id, as the service makes them: 32 letters and digits.
    fn call_id(&mut self) -> String {
        format!("{:016x}{:016x}", self.random.bits(), self.random.bits())
    }
}
