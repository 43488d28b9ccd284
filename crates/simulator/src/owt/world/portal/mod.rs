//! The portal: by it people are in a room, and hear what happens there. It speaks Socket.IO 4 over WebSockets.

mod client;
mod login;
mod packet;
mod sockets;

pub use sockets::unfit;

use super::conference::{Audience, Notice};
use crate::world::request::Reply;
use client::Client;
use serde_json::Value;
use std::collections::BTreeMap;

/// How often it is asked whether a client is there, and how long the answer may take (ms).
const PING_INTERVAL_MS: u64 = 25_000;
const PING_TIMEOUT_MS: u64 = 20_000;
/// How long a transport may take to join the namespace (ms).
const CONNECT_MS: u64 = 45_000;
/// How long a socket may be there without anybody (ms).
const LOGIN_MS: u64 = 180_000;
/// How long somebody whose connection broke is waited for (ms).
const RECONNECT_MS: u64 = 60_000;

/// What goes out to a socket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Frame {
    /// A text.
    Text(String),
    /// The socket is closed as it should be.
    Close,
    /// The connection breaks.
    Cut,
}

/// How the portal does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// Well.
    #[default]
    Works,
    /// No socket is opened: 503.
    Refused,
    /// No socket is opened, and nothing is answered.
    Hangs,
    /// A socket breaks as soon as it is opened.
    Cut,
    /// Sockets stay open, and nothing comes.
    HalfOpen,
    /// There is none: no token can be made.
    Gone,
}

/// A socket.
#[derive(Debug)]
struct Connection {
    opened_at: u64,
    /// Whether it has joined the namespace; then its id there is a participant's.
    socket: Option<String>,
    /// Who is in by it.
    client: Option<String>,
    next_ping_at: u64,
    /// Until when the last ping has to be answered.
    pong_until: Option<u64>,
    /// Whether nothing comes any more.
    is_dead: bool,
    frames: Vec<Frame>,
}

/// The portal.
#[derive(Debug, Default)]
pub struct Portal {
    mode: Mode,
    connections: BTreeMap<u64, Connection>,
    clients: BTreeMap<String, Client>,
    last: u64,
}

/// What becomes of who wants a socket.
#[derive(Debug, PartialEq)]
pub enum Opening {
    /// It has this number.
    Open(u64),
    /// It isn't opened.
    Refused(Reply),
    /// Nothing is answered.
    Never,
}

impl Portal {
    /// Returns whether tokens can be made.
    pub fn can_be_had(&self) -> bool {
        self.mode != Mode::Gone
    }

    /// Breaks every connection; who was in is forgotten.
    pub fn cut_all(&mut self) {
        for connection in self.connections.values_mut() {
            connection.client = None;
            connection.frames.push(Frame::Cut);
        }
        self.clients.clear();
    }

    fn send(&mut self, connection: u64, text: String) {
        let connection = self.connections.get_mut(&connection);
        if let Some(connection) = connection.filter(|connection| !connection.is_dead) {
            connection.frames.push(Frame::Text(text));
        }
    }

    /// Sends an event to somebody, or keeps it until they are back.
    fn notify(&mut self, participant: &str, name: &str, data: &Value) {
        let Some(client) = self.clients.get_mut(participant) else {
            return;
        };
        client.remember(name, data);
        if let Some(connection) = client.connection {
            self.send(connection, packet::event(name, data));
        }
    }

    /// Lets somebody's connection go, after they are out.
    fn disconnect(&mut self, participant: &str) {
        let client = self.clients.remove(participant);
        if let Some(connection) = client.and_then(|client| client.connection) {
            if let Some(connection) = self.connections.get_mut(&connection) {
                connection.client = None;
                connection.socket = None;
            }
            self.send(connection, packet::DISCONNECT.to_owned());
        }
    }

    /// Sends a text to every socket of a room, as it is.
    pub fn send_raw(&mut self, room: &str, text: &str) {
        let inside = self.clients.values().filter(|client| client.room == room);
        let connections: Vec<u64> = inside.filter_map(|client| client.connection).collect();
        for connection in connections {
            self.send(connection, text.to_owned());
        }
    }

    /// Sends an event to everybody in a room.
    pub fn send_event(&mut self, room: &str, name: &str, data: &Value) {
        for id in self.people(room) {
            self.notify(&id, name, data);
        }
    }

    /// Returns who is in a room by the portal.
    pub fn people(&self, room: &str) -> Vec<String> {
        let inside = self
            .clients
            .iter()
            .filter(|(_, client)| client.room == room);
        inside.map(|(id, _)| id.clone()).collect()
    }

    /// Returns how many sockets are open.
    pub fn open_count(&self) -> usize {
        self.connections.len()
    }

    /// Does what a word of the control endpoint says. Returns whether it is one.
    pub fn set_mode(&mut self, word: &str) -> bool {
        let mode = match word {
            "ok" => Mode::Works,
            "refuse503" => Mode::Refused,
            "hang" => Mode::Hangs,
            "cut" => Mode::Cut,
            "cut_once" => self.mode,
            "half_open" => Mode::HalfOpen,
            "gone" => Mode::Gone,
            _ => return false,
        };
        self.mode = mode;
        for connection in self.connections.values_mut() {
            match mode {
                Mode::HalfOpen => connection.is_dead = true,
                Mode::Works if word == "ok" => {}
                _ => connection.frames.push(Frame::Cut),
            }
        }
        true
    }
}

impl Portal {
    fn deliver(&mut self, room: &str, notice: Notice) {
        match notice {
            Notice::Drop(participant) => {
                self.notify(&participant, "drop", &Value::Null);
                self.disconnect(&participant);
            }
            Notice::Event { to, name, data } => match to {
                Audience::All => self.send_event(room, name, &data),
                Audience::Only(id) => self.notify(&id, name, &data),
                Audience::Others(one) => {
                    for id in self.people(room).iter().filter(|id| **id != one) {
                        self.notify(id, name, &data);
                    }
                }
            },
        }
    }
}
