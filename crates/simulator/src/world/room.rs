//! A room: who is in it, what is on, and who listens. What it does and tells others stands here; what it is asked for,
//! in `commands`.

mod people;
mod showing;
mod telling;

use super::Settings;
use super::faults::{Faults, SyncFaults};
use super::log::Log;
use super::media::Order;
use super::person::{Person, Ringing};
use super::picture::Picture;
use super::presentation::Presentation;
use super::random::Random;
use super::script::Script;
use super::session::Session;
use super::stage::Stage;
use super::streams::{self, EventStream, StreamMode};
use super::template::{Crowd, Pins, Template};
use serde_json::Value;

/// A room and everything in it.
#[derive(Debug)]
pub struct Room {
    /// Its number, with a suffix where it is a fresh one.
    pub key: String,
    /// Its blueprint.
    pub template: &'static Template,
    /// The world's settings.
    pub settings: Settings,
    /// The clock, ms since the Unix epoch.
    pub now: u64,
    /// Everybody, in order of arrival.
    pub people: Vec<Person>,
    /// New guests wait.
    pub locked: bool,
    /// Guests are silenced.
    pub guests_muted: bool,
    /// A host opened it; until then guests wait.
    pub started: bool,
    /// Control sessions.
    pub sessions: Vec<Session>,
    /// Open event streams.
    pub streams: Vec<EventStream>,
    /// What event streams do.
    pub mode: StreamMode,
    /// Who speaks.
    pub stage: Stage,
    /// Pictures of hosts and guests.
    pub pictures: [Picture; 2],
    /// A layout that a test put on, whatever the room would show.
    pub forced_layout: Option<Value>,
    /// What is presented.
    pub presentation: Presentation,
    /// What is to be done about media.
    pub media: Vec<Order>,
    /// Faults that are switched on.
    pub faults: Faults,
    /// Faults of the snapshot at a stream's begin.
    pub sync_faults: SyncFaults,
    /// Requests seen.
    pub log: Log,
    /// What is done now is told to nobody (a fault).
    pub silent: bool,
    /// Where ids and tokens come from.
    pub ids: Random,
    shown: [Vec<String>; 2],
    turn: usize,
    script: Option<Script>,
    event: u64,
}

impl Room {
    /// A fresh room. `epoch` counts restarts of the world: ids and tokens are new after each.
    pub fn new(
        template: &'static Template,
        key: &str,
        settings: &Settings,
        epoch: u64,
        now: u64,
    ) -> Room {
        let mut random = Random::labelled(settings.seed, key);
        let ids = Random::labelled(random.bits() ^ settings.boot ^ (epoch << 48), "ids");
        let (hosts, guests) = template.views;
        let mut room = Room {
            key: key.to_owned(),
            template,
            settings: settings.clone(),
            now,
            people: Vec::new(),
            locked: template.locked,
            guests_muted: false,
            started: template.pins == Pins::None,
            sessions: Vec::new(),
            streams: Vec::new(),
            mode: StreamMode::default(),
            stage: Stage::default(),
            pictures: [Picture::automatic(hosts), Picture::automatic(guests)],
            forced_layout: None,
            presentation: Presentation::default(),
            media: Vec::new(),
            faults: Faults::default(),
            sync_faults: SyncFaults::default(),
            log: Log::default(),
            silent: false,
            ids,
            shown: [Vec::new(), Vec::new()],
            turn: 0,
            script: None,
            event: 0,
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
            let mut person = self.somebody(random);
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
            let mut person = self.somebody(random);
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

    /// Somebody new who isn't in yet.
    pub fn somebody(&mut self, random: &mut Random) -> Person {
        let uuid = self.ids.uuid();
        let mut person = Person::from_the_crowd(random, &uuid, self.template.alias, self.now);
        person.set("service_type", self.service());
        person
    }

    /// `service_type` of those who are in.
    pub fn service(&self) -> &'static str {
        if self.template.dot {
            "gateway"
        } else {
            "conference"
        }
    }

    /// Lets time pass up to `now` (ms).
    pub fn advance(&mut self, now: u64) {
        self.now = self.now.max(now);
        self.settle_calls();
        let expired: Vec<String> = self
            .sessions
            .iter()
            .filter(|s| s.expires_at <= self.now)
            .map(|s| s.person.clone())
            .collect();
        for uuid in expired {
            self.remove(&uuid);
        }
        if let Some(mut script) = self.script.take() {
            script.run(self);
            self.script = Some(script);
        }
        self.tick_presentation();
        self.turn_slots();
        for stream in &mut self.streams {
            if stream.alive_at <= self.now {
                stream.alive_at = self.now + streams::KEEP_ALIVE_MS;
                stream.write(b":\n\n");
            }
        }
    }

    /// Those who are called answer, refuse or give up.
    fn settle_calls(&mut self) {
        let now = self.now;
        let due: Vec<(String, Ringing)> = self
            .people
            .iter()
            .filter_map(|p| Some((p.uuid().to_owned(), p.ringing?)))
            .filter(|(_, ringing)| match ringing {
                Ringing::Answers(at) | Ringing::Vanishes(at) => *at <= now,
            })
            .collect();
        for (uuid, ringing) in due {
            if matches!(ringing, Ringing::Vanishes(_)) {
                self.remove(&uuid);
                continue;
            }
            let service = self.service();
            let seconds = self.now / 1000;
            let muted = self.guests_muted;
            if let Some(person) = self.person_mut(&uuid) {
                person.ringing = None;
                person.set("service_type", service);
                person.set("has_media", true);
                person.set("start_time", seconds);
                if muted && !person.is_host() {
                    person.set("is_muted", "YES");
                }
            }
            self.publish(&uuid);
        }
    }

    /// Rotating slots (`-2`) move on every ten seconds.
    fn turn_slots(&mut self) {
        let rotates = |picture: &Picture| picture.actors.iter().any(|actor| actor == "-2");
        if self.pictures.iter().any(rotates) {
            let turn = usize::try_from(self.now / 10_000).unwrap_or(0);
            if turn != self.turn {
                self.turn = turn;
                self.show_layout(false);
            }
        }
    }
}
