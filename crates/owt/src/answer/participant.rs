//! Who is in a room.
//!
//! API document: Participants, ParticipantDetail, Permission.

use super::Entry;
use crate::ask::Track;
use crate::id::ParticipantId;
use crate::lenient::{self, Object};
use std::sync::Arc;

/// What somebody may do with audio and video.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "the two kinds of media")]
pub struct Rights {
    pub audio: bool,
    pub video: bool,
}

impl Rights {
    /// Returns whether they have it for this kind of media.
    pub fn of(self, track: Track) -> bool {
        match track {
            Track::Audio => self.audio,
            Track::Video => self.video,
        }
    }
}

/// Somebody in a room.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Participant {
    /// Who.
    pub id: ParticipantId,
    /// The name that whoever made the token gave them (`user`), safe to show. Anybody's words: to be shown isolated.
    pub user: Arc<str>,
    /// Their role's name, safe to show.
    pub role: Arc<str>,
    /// What they may publish; `None` = not told: the portal's events have no permissions.
    pub publish: Option<Rights>,
    /// What they may subscribe; `None` = not told.
    pub subscribe: Option<Rights>,
}

/// Reads `{audio, video}`, or `false` for neither; `true` for both isn't in the document and means it all the same.
fn rights(json: &str) -> Option<Rights> {
    match Object::read(json) {
        Some(it) => Some(Rights {
            audio: it.flag("audio").unwrap_or_default(),
            video: it.flag("video").unwrap_or_default(),
        }),
        None => lenient::flag(json).map(|both| Rights {
            audio: both,
            video: both,
        }),
    }
}

impl Entry for Participant {
    fn read(json: &str) -> Option<Self> {
        let it = Object::read(json)?;
        let permission = it.object("permission").unwrap_or_default();
        Some(Self {
            id: it.id("id")?.into(),
            user: it.name("user"),
            role: it.name("role"),
            publish: permission.json("publish").and_then(rights),
            subscribe: permission.json("subscribe").and_then(rights),
        })
    }
}
