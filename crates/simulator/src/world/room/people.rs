//! Who comes, changes and goes, and what follows from it.

use super::Room;
use crate::world::forms::OldForm;
use crate::world::person::Person;
use crate::world::picture::Picture;
use crate::world::stage::Stage;
use crate::world::streams::{self, Ending};
use crate::world::template::Pins;
use serde_json::{Value, json};

impl Room {
    /// Returns the person with this id.
    pub fn person(&self, uuid: &str) -> Option<&Person> {
        self.people.iter().find(|p| p.uuid() == uuid)
    }

    /// Returns the person with this id, to be changed. Follow it with [`Room::publish`].
    pub fn person_mut(&mut self, uuid: &str) -> Option<&mut Person> {
        self.people.iter_mut().find(|p| p.uuid() == uuid)
    }

    /// Returns the list as `participants` gives it to the session of `viewer` ("" = a test, who sees everything but the hidden).
    pub fn participants_for(&self, viewer: &str) -> Vec<Value> {
        let alone = self.waits(viewer);
        self.people
            .iter()
            .filter(|p| !p.hidden && (!alone || p.uuid() == viewer))
            .map(|p| self.row(p))
            .collect()
    }

    /// Returns somebody's row as it goes over the wire.
    pub fn row(&self, person: &Person) -> Value {
        if self.old(OldForm::DocumentFields) {
            return person.document_json();
        }
        let mut row = person.to_json();
        if let Some(fields) = row
            .as_object_mut()
            .filter(|_| self.stage.speaks(person.uuid()))
        {
            fields.insert("is_speaking".into(), "YES".into());
        }
        row
    }

    /// Lets people in and tells everybody.
    pub fn add(&mut self, newcomers: Vec<Person>) {
        let mut stage_changed = false;
        for person in newcomers {
            let uuid = person.uuid().to_owned();
            stage_changed |= person.on_stage() && self.stage.enter(&uuid);
            let told = (!person.hidden).then(|| self.row(&person));
            let starts = person.on_stage() && person.is_host();
            self.people.push(person);
            if let Some(data) = told {
                self.announce(&uuid, &data);
            }
            if starts && !self.started {
                self.start_meeting();
            }
        }
        if stage_changed {
            self.emit("stage", Some(&self.stage.to_json()));
        }
        self.show_layout(false);
    }

    fn announce(&mut self, uuid: &str, data: &Value) {
        if self.sync_faults.drop_create {
            return;
        }
        self.emit_about(uuid, self.arrival(), Some(data));
    }

    /// Tells everybody how somebody is now, and what follows from it.
    pub fn publish(&mut self, uuid: &str) {
        let Some(person) = self.person(uuid) else {
            return;
        };
        let (data, hidden) = (self.row(person), person.hidden);
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
            self.emit("stage", Some(&self.stage.to_json()));
        }
        if on_stage && host && !self.started {
            self.start_meeting();
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

    /// Mutes every guest who is in, or lets them speak, and tells everybody.
    pub fn set_guests_muted(&mut self, muted: bool) {
        self.guests_muted = muted;
        self.emit("service_update", Some(&self.status()));
        let mut changed = Vec::new();
        for (index, person) in self.people.iter_mut().enumerate() {
            if person.is_in() && !person.is_host() && person.flag("is_muted") != muted {
                person.set("is_muted", if muted { "YES" } else { "NO" });
                changed.push(index);
            }
        }
        let changed = changed.iter().filter_map(|index| self.people.get(*index));
        let told: Vec<(String, Value)> = changed
            .filter(|person| !person.hidden)
            .map(|person| (person.uuid().to_owned(), self.row(person)))
            .collect();
        // Neither stage nor picture depends on it: thousands of guests are told of one by one, and nothing else.
        for (uuid, data) in &told {
            self.emit_about(uuid, "participant_update", Some(data));
        }
    }

    /// Takes somebody out, with their session, and tells everybody. Returns whether there was such a person.
    pub fn remove(&mut self, uuid: &str) -> bool {
        let Some(index) = self.people.iter().position(|p| p.uuid() == uuid) else {
            return false;
        };
        self.end_calls_of(uuid, "Participant left");
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
            self.emit("stage", Some(&self.stage.to_json()));
        }
        self.show_layout(false);
        true
    }

    /// Disconnects somebody: like [`Room::remove`], but their own streams are told why.
    pub fn disconnect_person(&mut self, uuid: &str, reason: &str) -> bool {
        let data = json!({"reason": reason});
        self.emit_to(uuid, "disconnect", Some(&data));
        self.remove(uuid)
    }

    /// Lets somebody in who waits. Returns whether they did.
    pub fn admit(&mut self, uuid: &str) -> bool {
        let service = self.service_type();
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

    /// Marks the meeting as open, and tells everybody where it wasn't.
    pub fn open(&mut self) {
        if !std::mem::replace(&mut self.started, true) && !self.old(OldForm::DocumentFields) {
            self.emit("service_update", Some(&self.status()));
        }
    }

    /// Opens the meeting: guests who wait for a host come in, unless the room is locked.
    pub fn start_meeting(&mut self) {
        self.open();
        if !self.locked {
            self.admit_all();
        }
    }

    /// Throws everybody out, tells their streams, and leaves the room as it was built.
    pub fn end_meeting(&mut self, reason: &str) {
        let data = json!({"reason": reason});
        self.emit("disconnect", Some(&data));
        for session in self.sessions.iter().filter(|s| s.waits) {
            let bytes = streams::format_json(self.last_event_id, "disconnect", Some(&data));
            for stream in &mut self.streams {
                if stream.session == session.person && !self.silent {
                    stream.write(&bytes);
                }
            }
        }
        for stream in &mut self.streams {
            stream.end(Ending::Clean);
        }
        let (hosts, guests) = self.template.default_layouts;
        self.drop_calls();
        self.people.clear();
        self.sessions.clear();
        self.stage = Stage::default();
        self.presentation.presenter = None;
        self.locked = self.template.locked;
        self.guests_muted = false;
        self.records = false;
        self.streams_live = false;
        self.tickets.clear();
        self.started = self.template.pins == Pins::None;
        self.pictures = [Picture::automatic(hosts), Picture::automatic(guests)];
        self.forced_layout = None;
        self.shown_slots = [Vec::new(), Vec::new()];
    }

    /// Returns whether the session of this person waits at the door.
    pub fn waits(&self, viewer: &str) -> bool {
        self.sessions.iter().any(|s| s.person == viewer && s.waits)
    }
}
