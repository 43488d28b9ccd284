//! `MD5` = hex of MD5 over the body; `CheckSum` = hex of SHA-1 over app secret, that MD5, `CurTime`.

use super::Sender;
use crate::event::Refusal;
use md5::Md5;
use sha1::Sha1;
use sha2::Digest;
use std::fmt::Write;
use subtle::{Choice, ConstantTimeEq};

/// The headers that sign a request; what isn't there is empty.
#[derive(Clone, Copy, Debug, Default)]
pub struct Headers<'a> {
    /// `AppKey`: whose secret it is signed with.
    pub app_key: &'a str,
    /// `CurTime`: Unix time in milliseconds.
    pub cur_time: &'a str,
    /// `MD5`, of the body.
    pub md5: &'a str,
    /// `CheckSum`.
    pub check_sum: &'a str,
}

pub(super) fn verify(
    sender: &Sender,
    headers: &Headers<'_>,
    body: &[u8],
    now_ms: u64,
) -> Result<(), Refusal> {
    if headers.check_sum.is_empty() || headers.md5.is_empty() || headers.cur_time.is_empty() {
        return Err(Refusal::Unsigned);
    }
    let app = sender.apps.iter().find(|app| app.key == headers.app_key);
    let app = app.ok_or(Refusal::UnknownSender)?;
    // Of the body itself: what the header says may be of another one.
    let md5 = hex(&Md5::digest(body));
    let given = headers.check_sum.to_ascii_lowercase();
    let is_body = md5
        .as_bytes()
        .ct_eq(headers.md5.to_ascii_lowercase().as_bytes());
    let mut is_signed = Choice::from(0);
    for secret in app.secrets.iter().filter(|secret| !secret.is_empty()) {
        let expected = check_sum(secret.expose(), &md5, headers.cur_time);
        is_signed |= expected.as_bytes().ct_eq(given.as_bytes());
    }
    if !bool::from(is_body & is_signed) {
        return Err(Refusal::BadSignature);
    }
    let signed_ms: Option<u64> = headers.cur_time.parse().ok();
    let is_fresh = signed_ms.is_some_and(|at| at.abs_diff(now_ms) <= sender.tolerance_ms);
    match is_fresh || sender.tolerance_ms == 0 {
        true => Ok(()),
        false => Err(Refusal::Stale),
    }
}

/// Returns what `MD5` and `CheckSum` have to be.
pub fn sign(secret: &str, cur_time: &str, body: &[u8]) -> (String, String) {
    let md5 = hex(&Md5::digest(body));
    let check_sum = check_sum(secret, &md5, cur_time);
    (md5, check_sum)
}

fn check_sum(secret: &str, md5: &str, cur_time: &str) -> String {
    let mut sha1 = Sha1::new();
    for part in [secret, md5, cur_time] {
        sha1.update(part);
    }
    hex(&sha1.finalize())
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
