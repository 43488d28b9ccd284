//! MAuth: how a request says which service it comes from.
//!
//! API document: section 4, Authentication and Authorization. The server cuts the header at commas and equal signs and takes what is
//! between as it stands: blanks behind commas are 401, quotes are 500. It looks neither at the realm nor for a nonce that comes again.

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use std::fmt;

/// The document's range of nonces is 0 to 99 999.
const NONCES: u32 = 100_000;
const DIGITS: &[u8; 16] = b"0123456789abcdef";

/// The key of a service. It lives in memory and goes out as a signature alone; its `Debug` shows nothing of it.
#[derive(Clone, PartialEq, Eq)]
pub struct ServiceKey(String);

impl ServiceKey {
    /// Takes the key as it was typed or sent.
    pub fn new(key: String) -> Self {
        Self(key)
    }

    /// Makes a key of chance that nobody can guess, of letters that can be typed and copied anywhere.
    pub fn of_bytes(bytes: &[u8; 32]) -> Self {
        Self(URL_SAFE_NO_PAD.encode(bytes))
    }

    /// Returns whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns the key itself, to be shown once to whoever has just made it.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for ServiceKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ServiceKey(…)")
    }
}

/// Why a service's id and key can't be signed with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadCredentials {
    /// There is no id.
    #[error("there is no service id")]
    NoId,
    /// The id has a letter that the header can't carry: a blank, a comma, an equal sign, a quote, or one outside of ASCII.
    #[error("that is not a service id")]
    Id,
    /// There is no key.
    #[error("there is no key")]
    NoKey,
}

/// Whose name a token is made in, said in the header instead of the body (`mauth_username`, `mauth_role`). The server takes both or
/// neither.
#[derive(Clone, PartialEq, Eq)]
pub struct Identity {
    /// In base64: the server decodes it, which the document doesn't say, and signs the text as it stands.
    user: String,
    role: String,
}

impl Identity {
    /// Returns `None` where the header can't carry the role.
    pub fn new(user: &str, role: &str) -> Option<Self> {
        (!user.is_empty() && may_stand(role)).then(|| Self {
            user: STANDARD.encode(user),
            role: role.to_owned(),
        })
    }
}

impl fmt::Debug for Identity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Identity(…)")
    }
}

/// A service's id and key, with which every request is signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Credentials {
    service: crate::ServiceId,
    key: ServiceKey,
}

impl Credentials {
    /// Takes what was typed, without white space around it.
    ///
    /// # Errors
    /// [`BadCredentials`] says what is wrong with it.
    pub fn new(service: &str, key: &str) -> Result<Self, BadCredentials> {
        let (service, key) = (service.trim(), key.trim());
        if service.is_empty() {
            return Err(BadCredentials::NoId);
        }
        if !may_stand(service) {
            return Err(BadCredentials::Id);
        }
        if key.is_empty() {
            return Err(BadCredentials::NoKey);
        }
        Ok(Self {
            service: crate::ServiceId::new(service),
            key: ServiceKey::new(key.to_owned()),
        })
    }

    /// Returns the id of the service.
    pub fn service(&self) -> &crate::ServiceId {
        &self.service
    }

    /// Returns the value of the header `Authorization`, for one request or many: `now_ms` is the time in ms since 1970, and of
    /// `chance` as much counts as the document allows.
    pub fn authorization(&self, now_ms: u64, chance: u32, identity: Option<&Identity>) -> String {
        let nonce = chance % NONCES;
        let mut to_sign = format!("{now_ms},{nonce}");
        let mut header =
            "MAuth realm=http://webrtc.intel.com,mauth_signature_method=HMAC_SHA256".to_owned();
        if let Some(Identity { user, role }) = identity {
            to_sign.push_str(&format!(",{user},{role}"));
            header.push_str(&format!(",mauth_username={user},mauth_role={role}"));
        }
        let service = self.service.as_str();
        let signature = sign(&self.key, &to_sign);
        header.push_str(&format!(
            ",mauth_serviceid={service},mauth_cnonce={nonce},mauth_timestamp={now_ms},mauth_signature={signature}"
        ));
        header
    }
}

