//! Engine.IO 4 and Socket.IO 4 over one WebSocket: a text a packet.

use serde_json::{Value, json};

/// What a client says.
#[derive(Clone, Debug, PartialEq)]
pub enum Packet {
    /// Joins the default namespace.
    Connect,
    /// Joins another one.
    ConnectElsewhere(String),
    /// Leaves.
    Disconnect,
    /// An answer to a ping.
    Pong,
    /// The transport is given up.
    Close,
    /// An event.
    Event {
        /// Its name.
        name: String,
        /// What comes with it.
        data: Vec<Value>,
        /// The number of the answer that is wanted.
        ack: Option<u64>,
    },
    /// Something that needs no answer.
    Other,
    /// Nothing that can be read: the server gives the transport up.
    Malformed,
}

impl Packet {
    /// Reads a text.
    pub fn read(text: &str) -> Packet {
        let mut letters = text.chars();
        let kind = letters.next();
        let rest = letters.as_str();
        match kind {
            Some('1') => Packet::Close,
            Some('3') => Packet::Pong,
            Some('4') => Packet::read_message(rest),
            Some('2' | '5' | '6') => Packet::Other,
            _ => Packet::Malformed,
        }
    }

    fn read_message(text: &str) -> Packet {
        let mut letters = text.chars();
        let kind = letters.next();
        let rest = letters.as_str();
        let (namespace, rest) = match rest.strip_prefix('/') {
            Some(named) => named.split_once(',').unwrap_or((named, "")),
            None => ("", rest),
        };
        match kind {
            Some('0') if namespace.is_empty() => Packet::Connect,
            Some('0') => Packet::ConnectElsewhere(format!("/{namespace}")),
            _ if !namespace.is_empty() => Packet::Other,
            Some('1') => Packet::Disconnect,
            Some('2') => Packet::read_event(rest),
            Some('3' | '5' | '6') => Packet::Other,
            _ => Packet::Malformed,
        }
    }

    fn read_event(text: &str) -> Packet {
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        let (number, rest) = text.split_at(digits);
        let mut list = match serde_json::from_str(rest) {
            Ok(Value::Array(list)) => list.into_iter(),
            _ => return Packet::Malformed,
        };
        match list.next() {
            Some(Value::String(name)) => Packet::Event {
                name,
                data: list.collect(),
                ack: number.parse().ok(),
            },
            _ => Packet::Malformed,
        }
    }
}

/// Returns what a transport begins with.
pub fn open(sid: &str, ping_interval: u64, ping_timeout: u64) -> String {
    let hello = json!({
        "sid": sid,
        "upgrades": [],
        "pingInterval": ping_interval,
        "pingTimeout": ping_timeout,
        "maxPayload": 1_000_000,
    });
    format!("0{hello}")
}

/// Returns the answer to who joins the default namespace.
pub fn connected(sid: &str) -> String {
    format!("40{}", json!({"sid": sid}))
}

/// Returns the answer to who joins another one.
pub fn no_such_namespace(namespace: &str) -> String {
    format!("44{namespace},{}", json!({"message": "Invalid namespace"}))
}

/// Returns an event.
pub fn event(name: &str, data: &Value) -> String {
    format!("42{}", json!([name, data]))
}

/// Returns the answer to an event.
pub fn ack(number: u64, answer: &[Value]) -> String {
    format!("43{number}{}", Value::from(answer.to_vec()))
}

/// What asks whether a client is still there.
pub const PING: &str = "2";
/// What puts a client out of the namespace.
pub const DISCONNECT: &str = "41";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packets() {
        let check = |text: &str, expect: Packet| assert_eq!(Packet::read(text), expect, "{text}");
        let event = |name: &str, data: &[Value], ack| Packet::Event {
            name: name.into(),
            data: data.to_vec(),
            ack,
        };
        check("40", Packet::Connect);
        check("40{\"token\":\"a\"}", Packet::Connect);
        check("40/admin,", Packet::ConnectElsewhere("/admin".into()));
        check("41", Packet::Disconnect);
        check("3", Packet::Pong);
        check("1", Packet::Close);
        check("42[\"logout\"]", event("logout", &[], None));
        check(
            "4217[\"login\",{\"a\":1}]",
            event("login", &[json!({"a": 1})], Some(17)),
        );
        check("42/admin,[\"login\"]", Packet::Other);
        check("42{}", Packet::Malformed);
        check("42[5]", Packet::Malformed);
        check("", Packet::Malformed);
        check("hello", Packet::Malformed);
    }
}
