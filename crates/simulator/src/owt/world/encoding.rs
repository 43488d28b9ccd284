//! Base64 and hexadecimal, as the server mixes them.

use base64::Engine as _;
use base64::engine::DecodePaddingMode;
use base64::engine::general_purpose::{GeneralPurpose, GeneralPurposeConfig, STANDARD};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// Returns text in base64.
pub fn to_base64(text: &str) -> String {
    STANDARD.encode(text)
}

/// Returns what stands in base64, with or without its padding, signs that are no UTF-8 replaced; `None` where it is no base64.
pub fn from_base64(text: &str) -> Option<String> {
    let lenient =
        GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent);
    let engine = GeneralPurpose::new(&base64::alphabet::STANDARD, lenient);
    let bytes = engine.decode(text).ok()?;
    Some(String::from_utf8_lossy(&bytes).into_owned())
}

/// Returns bytes in lower-case hexadecimal.
pub fn to_hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Returns the HMAC-SHA256 of a text; a key may have any length.
pub fn hmac_sha256(key: &[u8], text: &[u8]) -> Vec<u8> {
    match Hmac::<Sha256>::new_from_slice(key) {
        Ok(mut mac) => {
            mac.update(text);
            mac.finalize().into_bytes().to_vec()
        }
        Err(_) => Vec::new(),
    }
}

/// Returns a signature as this server makes all of them: base64 of the hexadecimal digits.
pub fn sign(key: &str, text: &str) -> String {
    to_base64(&to_hex(&hmac_sha256(key.as_bytes(), text.as_bytes())))
}

/// Returns a text as the server keeps keys and passwords: the real one uses AES with a counter that always begins at the same
/// number, so that equal texts look equal, and as long as they are. This does the same with another key stream.
pub fn encrypt(text: &str) -> String {
    let blocks = text.len().div_ceil(32);
    let stream = (0..blocks).flat_map(|block| hmac_sha256(b"simulator", &block.to_be_bytes()));
    let bytes: Vec<u8> = text.bytes().zip(stream).map(|(a, b)| a ^ b).collect();
    to_hex(&bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signatures_of_the_real_server() {
        let check = |key, text, expect| assert_eq!(sign(key, text), expect, "{text}");
        check(
            "sampleKeyForTests0001",
            "1406079112038,87428",
            "NjgzY2NiZGU4OThlY2VjYWRlODliOGM3ZjExZGUyMGZkMTU5ZDk2NGViYzQxM2Y1Njk1ZDYwNmVhMTQ4NWI2NA==",
        );
        check(
            "sampleKeyForTests0001",
            "1406079112038,87428,test,role",
            "Njg3ZGI4YTA4ZDI0MjhlNDA0ODRkNTEwNWUwYWYwMjFhNzgwMzA4NDZlMmEzNDZhMjAwMmJhMGVhNGU4OTZkNw==",
        );
        check(
            "superKeyForTests0001",
            "1700000000000,0",
            "ODAwOGU2MjJlYTk0YWIxYThlNTM0NjZlMjUyMzQyMzA1ZjQyYWRkOTFkZjM2ZDU1YWEzODZlMmJhMTRhMmM2YQ==",
        );
    }

    #[test]
    fn a_ciphertext_is_another_text_of_the_same_length() {
        let long = "k".repeat(70);
        assert_eq!(encrypt("k1").len(), 4);
        assert_eq!(encrypt(&long).len(), 140);
        assert_ne!(encrypt(&long), to_hex(long.as_bytes()));
        assert_eq!(encrypt(""), "");
    }

    #[test]
    fn base64_with_and_without_padding() {
        let check = |text, expect: Option<&str>| assert_eq!(from_base64(text).as_deref(), expect);
        check("YQ==", Some("a"));
        check("YQ", Some("a"));
        check("not base64", None);
    }
}
