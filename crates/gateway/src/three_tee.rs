//! 叁体's northbound events: parameters of an address, a form or flat JSON, with a check code over their values.

mod check_code;
mod parameters;
pub mod polled;
mod read;

pub use check_code::joined;
pub use parameters::Parameters;

use crate::event::{Received, Refusal};
use crate::secret::Secret;

/// What the receiver knows of its sender.
#[derive(Clone, Debug, Default)]
pub struct Sender {
    /// Keys that are valid; while a key is changed there are two.
    pub keys: Vec<Secret>,
    /// Take what isn't signed. Whoever can reach the receiver can then make events up.
    pub takes_unsigned: bool,
    /// Names of parameters that stand in the configured address itself and may not be signed.
    pub own_parameters: Vec<String>,
}

/// A request, as far as it matters.
#[derive(Clone, Copy, Debug, Default)]
pub struct Request<'a> {
    /// What stands behind the question mark.
    pub query: &'a str,
    /// Of the body.
    pub content_type: &'a str,
    /// Empty of a GET request.
    pub body: &'a [u8],
}

/// Verifies and reads a request. Only what is signed is read.
pub fn receive(sender: &Sender, request: &Request<'_>) -> Result<Received, Refusal> {
    let readings = parameters::readings(request, &sender.own_parameters)?;
    if sender.keys.is_empty() {
        if !sender.takes_unsigned {
            return Err(Refusal::UnknownSender);
        }
        let first = readings.first().ok_or(Refusal::Unreadable)?;
        return read::read(first);
    }
    if readings.iter().all(|it| it.check_code().is_none()) {
        return Err(Refusal::Unsigned);
    }
    let genuine = readings
        .iter()
        .find(|it| check_code::is_genuine(it, &sender.keys));
    read::read(genuine.ok_or(Refusal::BadSignature)?)
}
