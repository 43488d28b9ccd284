//! What event streams are told: events, and the whole state at a stream's begin.

use super::Room;
use crate::world::forms::OldForm;
use crate::world::person::Person;
use crate::world::streams;
use serde_json::{Value, json};

impl Room {
    /// Sends an event to everybody who is in.
    pub fn emit(&mut self, name: &str, data: Option<&Value>) {
        self.emit_about("", name, data);
    }

    /// Sends an event to everybody who is in, and to `about` even at the door.
    pub(super) fn emit_about(&mut self, about: &str, name: &str, data: Option<&Value>) {
        self.emit_where(name, data, |session, waits| !waits || session == about);
    }

    /// Sends an event to the sessions that `to` names; it is told which one, and whether that waits at the door.
    pub(super) fn emit_where(
        &mut self,
        name: &str,
        data: Option<&Value>,
        to: impl Fn(&str, bool) -> bool,
    ) {
        self.last_event_id += 1;
        if self.silent || self.streams.is_empty() {
            return;
        }
        let bytes = self.event_bytes(self.last_event_id, name, data);
        for stream in &mut self.streams {
            let mut sessions = self.sessions.iter();
            let waits = sessions.any(|s| s.person == stream.session && s.waits);
            if to(&stream.session, waits) {
                stream.write(&bytes);
            }
        }
    }

    /// Returns an event's bytes. One without data says `null`: a browser dispatches nothing that has no `data:` line.
    pub(super) fn event_bytes(&self, id: u64, name: &str, data: Option<&Value>) -> Vec<u8> {
        let null = (!self.old(OldForm::NoData)).then_some(&Value::Null);
        streams::format_json(id, name, data.or(null))
    }

    /// Sends an event to the streams of one session.
    pub fn emit_to(&mut self, uuid: &str, name: &str, data: Option<&Value>) {
        self.last_event_id += 1;
        if self.silent {
            return;
        }
        let bytes = self.event_bytes(self.last_event_id, name, data);
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

    /// Returns the number of the last event.
    pub fn last_event_id(&self) -> u64 {
        self.last_event_id
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
            let lists = !self.template.private || !self.old(OldForm::EmptyBracket);
            if lists && !faults.drop_create {
                let name = self.arrival();
                let list = self.participants_for(&viewer).into_iter();
                events.extend(list.map(|person| (name, Some(person))));
            }
            if !faults.drop_end {
                events.push(("participant_sync_end", None));
            }
        }
        events.push(("service_update", Some(self.status())));
        if !self.waits(&viewer) {
            events.push(("stage", Some(self.stage.to_json())));
            events.push(("layout", Some(self.layout(host))));
            if let Some(start) = self.presentation_start() {
                events.push(("presentation_start", Some(start)));
            }
        }
        let mut bytes = Vec::new();
        for (name, data) in events {
            self.last_event_id += 1;
            bytes.extend(self.event_bytes(self.last_event_id, name, data.as_ref()));
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
        let mut status = json!({"locked": self.locked, "guests_muted": self.guests_muted});
        let Some(fields) = status
            .as_object_mut()
            .filter(|_| !self.old(OldForm::DocumentFields))
        else {
            return status;
        };
        fields.insert("started".into(), self.started.into());
        fields.insert("whiteboard".into(), false.into());
        if self.template.private {
            fields.insert("Record_status".into(), self.records.into());
            fields.insert("Live_status".into(), self.streams_live.into());
        }
        status
    }

    /// Returns the event by which somebody's row comes. The private edition has no `participant_create`: an update for
    /// an unknown person is all that it can send.
    pub(super) fn arrival(&self) -> &'static str {
        if self.template.private {
            "participant_update"
        } else {
            "participant_create"
        }
    }

    /// Writes a frame's event to one stream, or to all.
    pub fn emit_frame(&mut self, only: Option<u64>, id: u64) {
        if self.silent {
            return;
        }
        let bytes = self.event_bytes(id, "presentation_frame", None);
        for stream in &mut self.streams {
            if only.is_none_or(|wanted| wanted == stream.id) {
                stream.write(&bytes);
            }
        }
    }

    /// Takes the number of the next event.
    pub fn next_event_id(&mut self) -> u64 {
        self.last_event_id += 1;
        self.last_event_id
    }
}
