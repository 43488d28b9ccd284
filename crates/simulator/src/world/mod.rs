//! The world: rooms, people, tokens, commands and events. It is pure: time and bytes come in, answers and bytes go out;
//! no clock, no socket, no thread, and no chance but a seed's.

pub mod calendar;
pub mod commands;
pub mod control;
pub mod faults;
pub mod fields;
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
pub mod slide;
pub mod stage;
pub mod streams;
pub mod template;

use commands::check_join::check_join;
use faults::Deed;
use request::{Answer, Content, Reply, Request};
use room::Room;
use route::{CHECK_JOIN, Call, Command, Rights, Route};
use serde_json::Value;
use std::collections::BTreeMap;
use streams::Ending;

/// What the world is told before it begins.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// How many people are in the lively room.
    pub people: usize,
    /// How lively it is: 1 = as meetings are, 0 = frozen.
    pub rate: f64,
    /// What the story is made from.
    pub seed: u64,
    /// Mixed into ids and tokens only, so that those of a restarted server are new while its story is the same.
    pub boot: u64,
    /// How long a token lives, in seconds.
    pub expires: u64,
    /// Tests may have rooms of their own (`9000.abc`).
    pub fresh_rooms: bool,
    /// Somebody carries media: offers are theirs to answer. Without them every medium is refused.
    pub media: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
            people: 24,
            rate: 1.0,
            seed: 7,
            boot: 0,
            expires: 120,
            fresh_rooms: false,
            media: false,
        }
    }
}

/// What a stream has to say since the last time.
#[derive(Debug, PartialEq)]
pub struct Outflow {
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
    orphans: Vec<u64>,
    /// What is to be done about their media.
    media: Vec<media::Order>,
    epoch: u64,
    last_stream: u64,
}

