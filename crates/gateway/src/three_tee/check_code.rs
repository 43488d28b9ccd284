//! The check code: HMAC-SHA256 over the values of all other parameters that have one, sorted by name and joined by `|`.
//!
//! How the digest is written isn't told, so every way is taken that the vendor's own programs use; whichever it is, it is the same
//! 32 bytes that are compared. `|` in a value isn't escaped and names aren't signed: that is the scheme's weakness and not to be
//! mended here.

use super::parameters::Parameters;
use crate::secret::Secret;
use base64::Engine;
use base64::alphabet::{STANDARD, URL_SAFE};
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use subtle::{Choice, ConstantTimeEq};

const LENIENT: GeneralPurposeConfig = GeneralPurposeConfig::new()
    .with_decode_padding_mode(DecodePaddingMode::Indifferent)
    .with_decode_allow_trailing_bits(true);
const BASE64: [GeneralPurpose; 2] = [
    GeneralPurpose::new(&STANDARD, LENIENT),
    GeneralPurpose::new(&URL_SAFE, LENIENT),
];

/// Returns what is signed. That empty values are left out is how the document's "有值" is read; `with_empty` keeps them.
pub fn joined(parameters: &Parameters, with_empty: bool) -> String {
    let mut signed: Vec<_> = parameters
        .iter()
        .filter(|(name, value)| *name != "check_code" && (with_empty || !value.is_empty()))
        .collect();
    signed.sort_by_key(|(name, _)| *name);
    let values: Vec<_> = signed.into_iter().map(|(_, value)| value).collect();
    values.join("|")
}

/// Whether the check code was made with one of the keys. All are tried, whichever fits.
pub(super) fn is_genuine(parameters: &Parameters, keys: &[Secret]) -> bool {
    let candidates = parameters.check_code().map(digests).unwrap_or_default();
    let mut found = Choice::from(0);
    for with_empty in [false, true] {
        let text = joined(parameters, with_empty);
        for key in keys.iter().filter(|key| !key.is_empty()) {
            let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(key.expose().as_bytes()) else {
                continue;
            };
            mac.update(text.as_bytes());
            let expected = mac.finalize().into_bytes();
            for digest in &candidates {
                found |= expected.as_slice().ct_eq(digest);
            }
        }
    }
    found.into()
}

/// Returns the digests that a text can stand for: hex, base64 of the digest, base64 of its hex.
fn digests(text: &str) -> Vec<[u8; 32]> {
    // In an address that wasn't escaped `+` has become a space.
    let text = text.trim_end().replace(' ', "+");
    let mut digests: Vec<_> = hex(text.as_bytes()).into_iter().collect();
    for engine in &BASE64 {
        let Ok(bytes) = engine.decode(&text) else {
            continue;
        };
        digests.extend(<[u8; 32]>::try_from(bytes.as_slice()).ok());
        digests.extend(hex(&bytes));
    }
    digests
}

fn hex(text: &[u8]) -> Option<[u8; 32]> {
    let mut digest = [0; 32];
    if text.len() != 64 {
        return None;
    }
    for (byte, pair) in digest.iter_mut().zip(text.chunks_exact(2)) {
        let pair = std::str::from_utf8(pair).ok()?;
        // `from_str_radix` would take a sign, too.
        if !pair.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
        *byte = u8::from_str_radix(pair, 16).ok()?;
    }
    Some(digest)
}
