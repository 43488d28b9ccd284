//! The portal: by it people are in a room, and hear what happens there. It speaks Socket.IO 4 over WebSockets.

mod client;
mod login;
mod packet;

use super::World;
use super::conference::{Audience, Conference, Notice};
use super::request::Request;
use crate::world::request::Reply;
use client::Client;
use packet::Packet;
use serde_json::{Value, json};
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

/// Returns the refusal of an address whose query doesn't ask for a WebSocket of Engine.IO 4.
pub fn unfit(query: &str) -> Option<Reply> {
    let asked = Request {
        query: query.to_owned(),
        ..Request::default()
    };
    let refused = |code: u16, message: &str| {
        Some(Reply::json(400, json!({"code": code, "message": message})))
    };
    if asked.query_value("transport").as_deref() != Some("websocket") {
        return refused(0, "Transport unknown");
    }
    if asked.query_value("EIO").as_deref() != Some("4") {
        return refused(5, "Unsupported protocol version");
    }
    None
}

impl World {
    /// Opens a socket at `now` (ms), as the query of its address asks for it.
    pub fn open_portal(&mut self, now: u64, query: &str) -> Opening {
        self.advance(now);
        if let Some(reply) = unfit(query) {
            return Opening::Refused(reply);
        }
        match self.portal.mode {
            Mode::Refused | Mode::Gone => {
                let words = super::handle::page("Service Unavailable");
                return Opening::Refused(Reply {
                    status: 503,
                    ..words
                });
            }
            Mode::Hangs => return Opening::Never,
            Mode::Works | Mode::Cut | Mode::HalfOpen => {}
        }
        self.portal.last += 1;
        let id = self.portal.last;
        let sid = super::ids::participant(&mut self.random);
        let first = match self.portal.mode {
            Mode::Cut => vec![Frame::Cut],
            Mode::HalfOpen => Vec::new(),
            _ => vec![Frame::Text(packet::open(
                &sid,
                PING_INTERVAL_MS,
                PING_TIMEOUT_MS,
            ))],
        };
        let connection = Connection {
            opened_at: self.now,
            socket: None,
            client: None,
            next_ping_at: self.now + PING_INTERVAL_MS,
            pong_until: None,
            is_dead: self.portal.mode == Mode::HalfOpen,
            frames: first,
        };
        self.portal.connections.insert(id, connection);
        Opening::Open(id)
    }

    /// Hears what a socket says, at `now` (ms).
    pub fn hear_portal(&mut self, now: u64, id: u64, text: &str) {
        self.advance(now);
        let socket = super::ids::participant(&mut self.random);
        let Some(connection) = self.portal.connections.get_mut(&id) else {
            return;
        };
        if connection.is_dead {
            return;
        }
        match Packet::read(text) {
            Packet::Connect => {
                let socket = connection.socket.get_or_insert(socket);
                let text = packet::connected(socket);
                connection.frames.push(Frame::Text(text));
            }
            Packet::ConnectElsewhere(namespace) => {
                let text = packet::no_such_namespace(&namespace);
                connection.frames.push(Frame::Text(text));
            }
            Packet::Pong => connection.pong_until = None,
            Packet::Event { name, data, ack } if connection.socket.is_some() => {
                self.hear_event(id, &name, &data, ack);
            }
            Packet::Disconnect => {
                connection.socket = None;
                let client = connection.client.take();
                self.lose_client(client);
            }
            Packet::Close | Packet::Malformed => {
                connection.frames.push(Frame::Close);
                let client = connection.client.take();
                self.lose_client(client);
            }
            Packet::Event { .. } | Packet::Other => {}
        }
        self.deliver();
    }

    /// Notes that a socket has gone, at `now` (ms).
    pub fn close_portal(&mut self, now: u64, id: u64) {
        self.advance(now);
        let connection = self.portal.connections.remove(&id);
        self.lose_client(connection.and_then(|connection| connection.client));
        self.deliver();
    }

    /// Somebody's connection is gone: they are waited for, or out at once.
    fn lose_client(&mut self, participant: Option<String>) {
        let now = self.now;
        let Some(id) = participant else {
            return;
        };
        let Some(client) = self.portal.clients.get_mut(&id) else {
            return;
        };
        client.connection = None;
        if client.can_reconnect {
            client.gone_at = Some(now);
        } else {
            self.leave(&id);
        }
    }

    /// Lets somebody who came by the portal go.
    fn leave(&mut self, participant: &str) {
        if let Some(client) = self.portal.clients.remove(participant)
            && let Some(conference) = self.conference(&client.room)
        {
            conference.leave(participant);
        }
    }

    /// Pings, and gives up who doesn't answer or never joins.
    pub(super) fn watch_portal(&mut self) {
        let now = self.now;
        let mut lost = Vec::new();
        for connection in self.portal.connections.values_mut() {
            let unanswered = connection.pong_until.is_some_and(|until| now >= until);
            let age = now - connection.opened_at;
            let unjoined =
                connection.socket.is_none() && connection.client.is_none() && age >= CONNECT_MS;
            if !connection.is_dead && (unanswered || unjoined) {
                connection.is_dead = true;
                connection.frames.push(Frame::Close);
                lost.push(connection.client.take());
            } else if !connection.is_dead && now >= connection.next_ping_at {
                connection.next_ping_at = now + PING_INTERVAL_MS;
                connection.pong_until.get_or_insert(now + PING_TIMEOUT_MS);
                connection.frames.push(Frame::Text(packet::PING.to_owned()));
            } else if !connection.is_dead
                && connection.client.is_none()
                && connection.socket.is_some()
                && age >= LOGIN_MS
            {
                connection.socket = None;
                let text = packet::DISCONNECT.to_owned();
                connection.frames.push(Frame::Text(text));
            }
        }
        for client in lost {
            self.lose_client(client);
        }
        let waited = |at: u64| now >= at + RECONNECT_MS;
        let gone = self.portal.clients.iter();
        let gone = gone.filter(|(_, client)| client.gone_at.is_some_and(waited));
        let gone: Vec<String> = gone.map(|(id, _)| id.clone()).collect();
        for id in gone {
            self.leave(&id);
        }
    }

    /// Brings what rooms have to tell to those who are in.
    pub(super) fn deliver(&mut self) {
        let is_silent = self.is_silent;
        let (live, portal) = (&mut self.live, &mut self.portal);
        for (room, live) in live.iter_mut() {
            for notice in live.conference.notifier.take() {
                if !is_silent {
                    portal.deliver(room, notice);
                }
            }
        }
    }

    /// Drops everybody of a room that has ended.
    pub(super) fn drop_everybody(&mut self, room: &str, conference: &Conference) {
        for participant in &conference.participants {
            self.portal
                .deliver(room, Notice::Drop(participant.id.clone()));
        }
    }

    /// Returns what sockets have to say since the last time. One that ended is forgotten.
    pub fn drain(&mut self) -> Vec<(u64, Vec<Frame>)> {
        let mut out = Vec::new();
        for (id, connection) in &mut self.portal.connections {
            if !connection.frames.is_empty() {
                out.push((*id, std::mem::take(&mut connection.frames)));
            }
        }
        let ends = |frames: &[Frame]| frames.iter().any(|frame| !matches!(frame, Frame::Text(_)));
        for (id, frames) in &out {
            if ends(frames) {
                let connection = self.portal.connections.remove(id);
                self.lose_client(connection.and_then(|connection| connection.client));
            }
        }
        out
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
