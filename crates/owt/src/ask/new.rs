//! Rooms, services and tokens to be made, and pages of rooms.
//!
//! API document: Rooms, Services, Token.

use crate::mauth::ServiceKey;
use crate::room::RoomBody;
use serde::{Serialize, Serializer};
use std::fmt;
use std::num::NonZeroU32;

/// Which rooms. The server counts pages from 1, takes a page without a size for all rooms, and answers `[]` past the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pages {
    /// All of them.
    All,
    /// The first so many.
    First(NonZeroU32),
    /// A page.
    Page {
        /// Which, from 1 on.
        number: NonZeroU32,
        /// How many rooms a page has.
        size: NonZeroU32,
    },
}

impl Pages {
    pub(super) fn query(self) -> String {
        match self {
            Self::All => String::new(),
            Self::First(size) => format!("?per_page={size}"),
            Self::Page { number, size } => format!("?page={number}&per_page={size}"),
        }
    }
}

/// A room to be made.
#[derive(Clone, Debug, PartialEq)]
pub struct NewRoom {
    /// Its name; the server refuses an empty one.
    pub name: String,
    /// What of it is to be other than the server's defaults; `None` = nothing.
    pub options: Option<RoomBody>,
}

#[derive(Serialize)]
pub(super) struct NewRoomBody<'a> {
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    options: Option<&'a RoomBody>,
}

pub(super) fn room_body(it: &NewRoom) -> NewRoomBody<'_> {
    NewRoomBody {
        name: &it.name,
        options: it.options.as_ref(),
    }
}

/// A service to be made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NewService {
    /// Its name. One that is taken fails with 500/2001, "E11000 duplicate key".
    pub name: String,
    /// The key that it is going to sign with. Whoever makes it has to keep it: the server answers with what it encrypted.
    #[serde(serialize_with = "key")]
    pub key: ServiceKey,
}

fn key<S: Serializer>(key: &ServiceKey, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(key.expose())
}

/// A token to be made. It lets somebody in once.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct NewToken {
    /// Where they connect from, for a server in several places.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub preference: Option<Preference>,
    /// Who it is for, as the others see it.
    pub user: String,
    /// One of the room's roles; the server refuses others, and an empty name.
    pub role: String,
}

impl fmt::Debug for NewToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "NewToken(… as {:?})", self.role)
    }
}

/// Where somebody connects from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Preference {
    /// The provider.
    pub isp: String,
    /// The region.
    pub region: String,
}
