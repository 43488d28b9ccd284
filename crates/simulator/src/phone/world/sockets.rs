//! Sockets come and go, and say something. On each one request is done after another, and answered in order.

use super::World;
use super::faults::Deed;
use super::rpc::{self, Call, Fault};
use crate::world::request::Reply;
use serde_json::{Value, json};
use std::collections::{BTreeMap, VecDeque};

/// What goes out on a socket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Frame {
    /// A text.
    Text(String),
    /// It is closed, with code 1000.
    Close,
    /// It breaks.
    Cut,
}

/// Whether a socket opens.
#[derive(Debug)]
pub enum Opening {
    /// It does; its number.
    Open(u64),
    /// It doesn't.
    Refused(Reply),
    /// Nothing is ever answered.
    Never,
}

/// What new sockets meet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Mode {
    #[default]
    Works,
    Refused,
    Hangs,
    /// They break at once.
    Cut,
    /// They stay silent.
    HalfOpen,
}

#[derive(Debug)]
struct Connection {
    client: String,
    is_dead: bool,
    frames: Vec<Frame>,
    /// Requests that wait for those before them.
    waiting: VecDeque<String>,
    /// The one that is answered then, and with what.
    answers: Option<(u64, Vec<Frame>)>,
}

/// All sockets.
#[derive(Debug, Default)]
pub(super) struct Sockets {
    connections: BTreeMap<u64, Connection>,
    /// Which socket is a client's.
    slots: BTreeMap<String, u64>,
    last: u64,
    mode: Mode,
    /// Clients and methods that were answered, and how, since they were last asked for.
    answered: Vec<(u64, String, bool)>,
}

impl Sockets {
    /// Says something to a client.
    pub fn say_to(&mut self, client: &str, text: &str) -> bool {
        let id = self.slots.get(client);
        let connection = id.and_then(|id| self.connections.get_mut(id));
        let Some(connection) = connection.filter(|it| !it.is_dead) else {
            return false;
        };
        connection.frames.push(Frame::Text(text.to_owned()));
        true
    }

    /// All of them break.
    pub fn cut_all(&mut self) {
        for connection in self.connections.values_mut() {
            connection.frames.push(Frame::Cut);
        }
        self.slots.clear();
    }

    /// Changes what sockets meet; `false` = there is no such word.
    pub fn set_mode(&mut self, word: &str) -> bool {
        match word {
            "ok" => self.mode = Mode::Works,
            "refuse503" => self.mode = Mode::Refused,
            "hang" => self.mode = Mode::Hangs,
            "cut_once" => self.cut_all(),
            "cut" => {
                self.mode = Mode::Cut;
                self.cut_all();
            }
            "half_open" => {
                self.mode = Mode::HalfOpen;
                for connection in self.connections.values_mut() {
                    connection.is_dead = true;
                }
            }
            _ => return false,
        }
        true
    }

    /// Returns the clients whose socket is open.
    pub fn clients(&self) -> Vec<&str> {
        self.slots.keys().map(String::as_str).collect()
    }

    /// Returns how many sockets are open.
    pub fn count(&self) -> usize {
        self.connections.len()
    }
}

impl World {
    /// Opens a socket for a client at `now` (ms). Where the client has one already the new one is refused, and the old one's place is
    /// free: the third gets in.
    pub fn open(&mut self, now: u64, client: &str) -> Opening {
        self.advance(now);
        let sockets = &mut self.sockets;
        match sockets.mode {
            Mode::Refused => return Opening::Refused(plain(503, "Service Unavailable")),
            Mode::Hangs => return Opening::Never,
            Mode::Works | Mode::Cut | Mode::HalfOpen => {}
        }
        if sockets.slots.remove(client).is_some() {
            return Opening::Refused(plain(409, "409: Conflict"));
        }
        sockets.last += 1;
        let id = sockets.last;
        let frames = match sockets.mode {
            Mode::Cut => vec![Frame::Cut],
            _ => Vec::new(),
        };
        let connection = Connection {
            client: client.to_owned(),
            is_dead: sockets.mode == Mode::HalfOpen,
            frames,
            waiting: VecDeque::new(),
            answers: None,
        };
        sockets.connections.insert(id, connection);
        sockets.slots.insert(client.to_owned(), id);
        Opening::Open(id)
    }

    /// Hears what a socket says, at `now` (ms).
    pub fn hear(&mut self, now: u64, id: u64, text: &str) {
        self.advance(now);
        if let Some(connection) = self.sockets.connections.get_mut(&id) {
            if connection.is_dead {
                return;
            }
            connection.waiting.push_back(text.to_owned());
        }
        self.answer_waiting();
    }

    /// Notes that a socket has gone, at `now` (ms).
    pub fn close(&mut self, now: u64, id: u64) {
        self.advance(now);
        self.sockets.forget(id);
    }

