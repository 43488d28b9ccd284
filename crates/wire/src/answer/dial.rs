//! The answer to `dial`.

use super::{Refusal, Reply};
use crate::lenient::{self, read};
use conference::ParticipantId;
use serde::Deserialize;

/// The new participants: a list, or one without a list around it. API document: conference commands, `dial`.
#[derive(Default, Deserialize)]
#[serde(transparent)]
struct Dialled {
    #[serde(deserialize_with = "lenient::ids")]
    ids: Option<Vec<ParticipantId>>,
}

/// What a server answers that says yes and names nobody.
const BARE_YES: &str = "\"true\"";

/// Reads the answer to `dial`: the ids of the participants being called.
///
/// # Errors
/// Whatever isn't done.
pub fn read_dial(reply: &Reply<'_>) -> Result<Vec<ParticipantId>, Refusal> {
    let envelope = reply.done()?;
    let result = envelope.result();
    if result == BARE_YES {
        return Ok(Vec::new());
    }
    let Dialled { ids } = read(result).unwrap_or_default();
    Ok(ids.unwrap_or_default())
}
