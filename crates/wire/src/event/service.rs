//! How the meeting stands.

use crate::lenient;
use conference::ServicePatch;
use serde::Deserialize;

/// How the meeting stands. It may carry only some fields.
///
/// API document: events, `Service_update`; conference commands, `service_status`.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct ServiceStatus {
    /// New guests wait for a host.
    #[serde(deserialize_with = "lenient::flag")]
    locked: Option<bool>,
    /// All guests are muted.
    #[serde(deserialize_with = "lenient::flag")]
    guests_muted: Option<bool>,
    /// A host has opened the meeting. This and what follows isn't in the document.
    #[serde(deserialize_with = "lenient::flag")]
    started: Option<bool>,
    /// Private edition: it is being recorded.
    #[serde(deserialize_with = "lenient::flag_or_count")]
    record_status: Option<bool>,
    /// Private edition: it is being streamed live.
    #[serde(deserialize_with = "lenient::flag_or_count")]
    live_status: Option<bool>,
    /// A whiteboard is open.
    #[serde(deserialize_with = "lenient::flag")]
    whiteboard: Option<bool>,
}

impl From<ServiceStatus> for ServicePatch {
    fn from(told: ServiceStatus) -> Self {
        Self {
            locked: told.locked,
            guests_muted: told.guests_muted,
            started: told.started,
            recording: told.record_status,
            live: told.live_status,
            whiteboard: told.whiteboard,
        }
    }
}
