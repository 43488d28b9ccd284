//! A world without sockets, and a hand to reach into it.

use serde_json::{Value, json};
use simulator::owt::world::{
    Frame, Opening, Request, SAMPLE_ID, SAMPLE_KEY, SUPER_ID, SUPER_KEY, Settings, World, sign,
};
use simulator::world::request::{Answer, Content, Reply};
use std::collections::BTreeMap;

pub const START: u64 = 1_790_000_000_000;

/// Returns a header as a service signs it.
pub fn signed(id: &str, key: &str) -> String {
    let signature = sign(key, "1406079112038,87428");
    format!(
        "MAuth realm=http://webrtc.intel.com,mauth_signature_method=HMAC_SHA256,mauth_serviceid={id},mauth_cnonce=87428,mauth_timestamp=1406079112038,mauth_signature={signature}"
    )
}

/// A world, its clock, and what its sockets said.
pub struct Server {
    pub world: World,
    pub now: u64,
    pub said: BTreeMap<u64, Vec<Frame>>,
}

impl Server {
    pub fn new(settings: Settings) -> Server {
        Server {
            world: World::new(settings, START),
            now: START,
            said: BTreeMap::new(),
        }
    }

    /// Without any room.
    pub fn empty() -> Server {
        Server::new(Settings {
            empty: true,
            ..Settings::default()
        })
    }

    /// With one room, whose id is given.
    pub fn with_room(options: Value) -> (Server, String) {
        let mut server = Server::empty();
        let room = server.make_room("a", options);
        (server, room)
    }

    pub fn make_room(&mut self, name: &str, options: Value) -> String {
        let made = self.control("rooms", json!({"name": name, "options": options}));
        made["id"].as_str().unwrap().to_owned()
    }

    pub fn request(&self, line: &str, body: &Value) -> Request {
        let (method, path) = line.split_once(' ').unwrap();
        let (path, query) = path.split_once('?').unwrap_or((path, ""));
        Request {
            method: method.to_owned(),
            path: path.to_owned(),
            query: query.to_owned(),
            authorization: Some(signed(SAMPLE_ID, SAMPLE_KEY)),
            content_type: Some("application/json".to_owned()),
            body: if body.is_null() {
                Vec::new()
            } else {
                body.to_string().into_bytes()
            },
        }
    }

    pub fn send(&mut self, request: &Request) -> Answer {
        let answer = self.world.handle(self.now, request);
        self.collect();
        answer
    }

    /// Sends `GET /v1/rooms`, signed by the sample service.
    pub fn ask(&mut self, line: &str, body: Value) -> Reply {
        let request = self.request(line, &body);
        self.send(&request).reply.unwrap()
    }

    /// The same, signed by the super service.
    pub fn ask_as_super(&mut self, line: &str, body: Value) -> Reply {
        let mut request = self.request(line, &body);
        request.authorization = Some(signed(SUPER_ID, SUPER_KEY));
        self.send(&request).reply.unwrap()
    }

    /// Sends a request that must succeed; gives its body.
    pub fn get(&mut self, line: &str, body: Value) -> Value {
        let reply = self.ask(line, body.clone());
        assert_eq!(reply.status, 200, "{line} {body}: {reply:?}");
        reply.body()
    }

    /// Sends a request and compares status and code; 0 where no code is expected.
    pub fn check(&mut self, line: &str, body: Value, status: u16, code: u16) {
        let reply = self.ask(line, body.clone());
        let found = (
            reply.status,
            reply.body()["error"]["code"].as_u64().unwrap_or(0),
        );
        assert_eq!(found, (status, u64::from(code)), "{line} {body}: {reply:?}");
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
            ..Request::default()
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

    /// Lets somebody in by the control endpoint.
    pub fn join(&mut self, room: &str, user: &str) -> String {
        let joined = self.control(&format!("{room}/join"), json!({"user": user}));
        joined["id"].as_str().unwrap().to_owned()
    }

    /// Lets somebody publish microphone and camera.
    pub fn publish(&mut self, room: &str, id: &str) -> String {
        let published = self.control(&format!("{room}/publish"), json!({"id": id}));
        published["id"].as_str().unwrap().to_owned()
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

    // --- the portal

    pub fn token(&mut self, room: &str, user: &str, role: &str) -> String {
        let reply = self.ask(
            &format!("POST /v1/rooms/{room}/tokens"),
            json!({"user": user, "role": role, "preference": {"isp": "isp", "region": "region"}}),
        );
        match reply.content {
            Content::Bytes(_, bytes) => String::from_utf8(bytes).unwrap(),
            other => panic!("{other:?}"),
        }
    }

    /// Opens a socket, and joins the namespace.
    pub fn open(&mut self) -> u64 {
        let opening = self
            .world
            .open_portal(self.now, "EIO=4&transport=websocket");
        let Opening::Open(id) = opening else {
            panic!("{opening:?}");
        };
        self.say(id, "40");
        id
    }

    pub fn say(&mut self, socket: u64, text: &str) {
        self.world.hear_portal(self.now, socket, text);
        self.collect();
    }

    /// Emits an event; gives what it is answered, null for nothing.
    pub fn emit(&mut self, socket: u64, name: &str, data: Option<Value>) -> Value {
        self.heard(socket);
        let event = match data {
            Some(data) => json!([name, data]),
            None => json!([name]),
        };
        self.say(socket, &format!("427{event}"));
        let frames = self.said.get_mut(&socket).unwrap();
        let is_answer =
            |frame: &Frame| matches!(frame, Frame::Text(text) if text.starts_with("437"));
        match frames.iter().position(is_answer) {
            Some(place) => match frames.remove(place) {
                Frame::Text(text) => serde_json::from_str(&text[3..]).unwrap(),
                other => panic!("{other:?}"),
            },
            None => Value::Null,
        }
    }

    pub fn log_in(&mut self, socket: u64, token: &str) -> Value {
        self.emit(socket, "login", Some(login_info(token)))
    }

    /// Joins by the portal; gives the socket and the result.
    pub fn enter(&mut self, room: &str, user: &str, role: &str) -> (u64, Value) {
        let token = self.token(room, user, role);
        let socket = self.open();
        let answer = self.log_in(socket, &token);
        assert_eq!(answer[0], "ok", "{answer}");
        (socket, answer[1].clone())
    }

    /// What a socket said since the last time, as texts; "close" and "cut" for how it ended.
    pub fn heard(&mut self, socket: u64) -> Vec<String> {
        let frames = self.said.remove(&socket).unwrap_or_default();
        self.said.insert(socket, Vec::new());
        let text = |frame| match frame {
            Frame::Text(text) => text,
            Frame::Close => "close".to_owned(),
            Frame::Cut => "cut".to_owned(),
        };
        frames.into_iter().map(text).collect()
    }

    /// The events among them.
    pub fn events(&mut self, socket: u64) -> Vec<Value> {
        let texts = self.heard(socket);
        let events = texts.iter().filter_map(|text| text.strip_prefix("42"));
        events
            .map(|text| serde_json::from_str(text).unwrap())
            .collect()
    }
}

pub fn login_info(token: &str) -> Value {
    json!({
        "token": token,
        "userAgent": {"sdk": {"type": "JavaScript", "version": "5.0"}},
        "protocol": "1.2",
    })
}

/// Returns a status change as a patch.
pub fn replace(path: &str, value: Value) -> Value {
    json!([{"op": "replace", "path": path, "value": value}])
}
