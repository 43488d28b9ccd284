//! Sub-calls of a participant: over WebRTC, or a stream over RTMP.

use super::Request;
use crate::endpoint::Endpoint;
use crate::percent::push_segment;
use crate::secret::Token;
use conference::{CallId, ParticipantId};
use serde::Serialize;

/// What kind of sub-call to start. API document: participant commands, `calls`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "call_type")]
pub enum Call<'a> {
    /// WebRTC.
    #[serde(rename = "WEBRTC")]
    WebRtc {
        /// The offer.
        sdp: &'a str,
        /// "send" or "receive": the presentation instead of the main picture.
        #[serde(skip_serializing_if = "Option::is_none")]
        present: Option<&'a str>,
    },
    /// RTMP.
    #[serde(rename = "RTMP")]
    Rtmp {
        /// Treat it as a stream.
        streaming: bool,
        /// "send" or "receive": the presentation instead of the main picture.
        #[serde(skip_serializing_if = "Option::is_none")]
        present: Option<&'a str>,
        /// The most that it may use, kbit/s.
        #[serde(skip_serializing_if = "Option::is_none")]
        bandwidth: Option<u32>,
    },
}

/// Starts a sub-call. Never to be repeated by itself.
pub fn start_call(
    at: &Endpoint,
    token: &Token,
    participant: &ParticipantId,
    call: &Call<'_>,
) -> Request {
    let url = at.participant_url(participant.as_str(), "calls");
    Request::post(url, token).with_json(call)
}

/// Starts the media of a WebRTC sub-call, once its answer is in place.
pub fn ack_call(
    at: &Endpoint,
    token: &Token,
    participant: &ParticipantId,
    call: &CallId,
) -> Request {
    Request::post(call_url(at, participant, call, "/ack"), token)
}

/// Ends a sub-call.
pub fn end_call(
    at: &Endpoint,
    token: &Token,
    participant: &ParticipantId,
    call: &CallId,
) -> Request {
    Request::post(call_url(at, participant, call, "/disconnect"), token)
}

fn call_url(at: &Endpoint, participant: &ParticipantId, call: &CallId, command: &str) -> String {
    let mut url = at.participant_url(participant.as_str(), "calls/");
    push_segment(&mut url, call.as_str());
    url.push_str(command);
    url
}
