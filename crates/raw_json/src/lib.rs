//! JSON whose values are found, and read only where somebody asks: what is null or of a strange shape counts as not told, and reading
//! goes on behind it.
//!
//! A type that serde derives for each object weighs more in the browser than all that is read here (`owt` came to 76 kB of a first
//! visit so, and to 50 kB by this); and what isn't asked for, which is most of an answer, is only stepped over.

use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::fmt;

/// An object whose values aren't read yet.
#[derive(Debug, Default)]
pub struct Object<'a>(Vec<(Key<'a>, &'a RawValue)>);

#[derive(Debug, Deserialize)]
struct Key<'a>(#[serde(borrow)] Cow<'a, str>);

impl<'a> Object<'a> {
    /// Reads an object; `None` = it is none.
    pub fn read(json: &'a str) -> Option<Self> {
        serde_json::from_str(json).ok()
    }

    /// Returns the JSON of a value that isn't null. Of a key that stands twice the last one counts.
    pub fn json(&self, key: &str) -> Option<&'a str> {
        self.find(|it| it == key)
    }

    /// Returns the same of a key in capitals or small letters.
    pub fn json_of_any_case(&self, key: &str) -> Option<&'a str> {
        self.find(|it| it.eq_ignore_ascii_case(key))
    }

    /// Returns whether there is such a key, in capitals or small letters, whatever its value is.
    pub fn has_of_any_case(&self, key: &str) -> bool {
        self.0.iter().any(|(it, _)| it.0.eq_ignore_ascii_case(key))
    }

    fn find(&self, is_it: impl Fn(&str) -> bool) -> Option<&'a str> {
        let value = self.0.iter().rfind(|(it, _)| is_it(&it.0))?.1.get();
        (value != "null").then_some(value)
    }
}

impl<'de> Deserialize<'de> for Object<'de> {
    fn deserialize<D: Deserializer<'de>>(value: D) -> Result<Self, D::Error> {
        value.deserialize_map(ObjectVisitor)
    }
}

struct ObjectVisitor;

impl<'de> Visitor<'de> for ObjectVisitor {
    type Value = Object<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut values = Vec::with_capacity(8);
        while let Some(entry) = map.next_entry()? {
            values.push(entry);
        }
        Ok(Object(values))
    }
}

/// Returns what a text says, or a number's digits.
pub fn text(json: &str) -> Option<Cow<'_, str>> {
    match json.strip_prefix('"') {
        Some(rest) if json.contains('\\') => {
            // Somebody may have cut a letter in two.
            let text = serde_json::from_str(json).ok();
            text.or_else(|| rest.strip_suffix('"').map(str::to_owned))
                .map(Cow::Owned)
        }
        Some(rest) => rest.strip_suffix('"').map(Cow::Borrowed),
        None => json
            .starts_with(|first: char| first == '-' || first.is_ascii_digit())
            .then_some(Cow::Borrowed(json)),
    }
}

/// Returns the entries of a list without reading them; `None` = it is none.
pub fn entries(json: &str) -> Option<Vec<&str>> {
    let list: Vec<&RawValue> = serde_json::from_str(json).ok()?;
    Some(list.into_iter().map(RawValue::get).collect())
}

/// Returns a value's own JSON, without what stands around it; `None` = it is none.
pub fn alone(json: &str) -> Option<&str> {
    let value: &RawValue = serde_json::from_str(json).ok()?;
    Some(value.get())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn objects() {
        let check = |json: &str, key: &str, exact: Option<&str>, any_case: Option<&str>| {
            let it = Object::read(json).unwrap_or_else(|| panic!("{json}"));
            assert_eq!(it.json(key), exact, "{json}");
            assert_eq!(it.json_of_any_case(key), any_case, "{json}");
        };
        check(
            r#"{"a":[1, 2],"a":{"b":3}}"#,
            "a",
            Some(r#"{"b":3}"#),
            Some(r#"{"b":3}"#),
        );
        check(r#"{"\u0061":1,"A":2}"#, "a", Some("1"), Some("2"));
        check(r#"{"a":null}"#, "a", None, None);
        check("{}", "a", None, None);
        assert!(Object::read(r#"{"A":null}"#).is_some_and(|it| it.has_of_any_case("a")));
        for none in ["{}x", "[]", "", "{\"a\":1"] {
            assert!(Object::read(none).is_none(), "{none}");
        }
    }

    #[test]
    fn texts() {
        let check =
            |json: &str, expect: Option<&str>| assert_eq!(text(json).as_deref(), expect, "{json}");
        check("\"王\"", Some("王"));
        check("\"a\\n\"", Some("a\n"));
        check("\"a\\ud800\"", Some("a\\ud800"));
        check("-1.5", Some("-1.5"));
        check("true", None);
        check("[1]", None);
        check("\"", None);
    }

    #[test]
    fn lists() {
        assert_eq!(entries(" [ {\"a\":1}, 2 ] "), Some(vec!["{\"a\":1}", "2"]));
        assert_eq!(entries("{\"a\":1}"), None);
        assert_eq!(entries("[1"), None);
        assert_eq!(alone(" {\"a\":1} "), Some("{\"a\":1}"));
        assert_eq!(alone("{\"a\":"), None);
    }
}
