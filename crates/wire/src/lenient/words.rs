//! Words that mean something, in any letter case.

use super::value::{AnyValue, cut};
use conference::{Role, Service};
use serde::{Deserialize, Deserializer};
use std::sync::Arc;

/// Words such as a service or a protocol are cut here.
pub(crate) const MAX_WORD_BYTES: usize = 64;

/// Reads chair/host or guest.
pub(crate) fn role<'de, D: Deserializer<'de>>(value: D) -> Result<Option<Role>, D::Error> {
    one_of(
        value,
        &[
            ("chair", Role::Host),
            ("host", Role::Host),
            ("guest", Role::Guest),
        ],
    )
}

/// Reads the direction of a call, in or out, as whether somebody was called out to.
pub(crate) fn called_out<'de, D: Deserializer<'de>>(value: D) -> Result<Option<bool>, D::Error> {
    one_of(value, &[("out", true), ("in", false)])
}

fn one_of<'de, D: Deserializer<'de>, T: Copy>(
    value: D,
    meanings: &[(&str, T)],
) -> Result<Option<T>, D::Error> {
    let value = <AnyValue<'_>>::deserialize(value)?;
    let word = value.word();
    let means = |(other, _): &&(&str, T)| {
        word.as_deref()
            .is_some_and(|word| word.eq_ignore_ascii_case(other))
    };
    Ok(meanings.iter().find(means).map(|(_, meaning)| *meaning))
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
    fn directions() {
        let check = |json: &str, expect: Option<bool>| {
            let read = called_out(&mut Deserializer::from_str(json));
            assert_eq!(read.ok(), Some(expect), "{json}");
        };
        check(r#""OUT""#, Some(true));
        check(r#""in""#, Some(false));
        check(r#""sideways""#, None);
        check("true", None);
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
