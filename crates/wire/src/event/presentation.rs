//! Who presents.

use crate::lenient;
use conference::{Event, ParticipantId};
use serde::Deserialize;
use std::sync::Arc;

/// A presentation begins; empty texts = the floor was taken. API document: events, `presentation_start`.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct PresentationStart {
    #[serde(deserialize_with = "lenient::text")]
    presenter_name: Option<Arc<str>>,
    #[serde(deserialize_with = "lenient::text")]
    presenter_uri: Option<Arc<str>>,
    /// Not in the document; servers send it.
    #[serde(deserialize_with = "lenient::id")]
    presenter_uuid: Option<ParticipantId>,
}

impl From<PresentationStart> for Event {
    fn from(told: PresentationStart) -> Self {
        Self::PresentationStart {
            name: told.presenter_name.unwrap_or_default(),
            address: told.presenter_uri.unwrap_or_default(),
            id: told.presenter_uuid,
        }
    }
}
