//! A world without sockets, and a hand to reach into it.
#![allow(
    dead_code,
    missing_docs,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic
)]

use serde_json::{Value, json};
use simulator::world::request::{Content, Reply, Request};
use simulator::world::{Settings, World};

pub const START: u64 = 1_790_000_000_000;

/// A world with one signed-in person.
pub struct Client {
    pub world: World,
    pub now: u64,
    pub room: String,
    pub token: Option<String>,
    pub uuid: String,
}

pub fn world() -> World {
    let settings = Settings {
        fresh_rooms: true,
        ..Settings::default()
    };
    World::new(settings, START)
}

impl Client {
    /// Nobody signed in yet.
    pub fn at(room: &str) -> Client {
        Client {
            world: world(),
            now: START,
            room: room.to_owned(),
            token: None,
            uuid: String::new(),
        }
    }

    /// Signed in with this PIN.
    pub fn enter(room: &str, pin: &str) -> Client {
        let mut client = Client::at(room);
        client.sign_in(pin);
        client
    }

    /// Signs in; gives `new_session`'s result.
    pub fn sign_in(&mut self, pin: &str) -> Value {
        let reply = self.new_session(pin, json!({"display_name": "Ann", "hideme": "no"}));
        assert_eq!(reply.status, 200, "{reply:?}");
        let result = reply.body()["result"].clone();
        self.token = Some(result["token"].as_str().unwrap().to_owned());
        self.uuid = result["participant_uuid"].as_str().unwrap().to_owned();
        result
    }

    pub fn new_session(&mut self, pin: &str, body: Value) -> Reply {
        let mut request = self.request("POST", "new_session", body);
        request.token = None;
        request.pin = (!pin.is_empty()).then(|| pin.to_owned());
        self.send(&request)
    }

    pub fn request(&self, method: &str, path: &str, body: Value) -> Request {
        let (path, query) = path.split_once('?').unwrap_or((path, ""));
        Request {
            method: method.to_owned(),
            path: format!("/api/services/{}/{path}", self.room.replace('/', "%2F")),
            query: query.to_owned(),
            host: "127.0.0.1:9".to_owned(),
            token: self.token.clone(),
            body: if body.is_null() {
                Vec::new()
            } else {
                body.to_string().into_bytes()
            },
            ..Request::default()
        }
    }

    pub fn send(&mut self, request: &Request) -> Reply {
        self.world.handle(self.now, request).reply.unwrap()
    }

    /// Sends `"POST lock"` or `"POST participants/{}/mute"` and gives the reply.
    pub fn ask(&mut self, line: &str, body: Value) -> Reply {
        let (method, path) = line.split_once(' ').unwrap();
        let request = self.request(method, path, body);
        self.send(&request)
    }

    /// Sends a command and compares status and result.
    pub fn check(&mut self, line: &str, body: Value, status: u16, result: Value) {
        let reply = self.ask(line, body.clone());
        let found = (reply.status, reply.body()["result"].clone());
        assert_eq!(found, (status, result), "{line} {body}");
    }

    /// Sends a command that must be refused as badly written, in a sentence that holds `why`.
    pub fn refused(&mut self, line: &str, body: Value, why: &str) {
        let reply = self.ask(line, body.clone());
        let said = reply.body()["result"].as_str().unwrap_or("").to_owned();
        assert_eq!(reply.status, 400, "{line} {body}: {said}");
        assert_eq!(reply.body()["status"], "failed");
        assert!(said.contains(why), "{line} {body}: {said}");
    }

    /// The control endpoint.
    pub fn control(&mut self, command: &str, body: Value) -> Value {
        let method = if ["state", "requests"].contains(&command) {
            "GET"
        } else {
            "POST"
        };
        let request = Request {
            method: method.to_owned(),
            path: format!("/__control/{}/{command}", self.room),
            body: if body.is_null() {
                Vec::new()
            } else {
                body.to_string().into_bytes()
            },
            ..Request::default()
        };
        let reply = self.world.control(&request);
        assert_eq!(reply.status, 200, "{command}: {reply:?}");
        reply.body()
    }

    /// Lets somebody in; gives their uuid.
    pub fn join(&mut self, fields: Value) -> String {
        let answer = self.control("join", fields);
        answer["uuid"].as_str().unwrap().to_owned()
    }

    /// The fields of somebody in the list.
    pub fn person(&mut self, uuid: &str) -> Option<Value> {
        let state = self.control("state", Value::Null);
        let list = state["participants"].as_array().unwrap().clone();
        list.into_iter().find(|p| p["uuid"] == uuid)
    }

    /// Opens an event stream; gives its number.
    pub fn open(&mut self) -> u64 {
        let token = self.token.clone().unwrap();
        let reply = self.ask(&format!("GET events?token={token}"), Value::Null);
        assert!(matches!(reply.content, Content::Stream(_)), "{reply:?}");
        reply.stream_id().unwrap()
    }

    /// What the streams have to say, as text.
    pub fn bytes(&mut self) -> String {
        let flows = self.world.drain();
        flows
            .into_iter()
            .map(|flow| String::from_utf8(flow.bytes).unwrap())
            .collect()
    }

    /// What the streams have to say, as names and data.
    pub fn events(&mut self) -> Vec<(String, Value)> {
        parse(&self.bytes())
    }

    /// The names of what the streams have to say.
    pub fn names(&mut self) -> Vec<String> {
        self.events().into_iter().map(|(name, _)| name).collect()
    }

    pub fn pass(&mut self, ms: u64) {
        self.now += ms;
        self.world.advance(self.now);
    }
}

/// A host's client that watches a room with these old forms.
pub fn watching(room: &str, old: &[&str]) -> Client {
    let mut client = Client::enter(room, "1111");
    client.control("forms", json!({"old": old}));
    client.open();
    client.events();
    client
}

/// Event stream text as names and data.
pub fn parse(text: &str) -> Vec<(String, Value)> {
    text.split("\n\n")
        .filter_map(|block| {
            let field = |key: &str| block.lines().find_map(|line| line.strip_prefix(key));
            let data = field("data: ").map_or(Value::Null, |d| serde_json::from_str(d).unwrap());
            Some((field("event: ")?.to_owned(), data))
        })
        .collect()
}