    /// Returns what sockets have to say since the last time. One that ended is forgotten.
    pub fn drain(&mut self) -> Vec<(u64, Vec<Frame>)> {
        let mut out = Vec::new();
        for (id, connection) in &mut self.sockets.connections {
            if !connection.frames.is_empty() {
                out.push((*id, std::mem::take(&mut connection.frames)));
            }
        }
        let ends = |frames: &[Frame]| frames.iter().any(|frame| !matches!(frame, Frame::Text(_)));
        for (id, _) in out.iter().filter(|(_, frames)| ends(frames)) {
            self.sockets.forget(*id);
        }
        out
    }

    /// Returns which methods were called by which sockets since the last time, and whether they were done.
    pub fn drain_answered(&mut self) -> Vec<(u64, String, bool)> {
        std::mem::take(&mut self.sockets.answered)
    }

    /// Does what waits, as far as what stands before it is answered.
    pub(super) fn answer_waiting(&mut self) {
        let now = self.now;
        let ids: Vec<u64> = self.sockets.connections.keys().copied().collect();
        for id in ids {
            while let Some(connection) = self.sockets.connections.get_mut(&id) {
                if let Some((_, frames)) = connection.answers.take_if(|(at, _)| now >= *at) {
                    connection.frames.extend(frames);
                }
                if connection.answers.is_some() {
                    break;
                }
                let Some(text) = connection.waiting.pop_front() else {
                    break;
                };
                let client = connection.client.clone();
                let (delay_ms, frames) = self.answer(id, &client, &text);
                if let Some(connection) = self.sockets.connections.get_mut(&id) {
                    connection.answers = Some((now + delay_ms, frames));
                }
            }
        }
    }

    /// Does what a text asks for. Returns how long that takes, and what is answered.
    fn answer(&mut self, socket: u64, client: &str, text: &str) -> (u64, Vec<Frame>) {
        let Some(call) = rpc::read(text) else {
            self.record(client, None, text, &[Frame::Close]);
            return (0, vec![Frame::Close]);
        };
        let deed = self.faults.take(&call.method);
        let (delay_ms, frames) = match deed {
            None => (0, self.run(socket, client, &call)),
            Some(Deed::Delay(ms)) => (ms, self.run(socket, client, &call)),
            Some(Deed::Ignore) => (0, Vec::new()),
            Some(Deed::Swallow) => {
                self.run(socket, client, &call);
                (0, Vec::new())
            }
            Some(Deed::Cut) => (0, vec![Frame::Cut]),
            Some(Deed::ActThenCut) => {
                self.run(socket, client, &call);
                (0, vec![Frame::Cut])
            }
            Some(Deed::Raw(text)) => (0, vec![Frame::Text(text)]),
            Some(Deed::Error(code, message)) => {
                (0, self.frames(&call, Err(Fault::new(code, message))))
            }
            Some(Deed::Result(value)) => (0, self.frames(&call, Ok(value))),
        };
        self.record(client, Some(&call), text, &frames);
        (delay_ms, frames)
    }

    fn run(&mut self, socket: u64, client: &str, call: &Call) -> Vec<Frame> {
        let result = match self.call(client, &call.method, &call.params) {
            Some(result) => {
                let method = call.method.clone();
                let answered = (socket, method, result.is_ok());
                self.sockets.answered.push(answered);
                result
            }
            // Nobody who could be told.
            None if call.id.is_none() => return vec![Frame::Close],
            None => Err(Fault::new(-32601, "Method not found")),
        };
        self.frames(call, result)
    }

    fn frames(&self, call: &Call, result: Result<Value, Fault>) -> Vec<Frame> {
        let Some(id) = &call.id else {
            return Vec::new();
        };
        match result {
            Ok(value) => vec![Frame::Text(rpc::result(id, &value))],
            Err(_) if !rpc::is_error_answered(id) => Vec::new(),
            Err(fault) => {
                let text = rpc::error(id, &fault, self.behaviour.nested_errors);
                vec![Frame::Text(text)]
            }
        }
    }

    fn record(&mut self, client: &str, call: Option<&Call>, text: &str, frames: &[Frame]) {
        let answer = match frames.first() {
            Some(Frame::Text(text)) => json!(text),
            Some(Frame::Close) => json!("close"),
            Some(Frame::Cut) => json!("cut"),
            None => Value::Null,
        };
        self.log.push(json!({
            "at": self.now,
            "client": client,
            "method": call.map(|call| &call.method),
            "params": call.map(|call| call.params.to_json()),
            "id": call.and_then(|call| call.id.as_ref()),
            "text": text,
            "answer": answer,
        }));
    }
}

impl Sockets {
    fn forget(&mut self, id: u64) {
        if let Some(connection) = self.connections.remove(&id)
            && self.slots.get(&connection.client) == Some(&id)
        {
            self.slots.remove(&connection.client);
        }
    }
}

fn plain(status: u16, text: &str) -> Reply {
    Reply {
        content: crate::world::request::Content::Bytes(
            "text/plain; charset=utf-8",
            text.as_bytes().to_vec(),
        ),
        cors: false,
        ..Reply::json(status, Value::Null)
    }
}
