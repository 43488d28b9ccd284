//! How both vendors sign, by their documents.

use hmac::{Hmac, KeyInit, Mac};
use md5::Md5;
use sha1::Sha1;
use sha2::{Digest, Sha256};
use std::fmt::Write;

/// Returns what 叁体's check code is of: the values that there are, by the order of their names, with `|` between them.
pub fn joined(pairs: &[(&str, String)]) -> String {
    let mut sorted: Vec<_> = pairs
        .iter()
        .filter(|(name, value)| *name != "check_code" && !value.is_empty())
        .collect();
    sorted.sort_by_key(|(name, _)| *name);
    let values: Vec<_> = sorted.iter().map(|(_, value)| value.as_str()).collect();
    values.join("|")
}

/// Returns 叁体's check code of parameters: HMAC-SHA256 in hex.
pub fn check_code(key: &str, pairs: &[(&str, String)]) -> String {
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(key.as_bytes()) else {
        // Keys of every length are taken.
        return String::new();
    };
    mac.update(joined(pairs).as_bytes());
    hex(&mac.finalize().into_bytes())
}

/// Returns NetEase's headers `MD5` and `CheckSum` for a body that is sent at `cur_time`, Unix milliseconds as a text.
pub fn check_sum(secret: &str, cur_time: &str, body: &[u8]) -> (String, String) {
    let md5 = hex(&Md5::digest(body));
    let sum = Sha1::digest([secret, &md5, cur_time].concat());
    (md5, hex(&sum))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
