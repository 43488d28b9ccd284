//! What the server says.

use super::answer::{Answer, ServerError, short};
use super::notification::Notification;
use crate::lenient::{Object, whole};
use std::sync::Arc;

/// Longer messages are dropped unread.
const MAX_BYTES: usize = 1 << 20;

/// A message of the server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Message {
    /// The answer to a request.
    Answer {
        /// The request's number; `None` = it isn't told, or is none of ours.
        id: Option<u32>,
        /// The result, or the server's no.
        result: Result<Answer, ServerError>,
    },
    /// Something happened.
    Told(Notification),
    /// Something of this name happened, of which nothing is known.
    Unknown(Arc<str>),
    /// It isn't JSON-RPC, or says too little.
    NotUnderstood,
}

/// Reads a message. An error may stand in `error`, or, as a known server sends it, beside `id`.
pub fn read_message(json: &str) -> Message {
    let json = json.trim_start_matches('\u{FEFF}');
    let object = Some(json).filter(|it| it.len() <= MAX_BYTES);
    let Some(object) = object.and_then(Object::read) else {
        return Message::NotUnderstood;
    };
    if let Some(method) = object.text("method") {
        return match Notification::read(&method, object.json("params")) {
            Some(Ok(it)) => Message::Told(it),
            Some(Err(())) => Message::NotUnderstood,
            None => Message::Unknown(short(&method)),
        };
    }
    let id = object.json("id").and_then(whole);
    let id = id.and_then(|id| u32::try_from(id).ok());
    let result = if let Some(error) = object.json("error") {
        Err(match Object::read(error) {
            Some(error) => ServerError::of(&error),
            None => ServerError::of_text(error),
        })
    } else if let Some(result) = object.json("result") {
        Answer::read(result)
    } else if object.has("code") || object.has("message") {
        // Also beside a result that is null.
        Err(ServerError::of(&object))
    } else if object.has("result") {
        Ok(Answer::default())
    } else {
        return Message::NotUnderstood;
    };
    Message::Answer { id, result }
}
