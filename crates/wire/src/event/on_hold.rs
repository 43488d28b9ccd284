//! Whether this session is kept waiting outside of what happens.

use crate::lenient;
use conference::Event;
use serde::Deserialize;
use std::sync::Arc;

/// Held or not. Not in the document: the vendor's own clients listen for `on_hold`.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct OnHold {
    #[serde(deserialize_with = "lenient::flag")]
    setting: Option<bool>,
}

impl From<OnHold> for Event {
    /// One that doesn't say which of the two is only counted.
    fn from(told: OnHold) -> Self {
        told.setting
            .map_or_else(|| Self::Other(Arc::from("on_hold")), Self::OnHold)
    }
}
