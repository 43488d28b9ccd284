//! The world: rooms, people, tokens, commands and events. It is pure: time and bytes come in, answers and bytes go out;
//! no clock, no socket, no thread, and no chance but a seed's.

pub mod calendar;
pub mod call;
pub mod command;
pub mod commands;
pub mod control;
pub mod faults;
pub mod fields;
pub mod forms;
mod handle;
pub mod log;
pub mod media;
pub mod names;
pub mod person;
pub mod picture;
pub mod presentation;
pub mod random;
pub mod request;
pub mod room;
pub mod route;
pub mod script;
pub mod session;
pub mod settings;
pub mod slide;
pub mod stage;
pub mod streams;
pub mod template;

pub use settings::Settings;

use call::MediaOrder;
use room::Room;
use std::collections::BTreeMap;
use streams::Ending;

/// What a stream has to say since the last time.
#[derive(Debug, PartialEq)]
pub struct StreamOutput {
    /// The stream's number.
    pub stream: u64,
    /// Bytes to send.
    pub bytes: Vec<u8>,
    /// That it ends after them.
    pub ending: Option<Ending>,
}

/// A whole conference server.
#[derive(Debug)]
pub struct World {
    settings: Settings,
    now: u64,
    rooms: BTreeMap<String, Room>,
    /// Streams of rooms that a restart forgot.
    forgotten_streams: Vec<u64>,
    /// What is to be done about the media of calls in rooms that a restart forgot.
    media_orders: Vec<MediaOrder>,
    restarts: u64,
    last_stream: u64,
}

impl World {
    /// Makes a world that begins at `now` (ms since the Unix epoch).
    pub fn new(settings: Settings, now: u64) -> World {
        World {
            settings,
            now,
            rooms: BTreeMap::new(),
            forgotten_streams: Vec::new(),
            media_orders: Vec::new(),
            restarts: 0,
            last_stream: 0,
        }
    }

    /// Lets time pass up to `now` (ms).
    pub fn advance(&mut self, now: u64) {
        self.now = self.now.max(now);
        for room in self.rooms.values_mut() {
            room.advance(self.now);
        }
    }

    /// Returns the room of this number or address, made at its first use.
    pub fn room(&mut self, account: &str) -> Option<&mut Room> {
        let (template, key) = template::find(account, self.settings.fresh_rooms)?;
        let (settings, restarts, now) = (&self.settings, self.restarts, self.now);
        let room = self
            .rooms
            .entry(key.clone())
            .or_insert_with(|| Room::new(template, &key, settings, restarts, now));
        Some(room)
    }

    /// Forgets every room, token and stream, as a server that is restarted.
    pub fn restart(&mut self) {
        self.restarts += 1;
        let streams = self.rooms.values().flat_map(|room| &room.streams);
        self.forgotten_streams.extend(streams.map(|s| s.id));
        for room in self.rooms.values_mut() {
            room.drop_calls();
            self.media_orders.append(&mut room.media_orders);
        }
        self.rooms.clear();
    }

    /// Returns what streams have to say. A stream that ended is forgotten.
    pub fn drain(&mut self) -> Vec<StreamOutput> {
        let mut out: Vec<StreamOutput> = self
            .forgotten_streams
            .drain(..)
            .map(|stream| StreamOutput {
                stream,
                bytes: Vec::new(),
                ending: Some(Ending::Cut),
            })
            .collect();
        for room in self.rooms.values_mut() {
            for stream in &mut room.streams {
                if !stream.pending.is_empty() || stream.ending.is_some() {
                    out.push(StreamOutput {
                        stream: stream.id,
                        bytes: std::mem::take(&mut stream.pending),
                        ending: stream.ending,
                    });
                }
            }
            room.streams.retain(|s| s.ending.is_none());
        }
        out
    }

    /// Forgets a stream that its client has closed.
    pub fn close_stream(&mut self, stream: u64) {
        for room in self.rooms.values_mut() {
            room.streams.retain(|s| s.id != stream);
        }
    }
}
