//! Values in every spelling, for `#[serde(deserialize_with = …)]`. What is null, empty of meaning or of a strange shape counts
//! as not told.

use super::read;
use super::value::{AnyValue, cut};
use conference::{LayoutName, ParticipantId};
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;
use std::sync::Arc;

/// Texts about people are cut here; what is shown of them is shorter anyway.
const MAX_TEXT_BYTES: usize = 1024;
/// An id longer than this isn't one, and to cut it would make another.
const MAX_ID_BYTES: usize = 256;
/// What a server says to people is cut here.
pub(crate) const MAX_LINE_BYTES: usize = 500;
/// More slots than this are dropped: no picture has as many.
const MAX_IDS: usize = 1000;

/// Reads true/false, 1/0, YES/NO, on/off, ALLOW/DENY; as texts too, in any letter case.
pub(crate) fn flag<'de, D: Deserializer<'de>>(value: D) -> Result<Option<bool>, D::Error> {
    Ok(<AnyValue<'_>>::deserialize(value)?.flag())
}

/// Reads whether anything is told, whatever it is.
pub(crate) fn is_told<'de, D: Deserializer<'de>>(value: D) -> Result<bool, D::Error> {
    let value = <AnyValue<'_>>::deserialize(value)?;
    Ok(!matches!(value, AnyValue::Null))
}

/// Reads a flag, or how many or since when: what is above 0 is so.
pub(crate) fn flag_or_count<'de, D: Deserializer<'de>>(value: D) -> Result<Option<bool>, D::Error> {
    let value = <AnyValue<'_>>::deserialize(value)?;
    let counts = || value.number().map(|number| number > 0.0);
    Ok(value.flag().or_else(counts))
}

/// Reads a number, as a text too.
pub(crate) fn number<'de, D: Deserializer<'de>>(value: D) -> Result<Option<f64>, D::Error> {
    Ok(<AnyValue<'_>>::deserialize(value)?.number())
}

/// Reads a moment, in seconds or milliseconds since 1970, into seconds.
pub(crate) fn stamp<'de, D: Deserializer<'de>>(value: D) -> Result<Option<f64>, D::Error> {
    Ok(<AnyValue<'_>>::deserialize(value)?.stamp())
}

/// Reads a text of at most 1024 bytes; more is cut. A number is a text, too.
pub(crate) fn text<'de, D: Deserializer<'de>>(value: D) -> Result<Option<Arc<str>>, D::Error> {
    Ok(<AnyValue<'_>>::deserialize(value)?.text_within(MAX_TEXT_BYTES))
}

/// Reads a text of any length as it is.
pub(crate) fn verbatim<'de, D: Deserializer<'de>>(value: D) -> Result<Option<String>, D::Error> {
    Ok(<AnyValue<'_>>::deserialize(value)?.text().map(Into::into))
}

/// Reads what a server says to people, as [`clean_line`] has it.
pub(crate) fn line<'de, D: Deserializer<'de>>(value: D) -> Result<Option<String>, D::Error> {
    Ok(<AnyValue<'_>>::deserialize(value)?
        .text()
        .and_then(|text| clean_line(&text)))
}

/// Returns one line of at most 500 bytes, without characters that hide or turn what stands around them; `None` when nothing is
/// left.
pub(crate) fn clean_line(text: &str) -> Option<String> {
    let clean = conference::clean_text(cut(text, MAX_LINE_BYTES), MAX_LINE_BYTES);
    (!clean.is_empty()).then(|| clean.into_owned())
}

/// Reads a text without white space at its ends; an empty one counts as not told.
pub(crate) fn word<'de, D: Deserializer<'de>>(value: D) -> Result<Option<String>, D::Error> {
    Ok(<AnyValue<'_>>::deserialize(value)?.word().map(Into::into))
}

/// Reads a participant's id.
pub(crate) fn id<'de, D: Deserializer<'de>>(value: D) -> Result<Option<ParticipantId>, D::Error> {
    Ok(id_of(&<AnyValue<'_>>::deserialize(value)?))
}

/// Reads a list of ids, at most 1000; entries that are none are left out. A list may be written as one text, and its entries may be
/// objects with an id. What can't be understood is an empty list: whoever was in the list before needn't be in it now.
pub(crate) fn ids<'de, D: Deserializer<'de>>(
    value: D,
) -> Result<Option<Vec<ParticipantId>>, D::Error> {
    Ok(match AnyValue::<'_, WithId>::deserialize(value)? {
        AnyValue::Null => None,
        AnyValue::List(list) => Some(ids_of(&list)),
        AnyValue::Text(text) => Some(ids_of_text(&text)),
        AnyValue::Flag(_) | AnyValue::Number(_) | AnyValue::Object(_) => Some(Vec::new()),
    })
}

/// An object in the place of an id.
#[derive(Default, Deserialize)]
#[serde(default)]
struct WithId {
    #[serde(deserialize_with = "id")]
    uuid: Option<ParticipantId>,
    #[serde(deserialize_with = "id")]
    participant_uuid: Option<ParticipantId>,
}

/// A list that was written as a text.
#[derive(Deserialize)]
#[serde(transparent)]
struct IdList {
    #[serde(deserialize_with = "ids")]
    ids: Option<Vec<ParticipantId>>,
}

fn ids_of(list: &[AnyValue<'_, WithId>]) -> Vec<ParticipantId> {
    let id = |value: &AnyValue<'_, WithId>| match value {
        AnyValue::Object(WithId {
            uuid,
            participant_uuid,
        }) => uuid.clone().or_else(|| participant_uuid.clone()),
        value => id_of(value),
    };
    list.iter().filter_map(id).take(MAX_IDS).collect()
}

/// Reads JSON, or ids with commas, semicolons, bars or white space between them.
fn ids_of_text(text: &str) -> Vec<ParticipantId> {
    if text.trim_start().starts_with('[') {
        let list: Option<IdList> = read(text).ok();
        return list.and_then(|list| list.ids).unwrap_or_default();
    }
    text.split([',', ';', '|', ' ', '\t', '\r', '\n'])
        .filter(|id| (1..=MAX_ID_BYTES).contains(&id.len()))
        .take(MAX_IDS)
        .map(ParticipantId::new)
        .collect()
}

fn id_of<O>(value: &AnyValue<'_, O>) -> Option<ParticipantId> {
    let id = value.word()?;
    (id.len() <= MAX_ID_BYTES).then(|| ParticipantId::new(&id))
}

/// Reads the name of a layout.
pub(crate) fn layout_name<'de, D: Deserializer<'de>>(
    value: D,
) -> Result<Option<LayoutName>, D::Error> {
    Ok(<AnyValue<'_>>::deserialize(value)?
        .word()
        .map(|name| LayoutName::new(&name)))
}

/// Reads whether something is asked for, by whatever word: everything but no, none and nothing.
pub(crate) fn asked<'de, D: Deserializer<'de>>(value: D) -> Result<bool, D::Error> {
    let value = <AnyValue<'_>>::deserialize(value)?;
    Ok(match &value {
        AnyValue::Null => false,
        AnyValue::List(list) => !list.is_empty(),
        AnyValue::Object(_) => true,
        value => {
            let is_none = value
                .word()
                .is_some_and(|word| word.eq_ignore_ascii_case("none"));
            let is_empty = value.word().is_none() && value.flag().is_none();
            !is_none && !is_empty && value.flag() != Some(false)
        }
    })
}

/// Reads a list of objects; an entry that is none is `None`.
pub(crate) fn objects<'de, D: Deserializer<'de>, O: Deserialize<'de>>(
    value: D,
) -> Result<Vec<Option<O>>, D::Error> {
    let object = |value| match value {
        AnyValue::Object(object) => Some(object),
        _ => None,
    };
    Ok(Vec::<AnyValue<'_, O>>::deserialize(value)?
        .into_iter()
        .map(object)
        .collect())
}

/// Keeps the value as it was written, `null` as well.
pub(crate) fn as_written<'de, D: Deserializer<'de>>(
    value: D,
) -> Result<Option<Box<RawValue>>, D::Error> {
    Box::<RawValue>::deserialize(value).map(Some)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::Deserializer;
    use std::fmt::Debug;

    fn assert_read<T: Debug + PartialEq>(
        read: Result<T, serde_json::Error>,
        json: &str,
        expect: T,
    ) {
        assert_eq!(read.ok(), Some(expect), "{json}");
    }

    #[test]
    fn flags() {
        let check = |json: &str, expect: Option<bool>| {
            assert_read(flag(&mut Deserializer::from_str(json)), json, expect);
        };
        check("true", Some(true));
        check("1", Some(true));
        check("0", Some(false));
        check("2", None);
        check("-1", None);
        check("1.5", None);
        check(r#""YES""#, Some(true));
        check(r#""no""#, Some(false));
        check(r#"" true ""#, Some(true));
        check(r#""ALLOW""#, Some(true));
        check(r#""Deny""#, Some(false));
        check(r#""Off""#, Some(false));
        check(r#""maybe""#, None);
        check(r#""\u0000yes""#, None);
        check(r#""\u0000\u00000""#, None);
        check(r#""yes\u0000\u0000\u0000\u0000\u0000yes""#, None);
        check("null", None);
        check("{}", None);
        check("[true]", None);
    }

    #[test]
    fn stamps() {
        let check = |json: &str, expect: Option<f64>| {
            assert_read(stamp(&mut Deserializer::from_str(json)), json, expect);
        };
        check("1441720992", Some(1_441_720_992.0));
        check("1441720999.25", Some(1_441_720_999.25));
        check("1.44172099925e9", Some(1_441_720_999.25));
        check("1573702690123", Some(1_573_702_690.123));
        check(r#""1441720992""#, Some(1_441_720_992.0));
        check(r#"" 1441720992 ""#, Some(1_441_720_992.0));
        check("0", Some(0.0));
        check("-0", Some(0.0));
        check("false", Some(0.0));
        check("true", Some(1.0));
        check("-5", None);
        check(r#""1e999""#, None);
        check(r#""1e99999999999""#, None);
        check(r#""NaN""#, None);
        check(r#""inf""#, None);
        check(r#""yesterday""#, None);
        check(r#""""#, None);
        check("null", None);
        check("[0]", None);
    }

    #[test]
    fn texts() {
        let check = |json: &str, expect: Option<&str>| {
            let read = text(&mut Deserializer::from_str(json));
            assert_read(read, json, expect.map(Arc::from));
            let read = verbatim(&mut Deserializer::from_str(json));
            assert_read(read, json, expect.map(str::to_owned));
        };
        check(r#"" a b ""#, Some(" a b "));
        check(r#""""#, Some(""));
        check("12", Some("12"));
        check("-1.5", Some("-1.5"));
        check("true", None);
        check("null", None);
        check("{}", None);
        let long = format!("\"{}\"", "长".repeat(1000));
        let read = text(&mut Deserializer::from_str(&long));
        assert_read(read, &long, Some(Arc::from("长".repeat(341))));
    }

    #[test]
    fn words() {
        let check = |json: &str, expect: Option<&str>| {
            let read = word(&mut Deserializer::from_str(json));
            assert_read(read, json, expect.map(str::to_owned));
        };
        check(r#"" a b ""#, Some("a b"));
        check(r#"" ""#, None);
        check("1234", Some("1234"));
        check("[]", None);
    }

    #[test]
    fn lines() {
        let check = |json: &str, expect: Option<&str>| {
            let read = line(&mut Deserializer::from_str(json));
            assert_read(read, json, expect.map(str::to_owned));
        };
        check(r#"" Guests\u0000\u202e\tmay not ""#, Some("Guests may not"));
        check(r#""\u200b""#, None);
        check("7", Some("7"));
        check("null", None);
    }

    #[test]
    fn flags_that_count() {
        let check = |json: &str, expect: Option<bool>| {
            let read = flag_or_count(&mut Deserializer::from_str(json));
            assert_read(read, json, expect);
        };
        check("0", Some(false));
        check("1", Some(true));
        check("2", Some(true));
        check("1700000000.25", Some(true));
        check("-1", Some(false));
        check(r#""3""#, Some(true));
        check(r#""0""#, Some(false));
        check(r#""YES""#, Some(true));
        check(r#""NO""#, Some(false));
        check("true", Some(true));
        check("null", None);
        check(r#"" ""#, None);
        check("[]", None);
    }

    #[test]
    fn lists_of_ids() {
        let check = |json: &str, expect: Option<&[&str]>| {
            let ids_of = |ids: &[&str]| ids.iter().map(|id| ParticipantId::new(id)).collect();
            let read = ids(&mut Deserializer::from_str(json));
            assert_read(read, json, expect.map(ids_of));
        };
        check("[]", Some(&[]));
        check(r#"["a"," b ","",null,{},["c"],7]"#, Some(&["a", "b", "7"]));
        check("null", None);
        check(r#""a""#, Some(&["a"]));
        check(
            r#""a,b;c|d e,, f\n""#,
            Some(&["a", "b", "c", "d", "e", "f"]),
        );
        check(r#""[\"a\", {\"uuid\": \"b\"}]""#, Some(&["a", "b"]));
        check(r#""""#, Some(&[]));
        check(r#""[""#, Some(&[]));
        check(
            r#"[{"uuid":"a"},{"participant_uuid":"b"},{}]"#,
            Some(&["a", "b"]),
        );
        check(r#"{"0":"a"}"#, Some(&[]));
        check("7", Some(&[]));
        check("true", Some(&[]));
        let long = format!("[\"{}\",\"{}\"]", "a".repeat(257), "a".repeat(256));
        check(&long, Some(&["a".repeat(256).as_str()]));
        let read = ids(&mut Deserializer::from_str(&format!(
            "[{}1]",
            "1,".repeat(2000)
        )));
        assert_eq!(read.ok().flatten().map(|ids| ids.len()), Some(MAX_IDS));
    }

    #[derive(Debug, Deserialize, PartialEq)]
    struct Entry {
        a: bool,
    }

    #[test]
    fn lists_of_objects() {
        let check = |json: &str, expect: Option<&[Option<Entry>]>| {
            let read: Option<Vec<Option<Entry>>> = objects(&mut Deserializer::from_str(json)).ok();
            assert_eq!(read.as_deref(), expect, "{json}");
        };
        check("[]", Some(&[]));
        let good = Some(Entry { a: true });
        check(
            r#"[{"a":true},null,[],"x"]"#,
            Some(&[good, None, None, None]),
        );
        check("{}", None);
        check("null", None);
    }

    #[test]
    fn what_is_kept_as_it_was_written() {
        for json in ["null", r#"{"A": [1.0]}"#, r#""\ud83d""#] {
            let read = as_written(&mut Deserializer::from_str(json)).ok().flatten();
            assert_eq!(read.as_ref().map(|raw| raw.get()), Some(json));
        }
    }

    proptest! {
        #[test]
        fn numbers_are_as_the_standard_library_reads_them(digits in 0..1_000_000_000_000_i64, places in 0..1000_u32) {
            for digits in [format!("{digits}"), format!("{digits}.{places:03}"), format!("{digits}e-{}", places % 20)] {
                let expect: f64 = digits.parse().unwrap_or_default();
                for json in [digits.clone(), format!("\"{digits}\"")] {
                    assert_read(number(&mut Deserializer::from_str(&json)), &json, Some(expect));
                }
            }
        }
    }
}
