//! What may be done to each resource, a file each.

pub mod participants;
pub mod rooms;
pub mod services;
pub mod sipcalls;
pub mod streams;
pub mod subscriptions;
pub mod tokens;

use super::refusal::operation_failed;
use crate::world::request::{Answer, Reply};

/// Returns an answer that takes a while.
fn after(delay_ms: u64, reply: Reply) -> Answer {
    Answer {
        reply: Some(reply),
        delay_ms,
    }
}

/// Returns the answer to nearly every failure of a live operation.
fn failed() -> Answer {
    operation_failed().into()
}

/// Returns whether the server takes a text for an id at all.
fn is_id(text: &str) -> bool {
    !text.is_empty()
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
}
