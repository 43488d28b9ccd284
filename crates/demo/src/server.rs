//! The server behind the messages.

use simulator::world::request::{Content, Reply, Request};
use simulator::world::{Settings, World};
use std::collections::BTreeMap;

/// The longest piece of a stream in one message, in bytes: between two of them the page paints and hears its host.
const MOST_BYTES: usize = 64 * 1024;

/// A request of the page's.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// The page's own number for it.
    pub id: u32,
    /// `GET` or `POST`.
    pub method: String,
    /// The whole address.
    pub url: String,
    /// Names and values.
    pub headers: Vec<(String, String)>,
    /// The body's bytes.
    pub body: Vec<u8>,
}

/// What the page is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Told {
    /// The answer to a request; of an event stream its beginning.
    Answer {
        /// The request.
        id: u32,
        /// The HTTP status.
        status: u16,
        /// The media type; empty without a body.
        kind: &'static str,
        /// The body.
        body: Vec<u8>,
    },
    /// What a stream says.
    Bytes {
        /// The request that opened it.
        id: u32,
        /// What it says.
        bytes: Vec<u8>,
    },
    /// A stream ended.
    End {
        /// The request that opened it.
        id: u32,
    },
}

/// A conference server that speaks in messages.
#[derive(Debug)]
pub struct Server {
    world: World,
    /// The open streams: the world's number for each, and the request that opened it.
    streams: BTreeMap<u64, u32>,
}

impl Server {
    /// Makes a server whose lively meeting hovers around `people`. Its story is made from `seed`; `now` is in ms since 1970.
    pub fn new(people: usize, seed: u64, now: u64) -> Server {
        let settings = Settings {
            people,
            seed,
            ..Settings::default()
        };
        Server {
            world: World::new(settings, now),
            streams: BTreeMap::new(),
        }
    }

    /// Answers a request at `now` (ms).
    pub fn handle(&mut self, now: u64, asked: Asked) -> Vec<Told> {
        let id = asked.id;
        // No fault is ever switched on here, so no answer is held back or lost.
        let reply = self.world.handle(now, &request_of(asked)).reply;
        let mut told = Vec::new();
        if let Some(reply) = reply {
            if let Some(stream) = reply.stream_id() {
                self.streams.insert(stream, id);
            }
            let (kind, body) = content(&reply);
            told.push(Told::Answer {
                id,
                status: reply.status,
                kind,
                body,
            });
        }
        self.drain(&mut told);
        told
    }

    /// Lets time pass up to `now` (ms), and returns what the streams say meanwhile.
    pub fn advance(&mut self, now: u64) -> Vec<Told> {
        self.world.advance(now);
        let mut told = Vec::new();
        self.drain(&mut told);
        told
    }

    /// Closes the stream that request `id` opened, if it did.
    pub fn forget(&mut self, id: u32) {
        self.streams.retain(|stream, opened_by| {
            let is_it = *opened_by == id;
            if is_it {
                self.world.close_stream(*stream);
            }
            !is_it
        });
    }

    fn drain(&mut self, told: &mut Vec<Told>) {
        for output in self.world.drain() {
            let Some(&id) = self.streams.get(&output.stream) else {
                continue;
            };
            let pieces = output.bytes.chunks(MOST_BYTES);
            told.extend(pieces.map(|piece| Told::Bytes {
                id,
                bytes: piece.to_vec(),
            }));
            if output.ending.is_some() {
                self.streams.remove(&output.stream);
                told.push(Told::End { id });
            }
        }
    }
}

fn request_of(asked: Asked) -> Request {
    // `https://HOST/PATH?QUERY`
    let address = asked
        .url
        .split_once("://")
        .map_or(asked.url.as_str(), |(_, rest)| rest);
    let (host, rest) = address.split_once('/').unwrap_or((address, ""));
    let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
    let header = |name: &str| {
        let mut all = asked.headers.iter();
        let found = all.find(|(own, _)| own.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.clone())
    };
    Request {
        path: ["/", path].concat(),
        query: query.to_owned(),
        host: host.to_owned(),
        token: header("token"),
        pin: header("pin"),
        role: header("role"),
        method: asked.method,
        body: asked.body,
    }
}

/// Returns the media type of a reply and its body.
fn content(reply: &Reply) -> (&'static str, Vec<u8>) {
    match &reply.content {
        Content::Json(value) => ("application/json", value.to_string().into_bytes()),
        Content::Bytes(kind, bytes) => (kind, bytes.clone()),
        Content::Stream(_) => ("text/event-stream", Vec::new()),
        // Media are carried by nobody here, and nothing breaks off.
        Content::Offer { .. } | Content::Broken | Content::Nothing => ("", Vec::new()),
    }
}
