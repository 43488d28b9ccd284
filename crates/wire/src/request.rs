//! Requests, ready to be sent: method, address, headers, body.

use crate::endpoint::{ApiServer, Endpoint};
use crate::object::Object;
use crate::percent::{header_value, push_segment, push_token};
use crate::secret::{Password, Pin, Token};
use std::fmt;

/// HTTP methods in use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the methods of the same name")]
pub enum Method {
    Get,
    Post,
}

impl Method {
    /// The word of the wire.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
        }
    }
}

/// One request. Its `Debug` shows where it goes, but no header value, no query and no body.
#[derive(Clone, PartialEq, Eq)]
pub struct Request {
    /// Method.
    pub method: Method,
    /// Address in full.
    pub url: String,
    /// Headers by name; values are visible ASCII.
    pub headers: Vec<(&'static str, String)>,
    /// JSON; `None` = no body at all, as the document has it for most commands.
    pub body: Option<String>,
}

impl Request {
    pub(crate) fn get(url: String, token: &Token) -> Self {
        Self {
            method: Method::Get,
            url,
            headers: vec![token_header(token)],
            body: None,
        }
    }

    pub(crate) fn post(url: String, token: &Token, body: Option<Object>) -> Self {
        let mut request = Self {
            method: Method::Post,
            url,
            headers: vec![token_header(token)],
            body: None,
        };
        if let Some(body) = body {
            request.set_body(body);
        }
        request
    }

    fn set_body(&mut self, body: Object) {
        self.headers
            .push(("Content-Type", "application/json".to_owned()));
        self.body = Some(body.end());
    }
}

impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ", self.method.as_str())?;
        let path = self.url.split('?').next().unwrap_or_default();
        let mut id_follows = false;
        for (at, segment) in path.split('/').enumerate() {
            if at > 0 {
                f.write_str("/")?;
            }
            // A participant's uuid is shown like everywhere else: its beginning.
            let long = id_follows && segment.len() > 8;
            f.write_str(if long {
                segment.get(..8).unwrap_or("")
            } else {
                segment
            })?;
            f.write_str(if long { "…" } else { "" })?;
            id_follows = segment == "participants";
        }
        for (name, _) in &self.headers {
            write!(f, " {name}:…")?;
        }
        f.write_str(if self.body.is_some() {
            " with a body"
        } else {
            ""
        })
    }
}

fn token_header(token: &Token) -> (&'static str, String) {
    ("token", header_value(token.expose()))
}

/// Asks the API server which node a meeting runs on (`checkJoin`). Its limits: 60 characters for `account`, 15 for the
/// password, 50 for `name`.
pub fn check_join(
    server: &ApiServer,
    account: &str,
    password: Option<&Password>,
    name: &str,
) -> Request {
    let body = Object::new()
        .text("joinAccount", account)
        .maybe_text("joinPwd", password.map(Password::expose))
        .text("participantName", name);
    let url = format!("{}/api/v3/meet/checkJoin.shtml", server.as_str());
    let mut request = Request {
        method: Method::Post,
        url,
        headers: Vec::new(),
        body: None,
    };
    request.set_body(body);
    request
}

/// How to come in.
#[derive(Clone, Copy, Debug)]
pub struct Admission<'a> {
    /// The name that the others see.
    pub name: &'a str,
    /// Whether this session stays out of the roster.
    pub hide_me: bool,
    /// The header `pin`.
    pub pin: PinHeader<'a>,
    /// The answer to the question for an extension.
    pub extension: Option<&'a str>,
}

/// The header `pin` of `new_session`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PinHeader<'a> {
    /// No header: the server asks when it wants one.
    Absent,
    /// `pin: none`: a guest goes on without one.
    None,
    /// Host's or guest's PIN.
    Pin(&'a Pin),
}

/// Comes in (`new_session`).
pub fn new_session(at: &Endpoint, how: &Admission<'_>) -> Request {
    let headers = match how.pin {
        PinHeader::Absent => Vec::new(),
        PinHeader::None => vec![("pin", "none".to_owned())],
        PinHeader::Pin(pin) => vec![("pin", header_value(pin.expose()))],
    };
    let body = Object::new()
        .text("display_name", how.name)
        .text("hideme", if how.hide_me { "yes" } else { "no" })
        .maybe_text("conference_extension", how.extension);
    let mut request = Request {
        method: Method::Post,
        url: at.room_url("new_session"),
        headers,
        body: None,
    };
    request.set_body(body);
    request
}

/// Trades the token for a new one (`refresh_session`). The old one may die at once.
pub fn refresh_session(at: &Endpoint, token: &Token) -> Request {
    Request::post(at.room_url("refresh_session"), token, None)
}

/// Leaves (`end_session`); the answer is to be ignored.
pub fn end_session(at: &Endpoint, token: &Token) -> Request {
    Request::post(at.room_url("end_session"), token, None)
}

/// Asks who is there (`participants`).
pub fn participants(at: &Endpoint, token: &Token) -> Request {
    Request::get(at.room_url("participants"), token)
}

/// Asks whether the meeting is locked and guests are muted (`service_status`).
pub fn service_status(at: &Endpoint, token: &Token) -> Request {
    Request::get(at.room_url("service_status"), token)
}

/// The address of the event stream. It holds the token: never to be shown or logged.
pub fn events_url(at: &Endpoint, token: &Token) -> String {
    let mut url = at.room_url("events?token=");
    push_token(&mut url, token.expose());
    url
}

/// The address of the presentation's frame that the event `event_id` told of. It holds the token: never to be shown or
/// logged.
pub fn frame_url(at: &Endpoint, token: &Token, event_id: &str) -> String {
    let mut url = at.room_url("presentation.jpeg?id=");
    push_segment(&mut url, event_id);
    url.push_str("&token=");
    push_token(&mut url, token.expose());
    url
}
