//! What is shown of a room and of a person. Names are safe to show.

use callback_world::event::Vendor;
use callback_world::world::{Person, Room, Stream};
use conference::clean_name;
use std::sync::Arc;

/// So many people are named in a room's row.
const NAMED: usize = 6;

/// A room: who told of it, and its id.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RoomKey {
    /// Who told of it.
    pub vendor: Vendor,
    /// Its id.
    pub room: Arc<str>,
}

impl RoomKey {
    /// Makes one.
    pub fn new(vendor: Vendor, room: &str) -> Self {
        Self {
            vendor,
            room: room.into(),
        }
    }
}

/// A room's row. Equal rows look alike: what is told again changes nothing.
#[derive(Clone, Debug, PartialEq)]
pub struct RoomRow {
    /// Its id.
    pub id: Arc<str>,
    /// Since when it is known to be open, by the gateway's clock.
    pub since_ms: u64,
    /// How many people are in it.
    pub people: usize,
    /// How many of them may be gone: their server crashed, and nothing was told of them since.
    pub doubtful: usize,
    /// The first of them, by name.
    pub names: Arc<str>,
    /// How many of them aren't named.
    pub more: usize,
    /// How many send a sound.
    pub audio: usize,
    /// How many send a picture.
    pub video: usize,
    /// How many share a screen.
    pub desktop: usize,
}

impl RoomRow {
    pub(crate) fn of(room: &Room) -> Self {
        let mut first: Vec<_> = room.people.iter().collect();
        first.sort_by_key(|(_, person)| person.since_ms);
        first.truncate(NAMED);
        let names: Vec<_> = first.into_iter().map(|(id, it)| name_of(id, it)).collect();
        let sending = |medium: &str| {
            let people = room.people.values();
            people
                .filter(|person| person.streams.values().any(|it| is_of(it, medium)))
                .count()
        };
        let people = room.people.len();
        Self {
            id: clean_name(&room.room).into(),
            since_ms: room.since_ms,
            people,
            doubtful: room.people.values().filter(|it| it.is_doubtful).count(),
            more: people - names.len(),
            names: names.join(" · ").into(),
            audio: sending("audio"),
            video: sending("video"),
            desktop: sending("desktop"),
        }
    }
}

/// A person's row.
#[derive(Clone, Debug, PartialEq)]
pub struct PersonRow {
    /// Their id.
    pub id: Arc<str>,
    /// Their name; where none was told, their id.
    pub name: Arc<str>,
    /// What they came in with.
    pub endpoint: Option<Arc<str>>,
    /// Since when they are known to be there, by the gateway's clock.
    pub since_ms: u64,
    /// They may be gone.
    pub is_doubtful: bool,
    /// What they send.
    pub streams: Vec<StreamRow>,
}

/// A stream that somebody sends.
#[derive(Clone, Debug, PartialEq)]
pub struct StreamRow {
    /// "audio", "video", "desktop", or another word.
    pub medium: Arc<str>,
    /// As it was told.
    pub resolution: Option<Arc<str>>,
    /// It was sent before its sender came in again, and wasn't told since.
    pub is_doubtful: bool,
}

impl PersonRow {
    pub(crate) fn of(id: &str, person: &Person) -> Self {
        let clean = |text: &Option<String>| text.as_deref().map(|it| clean_name(it).into());
        let streams = person.streams.values().map(|stream| StreamRow {
            medium: clean_name(stream.medium.as_deref().unwrap_or_default()).into(),
            resolution: clean(&stream.resolution),
            is_doubtful: stream.is_doubtful,
        });
        Self {
            id: clean_name(id).into(),
            name: name_of(id, person).into(),
            endpoint: clean(&person.endpoint),
            since_ms: person.since_ms,
            is_doubtful: person.is_doubtful,
            streams: streams.collect(),
        }
    }
}

fn is_of(stream: &Stream, medium: &str) -> bool {
    let told = stream.medium.as_deref();
    told.is_some_and(|it| it.eq_ignore_ascii_case(medium))
}

fn name_of(id: &str, person: &Person) -> String {
    let name = person.name.as_deref().map(clean_name);
    let name = name.filter(|name| !name.trim().is_empty());
    name.unwrap_or_else(|| clean_name(id)).into_owned()
}
