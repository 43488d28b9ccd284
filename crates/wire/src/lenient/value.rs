//! A value of any shape.

use serde::de::value::MapAccessDeserializer;
use serde::de::{Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::Number;
use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

/// Stamps above this are milliseconds: as seconds they would lie beyond the year 5000.
const MAX_SECONDS: f64 = 1e11;

/// The words for true and false, the document's first.
const FLAGS: [(&str, bool); 10] = [
    ("no", false),
    ("yes", true),
    ("allow", true),
    ("deny", false),
    ("on", true),
    ("off", false),
    ("true", true),
    ("false", false),
    ("1", true),
    ("0", false),
];

/// What stands where the document has a value. Whatever it is, reading goes on behind it. Objects are read as `O`.
pub(crate) enum AnyValue<'de, O = IgnoredAny> {
    /// `null`.
    Null,
    /// `true` or `false`.
    Flag(bool),
    /// A number.
    Number(Number),
    /// A text.
    Text(Cow<'de, str>),
    /// An array.
    List(Vec<Self>),
    /// An object.
    Object(O),
}

/// Returns a number as it would be written.
fn digits_of(number: &Number) -> String {
    // Not by its `Display`, which brings tables for writing floats fast: ten kilobytes that don't pack.
    match (number.as_u64(), number.as_i64(), number.as_f64()) {
        (Some(number), ..) => number.to_string(),
        (_, Some(number), _) => number.to_string(),
        (.., number) => number.map_or_else(String::new, |number| format!("{number:?}")),
    }
}

impl<O> AnyValue<'_, O> {
    /// Returns the letters of a text, or the digits of a number.
    pub(crate) fn text(&self) -> Option<Cow<'_, str>> {
        match self {
            Self::Text(text) => Some(Cow::Borrowed(text)),
            Self::Number(number) => Some(Cow::Owned(digits_of(number))),
            _ => None,
        }
    }

    /// Returns at most `max_bytes` of [`Self::text`], cut at a character.
    pub(crate) fn text_within(&self, max_bytes: usize) -> Option<Arc<str>> {
        self.text().map(|text| Arc::from(cut(&text, max_bytes)))
    }

    /// Like [`Self::text`], without white space at the ends; `None` when nothing is left.
    pub(crate) fn word(&self) -> Option<Cow<'_, str>> {
        let word = match self.text()? {
            Cow::Borrowed(text) => Cow::Borrowed(text.trim()),
            digits => digits,
        };
        (!word.is_empty()).then_some(word)
    }

    /// Returns the flag that true/false, 1/0 and the words for them mean.
    pub(crate) fn flag(&self) -> Option<bool> {
        match self {
            Self::Flag(flag) => Some(*flag),
            Self::Number(number) => match number.as_u64()? {
                0 => Some(false),
                1 => Some(true),
                _ => None,
            },
            Self::Text(text) => {
                let means = |(word, _): &&(&str, bool)| text.trim().eq_ignore_ascii_case(word);
                FLAGS.iter().find(means).map(|(_, flag)| *flag)
            }
            _ => None,
        }
    }

    /// Returns the number, also one that is written as a text.
    pub(crate) fn number(&self) -> Option<f64> {
        let number = match self {
            Self::Number(number) => number.as_f64(),
            Self::Text(text) => serde_json::from_str(text.trim()).ok(),
            _ => None,
        };
        number.filter(|number| number.is_finite())
    }

    /// Returns a moment in seconds since 1970, given in seconds or milliseconds. `false` is 0, which means never.
    pub(crate) fn stamp(&self) -> Option<f64> {
        let stamp = match self {
            Self::Flag(flag) => f64::from(u8::from(*flag)),
            _ => self.number()?,
        };
        let seconds = if stamp > MAX_SECONDS {
            stamp / 1000.0
        } else {
            stamp
        };
        (0.0..=MAX_SECONDS).contains(&seconds).then_some(seconds)
    }
}

impl<'de, O: Deserialize<'de>> Deserialize<'de> for AnyValue<'de, O> {
    fn deserialize<D: Deserializer<'de>>(value: D) -> Result<Self, D::Error> {
        value.deserialize_any(AnyVisitor(PhantomData))
    }
}

struct AnyVisitor<O>(PhantomData<O>);

impl<'de, O: Deserialize<'de>> Visitor<'de> for AnyVisitor<O> {
    type Value = AnyValue<'de, O>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
        Ok(AnyValue::Null)
    }

    fn visit_bool<E: Error>(self, flag: bool) -> Result<Self::Value, E> {
        Ok(AnyValue::Flag(flag))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Self::Value, E> {
        Ok(AnyValue::Number(number.into()))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Self::Value, E> {
        Ok(AnyValue::Number(number.into()))
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Self::Value, E> {
        Ok(Number::from_f64(number).map_or(AnyValue::Null, AnyValue::Number))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
        Ok(AnyValue::Text(Cow::Owned(text.to_owned())))
    }

    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(AnyValue::Text(Cow::Borrowed(text)))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
        let mut values = Vec::new();
        while let Some(value) = list.next_element()? {
            values.push(value);
        }
        Ok(AnyValue::List(values))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
        O::deserialize(MapAccessDeserializer::new(map)).map(AnyValue::Object)
    }
}

/// Returns at most `max_bytes` of `text`, cut at a character.
pub(crate) fn cut(text: &str, max_bytes: usize) -> &str {
    let end = text.floor_char_boundary(max_bytes);
    text.get(..end).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cuts_at_characters() {
        assert_eq!(cut("王芳", 4), "王");
        assert_eq!(cut("王芳", 6), "王芳");
        assert_eq!(cut("", 6), "");
    }
}
