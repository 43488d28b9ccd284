//! Values of any shape: what is null or of a strange shape counts as not told, and reading goes on behind it.
//!
//! As in `owt`, an [`Object`] knows where its values stand and reads those that it is asked for: a type of serde's for each object
//! weighs more in the browser than all that is read here.

use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::fmt;

/// An object whose values aren't read yet.
#[derive(Default)]
pub(crate) struct Object<'a>(Vec<(Key<'a>, &'a RawValue)>);

#[derive(Deserialize)]
struct Key<'a>(#[serde(borrow)] Cow<'a, str>);

impl<'a> Object<'a> {
    /// Reads an object; `None` = it is none.
    pub fn read(json: &'a str) -> Option<Self> {
        serde_json::from_str(json).ok()
    }

    /// Returns whether there is such a key, whatever its value is.
    pub fn has(&self, key: &str) -> bool {
        self.0.iter().any(|(it, _)| it.0.eq_ignore_ascii_case(key))
    }

    /// Returns a value's JSON, whatever the case of its key. Of a key that stands twice the last one counts.
    pub fn json(&self, key: &str) -> Option<&'a str> {
        let mut from_last = self.0.iter().rev();
        let (_, value) = from_last.find(|(it, _)| it.0.eq_ignore_ascii_case(key))?;
        Some(value.get()).filter(|json| *json != "null")
    }

    /// Returns a text, or a number's digits.
    pub fn text(&self, key: &str) -> Option<Cow<'a, str>> {
        text(self.json(key)?)
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
pub(crate) fn text(json: &str) -> Option<Cow<'_, str>> {
    if !json.starts_with('"') {
        let is_number = json.starts_with(|c: char| c == '-' || c.is_ascii_digit());
        return is_number.then_some(Cow::Borrowed(json));
    }
    if json.contains('\\') {
        return serde_json::from_str(json).ok().map(Cow::Owned);
    }
    let inside = json.strip_prefix('"')?.strip_suffix('"')?;
    Some(Cow::Borrowed(inside))
}

/// Returns a whole number, as a text too.
pub(crate) fn whole(json: &str) -> Option<i64> {
    text(json)?.trim().parse().ok()
}

/// Returns the entries of a list without reading them; `None` = it is none.
pub(crate) fn entries(json: &str) -> Option<Vec<&str>> {
    let list: Vec<&RawValue> = serde_json::from_str(json).ok()?;
    Some(list.into_iter().map(RawValue::get).collect())
}
