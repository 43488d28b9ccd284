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

/// Returns the service of a name that is there now and wasn't before: what became of a request to make it whose answer was lost.
/// `None` = none is, or it can't be told.
pub fn made_service(
    before: &[Service],
    after: Option<&[Service]>,
    name: &str,
) -> Option<ServiceId> {
    let name = conference::clean_name(name);
    let is_new = |it: &&Service| *it.name == *name && before.iter().all(|old| old.id != it.id);
    let mut new = after?.iter().filter(is_new);
    let made = new.next()?;
    new.next().is_none().then(|| made.id.clone())
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_service_that_was_made_without_an_answer() {
        let service = |id: &str, name: &str| Service {
            id: ServiceId::new(id),
            name: Arc::from(name),
            rooms: Vec::new(),
            key: None,
            is_encrypted: true,
        };
        let before = [service("1", "a")];
        let check = |after: Option<&[Service]>, expect: Option<&str>| {
            assert_eq!(
                made_service(&before, after, "b"),
                expect.map(ServiceId::new)
            );
        };
        check(None, None);
        check(Some(&before), None);
        check(Some(&[service("1", "b")]), None);
        check(Some(&[service("1", "a"), service("2", "b")]), Some("2"));
        let twice = [service("2", "b"), service("3", "b")];
        check(Some(&twice), None);
    }
}
