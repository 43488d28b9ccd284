//! The answer to `participants`.

use super::{Refusal, Reply};
use crate::event::Participant;
use crate::lenient::{self, is_object, read};
use conference::ParticipantPatch;
use serde::Deserialize;

/// Who is there. API document: conference commands, `participants`.
#[derive(Deserialize)]
#[serde(transparent)]
struct List {
    #[serde(deserialize_with = "lenient::objects")]
    participants: Vec<Option<Participant>>,
}

/// The same with an object around it, as some servers have it.
#[derive(Deserialize)]
struct ObjectWithList {
    participants: List,
}

/// Reads the answer to `participants`: a list, or an object around one. Returns the entries that could be read, and how many
/// could not.
///
/// # Errors
/// When it was refused, or isn't a list.
pub fn read_participants(reply: &Reply<'_>) -> Result<(Vec<ParticipantPatch>, usize), Refusal> {
    let envelope = reply.done()?;
    let result = envelope.result();
    let list = if is_object(result) {
        read::<ObjectWithList>(result).map(|object| object.participants)
    } else {
        read::<List>(result)
    };
    let entries = list.map_err(|_| reply.unreadable())?.participants;
    let count = entries.len();
    let people: Vec<ParticipantPatch> = entries
        .into_iter()
        .flatten()
        .filter_map(|entry| entry.try_into().ok())
        .collect();
    let unreadable = count - people.len();
    Ok((people, unreadable))
}
