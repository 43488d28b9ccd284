//! The reader against serde_json.

use super::*;
use proptest::prelude::*;
use serde_json::Value;

/// Reads everything into a tree, keys in lower case as the reader gives them.
fn tree(reader: &mut Reader<'_>) -> Result<Value, Bad> {
    match reader.peek() {
        Some(b'{') => {
            let mut map = serde_json::Map::new();
            reader.object(&mut |reader, key| {
                map.insert(key.to_owned(), tree(reader)?);
                Ok(())
            })?;
            Ok(Value::Object(map))
        }
        Some(b'[') => {
            let mut list = Vec::new();
            reader.array(&mut |reader| {
                list.push(tree(reader)?);
                Ok(())
            })?;
            Ok(Value::Array(list))
        }
        _ => Ok(match reader.scalar()? {
            Scalar::Null => Value::Null,
            Scalar::Flag(flag) => Value::Bool(flag),
            Scalar::Number(digits) => digits.parse().map(Value::Number).map_err(|_| Bad)?,
            Scalar::Text(text) => Value::String(text.into_owned()),
            Scalar::Compound(_) => return Err(Bad),
        }),
    }
}

fn read_tree(text: &str) -> Result<Value, Bad> {
    let mut reader = Reader::new(text);
    let value = tree(&mut reader)?;
    reader.end()?;
    Ok(value)
}

fn skipped(text: &str) -> Result<&str, Bad> {
    let mut reader = Reader::new(text);
    let raw = reader.raw()?;
    reader.end()?;
    Ok(raw)
}

#[test]
fn reads_what_strict_readers_refuse() {
    let check = |text: &str, expect: &str| {
        let expect: Value = serde_json::from_str(expect).unwrap();
        assert_eq!(read_tree(text), Ok(expect), "{text}");
        assert!(skipped(text).is_ok(), "{text}");
    };
    check(
        r#"{view: "1:0", time : 3, $a-b_c: [], "q": {}}"#,
        r#"{"view":"1:0","time":3,"$a-b_c":[],"q":{}}"#,
    );
    check(r#"{1: 2}"#, r#"{"1":2}"#);
    check(r#"{"Locked": true}"#, r#"{"locked":true}"#);
    check(r#""\ud83d""#, r#""\ufffd""#);
    check(r#""a\udc00b""#, r#""a\ufffdb""#);
    check(r#""\ud83d\ud83d\ude00""#, r#""\ufffd😀""#);
    check(r#""\ud83dx""#, r#""\ufffdx""#);
    check(r#""\ud83dA""#, r#""\ufffdA""#);
    check("\"a\u{0}b\nc\"", r#""a\u0000b\nc""#);
    check("\u{FEFF}[1]", "[1]");
}

#[test]
fn refuses_the_rest() {
    let check = |text: &str| {
        assert_eq!(read_tree(text), Err(Bad), "{text}");
        assert_eq!(skipped(text), Err(Bad), "{text}");
    };
    for text in [
        "",
        " ",
        "{",
        "[",
        "}",
        "{]",
        "[}",
        "[1,]",
        "{\"a\":1,}",
        "{\"a\"}",
        "{\"a\":}",
        "{:1}",
        "{,}",
        "[,1]",
        "[1 2]",
        "\"",
        "\"\\",
        "\"\\x\"",
        "\"\\u12\"",
        "\"\\u12g4\"",
        "tru",
        "True",
        "nul",
        "undefined",
        "NaN",
        "01",
        "-",
        "1.",
        ".5",
        "1e",
        "+1",
        "--1",
        "0x1",
        "1 1",
        "{} {}",
        "{a b: 1}",
        "\"a\" \"b\"",
        "<html>",
        "'a'",
    ] {
        check(text);
    }
}

#[test]
fn depth_has_an_end() {
    let check = |depth: usize, good: bool| {
        let arrays = format!("{}{}", "[".repeat(depth), "]".repeat(depth));
        let objects = format!("{}1{}", "{\"a\":".repeat(depth), "}".repeat(depth));
        assert_eq!(skipped(&arrays).is_ok(), good, "{depth}");
        assert_eq!(skipped(&objects).is_ok(), good, "{depth}");
    };
    check(1, true);
    check(128, true);
    check(129, false);
    check(10_000, false);
    check(1_000_000, false);
}

fn values() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        any::<String>().prop_map(Value::from),
    ];
    leaf.prop_recursive(5, 40, 6, |inner| {
        let key = "[a-z\u{4e00}-\u{4e10}\"\\\\]{0,6}";
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            proptest::collection::btree_map(key, inner, 0..6)
                .prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
}

proptest! {
    #[test]
    fn what_serde_writes_is_read_alike(value in values(), pretty in any::<bool>()) {
        let text = if pretty { serde_json::to_string_pretty(&value) } else { serde_json::to_string(&value) }.unwrap();
        // Not `value` itself: serde_json reads some numbers back with another last digit.
        prop_assert_eq!(read_tree(&text), Ok(serde_json::from_str(&text).unwrap()));
        prop_assert_eq!(skipped(&text), Ok(text.as_str()));
    }

    #[test]
    fn what_serde_reads_is_read(text in r#"[\[\]{}:,"\\ua0-9eE+.truefalsnd \n-]{0,16}"#) {
        if serde_json::from_str::<Value>(&text).is_ok() {
            prop_assert!(read_tree(&text).is_ok(), "{}", text);
            prop_assert!(skipped(&text).is_ok(), "{}", text);
        }
        // Both ways through a text agree on whether it is good.
        prop_assert_eq!(read_tree(&text).is_ok(), skipped(&text).is_ok(), "{}", text);
    }

    #[test]
    fn stamps_are_as_the_standard_library_reads_them(digits in 0..1_000_000_000_000_i64, places in 0..1000_u32) {
        for text in [format!("{digits}"), format!("{digits}.{places:03}"), format!("{digits}e-{}", places % 20)] {
            let expect: f64 = text.parse().unwrap();
            prop_assert_eq!(Scalar::Number(&text).as_number(), Some(expect), "{}", text);
        }
    }
}
