//! Requests, ready to be sent: method, address, headers, body.

mod access;
mod body;
mod call;
mod command;
mod meeting;

pub use access::{Admission, PinHeader, check_join, end_session, new_session, refresh_session};
pub use call::{Call, ack_call, end_call, start_call};
pub use command::{Dialect, command, command_word};
pub use meeting::{events_url, frame_url, participants, service_status};

use crate::percent::header_value;
use crate::secret::Token;
use serde::Serialize;
use std::fmt;

/// HTTP methods in use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the methods of the same name")]
pub enum Method {
    Get,
    Post,
}

impl Method {
    /// Returns the word of the wire.
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
    fn get(url: String, token: &Token) -> Self {
        Self {
            method: Method::Get,
            url,
            headers: vec![token_header(token)],
            body: None,
        }
    }

    fn post(url: String, token: &Token) -> Self {
        Self::post_with_headers(url, vec![token_header(token)])
    }

    fn post_with_headers(url: String, headers: Vec<(&'static str, String)>) -> Self {
        Self {
            method: Method::Post,
            url,
            headers,
            body: None,
        }
    }

    /// Adds a body.
    fn with_json(mut self, body: &impl Serialize) -> Self {
        self.headers
            .push(("Content-Type", "application/json".to_owned()));
        // Structs of texts, flags and numbers can always be written.
        self.body = serde_json::to_string(body).ok();
        self
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
