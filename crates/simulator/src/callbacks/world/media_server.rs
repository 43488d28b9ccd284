//! A media server of 叁体's: its rooms, who is in them, what they send, and what is recorded.

use crate::world::names::random_identity;
use crate::world::random::Random;

const ENDPOINTS: [&str; 9] = [
    "ios", "android", "web", "win", "weixin", "mac", "pstn", "sip", "h323",
];

/// The rooms that are open.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MediaServer {
    pub(super) rooms: Vec<Room>,
    /// How many rooms there ever were.
    pub(super) opened: u64,
}

/// A room that is open.
#[derive(Clone, Debug, PartialEq)]
pub struct Room {
    /// Its number.
    pub id: String,
    /// Who is in it.
    pub people: Vec<Person>,
    /// The id of what is recorded of it.
    pub recording: Option<String>,
}

/// Somebody in a room.
#[derive(Clone, Debug, PartialEq)]
pub struct Person {
    /// Their id.
    pub id: String,
    /// Their name.
    pub name: String,
    /// What they came in with.
    pub endpoint: &'static str,
    /// What they send.
    pub streams: Vec<Stream>,
}

/// A stream that somebody sends.
#[derive(Clone, Debug, PartialEq)]
pub struct Stream {
    /// Its id.
    pub id: String,
    /// "audio", "video" or "desktop".
    pub medium: &'static str,
}

impl Stream {
    /// Makes one of a medium.
    pub fn new(medium: &'static str, random: &mut Random) -> Self {
        Self {
            id: random.uuid(),
            medium,
        }
    }

    /// What is told of its size; nothing of a sound's.
    pub fn resolution(&self) -> &'static str {
        match self.medium {
            "video" => "1280x720",
            "desktop" => "1920x1080",
            _ => "",
        }
    }
}

impl MediaServer {
    /// Returns the rooms that are open.
    pub fn rooms(&self) -> impl Iterator<Item = &Room> {
        self.rooms.iter()
    }

    /// Returns how many people are in them.
    pub fn people(&self) -> usize {
        self.rooms.iter().map(|room| room.people.len()).sum()
    }

    /// Opens a room; returns its number.
    pub(super) fn open(&mut self) -> String {
        self.opened += 1;
        let id = (18_972_290_000 + self.opened).to_string();
        self.rooms.push(Room {
            id: id.clone(),
            people: Vec::new(),
            recording: None,
        });
        id
    }
}

impl Person {
    /// Makes somebody.
    pub fn new(random: &mut Random) -> Self {
        let name = random_identity(random).name;
        Self {
            id: format!("u{}", random.below(1 << 40)),
            name,
            endpoint: random.word(&ENDPOINTS),
            streams: Vec::new(),
        }
    }
}
