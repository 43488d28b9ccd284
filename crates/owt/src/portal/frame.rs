//! Messages of the WebSocket: Engine.IO 4 around Socket.IO 5 (which Socket.IO 4 speaks), of texts alone. There is no client of it for
//! wasm in Rust.

use crate::answer::PortalToken;
use crate::lenient::{self, Object};
use serde::Serialize;
use std::sync::Arc;

/// The longest silence that is believed, ms.
const LONGEST_MS: u32 = 600_000;

/// A message of the server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Frame<'a> {
    /// The connection stands; now [`connect`].
    Open(Handshake),
    /// Are you there? Answer [`pong`] at once.
    Ping,
    /// The connection ends.
    Close,
    /// Socket.IO stands; now [`login`].
    Connected,
    /// Socket.IO refused, in words that are safe to show.
    Refused(Arc<str>),
    /// The server ended it.
    Disconnected,
    /// Something happened. Its data is JSON; empty where there is none.
    Event {
        /// What.
        name: Arc<str>,
        /// About what.
        data: &'a str,
    },
    /// The answer to what was asked with this number.
    Answer {
        /// The number.
        number: u32,
        /// Whether it was done ("ok").
        is_done: bool,
        /// JSON; empty where there is none.
        data: &'a str,
    },
}

/// How the server wants to be talked with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Handshake {
    /// How often it pings, ms.
    pub ping_interval_ms: u32,
    /// How long it waits for the answer, ms. Whoever hears nothing for both together has lost the connection.
    pub ping_timeout_ms: u32,
}

/// Joins Socket.IO's main name space.
pub fn connect() -> &'static str {
    "40"
}

/// Answers a ping.
pub fn pong() -> &'static str {
    "3"
}

/// What the portal wants to know of who joins.
#[derive(Serialize)]
struct LoginInfo<'a> {
    token: &'a str,
    #[serde(rename = "userAgent")]
    user_agent: UserAgent,
    /// Protocol 1.2 is the one with tracks.
    protocol: &'static str,
}

#[derive(Serialize)]
struct UserAgent {
    sdk: Sdk,
}

#[derive(Serialize)]
struct Sdk {
    version: &'static str,
    r#type: &'static str,
}

/// Joins the room that the token is for; the answer has this number.
pub fn login(number: u32, token: &PortalToken) -> String {
    let info = LoginInfo {
        token: token.expose(),
        user_agent: UserAgent {
            // The server wants both words, and offers to wait for whoever is cut off where it knows the type. A panel joins anew.
            sdk: Sdk {
                version: "5.0",
                r#type: "Gavel",
            },
        },
        protocol: "1.2",
    };
    // Structs of texts can always be written.
    let body = serde_json::to_string(&("login", info)).unwrap_or_default();
    format!("42{number}{body}")
}

/// Leaves the room; the answer has this number.
pub fn logout(number: u32) -> String {
    format!("42{number}[\"logout\"]")
}

/// Reads a message; `None` = it says nothing that matters here.
pub fn read_frame(text: &str) -> Option<Frame<'_>> {
    let mut letters = text.chars();
    match (letters.next()?, letters.as_str()) {
        ('0', json) => Some(Frame::Open(handshake(json))),
        ('1', _) => Some(Frame::Close),
        ('2', _) => Some(Frame::Ping),
        ('4', packet) => read_packet(packet),
        _ => None,
    }
}

fn handshake(json: &str) -> Handshake {
    let it = Object::read(json).unwrap_or_default();
    let interval_ms = it.whole("pingInterval");
    let timeout_ms = it.whole("pingTimeout");
    Handshake {
        // Without either it is as Socket.IO has it by itself.
        ping_interval_ms: interval_ms.unwrap_or(25_000).clamp(1_000, LONGEST_MS),
        ping_timeout_ms: timeout_ms.unwrap_or(20_000).clamp(1_000, LONGEST_MS),
    }
}

/// Type, name space, number, JSON; the name space is left out where it is the main one.
fn read_packet(packet: &str) -> Option<Frame<'_>> {
    let mut letters = packet.chars();
    let kind = letters.next()?;
    let rest = letters.as_str();
    let rest = match rest.strip_prefix('/') {
        Some(space) => space.split_once(',').map_or("", |(_, rest)| rest),
        None => rest,
    };
    let json = rest.trim_start_matches(|letter: char| letter.is_ascii_digit());
    let number = rest
        .strip_suffix(json)
        .and_then(|digits| digits.parse().ok());
    match kind {
        '0' => Some(Frame::Connected),
        '1' => Some(Frame::Disconnected),
        '2' => {
            let (first, data) = arguments(json)?;
            let name = raw_json::text(first).filter(|_| first.starts_with('"'))?;
            Some(Frame::Event {
                name: name.into(),
                data,
            })
        }
        '3' => {
            let (first, data) = arguments(json)?;
            Some(Frame::Answer {
                number: number?,
                is_done: matches!(first, "\"ok\"" | "\"success\""),
                data,
            })
        }
        '4' => Some(Frame::Refused(words(json))),
        _ => None,
    }
}

/// Returns the first two of a list, as JSON.
fn arguments(json: &str) -> Option<(&str, &str)> {
    if !json.starts_with('[') {
        return None;
    }
    let all = lenient::entries(json)?;
    let mut all = all.into_iter();
    Some((all.next()?, all.next().unwrap_or_default()))
}

/// Returns what the server says to people: a text, or `message` of an object.
pub(super) fn words(json: &str) -> Arc<str> {
    match Object::read(json) {
        Some(it) => it.name("message"),
        None => Arc::from(conference::clean_name(
            &raw_json::text(json).unwrap_or_default(),
        )),
    }
}
