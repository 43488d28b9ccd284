//! Words that mean something, in any letter case.

use super::value::{AnyValue, cut};
use conference::{Role, Service};
use serde::{Deserialize, Deserializer};
use std::sync::Arc;

/// Words such as a service or a protocol are cut here.
pub(crate) const MAX_WORD_BYTES: usize = 64;

/// Reads chair/host or guest.
pub(crate) fn role<'de, D: Deserializer<'de>>(value: D) -> Result<Option<Role>, D::Error> {
    let value = <AnyValue<'_>>::deserialize(value)?;
    Ok(value.word().and_then(|word| Role::of_word(&word)))
}

/// Reads a word such as a protocol's name, in lower case, at most 64 bytes of it.
pub(crate) fn lowercase_word<'de, D: Deserializer<'de>>(
    value: D,
) -> Result<Option<Arc<str>>, D::Error> {
    let value = <AnyValue<'_>>::deserialize(value)?;
    Ok(value.word().map(|word| {
        let word = cut(&word, MAX_WORD_BYTES);
        if word.bytes().any(|byte| byte.is_ascii_uppercase()) {
            Arc::from(word.to_ascii_lowercase())
        } else {
            Arc::from(word)
        }
    }))
}

/// Reads where in the service somebody stands; words that the document doesn't have are kept.
pub(crate) fn service<'de, D: Deserializer<'de>>(value: D) -> Result<Option<Service>, D::Error> {
    let word = lowercase_word(value)?;
    Ok(word.map(|word| Service::of_word(&word)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Deserializer;

    #[test]
    fn roles() {
        let check = |json: &str, expect: Option<Role>| {
            let read = role(&mut Deserializer::from_str(json));
            assert_eq!(read.ok(), Some(expect), "{json}");
        };
        check(r#""chair""#, Some(Role::Host));
        check(r#""HOST""#, Some(Role::Host));
        check(r#"" Guest ""#, Some(Role::Guest));
        check(r#""owner""#, None);
        check(r#""""#, None);
        check("null", None);
        check("{}", None);
    }

    #[test]
    fn services() {
        let check = |json: &str, expect: Option<Service>| {
            let read = service(&mut Deserializer::from_str(json));
            assert_eq!(read.ok(), Some(expect), "{json}");
        };
        check(r#""Waiting_Room""#, Some(Service::WaitingRoom));
        check(r#""connecting""#, Some(Service::Connecting));
        check(r#""Webinar""#, Some(Service::Other("webinar".into())));
        let long = format!("\"{}\"", "长".repeat(50));
        check(&long, Some(Service::Other("长".repeat(21).into())));
        check(r#""""#, None);
        check("null", None);
    }
}
