//! The answer to `calls`.

use super::{Refusal, Reply};
use crate::lenient;
use conference::CallId;
use serde::Deserialize;

/// A sub-call that was started. API document: participant commands, `calls`.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Calls {
    #[serde(deserialize_with = "lenient::word")]
    call_uuid: Option<String>,
    #[serde(deserialize_with = "lenient::verbatim")]
    sdp: Option<String>,
    #[serde(deserialize_with = "lenient::verbatim")]
    url: Option<String>,
    #[serde(deserialize_with = "lenient::verbatim")]
    secure_url: Option<String>,
}

/// A sub-call that the server has started.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StartedCall {
    /// Its id.
    pub id: CallId,
    /// WebRTC: the answer.
    pub sdp: Option<String>,
    /// RTMP: where the media goes.
    pub url: Option<String>,
    /// RTMP: the same, encrypted.
    pub secure_url: Option<String>,
}

/// Reads the answer to `calls`.
///
/// # Errors
/// When it was refused, or has no `call_uuid`.
pub fn read_call(reply: &Reply<'_>) -> Result<StartedCall, Refusal> {
    let told: Calls = reply.result()?;
    let id = told.call_uuid.ok_or_else(|| reply.unreadable())?;
    Ok(StartedCall {
        id: CallId::new(&id),
        sdp: told.sdp,
        url: told.url,
        secure_url: told.secure_url,
    })
}
