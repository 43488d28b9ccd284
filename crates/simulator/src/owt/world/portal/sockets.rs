//! Sockets come and go, and say something.

use super::packet::{self, Packet};
use super::{
    CONNECT_MS, Connection, Frame, LOGIN_MS, Mode, Opening, PING_INTERVAL_MS, PING_TIMEOUT_MS,
    RECONNECT_MS,
};
use crate::owt::world::conference::{Conference, Notice};
use crate::owt::world::handle::page;
use crate::owt::world::request::Request;
use crate::owt::world::{World, ids};
use crate::world::request::Reply;
use serde_json::json;

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
                let words = page("Service Unavailable");
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
        let sid = ids::participant(&mut self.random);
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
        let socket = ids::participant(&mut self.random);
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
    pub(super) fn leave(&mut self, participant: &str) {
        if let Some(client) = self.portal.clients.remove(participant)
            && let Some(conference) = self.conference(&client.room)
        {
            conference.leave(participant);
        }
    }

    /// Pings, and gives up who doesn't answer or never joins.
    pub(in crate::owt::world) fn watch_portal(&mut self) {
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
    pub(in crate::owt::world) fn deliver(&mut self) {
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
    pub(in crate::owt::world) fn drop_everybody(&mut self, room: &str, conference: &Conference) {
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
