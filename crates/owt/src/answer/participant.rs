//! Who is in a room.
//!
//! API document: Participants, ParticipantDetail, Permission.

use super::Entry;
use crate::id::ParticipantId;
use crate::lenient;
use serde::Deserialize;
use std::sync::Arc;

/// What somebody may do with audio and video.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "the two kinds of media")]
pub struct Rights {
    pub audio: bool,
    pub video: bool,
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

/// The fields as the API names them.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct ParticipantInfo {
    #[serde(deserialize_with = "lenient::id")]
    id: Option<ParticipantId>,
    #[serde(deserialize_with = "lenient::name")]
    user: Arc<str>,
    #[serde(deserialize_with = "lenient::name")]
    role: Arc<str>,
    #[serde(deserialize_with = "lenient::object")]
    permission: Option<PermissionInfo>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct PermissionInfo {
    #[serde(deserialize_with = "rights")]
    publish: Option<Rights>,
    #[serde(deserialize_with = "rights")]
    subscribe: Option<Rights>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct RightsInfo {
    #[serde(deserialize_with = "lenient::flag")]
    audio: Option<bool>,
    #[serde(deserialize_with = "lenient::flag")]
    video: Option<bool>,
}

/// Reads `{audio, video}`, or `false` for neither; `true` for both isn't in the document and means it all the same.
fn rights<'de, D: serde::Deserializer<'de>>(value: D) -> Result<Option<Rights>, D::Error> {
    Ok(match lenient::Any::<RightsInfo>::deserialize(value)? {
        lenient::Any::Flag(both) => Some(Rights {
            audio: both,
            video: both,
        }),
        lenient::Any::Object(it) => Some(Rights {
            audio: it.audio.unwrap_or_default(),
            video: it.video.unwrap_or_default(),
        }),
        _ => None,
    })
}

impl ParticipantInfo {
    /// Returns the participant; `None` = there is no id.
    pub(crate) fn into_participant(self) -> Option<Participant> {
        let permission = self.permission.unwrap_or_default();
        Some(Participant {
            id: self.id?,
            user: self.user,
            role: self.role,
            publish: permission.publish,
            subscribe: permission.subscribe,
        })
    }
}

impl Entry for Participant {
    fn read(json: &str) -> Option<Self> {
        lenient::read::<ParticipantInfo>(json)?.into_participant()
    }
}