/// Returns the signature: base64 of the lower-case hex digits of HMAC-SHA256. (The document's sample is of SHA-1's length, a leftover.)
fn sign(key: &ServiceKey, to_sign: &str) -> String {
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(key.0.as_bytes()) else {
        // HMAC takes keys of any length.
        return String::new();
    };
    mac.update(to_sign.as_bytes());
    let mut hex = Vec::with_capacity(64);
    for byte in mac.finalize().into_bytes() {
        let digits = [byte >> 4, byte & 15].map(|digit| DIGITS.get(usize::from(digit)));
        hex.extend(digits.into_iter().flatten());
    }
    STANDARD.encode(hex)
}

/// Returns whether the server reads it as one value, and `fetch` sends it.
fn may_stand(value: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_graphic() && !b",=\"'".contains(&byte);
    !value.is_empty() && value.bytes().all(is_plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As the real server took them.
    #[test]
    fn signatures() {
        let check = |key: &str, to_sign: &str, expect: &str| {
            assert_eq!(sign(&ServiceKey::new(key.into()), to_sign), expect);
        };
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

    /// Read back as the server does (`split(',')`, `split('=')`, six letters cut off the name).
    fn parsed(header: &str) -> Vec<(&str, &str)> {
        let words = header.split(',').map(|word| {
            let (name, value) = word.split_once('=').unwrap();
            (name.get(6..).unwrap(), value)
        });
        words.collect()
    }

    #[test]
    fn headers_as_the_server_cuts_them() {
        let it =
            Credentials::new(" 53c74879209ee7f96e5cbc9c\n", " sampleKeyForTests0001 ").unwrap();
        let header = it.authorization(1_406_079_112_038, 87_428, None);
        assert_eq!(
            parsed(&header),
            [
                ("realm", "http://webrtc.intel.com"),
                ("signature_method", "HMAC_SHA256"),
                ("serviceid", "53c74879209ee7f96e5cbc9c"),
                ("cnonce", "87428"),
                ("timestamp", "1406079112038"),
                (
                    "signature",
                    "NjgzY2NiZGU4OThlY2VjYWRlODliOGM3ZjExZGUyMGZkMTU5ZDk2NGViYzQxM2Y1Njk1ZDYwNmVhMTQ4NWI2NA=="
                ),
            ]
        );
        assert_eq!(header.matches(' ').count(), 1, "the one behind the scheme");
        assert!(!header.contains('"'));
        let many = it.authorization(1, u32::MAX, None);
        assert!(many.contains(",mauth_cnonce=67295,"), "{many}");
    }

    #[test]
    fn a_name_and_a_role_are_signed_as_they_stand() {
        let it = Credentials::new("a", "k").unwrap();
        let identity = Identity::new("王, \"芳\"", "presenter").unwrap();
        let header = it.authorization(1, 2, Some(&identity));
        let words = parsed(&header);
        assert_eq!(words[2], ("username", "546LLCAi6IqzIg=="));
        assert_eq!(words[3], ("role", "presenter"));
        let signed = sign(&it.key, "1,2,546LLCAi6IqzIg==,presenter");
        assert_eq!(words.last(), Some(&("signature", signed.as_str())));
        for role in ["", "a,b", "a b", "a=b", "主持"] {
            assert_eq!(Identity::new("x", role), None, "{role}");
        }
        assert_eq!(Identity::new("", "presenter"), None);
    }

    #[test]
    fn what_is_typed_wrong() {
        let check = |id: &str, key: &str, expect| {
            assert_eq!(Credentials::new(id, key).map(drop), Err(expect));
        };
        check(" ", "k", BadCredentials::NoId);
        check("\"abc\"", "k", BadCredentials::Id);
        check("a b", "k", BadCredentials::Id);
        check("a,mauth_role=x", "k", BadCredentials::Id);
        check("服务", "k", BadCredentials::Id);
        check("abc", "\t", BadCredentials::NoKey);
    }

    #[test]
    fn a_key_of_chance() {
        let key = ServiceKey::of_bytes(&[251; 32]);
        assert_eq!(key.expose().len(), 43);
        assert!(may_stand(key.expose()), "{}", key.expose());
        assert_ne!(key, ServiceKey::of_bytes(&[250; 32]));
    }

    #[test]
    fn nothing_prints_a_key() {
        let it = Credentials::new("53c74879209ee7f96e5cbc9c", "4711").unwrap();
        let identity = Identity::new("4711", "4711");
        let shown = format!("{it:?} {:?} {identity:?}", ServiceKey::new("4711".into()));
        assert!(!shown.contains("4711"), "{shown}");
        assert!(!shown.contains("6e5cbc9c"), "{shown}");
    }
}
