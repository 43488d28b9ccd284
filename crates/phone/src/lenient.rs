//! Values of any shape: what is null or of a strange shape counts as not told, and reading goes on behind it. Keys come in capitals and
//! in small letters.

pub(crate) use raw_json::{entries, text};
use std::borrow::Cow;

/// An object whose values aren't read yet.
#[derive(Default)]
pub(crate) struct Object<'a>(raw_json::Object<'a>);

impl<'a> Object<'a> {
    /// Reads an object; `None` = it is none.
    pub fn read(json: &'a str) -> Option<Self> {
        raw_json::Object::read(json).map(Self)
    }

    /// Returns whether there is such a key, whatever its value is.
    pub fn has(&self, key: &str) -> bool {
        self.0.has_of_any_case(key)
    }

    /// Returns a value's JSON. Of a key that stands twice the last one counts.
    pub fn json(&self, key: &str) -> Option<&'a str> {
        self.0.json_of_any_case(key)
    }

    /// Returns a text, or a number's digits.
    pub fn text(&self, key: &str) -> Option<Cow<'a, str>> {
        text(self.json(key)?)
    }
}

/// Returns a whole number, as a text too.
pub(crate) fn whole(json: &str) -> Option<i64> {
    text(json)?.trim().parse().ok()
}
