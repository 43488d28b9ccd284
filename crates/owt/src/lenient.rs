//! Values of any shape, for `#[serde(deserialize_with = …)]`: what is null, empty of meaning or of a strange shape counts as not told,
//! and reading goes on behind it.

use crate::layout::Fraction;
use serde::de::value::MapAccessDeserializer;
use serde::de::{Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

/// Texts are cut here; what is shown of them is shorter anyway.
const MAX_TEXT_BYTES: usize = 1024;
/// An id longer than this isn't one, and to cut it would make another.
const MAX_ID_BYTES: usize = 256;
/// More entries of a list inside of an entry are dropped: no mix has as many regions, no stream as many layers.
const MAX_ENTRIES: usize = 1000;

/// What stands where the document has a value. Objects are read as `O`, entries of lists as values.
pub(crate) enum Any<'de, O = IgnoredAny> {
    Null,
    Flag(bool),
    Whole(u64),
    Number(f64),
    Text(Cow<'de, str>),
    Object(O),
    List(Vec<Self>),
}

impl<O> Any<'_, O> {
    /// Returns a text, or a number's digits.
    fn text(&self) -> Option<Cow<'_, str>> {
        match self {
            Self::Text(text) => Some(Cow::Borrowed(text)),
            Self::Whole(number) => Some(Cow::Owned(number.to_string())),
            _ => None,
        }
    }

    fn id(&self) -> Option<Arc<str>> {
        let text = self.text()?;
        (1..=MAX_ID_BYTES)
            .contains(&text.len())
            .then(|| Arc::from(text))
    }

    fn whole(&self) -> Option<u32> {
        match self {
            Self::Whole(number) => u32::try_from(*number).ok(),
            // Rates such as 29.97; what is negative or endless is none.
            Self::Number(number) => (0.0..4e9).contains(number).then(|| number.round() as u32),
            Self::Text(text) => text.trim().parse().ok(),
            _ => None,
        }
    }
}

impl<'de, O: Deserialize<'de>> Deserialize<'de> for Any<'de, O> {
    fn deserialize<D: Deserializer<'de>>(value: D) -> Result<Self, D::Error> {
        value.deserialize_any(AnyVisitor(PhantomData))
    }
}

struct AnyVisitor<O>(PhantomData<O>);

impl<'de, O: Deserialize<'de>> Visitor<'de> for AnyVisitor<O> {
    type Value = Any<'de, O>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
        Ok(Any::Null)
    }

    fn visit_bool<E: Error>(self, flag: bool) -> Result<Self::Value, E> {
        Ok(Any::Flag(flag))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Self::Value, E> {
        Ok(Any::Whole(number))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Self::Value, E> {
        Ok(Any::Number(number as f64))
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Self::Value, E> {
        Ok(Any::Number(number))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Any::Text(Cow::Owned(text.to_owned())))
    }

    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Any::Text(Cow::Borrowed(text)))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
        O::deserialize(MapAccessDeserializer::new(map)).map(Any::Object)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
        let mut values = Vec::new();
        while let Some(value) = list.next_element()? {
            if values.len() < MAX_ENTRIES {
                values.push(value);
            }
        }
        Ok(Any::List(values))
    }
}

fn any<'de, D: Deserializer<'de>>(value: D) -> Result<Any<'de>, D::Error> {
    Any::deserialize(value)
}

/// Returns at most 1024 bytes of `text`, cut at a character.
fn cut(text: &str) -> &str {
    let end = text.floor_char_boundary(MAX_TEXT_BYTES);
    text.get(..end).unwrap_or(text)
}

/// Reads a text of at most 1024 bytes; more is cut. A number is a text, too.
pub(crate) fn text<'de, D: Deserializer<'de>>(value: D) -> Result<Option<Arc<str>>, D::Error> {
    Ok(any(value)?.text().map(|text| Arc::from(cut(&text))))
}

/// Reads a text, or a number's digits; a number that isn't whole is rounded.
pub(crate) fn text_of_number<'de, D: Deserializer<'de>>(
    value: D,
) -> Result<Option<Arc<str>>, D::Error> {
    let value = any(value)?;
    let text = value.text().map(|text| Arc::from(cut(&text)));
    Ok(text.or_else(|| value.whole().map(|number| number.to_string().into())))
}

