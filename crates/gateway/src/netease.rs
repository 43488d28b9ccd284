//! NetEase Yunxin's callbacks: JSON, signed in the request's headers. All that is ever answered is [`PASS`]: a callback of the kind
//! that asks before it acts lets a call through only so.

mod read;
mod signature;

pub use signature::{Headers, sign};

use crate::event::{Received, Refusal};
use crate::secret::Secret;

/// The answer: let it happen.
pub const PASS: &str = r#"{"errCode":0}"#;

/// An app whose callbacks are taken.
#[derive(Clone, Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct App {
    /// Its key, which the header names.
    pub key: String,
    /// Its secrets; while a secret is changed there are two.
    pub secrets: Vec<Secret>,
}

/// What the receiver knows of its sender.
#[derive(Clone, Debug)]
pub struct Sender {
    /// Whose callbacks are taken.
    pub apps: Vec<App>,
    /// How far a request's time of signing may be from now, in milliseconds; 0 = it may be anything.
    pub tolerance_ms: u64,
}

/// What a genuine request was.
#[derive(Clone, Debug, PartialEq)]
pub enum Callback {
    /// The console tries the address: nothing to keep.
    AddressCheck,
    /// An event.
    Event(Box<Received>),
}

/// Verifies and reads a request. `now_ms` is Unix time in milliseconds.
pub fn receive(
    sender: &Sender,
    headers: &Headers<'_>,
    body: &[u8],
    now_ms: u64,
) -> Result<Callback, Refusal> {
    signature::verify(sender, headers, body, now_ms)?;
    if matches!(body.trim_ascii(), b"" | b"{}") {
        return Ok(Callback::AddressCheck);
    }
    let received = read::read(headers.app_key, body)?;
    Ok(Callback::Event(Box::new(received)))
}
