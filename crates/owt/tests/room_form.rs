//! A form of the Room object: texts and choices out of JSON, and back.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use owt::*;
use proptest::prelude::*;
use serde_json::{Value, json};

fn body(json: &Value) -> RoomBody {
    RoomBody::parse(&json.to_string()).unwrap()
}

fn room(json: &Value) -> Room {
    let text = json.to_string();
    let reply = Reply {
        status: 200,
        retry_after_s: None,
        body: text.as_bytes(),
    };
    match Ask::GetRoom(RoomId::new("r")).read(&reply) {
        Ok(Answer::Room(room)) => room,
        other => panic!("{other:?}"),
    }
}

/// The kind of a field, of whatever list it is in.
fn kind(path: &str) -> FieldKind {
    fn find(fields: &[Field], path: &str) -> Option<FieldKind> {
        fields.iter().find_map(|field| match field.kind {
            kind if field.path == path => Some(kind),
            FieldKind::List(fields) => {
                find(fields, path.strip_prefix(field.path)?.strip_prefix('.')?)
            }
            _ => None,
        })
    }
    find(ROOM_FIELDS, path).unwrap()
}

#[test]
fn texts_and_values() {
    let check = |path: &str, text: &str, value: Value| {
        let kind = kind(path);
        assert_eq!(kind.value(text), Some(value.clone()), "{path}");
        assert_eq!(kind.text(Some(&value)), text, "{path}");
        assert!(kind.takes(&value), "{path}");
    };
    check("name", "周会", json!("周会"));
    check("participantLimit", "-1", json!(-1));
    check("views.video.motionFactor", "0.8", json!(0.8));
    check(
        "views.audio.format",
        "opus/48000/2",
        json!({ "codec": "opus", "sampleRate": 48000, "channelNum": 2 }),
    );
    check("views.audio.format", "pcmu", json!({ "codec": "pcmu" }));
    check(
        "views.video.format",
        "h264/CB",
        json!({ "codec": "h264", "profile": "CB" }),
    );
    check("views.video.format", "vp8", json!({ "codec": "vp8" }));
    for text in ["", " "] {
        assert_eq!(kind("participantLimit").value(text), None);
    }
    for (path, wrong) in [
        ("participantLimit", "many"),
        ("participantLimit", "-2"),
        ("views.video.motionFactor", "1e999"),
        ("views.video.bgColor.r", "256"),
    ] {
        let value = kind(path).value(wrong).unwrap();
        assert!(!kind(path).takes(&value), "{path} {wrong}");
    }
    assert!(!kind("views.video.layout.templates.custom.region").takes(&json!("no")));
}

#[test]
fn lists_of_choices() {
    let kind = kind("mediaOut.video.format");
    let list = json!([{ "codec": "vp8" }, { "codec": "av1" }]);
    assert!(
        kind.has(Some(&list), "vp8") && !kind.has(Some(&list), "h264/CB") && !kind.has(None, "vp8")
    );
    let with = kind.choose(Some(&list), "h264/CB", true);
    assert_eq!(
        with,
        json!([{ "codec": "vp8" }, { "codec": "av1" }, { "codec": "h264", "profile": "CB" }])
    );
    assert_eq!(
        kind.choose(Some(&with), "vp8", false)[0],
        json!({ "codec": "av1" }),
        "what isn't an option stays"
    );
    assert_eq!(kind.choose(None, "vp8", false), json!([]));
    assert!(kind.options().iter().any(|option| option == "h264/CB"));
    let numbers = self::kind("mediaOut.video.parameters.framerate");
    assert_eq!(numbers.choose(None, "30", true), json!([30]));
}

#[test]
fn what_is_wrong() {
    let good = json!({ "name": "a", "roles": [{ "role": "host", "publish": { "audio": true } }], "views": [{ "label": "c", "video": false }, { "label": "d", "video": null }], "sip": null, "new": 1 });
    assert_eq!(body(&good).faults(), [""; 0]);
    assert_eq!(body(&json!({})).faults(), ["name"]);
    assert_eq!(body(&json!({ "name": 7 })).faults(), ["name"]);
    let bad = json!({ "name": "a", "inputLimit": "x", "roles": [{ "role": "a" }, { "role": 1 }], "views": 7 });
    assert_eq!(body(&bad).faults(), ["inputLimit", "roles.1.role", "views"]);
}

