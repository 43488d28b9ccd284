//! A room: who is in it, what is on, and who listens. What it does and tells others stands here; what it is asked for,
//! in `commands`.

use super::Settings;
use super::faults::{Faults, SyncFaults};
use super::log::Log;
use super::person::{Person, Ringing};
use super::picture::Picture;
use super::presentation::Presentation;
use super::random::Random;
use super::script::Script;
use super::session::Session;
use super::stage::Stage;
use super::streams::{self, Ending, EventStream, StreamMode};
use super::template::{Crowd, Pins, Template};
use serde_json::{Value, json};

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

    // --- people ---------------------------------------------------------------------------------------------------

    /// Somebody by id.
    pub fn person(&self, uuid: &str) -> Option<&Person> {
        self.people.iter().find(|p| p.uuid() == uuid)
    }

    /// Somebody by id, to change. Follow it with [`Room::publish`].
    pub fn person_mut(&mut self, uuid: &str) -> Option<&mut Person> {
        self.people.iter_mut().find(|p| p.uuid() == uuid)
    }

    /// The list as `participants` gives it to the session of `viewer` ("" = a test, who sees everything but the hidden).
    pub fn list(&self, viewer: &str) -> Vec<Value> {
        let alone = self.waits(viewer);
        self.people
            .iter()
            .filter(|p| !p.hidden && (!alone || p.uuid() == viewer))
            .map(Person::json)
            .collect()
    }

    /// Lets people in and tells everybody.
    pub fn add(&mut self, newcomers: Vec<Person>) {
        let mut stage_changed = false;
        for person in newcomers {
            let uuid = person.uuid().to_owned();
            stage_changed |= person.on_stage() && self.stage.enter(&uuid);
            let told = (!person.hidden).then(|| person.json());
            let starts = person.on_stage() && person.is_host();
            self.people.push(person);
            if let Some(data) = told {
                self.tell_arrival(&uuid, &data);
            }
            if starts && !self.started {
                self.start();
            }
        }
        if stage_changed {
            self.emit("stage", Some(&self.stage.json()));
        }
        self.show_layout(false);
    }

    fn tell_arrival(&mut self, uuid: &str, data: &Value) {
        if self.sync_faults.drop_create {
            return;
        }
        // The private edition has no participant_create: an update for an unknown person is all that it can send.
        let name = if self.template.private {
            "participant_update"
        } else {
            "participant_create"
        };
        self.emit_about(uuid, name, Some(data));
    }

    /// Tells everybody how somebody is now, and what follows from it.
    pub fn publish(&mut self, uuid: &str) {
        let Some(person) = self.person(uuid) else {
            return;
        };
        let (data, hidden) = (person.json(), person.hidden);
        let (on_stage, waits, host) = (person.on_stage(), person.waits(), person.is_host());
        if !hidden {
            self.emit_about(uuid, "participant_update", Some(&data));
        }
        let stage_changed = if on_stage {
            self.stage.enter(uuid)
        } else {
            self.stage.leave(uuid)
        };
        if stage_changed {
            self.emit("stage", Some(&self.stage.json()));
        }
        if on_stage && host && !self.started {
            self.start();
        }
        self.show_layout(false);
        let session = self.sessions.iter_mut().find(|s| s.person == uuid);
        if let Some(session) = session.filter(|s| s.waits != waits) {
            session.waits = waits;
            // Whoever waited saw nobody: now they get the whole picture.
            let ids: Vec<u64> = self
                .streams
                .iter()
                .filter(|s| s.session == uuid && !waits)
                .map(|s| s.id)
                .collect();
            for id in ids {
                self.sync(id);
            }
        }
    }

    /// Silences every guest who is in, or lets them speak, and tells everybody.
    pub fn silence_guests(&mut self, muted: bool) {
        self.guests_muted = muted;
        self.emit("service_update", Some(&self.status()));
        let mut changed = Vec::new();
        for person in &mut self.people {
            if person.is_in() && !person.is_host() && person.flag("is_muted") != muted {
                person.set("is_muted", if muted { "YES" } else { "NO" });
                changed.push((person.uuid().to_owned(), person.hidden, person.json()));
            }
        }
        // Neither stage nor picture depends on it: thousands of guests are told of one by one, and nothing else.
        for (uuid, _, data) in changed.iter().filter(|(_, hidden, _)| !hidden) {
            self.emit_about(uuid, "participant_update", Some(data));
        }
    }

    /// Takes somebody out, with their session, and tells everybody. False where there is no such person.
    pub fn remove(&mut self, uuid: &str) -> bool {
        let Some(index) = self.people.iter().position(|p| p.uuid() == uuid) else {
            return false;
        };
        let person = self.people.remove(index);
        self.sessions.retain(|s| s.person != uuid);
        for stream in self.streams.iter_mut().filter(|s| s.session == uuid) {
            stream.end(Ending::Clean);
        }
        if self.presentation.presenter.as_deref() == Some(uuid) {
            self.stop_presenting();
        }
        if !person.hidden {
            self.emit("participant_delete", Some(&json!({"uuid": uuid})));
        }
        if self.stage.leave(uuid) {
            self.emit("stage", Some(&self.stage.json()));
        }
        self.show_layout(false);
        true
    }

    /// Puts somebody out: like [`Room::remove`], but their own streams are told why.
    pub fn put_out(&mut self, uuid: &str, reason: &str) -> bool {
        let data = json!({"reason": reason});
        self.emit_to(uuid, "disconnect", Some(&data));
        self.remove(uuid)
    }

    /// Lets somebody in who waits. False where they don't.
    pub fn admit(&mut self, uuid: &str) -> bool {
        let service = self.service();
        let muted = self.guests_muted;
        let Some(person) = self.person_mut(uuid).filter(|p| p.waits()) else {
            return false;
        };
        person.set("service_type", service);
        if muted && !person.is_host() {
            person.set("is_muted", "YES");
        }
        self.publish(uuid);
        true
    }

    /// Lets everybody in who waits.
    pub fn admit_all(&mut self) {
        let waiting: Vec<String> = self
            .people
            .iter()
            .filter(|p| p.waits())
            .map(|p| p.uuid().to_owned())
            .collect();
        for uuid in waiting {
            self.admit(&uuid);
        }
    }

    /// Opens the meeting: guests who wait for a host come in, unless the room is locked.
    pub fn start(&mut self) {
        self.started = true;
        if !self.locked {
            self.admit_all();
        }
    }

    /// Throws everybody out, tells their streams, and leaves the room as it was built.
    pub fn end(&mut self, reason: &str) {
        let data = json!({"reason": reason});
        self.emit("disconnect", Some(&data));
        for session in self.sessions.iter().filter(|s| s.waits) {
            let bytes = streams::format_json(self.event, "disconnect", Some(&data));
            for stream in &mut self.streams {
                if stream.session == session.person && !self.silent {
                    stream.write(&bytes);
                }
            }
        }
        for stream in &mut self.streams {
            stream.end(Ending::Clean);
        }
        let (hosts, guests) = self.template.views;
        self.people.clear();
        self.sessions.clear();
        self.stage = Stage::default();
        self.presentation.presenter = None;
        self.locked = self.template.locked;
        self.guests_muted = false;
        self.started = self.template.pins == Pins::None;
        self.pictures = [Picture::automatic(hosts), Picture::automatic(guests)];
        self.forced_layout = None;
        self.shown = [Vec::new(), Vec::new()];
    }

    /// Whether the session of this person waits at the door.
    pub fn waits(&self, viewer: &str) -> bool {
        self.sessions.iter().any(|s| s.person == viewer && s.waits)
    }

    // --- telling --------------------------------------------------------------------------------------------------

    /// Sends an event to everybody who is in.
    pub fn emit(&mut self, name: &str, data: Option<&Value>) {
        self.emit_about("", name, data);
    }

    /// Sends an event to everybody who is in, and to `about` even at the door.
    fn emit_about(&mut self, about: &str, name: &str, data: Option<&Value>) {
        self.event += 1;
        if self.silent || self.streams.is_empty() {
            return;
        }
        let bytes = streams::format_json(self.event, name, data);
        for stream in &mut self.streams {
            let waits = self
                .sessions
                .iter()
                .any(|s| s.person == stream.session && s.waits);
            if !waits || stream.session == about {
                stream.write(&bytes);
            }
        }
    }

    /// Sends an event to the streams of one session.
    pub fn emit_to(&mut self, uuid: &str, name: &str, data: Option<&Value>) {
        self.event += 1;
        if self.silent {
            return;
        }
        let bytes = streams::format_json(self.event, name, data);
        for stream in self.streams.iter_mut().filter(|s| s.session == uuid) {
            stream.write(&bytes);
        }
    }

    /// Sends bytes as they are to every stream.
    pub fn emit_raw(&mut self, bytes: &[u8]) {
        for stream in &mut self.streams {
            stream.write(bytes);
        }
    }

    /// The number of the last event.
    pub fn last_event(&self) -> u64 {
        self.event
    }

    /// Sends the whole state to one stream, as at its begin.
    pub fn sync(&mut self, id: u64) {
        let Some(viewer) = self.streams.iter().find(|s| s.id == id) else {
            return;
        };
        let viewer = viewer.session.clone();
        let faults = self.sync_faults;
        let host = self.person(&viewer).is_some_and(Person::is_host);
        let mut events: Vec<(&str, Option<Value>)> = Vec::new();
        if !faults.drop_all {
            events.push(("participant_sync_begin", None));
            if !faults.drop_create && !self.template.private {
                let list = self.list(&viewer).into_iter();
                events.extend(list.map(|person| ("participant_create", Some(person))));
            }
            if !faults.drop_end {
                events.push(("participant_sync_end", None));
            }
        }
        events.push(("service_update", Some(self.status())));
        if !self.waits(&viewer) {
            events.push(("stage", Some(self.stage.json())));
            events.push(("layout", Some(self.layout(host))));
            if let Some(start) = self.presentation_start() {
                events.push(("presentation_start", Some(start)));
            }
        }
        let mut bytes = Vec::new();
        for (name, data) in events {
            self.event += 1;
            bytes.extend(streams::format_json(self.event, name, data.as_ref()));
        }
        if let Some(stream) = self.streams.iter_mut().find(|s| s.id == id) {
            stream.write(&bytes);
        }
        if self.presentation.presenter.is_some() && !self.waits(&viewer) {
            self.show_frame(Some(id));
        }
    }

    /// `service_status` and `service_update`.
    pub fn status(&self) -> Value {
        json!({"locked": self.locked, "guests_muted": self.guests_muted})
    }

    /// Writes a frame's event to one stream, or to all.
    pub fn frame_event(&mut self, only: Option<u64>, id: u64) {
        if self.silent {
            return;
        }
        let bytes = streams::format_json(id, "presentation_frame", None);
        for stream in &mut self.streams {
            if only.is_none_or(|wanted| wanted == stream.id) {
                stream.write(&bytes);
            }
        }
    }

    /// A number for the next event.
    pub fn next_event(&mut self) -> u64 {
        self.event += 1;
        self.event
    }

    // --- the picture ----------------------------------------------------------------------------------------------

    fn slots(&self, host: bool) -> Vec<String> {
        let [hosts, guests] = &self.pictures;
        let picture = if host { hosts } else { guests };
        picture.fill(&self.people, &self.stage, self.turn)
    }

    /// The `layout` event's data for hosts or guests.
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
        if slots == self.shown && !anyway {
            return;
        }
        self.shown = slots;
        self.event += 1;
        if self.silent || self.streams.is_empty() {
            return;
        }
        for host in [true, false] {
            let bytes = streams::format_json(self.event, "layout", Some(&self.layout(host)));
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
        self.emit("stage", Some(&self.stage.json()));
        self.show_layout(false);
    }
}