/// Reads a text that must not be cut, of any length.
pub(crate) fn verbatim<'de, D: Deserializer<'de>>(value: D) -> Result<Option<String>, D::Error> {
    Ok(any(value)?.text().map(Cow::into_owned))
}

/// Reads a name that is safe to show.
pub(crate) fn name<'de, D: Deserializer<'de>>(value: D) -> Result<Arc<str>, D::Error> {
    let name = any(value)?
        .text()
        .map(|text| Arc::from(conference::clean_name(&text)));
    Ok(name.unwrap_or_default())
}

/// Reads an id.
pub(crate) fn id<'de, D: Deserializer<'de>, T: From<Arc<str>>>(
    value: D,
) -> Result<Option<T>, D::Error> {
    Ok(any(value)?.id().map(T::from))
}

/// Reads a list of ids; entries that are none are left out.
pub(crate) fn ids<'de, D: Deserializer<'de>, T: From<Arc<str>>>(
    value: D,
) -> Result<Vec<T>, D::Error> {
    Ok(match any(value)? {
        Any::List(list) => list.iter().filter_map(Any::id).map(T::from).collect(),
        _ => Vec::new(),
    })
}

/// Reads an id, or that of an object which has one.
pub(crate) fn id_of<'de, D: Deserializer<'de>, T: From<Arc<str>>>(
    value: D,
) -> Result<Option<T>, D::Error> {
    #[derive(Default, Deserialize)]
    #[serde(default)]
    struct WithId {
        #[serde(deserialize_with = "id")]
        id: Option<Arc<str>>,
    }
    Ok(match Any::<WithId>::deserialize(value)? {
        Any::Object(it) => it.id.map(T::from),
        value => value.id().map(T::from),
    })
}

/// Reads true or false, as a text too.
pub(crate) fn flag<'de, D: Deserializer<'de>>(value: D) -> Result<Option<bool>, D::Error> {
    Ok(match any(value)? {
        Any::Flag(flag) => Some(flag),
        Any::Text(text) if text == "true" => Some(true),
        Any::Text(text) if text == "false" => Some(false),
        _ => None,
    })
}

/// Reads a whole number that isn't negative, as a text too.
pub(crate) fn whole<'de, D: Deserializer<'de>>(value: D) -> Result<Option<u32>, D::Error> {
    Ok(any(value)?.whole())
}

/// Reads a share of one: the document has numbers, the server texts such as "1/3", and its templates two numbers.
pub(crate) fn fraction<'de, D: Deserializer<'de>>(value: D) -> Result<Option<Fraction>, D::Error> {
    #[derive(Default, Deserialize)]
    #[serde(default)]
    struct Rational {
        #[serde(deserialize_with = "whole")]
        numerator: Option<u32>,
        #[serde(deserialize_with = "whole")]
        denominator: Option<u32>,
    }
    Ok(match Any::<Rational>::deserialize(value)? {
        Any::Whole(number) => u32::try_from(number)
            .ok()
            .and_then(|it| Fraction::new(it, 1)),
        Any::Number(number) => Fraction::near(number),
        Any::Text(text) => Fraction::parse(&text),
        Any::Object(Rational {
            numerator,
            denominator,
        }) => numerator
            .zip(denominator)
            .and_then(|(above, below)| Fraction::new(above, below)),
        _ => None,
    })
}

/// Reads an object.
pub(crate) fn object<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
    value: D,
) -> Result<Option<T>, D::Error> {
    Ok(match Any::<T>::deserialize(value)? {
        Any::Object(it) => Some(it),
        _ => None,
    })
}

/// Reads a list of objects; what is none is left out.
pub(crate) fn objects<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
    value: D,
) -> Result<Vec<T>, D::Error> {
    let Any::List(list) = Any::<T>::deserialize(value)? else {
        return Ok(Vec::new());
    };
    let objects = list.into_iter().filter_map(|entry| match entry {
        Any::Object(it) => Some(it),
        _ => None,
    });
    Ok(objects.collect())
}

/// Keeps the JSON of an object as it is, to be read when somebody asks.
pub(crate) fn json<'de, D: Deserializer<'de>>(value: D) -> Result<Option<Arc<str>>, D::Error> {
    let json = <&RawValue>::deserialize(value)?.get();
    Ok(json.starts_with('{').then(|| Arc::from(json)))
}