#[test]
fn secrets_are_hidden() {
    let secret = body(&json!({ "name": "a", "sip": { "password": "4711" } }));
    let shown = secret.to_shown_json();
    assert!(!shown.contains("4711") && shown.contains("•"), "{shown}");
    let edited = secret
        .parse_shown(&shown.replace("\"a\"", "\"b\""))
        .unwrap();
    assert_eq!(
        edited,
        body(&json!({ "name": "b", "sip": { "password": "4711" } }))
    );
    let other = secret.parse_shown(r#"{"sip":{"password":"1"}}"#).unwrap();
    assert_eq!(other.get("sip.password"), Some(&json!("1")));
    assert_eq!(
        RoomBody::default()
            .parse_shown(&shown)
            .unwrap()
            .get("sip.password"),
        None
    );
    assert_eq!(secret.parse_shown("[]"), None);
}

#[test]
fn what_became_of_saving() {
    let before = room(&json!({ "_id": "r", "name": "a", "inputLimit": 1 }));
    let sent = body(&json!({ "inputLimit": 2 }));
    let seen = |now: Value| before.seen(&sent, &room(&now));
    assert_eq!(
        seen(json!({ "_id": "r", "name": "b", "inputLimit": 2 })),
        SaveSeen::Saved
    );
    assert_eq!(
        seen(json!({ "_id": "r", "name": "b", "inputLimit": 1 })),
        SaveSeen::Unchanged
    );
    assert_eq!(
        seen(json!({ "_id": "r", "name": "a", "inputLimit": 3 })),
        SaveSeen::Other
    );
}

#[test]
fn what_was_taken_out() {
    let before = room(&json!({
        "_id": "r", "name": "a", "participantLimit": 5, "inputLimit": -1, "selectActiveAudio": true,
        "sip": { "username": "b" }, "roles": [{ "role": "c" }], "views": [], "newer": 1, "empty": null,
    }));
    let all = body(&json!({
        "name": "a", "participantLimit": 5, "inputLimit": -1, "selectActiveAudio": true,
        "sip": { "username": "b" }, "roles": [{ "role": "c" }], "views": [], "newer": 1,
    }));
    let without = |paths: &[&str]| {
        let mut edited = all.clone();
        for path in paths {
            assert!(edited.remove(path), "{path}");
        }
        let sent: Value = serde_json::from_str(&before.changes(&edited).to_json()).unwrap();
        (sent, before.kept(&edited))
    };
    assert_eq!(without(&[]), (json!({}), vec![]));
    assert_eq!(
        without(&["participantLimit", "selectActiveAudio", "sip"]),
        (
            json!({ "participantLimit": -1, "selectActiveAudio": false, "sip": {} }),
            vec![]
        )
    );
    assert_eq!(without(&["inputLimit"]).0, json!({}), "there is none");
    assert_eq!(
        without(&["sip.username"]).0,
        json!({ "sip": {} }),
        "an object is sent whole"
    );
    assert_eq!(
        without(&["roles", "views", "newer"]),
        (json!({}), vec!["newer", "roles", "views"])
    );

    let null = body(&json!({ "name": "a", "participantLimit": null, "roles": null }));
    assert_eq!(
        before.changes(&null).get("participantLimit"),
        Some(&json!(-1))
    );
    assert!(before.kept(&null).contains(&"roles"));

    let sent = body(&json!({ "sip": {} }));
    let seen = |now: Value| before.seen(&sent, &room(&now));
    assert_eq!(seen(json!({ "_id": "r", "name": "a" })), SaveSeen::Saved);
    assert_eq!(
        seen(json!({ "_id": "r", "sip": { "username": "b" } })),
        SaveSeen::Unchanged
    );
}

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i32>().prop_map(Value::from),
        "[a-z/•0-9]{0,8}".prop_map(Value::from)
    ];
    leaf.prop_recursive(3, 12, 3, |inner| {
        let key = prop_oneof![
            "name|roles|views|video|sip|password|mediaOut|format|codec",
            "[a-z]{0,3}"
        ];
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..3).prop_map(Value::from),
            prop::collection::hash_map(key, inner, 0..4).prop_map(|map| map.into_iter().collect())
        ]
    })
}

proptest! {
    /// Whatever a server or a person writes: what isn't touched comes back as it was.
    #[test]
    fn any_object(value in any_json()) {
        if let Some(it) = RoomBody::parse(&value.to_string()) {
            prop_assert_eq!(it.parse_shown(&it.to_shown_json()), Some(it.clone()));
            it.faults();
            for field in ROOM_FIELDS {
                let told = it.get(field.path);
                let text = field.kind.text(told);
                for option in field.kind.options() {
                    let with = field.kind.choose(told, &option, true);
                    prop_assert!(field.kind.has(Some(&with), &option));
                    prop_assert!(!field.kind.has(Some(&field.kind.choose(Some(&with), &option, false)), &option));
                }
                let same = told.is_some_and(|told| field.kind.takes(told));
                let is_one = !matches!(field.kind, FieldKind::Flag | FieldKind::List(_) | FieldKind::Numbers(_) | FieldKind::Words(_) | FieldKind::AudioFormats(_) | FieldKind::VideoFormats(_) | FieldKind::AudioFormat(_) | FieldKind::VideoFormat(_));
                if same && is_one && !text.trim().is_empty() {
                    prop_assert_eq!(field.kind.value(&text), told.cloned());
                }
            }
        }
    }
}
