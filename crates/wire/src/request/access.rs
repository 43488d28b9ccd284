//! On the way in, staying in, and out.
//!
//! API document: 访问控制API (access), and `checkJoin` before it.

use super::Request;
use crate::endpoint::{ApiServer, Endpoint};
use crate::percent::header_value;
use crate::secret::{Password, Pin, Token};
use serde::Serialize;

/// Who wants to come in. API document: 验证用户信息并获取会议服务器地址 (`checkJoin`).
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct CheckJoin<'a> {
    join_account: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    join_pwd: Option<&'a str>,
    participant_name: &'a str,
}

/// Who comes in. API document: access, `new_session`.
#[derive(Serialize)]
struct NewSession<'a> {
    display_name: &'a str,
    /// "yes" or "no".
    hideme: &'static str,
    /// Not in the document: the answer to a server's question.
    #[serde(skip_serializing_if = "Option::is_none")]
    conference_extension: Option<&'a str>,
    /// Not in the document: what a `refer` came with.
    #[serde(skip_serializing_if = "Option::is_none")]
    token: Option<&'a str>,
}

/// Asks the API server which node a meeting runs on (`checkJoin`). Its limits: 60 characters for `account`, 15 for the
/// password, 50 for `name`.
pub fn check_join(
    server: &ApiServer,
    account: &str,
    password: Option<&Password>,
    name: &str,
) -> Request {
    let url = format!("{}/api/v3/meet/checkJoin.shtml", server.as_str());
    Request::post_with_headers(url, Vec::new()).with_json(&CheckJoin {
        join_account: account,
        join_pwd: password.map(Password::expose),
        participant_name: name,
    })
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
    /// What opens the room for whoever was sent there ([`crate::Referral`]).
    pub token: Option<&'a Token>,
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
    Request::post_with_headers(at.room_url("new_session"), headers).with_json(&NewSession {
        display_name: how.name,
        hideme: if how.hide_me { "yes" } else { "no" },
        conference_extension: how.extension,
        token: how.token.map(Token::expose),
    })
}

/// Trades the token for a new one (`refresh_session`). The old one may die at once.
pub fn refresh_session(at: &Endpoint, token: &Token) -> Request {
    Request::post(at.room_url("refresh_session"), token)
}

/// Leaves (`end_session`); the answer is to be ignored.
pub fn end_session(at: &Endpoint, token: &Token) -> Request {
    Request::post(at.room_url("end_session"), token)
}
