//! What is asked about a meeting: who is there, how it stands, its events and its presentation.

use super::Request;
use crate::endpoint::Endpoint;
use crate::percent::{push_segment, push_token};
use crate::secret::Token;

/// Asks who is there (`participants`).
pub fn participants(at: &Endpoint, token: &Token) -> Request {
    Request::get(at.room_url("participants"), token)
}

/// Asks whether the meeting is locked and guests are muted (`service_status`).
pub fn service_status(at: &Endpoint, token: &Token) -> Request {
    Request::get(at.room_url("service_status"), token)
}

/// Returns the address of the event stream. It holds the token: never to be shown or logged.
pub fn events_url(at: &Endpoint, token: &Token) -> String {
    let mut url = at.room_url("events?token=");
    push_token(&mut url, token.expose());
    url
}

/// Returns the address of the presentation's frame that the event `event_id` told of. It holds the token: never to be shown or
/// logged.
pub fn frame_url(at: &Endpoint, token: &Token, event_id: &str) -> String {
    let mut url = at.room_url("presentation.jpeg?id=");
    push_segment(&mut url, event_id);
    url.push_str("&token=");
    push_token(&mut url, token.expose());
    url
}
