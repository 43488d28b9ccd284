//! The picture.

use crate::lenient;
use conference::{LayoutEvent, LayoutName, ParticipantId};
use serde::Deserialize;

/// What people see now. API document: events, `layout`.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Layout {
    /// What this session sees.
    #[serde(deserialize_with = "lenient::layout_name")]
    view: Option<LayoutName>,
    #[serde(deserialize_with = "lenient::layout_name")]
    host_view: Option<LayoutName>,
    #[serde(deserialize_with = "lenient::layout_name")]
    guest_view: Option<LayoutName>,
    /// In the order of slots.
    #[serde(deserialize_with = "lenient::ids")]
    participants: Option<Vec<ParticipantId>>,
    /// Not in the document: some servers mark what isn't to be read in this way.
    #[serde(deserialize_with = "lenient::flag")]
    ignore: Option<bool>,
}

impl Layout {
    /// Returns `None` when the server says itself that it is to be ignored.
    pub(super) fn event(self) -> Option<LayoutEvent> {
        (self.ignore != Some(true)).then_some(LayoutEvent {
            view: self.view,
            host_view: self.host_view,
            guest_view: self.guest_view,
            participants: self.participants,
        })
    }
}