/// Returns what an entry of a list is, given its JSON.
pub(crate) fn read<'de, T: Deserialize<'de>>(json: &'de str) -> Option<T> {
    let mut json = serde_json::Deserializer::from_str(json);
    let read = object(&mut json).ok().flatten();
    json.end().ok().and(read)
}

/// Returns the entries of a list without reading them; an object alone is a list of one, as the document has it of SIP calls.
pub(crate) fn entries(json: &str) -> Option<Vec<&str>> {
    let json = json.trim_start_matches('\u{FEFF}').trim();
    if json.starts_with('{') {
        return serde_json::from_str::<&RawValue>(json)
            .ok()
            .map(|it| vec![it.get()]);
    }
    let list: Vec<&RawValue> = serde_json::from_str(json).ok()?;
    Some(list.into_iter().map(RawValue::get).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, Default, PartialEq, Deserialize)]
    #[serde(default)]
    struct Sample {
        #[serde(deserialize_with = "text")]
        text: Option<Arc<str>>,
        #[serde(deserialize_with = "flag")]
        flag: Option<bool>,
        #[serde(deserialize_with = "whole")]
        whole: Option<u32>,
        #[serde(deserialize_with = "fraction")]
        part: Option<Fraction>,
        #[serde(deserialize_with = "id_of")]
        id: Option<Arc<str>>,
        #[serde(deserialize_with = "ids")]
        ids: Vec<Arc<str>>,
        #[serde(deserialize_with = "object")]
        inner: Option<Box<Sample>>,
        #[serde(deserialize_with = "objects")]
        list: Vec<Sample>,
        #[serde(deserialize_with = "json")]
        raw: Option<Arc<str>>,
    }

    fn sample(json: &str) -> Sample {
        read(json).unwrap_or_else(|| panic!("{json}"))
    }

    #[test]
    fn a_strange_value_costs_its_field_alone() {
        for strange in [
            "null",
            "[[],{}]",
            "{\"a\":[1]}",
            "-1e300",
            "\"?\"",
            "true",
            "[null]",
        ] {
            for field in [
                "text", "flag", "whole", "part", "id", "ids", "inner", "list", "raw",
            ] {
                let json = format!(
                    "{{\"{field}\":{strange},\"unknown\":{strange},\"inner\":{{\"whole\":7}}}}"
                );
                if field == "inner" {
                    continue;
                }
                let inner = sample(&json).inner.unwrap();
                assert_eq!(inner.whole, Some(7), "{json}");
            }
            sample(&format!("{{\"inner\":{strange}}}"));
        }
    }

    #[test]
    fn meanings() {
        let part = |json: &str| sample(&format!("{{\"part\":{json}}}")).part;
        let third = Fraction::new(1, 3);
        assert_eq!(part("\"1/3\""), third);
        assert_eq!(part("0.3333333"), third);
        assert_eq!(part("{\"numerator\":2,\"denominator\":6}"), third);
        assert_eq!(part("1"), Fraction::new(1, 1));
        assert_eq!(part("\"0/1\""), Fraction::new(0, 1));
        assert_eq!(part("\"0.5\""), Fraction::new(1, 2));
        assert_eq!(part("{\"numerator\":1,\"denominator\":0}"), None);
        let it = sample(
            r#"{"text":12,"flag":"true","whole":"29","id":{"id":"a"},"ids":["b",3,null,""],"raw":{"c":[1, 2]}}"#,
        );
        assert_eq!(it.text.as_deref(), Some("12"));
        assert_eq!((it.flag, it.whole), (Some(true), Some(29)));
        assert_eq!(it.id.as_deref(), Some("a"));
        assert_eq!(it.ids, [Arc::from("b"), Arc::from("3")]);
        assert_eq!(it.raw.as_deref(), Some(r#"{"c":[1, 2]}"#));
        assert_eq!(sample(r#"{"whole":29.97}"#).whole, Some(30));
        assert_eq!(sample(r#"{"list":[1,{"whole":2},null]}"#).list.len(), 1);
    }

    #[test]
    fn lists() {
        assert_eq!(entries(" [ {\"a\":1}, 2 ] "), Some(vec!["{\"a\":1}", "2"]));
        assert_eq!(entries("{\"a\":1}"), Some(vec!["{\"a\":1}"]));
        assert_eq!(entries("\"Room deleted\""), None);
        assert_eq!(entries("[1"), None);
        assert_eq!(read::<Sample>("{}x"), None);
    }
}
