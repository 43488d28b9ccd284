//! Sub-calls of a participant (`calls`): media over WebRTC, or a stream over RTMP.

use crate::answer::{Refusal, Reply, done};
use crate::endpoint::Endpoint;
use crate::object::Object;
use crate::percent::push_segment;
use crate::request::Request;
use crate::secret::Token;
use conference::{CallId, ParticipantId};
use json::{Bad, Reader};

/// What kind of sub-call to start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Call<'a> {
    /// WebRTC.
    WebRtc {
        /// The offer.
        sdp: &'a str,
        /// "send" or "receive": the presentation instead of the main picture.
        present: Option<&'a str>,
    },
    /// RTMP.
    Rtmp {
        /// Treat it as a stream.
        streaming: bool,
        /// "send" or "receive": the presentation instead of the main picture.
        present: Option<&'a str>,
        /// The most that it may use, kbit/s.
        bandwidth: Option<u32>,
    },
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

/// Starts a sub-call. Never to be repeated by itself.
pub fn start_call(
    at: &Endpoint,
    token: &Token,
    participant: &ParticipantId,
    call: &Call<'_>,
) -> Request {
    let body = match *call {
        Call::WebRtc { sdp, present } => Object::new()
            .text("call_type", "WEBRTC")
            .text("sdp", sdp)
            .maybe_text("present", present),
        Call::Rtmp {
            streaming,
            present,
            bandwidth,
        } => {
            let body = Object::new()
                .text("call_type", "RTMP")
                .flag("streaming", streaming)
                .maybe_text("present", present);
            match bandwidth {
                Some(bandwidth) => body.raw("bandwidth", &bandwidth.to_string()),
                None => body,
            }
        }
    };
    Request::post(
        at.participant_url(participant.as_str(), "calls"),
        token,
        Some(body),
    )
}

/// Starts the media of a WebRTC sub-call, once its answer is in place.
pub fn ack_call(
    at: &Endpoint,
    token: &Token,
    participant: &ParticipantId,
    call: &CallId,
) -> Request {
    Request::post(call_url(at, participant, call, "/ack"), token, None)
}

/// Ends a sub-call.
pub fn end_call(
    at: &Endpoint,
    token: &Token,
    participant: &ParticipantId,
    call: &CallId,
) -> Request {
    Request::post(call_url(at, participant, call, "/disconnect"), token, None)
}

fn call_url(at: &Endpoint, participant: &ParticipantId, call: &CallId, command: &str) -> String {
    let mut url = at.participant_url(participant.as_str(), "calls/");
    push_segment(&mut url, call.as_str());
    url.push_str(command);
    url
}

/// Reads the answer to `calls`.
///
/// # Errors
/// When it was refused, or has no `call_uuid`.
pub fn read_call(reply: &Reply<'_>) -> Result<StartedCall, Refusal> {
    let text = reply.text();
    let result = done(reply, &text)?;
    let (mut id, mut sdp, mut url, mut secure_url) = (None, None, None, None);
    let read = Reader::new(result).object(&mut |reader, key| {
        let value = reader.scalar()?;
        let text = || value.as_text().map(str::to_owned);
        match key {
            "call_uuid" => id = value.as_word().map(CallId::new),
            "sdp" => sdp = text(),
            "url" => url = text(),
            "secure_url" => secure_url = text(),
            _ => {}
        }
        Ok(())
    });
    match (read, id) {
        (Ok(()), Some(id)) => Ok(StartedCall {
            id,
            sdp,
            url,
            secure_url,
        }),
        (Err(Bad), _) | (_, None) => Err(reply.unreadable()),
    }
}
