//! A world without sockets, and a hand to reach into it.

use serde_json::{Value, json};
use simulator::phone::world::{Behaviour, Frame, Opening, Request, Settings, World};
use simulator::world::request::Reply;
use std::collections::BTreeMap;

pub const START: u64 = 1_790_000_000_000;

/// A world, its clock, and what its sockets said.
pub struct Server {
    pub world: World,
    pub now: u64,
    said: BTreeMap<u64, Vec<Frame>>,
    last: u64,
}

impl Server {
    /// A server whose telephones ring until a test answers them.
    pub fn new() -> Server {
        Server::of(Behaviour {
            answer_after_ms: None,
            ..Behaviour::default()
        })
    }

    pub fn of(behaviour: Behaviour) -> Server {
        let settings = Settings {
            behaviour,
            ..Settings::default()
        };
        Server {
            world: World::new(settings, START),
            now: START,
            said: BTreeMap::new(),
            last: 0,
        }
    }

    pub fn try_open(&mut self, client: &str) -> Opening {
        let opening = self.world.open(self.now, client);
        self.collect();
        opening
    }

    pub fn open(&mut self, client: &str) -> u64 {
        match self.try_open(client) {
            Opening::Open(id) => id,
            other => panic!("{client}: {other:?}"),
        }
    }

    pub fn say(&mut self, socket: u64, text: &str) {
        self.world.hear(self.now, socket, text);
        self.collect();
    }

    /// What a socket said since the last time, as texts; "close" and "cut" for how it ended.
    pub fn heard(&mut self, socket: u64) -> Vec<String> {
        let text = |frame| match frame {
            Frame::Text(text) => text,
            Frame::Close => "close".to_owned(),
            Frame::Cut => "cut".to_owned(),
        };
        let frames = self.said.remove(&socket).unwrap_or_default();
        frames.into_iter().map(text).collect()
    }

    /// The same, read.
    pub fn messages(&mut self, socket: u64) -> Vec<Value> {
        let texts = self.heard(socket);
        let read = |text: &String| serde_json::from_str(text).unwrap();
        texts.iter().map(read).collect()
    }

    /// Calls a method; gives the answer to it alone.
    pub fn call(&mut self, socket: u64, method: &str, params: Value) -> Value {
        self.last += 1;
        let id = self.last;
        let text = json!({"jsonrpc": "2.0", "method": method, "params": params, "id": id});
        self.say(socket, &text.to_string());
        let frames = self.said.entry(socket).or_default();
        let is_answer = |frame: &Frame| match frame {
            Frame::Text(text) => serde_json::from_str::<Value>(text).unwrap()["id"] == id,
            _ => false,
        };
        let place = frames.iter().position(is_answer).unwrap();
        match frames.remove(place) {
            Frame::Text(text) => serde_json::from_str(&text).unwrap(),
            other => panic!("{other:?}"),
        }
    }

    /// Makes a conference; its number.
    pub fn create(&mut self, socket: u64) -> String {
        let answer = self.call(socket, "CreateConf", json!([]));
        answer["result"]["confid"].as_str().unwrap().to_owned()
    }

    /// Calls a telephone; the call.
    pub fn invite(&mut self, socket: u64, conf: &str, number: &str) -> String {
        let answer = self.call(socket, "InviteJoinConf", json!([conf, number]));
        answer["result"]["callid"].as_str().unwrap().to_owned()
    }

    /// How many the server counts; "gone" where it knows no such conference.
    pub fn count(&mut self, socket: u64, conf: &str) -> String {
        let answer = self.call(socket, "QueryConfState", json!([conf]));
        answer["result"]["count"]
            .as_str()
            .unwrap_or("gone")
            .to_owned()
    }

    pub fn try_control(&mut self, command: &str, body: &Value) -> Reply {
        let reads = command.ends_with("state") || command.ends_with("requests");
        let request = Request {
            method: if reads { "GET" } else { "POST" }.to_owned(),
            path: format!("/__control/{command}"),
            body: if body.is_null() {
                Vec::new()
            } else {
                body.to_string().into_bytes()
            },
        };
        let reply = self.world.control(self.now, &request);
        self.collect();
        reply
    }

    pub fn control(&mut self, command: &str, body: Value) -> Value {
        let reply = self.try_control(command, &body);
        assert_eq!(reply.status, 200, "{command} {body}: {reply:?}");
        reply.body()
    }

    pub fn pass(&mut self, ms: u64) {
        self.now += ms;
        self.world.advance(self.now);
        self.collect();
    }

    fn collect(&mut self) {
        for (id, frames) in self.world.drain() {
            self.said.entry(id).or_default().extend(frames);
        }
    }
}