impl World {
    /// A world that begins at `now` (ms since the Unix epoch).
    pub fn new(settings: Settings, now: u64) -> World {
        World {
            settings,
            now,
            rooms: BTreeMap::new(),
            orphans: Vec::new(),
            media: Vec::new(),
            epoch: 0,
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

    /// The room of this number or address, made at its first use.
    pub fn room(&mut self, account: &str) -> Option<&mut Room> {
        let (template, key) = template::find(account, self.settings.fresh_rooms)?;
        let (settings, epoch, now) = (&self.settings, self.epoch, self.now);
        let room = self
            .rooms
            .entry(key.clone())
            .or_insert_with(|| Room::new(template, &key, settings, epoch, now));
        Some(room)
    }

    /// Forgets every room, token and stream, as a server that is restarted.
    pub fn restart(&mut self) {
        self.epoch += 1;
        let streams = self.rooms.values().flat_map(|room| &room.streams);
        self.orphans.extend(streams.map(|s| s.id));
        for room in self.rooms.values_mut() {
            room.drop_media();
            self.media.append(&mut room.media);
        }
        self.rooms.clear();
    }

    /// What streams have to say. A stream that ended is forgotten.
    pub fn drain(&mut self) -> Vec<Outflow> {
        let mut out: Vec<Outflow> = self
            .orphans
            .drain(..)
            .map(|stream| Outflow {
                stream,
                bytes: Vec::new(),
                ending: Some(Ending::Cut),
            })
            .collect();
        for room in self.rooms.values_mut() {
            for stream in &mut room.streams {
                if !stream.pending.is_empty() || stream.ending.is_some() {
                    out.push(Outflow {
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

    /// A client let go of its stream.
    pub fn stream_closed(&mut self, stream: u64) {
        for room in self.rooms.values_mut() {
            room.streams.retain(|s| s.id != stream);
        }
    }

    /// Answers a request at `now` (ms).
    pub fn handle(&mut self, now: u64, request: &Request) -> Answer {
        self.advance(now);
        if request.method == "OPTIONS" {
            return self.preflight(request);
        }
        if request.path == CHECK_JOIN {
            return self.answer_check_join(request);
        }
        let Some(route) = Route::parse(&request.path) else {
            return Reply::failed(404, "No such path").into();
        };
        self.last_stream += 1;
        let stream = self.last_stream;
        let Some(room) = self.room(&route.room) else {
            return Reply::failed(404, "Neither conference nor gateway found").into();
        };
        let answer = answer(room, &route, request, stream);
        let status = answer.reply.as_ref().map(|reply| reply.status);
        room.log.write(request, status, now);
        answer
    }

    /// A browser's question before a request: always yes, but for a fault on `OPTIONS`.
    fn preflight(&mut self, request: &Request) -> Answer {
        let yes = Reply {
            content: Content::Nothing,
            ..Reply::json(204, Value::Null)
        };
        let now = self.now;
        let Some(room) = Route::parse(&request.path).and_then(|route| self.room(&route.room))
        else {
            return yes.into();
        };
        let answer = match room.faults.take_preflight() {
            Some(Deed::Answer(reply)) => Reply {
                cors: false,
                ..reply
            }
            .into(),
            Some(Deed::Hang) => Answer {
                reply: None,
                delay_ms: 0,
            },
            Some(Deed::NoCors) => Reply { cors: false, ..yes }.into(),
            _ => yes.into(),
        };
        let status = answer.reply.as_ref().map(|reply| reply.status);
        room.log.write(request, status, now);
        answer
    }

    fn answer_check_join(&mut self, request: &Request) -> Answer {
        let (now, fresh) = (self.now, self.settings.fresh_rooms);
        if request.method != "POST" {
            return wrong_method("POST").into();
        }
        let account = serde_json::from_slice::<Value>(&request.body)
            .ok()
            .and_then(|body| Some(body.get("joinAccount")?.as_str()?.to_owned()))
            .unwrap_or_default();
        let Some(room) = self.room(&account) else {
            return check_join(request, now, fresh).into();
        };
        let deed = room.faults.take("api", "checkJoin");
        let answer = with_deed(room, deed, |_| check_join(request, now, fresh));
        let status = answer.reply.as_ref().map(|reply| reply.status);
        room.log.write(request, status, now);
        answer
    }
}

fn wrong_method(allowed: &str) -> Reply {
    Reply {
        headers: vec![("allow".into(), format!("{allowed}, OPTIONS"))],
        ..Reply::failed(405, format!("Use {allowed}"))
    }
}

fn answer(room: &mut Room, route: &Route, request: &Request, stream: u64) -> Answer {
    let Some(command) = route.command().filter(|c| c.offered(room.template)) else {
        return Reply::failed(404, "No such command").into();
    };
    if request.method != command.method {
        return wrong_method(command.method).into();
    }
    let deed = room.faults.take(route.level.word(), command.name);
    with_deed(room, deed, |room| {
        run(room, command, route, request, stream).unwrap_or_else(|refusal| refusal)
    })
}

/// Does something with a fault on it.
fn with_deed(room: &mut Room, deed: Option<Deed>, act: impl FnOnce(&mut Room) -> Reply) -> Answer {
    let never = Answer {
        reply: None,
        delay_ms: 0,
    };
    match deed {
        None => act(room).into(),
        Some(Deed::Answer(reply)) => reply.into(),
        Some(Deed::Hang) => never,
        Some(Deed::ActThenHang) => {
            act(room);
            never
        }
        Some(Deed::ActThenCut) => Reply {
            content: Content::Broken,
            ..act(room)
        }
        .into(),
        Some(Deed::Lose) => {
            silently(room, act);
            never
        }
        Some(Deed::Swallow) => Reply::success(true).into(),
        Some(Deed::Silent) => silently(room, act).into(),
        Some(Deed::Delay(delay_ms)) => Answer {
            reply: Some(act(room)),
            delay_ms,
        },
        Some(Deed::NoCors) => Reply {
            cors: false,
            ..act(room)
        }
        .into(),
    }
}

/// Does something that no event tells of.
fn silently(room: &mut Room, act: impl FnOnce(&mut Room) -> Reply) -> Reply {
    room.silent = true;
    let reply = act(room);
    room.silent = false;
    reply
}

fn run(
    room: &mut Room,
    command: &Command,
    route: &Route,
    request: &Request,
    stream: u64,
) -> Result<Reply, Reply> {
    let mut call = Call {
        request,
        caller: String::new(),
        person: route.person.clone(),
        call: route.call.clone(),
        stream,
    };
    if command.rights != Rights::Own {
        let token = request.token.as_deref().ok_or_else(Reply::invalid_token)?;
        let session = room.session(token).ok_or_else(Reply::invalid_token)?;
        call.caller = session.person.clone();
        let host = room.person(&call.caller).is_some_and(|p| p.is_host());
        let own = command.rights == Rights::HostOrSelf && call.caller == call.person;
        if !host && !own && command.rights != Rights::Session {
            return Err(Reply::failed(403, "Only a host may do this"));
        }
    }
    (command.run)(room, &call)
}

/// Whether an answer opens an event stream, and which.
pub fn opened_stream(reply: &Reply) -> Option<u64> {
    match reply.content {
        Content::Stream(id) => Some(id),
        _ => None,
    }
}
