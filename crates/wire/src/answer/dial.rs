//! The answer to `dial`.

use super::{Refusal, Reply};
use crate::lenient::{self, read};
use conference::ParticipantId;
use serde::Deserialize;

/// The new participants. API document: conference commands, `dial`.
#[derive(Default, Deserialize)]
#[serde(transparent)]
struct Dialled {
    #[serde(deserialize_with = "lenient::ids")]
    ids: Option<Vec<ParticipantId>>,
}

/// One new participant, without a list around it.
#[derive(Default, Deserialize)]
#[serde(transparent)]
struct DialledOne {
    #[serde(deserialize_with = "lenient::id")]
    id: Option<ParticipantId>,
}

/// Reads the answer to `dial`: the ids of the participants being called.
///
/// # Errors
/// Whatever isn't done.
pub fn read_dial(reply: &Reply<'_>) -> Result<Vec<ParticipantId>, Refusal> {
    let envelope = reply.done()?;
    let result = envelope.result();
    let Dialled { ids } = read(result).unwrap_or_default();
    Ok(ids.unwrap_or_else(|| {
        let is_id = result.starts_with('"') && result != "\"true\"";
        let one: Option<DialledOne> = is_id.then(|| read(result).ok()).flatten();
        one.and_then(|one| one.id).into_iter().collect()
    }))
}
