//! The reader against serde_json.

use super::repair::repair;
use super::{flag, is_object, read, text};
use proptest::prelude::*;
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::Value;
use std::sync::Arc;

fn read_value(text: &str) -> Option<Value> {
    read(text).ok()
}

fn is_skipped(text: &str) -> bool {
    read::<IgnoredAny>(text).is_ok()
}

#[test]
fn reads_what_strict_readers_refuse() {
    let check = |text: &str, expect: &str| {
        let expect: Value = serde_json::from_str(expect).unwrap();
        assert_eq!(read_value(text), Some(expect), "{text}");
        assert!(is_skipped(text), "{text}");
    };
    check(
        r#"{view: "1:0", time : 3, $a-b_c: [], "q": {}}"#,
        r#"{"view":"1:0","time":3,"$a-b_c":[],"q":{}}"#,
    );
    check(r#"{1: 2}"#, r#"{"1":2}"#);
    check(r#"{"Locked": true}"#, r#"{"locked":true}"#);
    check(r#"{"a": {"B": [{"C": 1}]}}"#, r#"{"a":{"b":[{"c":1}]}}"#);
    check(r#""\ud83d""#, r#""\ufffd""#);
    check(r#""a\udc00b""#, r#""a\ufffdb""#);
    check(r#""\ud83d\ud83d\ude00""#, r#""\ufffd😀""#);
    check(r#""\ud83dx""#, r#""\ufffdx""#);
    check(r#""\ud83d\u0041""#, r#""\ufffdA""#);
    check(r#""\ud83d\n""#, r#""\ufffd\n""#);
    check("\"a\u{0}b\nc\"", r#""a\u0000b\nc""#);
    check("\u{FEFF}[1]", "[1]");
    check(
        "[1e999, -1e99999999999, 1e-999, \"1e999\"]",
        r#"[null,null,0.0,"1e999"]"#,
    );
}

#[test]
fn refuses_the_rest() {
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
        "[1:2]",
        "\"",
        "\"\\",
        "\"\\x\"",
        "\"\\u12\"",
        "\"\\u12g4\"",
        "\"\\u+123\"",
        "tru",
        "True",
        "nul",
        "undefined",
        "NaN",
        "inf",
        "-inf",
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
        assert_eq!(read_value(text), None, "{text}");
        assert!(!is_skipped(text), "{text}");
    }
}

#[test]
fn depth_has_an_end() {
    let check = |depth: usize, good: bool| {
        let arrays = format!("{}{}", "[".repeat(depth), "]".repeat(depth));
        let objects = format!("{}1{}", "{\"a\":".repeat(depth), "}".repeat(depth));
        for text in [arrays, objects] {
            assert_eq!(is_skipped(&text), good, "{depth}");
            assert_eq!(read_value(&text).is_some(), good, "{depth}");
        }
    };
    check(1, true);
    check(127, true);
    check(128, false);
    check(10_000, false);
    check(1_000_000, false);
}

#[derive(Debug, Default, Deserialize, PartialEq)]
#[serde(default)]
struct Sample {
    #[serde(deserialize_with = "flag")]
    locked: Option<bool>,
    #[serde(deserialize_with = "text")]
    name: Option<Arc<str>>,
}

#[test]
fn one_bad_field_is_not_told() {
    let check = |text: &str, locked: Option<bool>, name: Option<&str>| {
        let name = name.map(Arc::from);
        assert_eq!(read(text).ok(), Some(Sample { locked, name }), "{text}");
    };
    check(r#"{"locked":"YES","name":"a"}"#, Some(true), Some("a"));
    check(r#"{"locked":{"a":[]},"name":"a"}"#, None, Some("a"));
    check(r#"{"locked":1e999,"name":"a"}"#, None, Some("a"));
    check(r#"{"locked":true,"name":["a"]}"#, Some(true), None);
    check(
        r#"{"locked":true,"name":"\udead"}"#,
        Some(true),
        Some("\u{FFFD}"),
    );
    check(r#"{"locked":true,"other":"\udead"}"#, Some(true), None);
    check(r#"{"locked":true,"other":1e999}"#, Some(true), None);
}

#[test]
fn of_doubled_keys_the_last_counts() {
    let check = |text: &str, expect: Option<bool>| {
        let read: Sample = read(text).unwrap();
        assert_eq!(read.locked, expect, "{text}");
    };
    check(r#"{"locked":true,"locked":false}"#, Some(false));
    check(r#"{"locked":false,"Locked":true}"#, Some(true));
    check(r#"{"LOCKED":true,"locked":false}"#, Some(false));
    check(r#"{"locked":true,"locked":null}"#, None);
    check(r#"{"a":1,"a":2,"locked":true}"#, Some(true));
}

#[test]
fn lists_are_no_objects() {
    for text in ["[]", "[true]", "[true,\"a\"]", "true", "null"] {
        assert!(read::<Sample>(text).is_err(), "{text}");
    }
}

#[test]
fn objects_by_their_first_letter() {
    let check = |text: &str, expect: bool| assert_eq!(is_object(text), expect, "{text:?}");
    check("{", true);
    check("\u{FEFF} \r\n{}", true);
    check("[{}]", false);
    check("", false);
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
        let expect: Value = serde_json::from_str(&text).unwrap();
        prop_assert_eq!(read_value(&text), Some(expect));
        prop_assert!(is_skipped(&text));
        prop_assert_eq!(repair(&text), text, "good JSON stays as it is");
    }

    #[test]
    fn what_serde_reads_is_read(text in r#"[\[\]{}:,"\\ua0-9eE+.truefalsnd \n-]{0,16}"#) {
        if serde_json::from_str::<Value>(&text).is_ok() {
            prop_assert!(read_value(&text).is_some(), "{}", text);
            prop_assert!(is_skipped(&text), "{}", text);
        }
        // Both ways through a text agree on whether it is good.
        prop_assert_eq!(read_value(&text).is_some(), is_skipped(&text), "{}", text);
    }
}
