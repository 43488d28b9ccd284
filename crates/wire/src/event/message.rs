//! Chat.

use crate::lenient::{self, MAX_WORD_BYTES, cut};
use conference::{Event, ParticipantId};
use serde::de::Error;
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;
use std::sync::Arc;

/// A line of chat. API document: events, `message`; what servers send is called `message_received`.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Message {
    /// The name of whoever wrote it.
    #[serde(deserialize_with = "lenient::text")]
    origin: Option<Arc<str>>,
    #[serde(deserialize_with = "lenient::id")]
    uuid: Option<ParticipantId>,
    /// The MIME type.
    #[serde(rename = "type", deserialize_with = "lenient::word")]
    mime: Option<String>,
    #[serde(deserialize_with = "payload")]
    payload: Option<Arc<str>>,
    /// Not in the document: nobody but this session was told.
    #[serde(deserialize_with = "lenient::flag")]
    direct: Option<bool>,
}

impl From<Message> for Event {
    /// `message` is also the name of events without one, so what has no payload is something else.
    fn from(told: Message) -> Self {
        let mime = told.mime.as_deref().map(|mime| cut(mime, MAX_WORD_BYTES));
        match (told.payload, mime) {
            // What programs tell each other is no text for people.
            (Some(_), Some(mime)) if conference::is_for_programs(mime) => {
                Self::Other(Arc::from(["message:", mime].concat()))
            }
            (Some(text), mime) => Self::Message {
                origin: told.origin.unwrap_or_default(),
                id: told.uuid,
                mime: Arc::from(mime.unwrap_or("text/plain")),
                text,
                is_direct: told.direct == Some(true),
            },
            (None, _) => Self::Other(Arc::from("message")),
        }
    }
}

/// Reads a text; objects, arrays and numbers are kept as they were written.
fn payload<'de, D: Deserializer<'de>>(value: D) -> Result<Option<Arc<str>>, D::Error> {
    let value = Box::<RawValue>::deserialize(value)?;
    Ok(match value.get().as_bytes().first() {
        Some(b'"') => {
            let text: String = serde_json::from_str(value.get()).map_err(D::Error::custom)?;
            Some(Arc::from(text))
        }
        Some(b'n' | b't' | b'f') | None => None,
        Some(_) => Some(Arc::from(value.get())),
    })
}
