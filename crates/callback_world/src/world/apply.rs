//! What an event changes.

use super::{Call, MAX_KEPT, Person, Recording, Room, Warning, World};
use crate::event::{Event, EventKind, RecordingTold, StreamTold};
use std::collections::{BTreeMap, VecDeque};

impl World {
    /// Applies an event that came at this Unix time in milliseconds. Returns whether it changed what is known, stamps of when it was
    /// last told aside.
    pub fn apply(&mut self, event: &Event, at_ms: u64) -> bool {
        match &event.kind {
            EventKind::Open => return self.open(event, at_ms),
            EventKind::Close { .. } => {
                let Some(room) = event.room.clone() else {
                    return false;
                };
                keep(&mut self.closed, (event.vendor, room.clone(), at_ms));
                return self.rooms.remove(&(event.vendor, room)).is_some();
            }
            EventKind::Recording(told) => return self.record(event, told, at_ms),
            EventKind::Call { to, media } => {
                let call = Call {
                    vendor: event.vendor,
                    from: event.user.clone(),
                    to: to.clone(),
                    media: media.clone(),
                    told_ms: at_ms,
                };
                keep(&mut self.calls, call);
                return true;
            }
            EventKind::Warning {
                server,
                trouble,
                detail,
            } => {
                let warning = Warning {
                    vendor: event.vendor,
                    server: server.clone(),
                    trouble: trouble.clone(),
                    detail: detail.clone(),
                    told_ms: at_ms,
                };
                keep(&mut self.warnings, warning);
                return true;
            }
            _ => {}
        }
        let (Some(room), Some(user)) = (&event.room, &event.user) else {
            return false;
        };
        match &event.kind {
            EventKind::Join { name, endpoint } => {
                let (person, is_new) = self.person(event, room, user, at_ms);
                let before = (person.name.clone(), person.endpoint.clone());
                person.name = name.clone().or(person.name.take());
                person.endpoint = endpoint.clone().or(person.endpoint.take());
                // Came in again: what was sent before must be told again.
                for stream in person.streams.values_mut().filter(|_| !event.polled) {
                    stream.is_doubtful = true;
                }
                is_new || before != (person.name.clone(), person.endpoint.clone())
            }
            EventKind::Leave { .. } => {
                let room = self.rooms.get_mut(&(event.vendor, room.clone()));
                room.is_some_and(|room| {
                    room.told_ms = at_ms;
                    room.people.remove(user).is_some()
                })
            }
            EventKind::Publish(told) => {
                let (person, is_new) = self.person(event, room, user, at_ms);
                publish(person, told, at_ms) || is_new
            }
            EventKind::Unpublish(told) => {
                let room = self.rooms.get_mut(&(event.vendor, room.clone()));
                let person = room.and_then(|room| room.people.get_mut(user));
                person.is_some_and(|person| {
                    person.told_ms = at_ms;
                    person.streams.remove(&stream_key(told)).is_some()
                })
            }
            _ => {
                let room = self.rooms.get_mut(&(event.vendor, room.clone()));
                if let Some(person) = room.and_then(|room| room.people.get_mut(user)) {
                    person.told_ms = at_ms;
                }
                false
            }
        }
    }

    /// A room that opens again had lost its server: whoever is there comes in again, whoever gave up never leaves.
    fn open(&mut self, event: &Event, at_ms: u64) -> bool {
        let Some(id) = &event.room else {
            return false;
        };
        let key = (event.vendor, id.clone());
        let is_new = !self.rooms.contains_key(&key);
        let room = self.room_of(event, id, at_ms);
        for person in room.people.values_mut().filter(|_| !event.polled) {
            person.is_doubtful = true;
        }
        is_new
    }

    fn room_of(&mut self, event: &Event, id: &str, at_ms: u64) -> &mut Room {
        let key = (event.vendor, id.to_owned());
        let room = self.rooms.entry(key).or_insert_with(|| Room {
            vendor: event.vendor,
            room: id.to_owned(),
            since_ms: at_ms,
            told_ms: at_ms,
            people: BTreeMap::new(),
        });
        room.told_ms = at_ms;
        room
    }

    /// Returns a person who is there, for something was told of them; whether that is news.
    fn person(&mut self, event: &Event, room: &str, user: &str, at_ms: u64) -> (&mut Person, bool) {
        let room = self.room_of(event, room, at_ms);
        let is_new = !room.people.contains_key(user);
        let person = room.people.entry(user.to_owned()).or_default();
        if is_new {
            person.since_ms = at_ms;
        }
        person.told_ms = at_ms;
        person.is_doubtful = false;
        (person, is_new)
    }

    fn record(&mut self, event: &Event, told: &RecordingTold, at_ms: u64) -> bool {
        let known = self.recordings.iter().position(|it| {
            it.vendor == event.vendor
                && it.room == event.room
                && told.recording.is_some()
                && it.recording == told.recording
        });
        let before = known.and_then(|at| self.recordings.remove(at));
        let mut recording = Recording {
            vendor: event.vendor,
            room: event.room.clone(),
            recording: told.recording.clone(),
            exporter: told.exporter.clone(),
            step: told.step,
            detail: told.detail.clone(),
            started: told.started.clone(),
            stopped: told.stopped.clone(),
            told_ms: at_ms,
        };
        let mut is_news = true;
        if let Some(before) = before {
            // It never goes back: a late "started" doesn't take files away.
            recording.step = recording.step.max(before.step);
            let is_ahead = told.step >= before.step;
            let newer = |told: Option<String>, before: &Option<String>| match is_ahead {
                true => told.or_else(|| before.clone()),
                false => before.clone().or(told),
            };
            recording.exporter = newer(recording.exporter, &before.exporter);
            recording.detail = newer(recording.detail, &before.detail);
            recording.started = newer(recording.started, &before.started);
            recording.stopped = newer(recording.stopped, &before.stopped);
            let same_time = Recording {
                told_ms: before.told_ms,
                ..recording.clone()
            };
            is_news = same_time != before;
        }
        keep(&mut self.recordings, recording);
        is_news
    }
}

fn publish(person: &mut Person, told: &StreamTold, at_ms: u64) -> bool {
    // It takes the place of the one before the crash.
    person
        .streams
        .retain(|key, it| !it.is_doubtful || it.medium != told.medium || *key == stream_key(told));
    let is_new = !person.streams.contains_key(&stream_key(told));
    let stream = person.streams.entry(stream_key(told)).or_default();
    if is_new {
        stream.since_ms = at_ms;
    }
    let before = (stream.medium.clone(), stream.resolution.clone());
    stream.is_doubtful = false;
    stream.medium = told.medium.clone().or(stream.medium.take());
    stream.resolution = told.resolution.clone().or(stream.resolution.take());
    is_new || before != (stream.medium.clone(), stream.resolution.clone())
}

fn stream_key(told: &StreamTold) -> String {
    let key = told.stream.as_ref().or(told.medium.as_ref());
    key.cloned().unwrap_or_default()
}

fn keep<T>(kept: &mut VecDeque<T>, new: T) {
    kept.push_back(new);
    if kept.len() > MAX_KEPT {
        kept.pop_front();
    }
}
