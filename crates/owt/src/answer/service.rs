//! Services: whose rooms a server runs. Only the super service sees them.
//!
//! API document: Services.

use super::{Entry, Refusal, RefusalKind, Reply};
use crate::Answer;
use crate::ask::Ask;
use crate::id::{RoomId, ServiceId};
use crate::lenient::Object;
use crate::mauth::ServiceKey;
use std::sync::Arc;

/// A service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Service {
    /// Which (`_id`).
    pub id: ServiceId,
    /// Its name, safe to show.
    pub name: Arc<str>,
    /// Its rooms.
    pub rooms: Vec<RoomId>,
    /// As the server keeps it.
    key: Option<ServiceKey>,
    is_encrypted: bool,
}

impl Service {
    /// Returns the key that requests are signed with. `None` where the server tells only how it keeps it: what it answers to a key
    /// that was made is encrypted ("998f" for "k1"), and nobody could sign with that.
    pub fn key(&self) -> Option<&ServiceKey> {
        self.key.as_ref().filter(|_| !self.is_encrypted)
    }
}

impl Entry for Service {
    fn read(json: &str) -> Option<Self> {
        let it = Object::read(json)?;
        let key = it.verbatim("key").filter(|key| !key.is_empty());
        Some(Self {
            id: it.id("_id")?.into(),
            name: it.name("name"),
            rooms: it.ids("rooms").into_iter().map(RoomId::from).collect(),
            key: key.map(ServiceKey::new),
            is_encrypted: it.flag("encrypted").unwrap_or_default(),
        })
    }
}

/// What a service may do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It is the super service: it sees all of them.
    Super(Vec<Service>),
    /// It runs its own rooms.
    Ordinary,
}

/// Reads what the answer to [`Ask::ListServices`] says of whoever asked.
///
/// # Errors
/// [`Refusal`], when it says neither: id or key are wrong, or the server is in trouble.
pub fn read_standing(reply: &Reply<'_>) -> Result<Standing, Refusal> {
    match Ask::ListServices.read(reply) {
        Ok(Answer::Services(services)) => Ok(Standing::Super(services)),
        Ok(_) => Err(reply.unreadable()),
        Err(refusal) if refusal.kind == RefusalKind::Denied => Ok(Standing::Ordinary),
        Err(refusal) => Err(refusal),
    }
}
