//! What is over: this session, or a sub-call.

use crate::event::Unreadable;
use crate::lenient::{self, AnyValue, MAX_LINE_BYTES, is_object, read};
use conference::{CallId, ParticipantId};
use serde::{Deserialize, Deserializer};
use std::sync::Arc;

/// What is over and why. API document: events, `disconnect` and `call_disconnected`.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Disconnect {
    #[serde(deserialize_with = "lenient::id")]
    uuid: Option<ParticipantId>,
    /// Some servers' word for `uuid`.
    #[serde(deserialize_with = "lenient::id")]
    participant_uuid: Option<ParticipantId>,
    #[serde(deserialize_with = "lenient::word")]
    call_uuid: Option<String>,
    #[serde(deserialize_with = "reason")]
    reason: Option<Arc<str>>,
}

/// A reason with nothing around it.
#[derive(Deserialize)]
#[serde(transparent)]
struct Reason {
    #[serde(deserialize_with = "reason")]
    reason: Option<Arc<str>>,
}

/// An object around a reason.
#[derive(Default, Deserialize)]
#[serde(default)]
struct ReasonObject {
    #[serde(deserialize_with = "lenient::text")]
    reason: Option<Arc<str>>,
    #[serde(deserialize_with = "lenient::text")]
    message: Option<Arc<str>>,
}

/// What is over.
#[derive(Default)]
pub(super) struct Ending {
    /// Whose session, where told.
    pub(super) id: Option<ParticipantId>,
    /// Which sub-call, where told.
    pub(super) call: Option<CallId>,
    /// Why, in the server's words; empty where not told.
    pub(super) reason: Arc<str>,
}

impl Ending {
    /// Reads `disconnect` or `call_disconnected`. An empty event still says that it is over.
    pub(super) fn read(data: &str) -> Result<Self, Unreadable> {
        let told = if data.trim().is_empty() {
            Disconnect::default()
        } else if is_object(data) {
            read(data)?
        } else {
            let Reason { reason } = read(data)?;
            Disconnect {
                reason,
                ..Disconnect::default()
            }
        };
        let reason = told.reason.unwrap_or_default();
        Ok(Self {
            id: told.uuid.or(told.participant_uuid),
            call: told.call_uuid.as_deref().map(CallId::new),
            reason: Arc::from(&*conference::clean_text(&reason, MAX_LINE_BYTES)),
        })
    }
}

/// Reads a text, or an object around one.
fn reason<'de, D: Deserializer<'de>>(value: D) -> Result<Option<Arc<str>>, D::Error> {
    Ok(match AnyValue::<'_, ReasonObject>::deserialize(value)? {
        AnyValue::Object(object) => object.reason.or(object.message),
        value => value.text_within(MAX_LINE_BYTES),
    })
}
