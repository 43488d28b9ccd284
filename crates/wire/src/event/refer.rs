//! Where a session is sent on to.

use super::RawEvent;
use super::name::plain_name;
use crate::lenient::{self, read};
use crate::secret::{Token, token_of};
use serde::Deserialize;

/// A room's number or address is longer than this only where it is none.
const MAX_ALIAS_BYTES: usize = 256;

/// Where to. Not in the document: the vendor's own clients listen for `refer`, leave, and enter `alias` with `token` in the body of
/// `new_session`.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Refer {
    #[serde(deserialize_with = "lenient::word")]
    alias: Option<String>,
    #[serde(deserialize_with = "lenient::word")]
    token: Option<String>,
}

/// The server sends this session on to another room (`refer`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Referral {
    /// The room's number or address, as it is written into an address.
    pub room: String,
    /// What opens it, once.
    pub token: Option<Token>,
}

/// Reads an event as a referral; `None` where it is none, or says nothing of where to. It isn't among what [`super::read_event`] tells
/// of the meeting: it is about the session, and holds a secret.
pub fn read_referral(raw: &RawEvent) -> Option<Referral> {
    if plain_name(&raw.name) != "refer" {
        return None;
    }
    let Refer { alias, token } = read(&raw.data).ok()?;
    Some(Referral {
        room: alias.filter(|room| room.len() <= MAX_ALIAS_BYTES)?,
        token: token_of(token),
    })
}
