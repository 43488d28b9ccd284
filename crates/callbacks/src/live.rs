//! What is known now: what was read at first, and every event since.

use crate::answers::Answers;
use crate::entry::Entry;
use crate::rows::{PersonRow, RoomKey, RoomRow};
use callback_world::World;
use callback_world::event::EventKind;
use callback_world::world::{Call, Recording, Warning};

/// Rooms, people, recordings, calls and warnings.
#[derive(Clone, Debug, Default)]
pub struct Live {
    world: World,
    /// The newest event that is in what was read, for rooms, recordings, calls and warnings: they are read one after another.
    known: [i64; 4],
    newest_id: i64,
    newest_ms: u64,
    unread: usize,
}

/// What an event changed, or may have changed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Touched {
    /// This room.
    pub room: Option<RoomKey>,
    /// Which rooms are open.
    pub order: bool,
    /// The recordings.
    pub recordings: bool,
    /// The calls.
    pub calls: bool,
    /// The warnings.
    pub warnings: bool,
}

impl Live {
    /// Makes it of what was read.
    pub fn of(answers: Answers) -> Self {
        let known = answers.ids();
        Self {
            newest_id: known.into_iter().min().unwrap_or_default(),
            known,
            newest_ms: 0,
            unread: answers.unread(),
            world: answers.into_world(),
        }
    }

    /// Applies an event. What was applied before, or was in what was read, changes nothing.
    pub fn apply(&mut self, entry: &Entry) -> Touched {
        let mut touched = Touched::default();
        if entry.id <= self.newest_id {
            return touched;
        }
        self.newest_id = entry.id;
        self.newest_ms = self.newest_ms.max(entry.at_ms);
        let Some(event) = &entry.event else {
            self.unread += 1;
            return touched;
        };
        let [rooms, recordings, calls, warnings] = self.known;
        let known = match event.kind {
            EventKind::Recording(_) => recordings,
            EventKind::Call { .. } => calls,
            EventKind::Warning { .. } => warnings,
            _ => rooms,
        };
        if entry.id <= known {
            return touched;
        }
        let room = event.room.as_deref();
        let room = room.map(|room| RoomKey::new(event.vendor, room));
        let is_open = |live: &Self| room.as_ref().is_some_and(|room| live.is_open(room));
        let was_open = is_open(self);
        self.world.apply(event, entry.at_ms);
        touched.order = is_open(self) != was_open;
        match event.kind {
            EventKind::Recording(_) => touched.recordings = true,
            EventKind::Call { .. } => touched.calls = true,
            EventKind::Warning { .. } => touched.warnings = true,
            _ => touched.room = room,
        }
        touched
    }

    /// Returns the id of the newest event that was applied.
    pub fn newest_id(&self) -> i64 {
        self.newest_id
    }

    /// Returns when the newest event that was applied came, by the gateway's clock; 0 = none was.
    pub fn newest_ms(&self) -> u64 {
        self.newest_ms
    }

    /// Returns how much wasn't understood.
    pub fn unread(&self) -> usize {
        self.unread
    }

    /// Returns the open rooms, those that have been open for longest first.
    pub fn order(&self) -> Vec<RoomKey> {
        let mut rooms: Vec<_> = self.world.rooms().collect();
        rooms.sort_by_key(|room| room.since_ms);
        let keys = rooms.into_iter();
        keys.map(|room| RoomKey::new(room.vendor, &room.room))
            .collect()
    }

    /// Returns a room's row; `None` = it isn't open.
    pub fn room(&self, key: &RoomKey) -> Option<RoomRow> {
        self.world.room(key.vendor, &key.room).map(RoomRow::of)
    }

    /// Returns whether a room is open.
    pub fn is_open(&self, key: &RoomKey) -> bool {
        self.world.room(key.vendor, &key.room).is_some()
    }

    /// Returns who is in a room, those who came first first.
    pub fn people(&self, key: &RoomKey) -> Vec<PersonRow> {
        let Some(room) = self.world.room(key.vendor, &key.room) else {
            return Vec::new();
        };
        let mut people: Vec<_> = room.people.iter().collect();
        people.sort_by_key(|(_, person)| person.since_ms);
        let rows = people.into_iter();
        rows.map(|(id, person)| PersonRow::of(id, person)).collect()
    }

    /// Returns whether a room's number, or a person's name or id in it, has this text in it, in lower case.
    pub fn has(&self, key: &RoomKey, text: &str) -> bool {
        let Some(room) = self.world.room(key.vendor, &key.room) else {
            return false;
        };
        let is_in = |it: &str| it.to_lowercase().contains(text);
        is_in(&room.room)
            || room
                .people
                .iter()
                .any(|(id, person)| is_in(id) || person.name.as_deref().is_some_and(is_in))
    }

    /// Returns how many people there are in all rooms.
    pub fn count_people(&self) -> usize {
        self.world.rooms().map(|room| room.people.len()).sum()
    }

    /// Returns recordings, those that were told of last first.
    pub fn recordings(&self) -> Vec<Recording> {
        newest_first(self.world.recordings().cloned())
    }

    /// Returns calls, newest first.
    pub fn calls(&self) -> Vec<Call> {
        newest_first(self.world.calls().cloned())
    }

    /// Returns warnings, newest first.
    pub fn warnings(&self) -> Vec<Warning> {
        newest_first(self.world.warnings().cloned())
    }
}

fn newest_first<T>(all: impl Iterator<Item = T>) -> Vec<T> {
    let mut all: Vec<_> = all.collect();
    all.reverse();
    all
}
