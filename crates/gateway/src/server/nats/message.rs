//! An event as it is in the stream.

use crate::event::{Event, Received};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// The subjects of all events.
pub const ALL: &str = "ev.>";
/// Longer names of rooms are hashed: a server takes no subject of any length.
const MAX_ROOM: usize = 256;
/// What has no meaning of its own in a subject.
const PLAIN: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_');

/// An event in the stream.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Message {
    /// When it came, Unix time in milliseconds.
    pub at_ms: u64,
    /// By which it is known again: the message's id, too.
    pub key: String,
    /// What was understood.
    pub event: Event,
    /// What came.
    pub raw: String,
}

/// A message that isn't of a gateway's.
#[derive(Debug, thiserror::Error)]
#[error("no gateway's message")]
pub struct Alien;

impl Message {
    /// Returns the message of an event. One that nothing in it tells from others gets a key of its own, made of a text that `unique`
    /// returns once only: the stream may deliver it twice.
    pub fn new(received: &Received, at_ms: u64, unique: impl FnOnce() -> String) -> Self {
        let own = || Sha256::digest(unique()).into();
        let key: [u8; 32] = received.key.unwrap_or_else(own);
        Self {
            at_ms,
            key: URL_SAFE_NO_PAD.encode(key),
            event: received.event.clone(),
            raw: received.raw.clone(),
        }
    }

    /// Reads a message; returns when the event came, too.
    pub fn read(payload: &[u8]) -> Result<(Received, u64), Alien> {
        let message: Self = serde_json::from_slice(payload).map_err(|_| Alien)?;
        let key = URL_SAFE_NO_PAD.decode(message.key).map_err(|_| Alien)?;
        // What isn't JSON could be told to nobody.
        serde_json::from_str::<&serde_json::value::RawValue>(&message.raw).map_err(|_| Alien)?;
        let received = Received {
            event: message.event,
            key: Some(key.try_into().map_err(|_| Alien)?),
            raw: message.raw,
        };
        Ok((received, message.at_ms))
    }
}

/// Returns the subject of an event: `ev.{vendor}.{room}`, without the last part where there is no room.
pub fn subject(event: &Event) -> String {
    let vendor = event.vendor.word();
    let Some(room) = event.room.as_ref().filter(|room| !room.is_empty()) else {
        return format!("ev.{vendor}");
    };
    let encoded = utf8_percent_encode(room, PLAIN).to_string();
    match encoded.len() > MAX_ROOM {
        true => format!(
            "ev.{vendor}.{}",
            URL_SAFE_NO_PAD.encode(Sha256::digest(room))
        ),
        false => format!("ev.{vendor}.{encoded}"),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::event::{EventKind, Vendor};

    fn received(room: Option<&str>) -> Received {
        Received {
            event: Event {
                vendor: Vendor::ThreeTee,
                room: room.map(str::to_owned),
                user: None,
                kind: EventKind::Open,
                stamp: None,
                polled: false,
            },
            key: Some([7; 32]),
            raw: r#"{"event":"open"}"#.into(),
        }
    }

    #[test]
    fn subjects() {
        let check = |room: Option<&str>, expect: &str| {
            assert_eq!(subject(&received(room).event), expect);
        };
        check(None, "ev.3tee");
        check(Some(""), "ev.3tee");
        check(Some("r-1_a"), "ev.3tee.r-1_a");
        check(Some("a.b *>%"), "ev.3tee.a%2Eb%20%2A%3E%25");
        check(Some("会"), "ev.3tee.%E4%BC%9A");
        let long = subject(&received(Some(&"会".repeat(100))).event);
        assert_eq!(long.len(), "ev.3tee.".len() + 43);
    }

    #[test]
    fn messages() {
        let told = received(Some("r"));
        let message = Message::new(&told, 5, || "never".into());
        let payload = serde_json::to_vec(&message).unwrap();
        assert_eq!(Message::read(&payload).unwrap(), (told.clone(), 5));
        let nameless = Received { key: None, ..told };
        let key = |text: &str| Message::new(&nameless, 5, || text.into()).key;
        assert_eq!(key("a"), key("a"));
        assert_ne!(key("a"), key("b"));
        for alien in [
            "",
            "{}",
            "[]",
            &String::from_utf8_lossy(&payload).replace("BwcH", "Bw=H"),
            &String::from_utf8_lossy(&payload).replace("{\\\"", "\\\""),
        ] {
            assert!(Message::read(alien.as_bytes()).is_err(), "{alien}");
        }
    }
}
