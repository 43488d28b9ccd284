//! What the event stream says, and in which shape.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

mod support;

use serde_json::{Value, json};
use simulator::world::{Settings, World};
use std::collections::BTreeSet;
use support::{Desk, START, parse};

fn watching(room: &str) -> Desk {
    let mut desk = Desk::enter(room, "1111");
    desk.open();
    desk.events();
    desk
}

fn keys(value: &Value) -> BTreeSet<String> {
    value.as_object().unwrap().keys().cloned().collect()
}

/// What is done is told in events of these names; the first has the fixture's fields.
fn check(desk: &mut Desk, names: &[&str], fixture: &str) {
    let events = desk.events();
    let found: Vec<&str> = events.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(found, names);
    if fixture.is_empty() {
        return;
    }
    let path = format!("{}/tests/fixtures/{fixture}", env!("CARGO_MANIFEST_DIR"));
    let example: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let (ours, example) = match (&events[0].1, &example) {
        (Value::Array(a), Value::Array(b)) => (a[0].clone(), b[0].clone()),
        (a, b) => (a.clone(), b.clone()),
    };
    assert!(
        keys(&ours).is_superset(&keys(&example)),
        "{ours} against {example}"
    );
}

#[test]
fn each_event_has_the_documents_shape() {
    let mut desk = watching("9000.t");
    let bo = desk.join(json!({"display_name": "Bo"}));
    check(
        &mut desk,
        &["participant_create", "stage", "layout"],
        "event.participant_create.json",
    );
    desk.ask(&format!("POST participants/{bo}/mute"), Value::Null);
    check(
        &mut desk,
        &["participant_update"],
        "event.participant_create.json",
    );
    desk.ask("POST lock", Value::Null);
    check(&mut desk, &["service_update"], "event.service_update.json");
    desk.control("speak", json!({"uuid": bo, "vad": 70}));
    check(&mut desk, &["stage"], "event.stage.json");
    desk.ask(
        "POST message",
        json!({"type": "text/plain", "payload": "Hello World"}),
    );
    check(&mut desk, &["message"], "event.message.json");
    desk.control("present", json!({"uuid": bo}));
    let names = desk.names();
    assert_eq!(
        names,
        [
            "participant_update",
            "presentation_start",
            "presentation_frame"
        ]
    );
    desk.control("stop_presenting", Value::Null);
    assert_eq!(desk.bytes().lines().last(), Some(""));
    desk.ask(&format!("POST participants/{bo}/disconnect"), Value::Null);
    check(
        &mut desk,
        &["participant_delete", "stage", "layout"],
        "event.participant_delete.json",
    );
    desk.ask("POST disconnect", Value::Null);
    check(&mut desk, &["disconnect"], "event.disconnect.json");
    assert_eq!(desk.control("state", Value::Null)["streams"], 0);
}

#[test]
fn a_stream_begins_with_everything() {
    let mut desk = Desk::enter("1234.t", "1111");
    desk.open();
    let bytes = desk.bytes();
    assert!(bytes.starts_with("id: "), "{}", &bytes[..80]);
    assert!(bytes.contains("\nevent: participant_sync_begin\n\n"));
    let events = parse(&bytes);
    let names: Vec<&str> = events.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names[0], "participant_sync_begin");
    let end = names
        .iter()
        .position(|n| *n == "participant_sync_end")
        .unwrap();
    assert!(names[1..end].iter().all(|n| *n == "participant_create"));
    assert_eq!(end - 1, 24 + 2 + 1);
    assert_eq!(
        names[end + 1..],
        [
            "service_update",
            "stage",
            "layout",
            "presentation_start",
            "presentation_frame"
        ]
    );
}

#[test]
fn the_private_edition_never_creates() {
    let mut desk = Desk::enter("7000.t", "1111");
    desk.open();
    desk.join(json!({"display_name": "Bo"}));
    desk.control("present", json!({"uuid": desk.uuid.clone()}));
    let names = desk.names();
    assert_eq!(
        names[..2],
        ["participant_sync_begin", "participant_sync_end"]
    );
    assert!(names.contains(&"participant_update".to_owned()));
    assert!(!names.contains(&"participant_create".to_owned()));
    assert!(!names.contains(&"presentation_frame".to_owned()));
    let listed = desk.ask("GET participants", Value::Null).body();
    assert_eq!(listed["result"].as_array().unwrap().len(), 10);
}

#[test]
fn who_waits_sees_only_themselves() {
    let mut host = Desk::enter("5000.t", "1111");
    let token = host.token.clone();
    host.sign_in("2222");
    host.open();
    let names = host.names();
    let alone = [
        "participant_sync_begin",
        "participant_create",
        "participant_sync_end",
        "service_update",
    ];
    assert_eq!(names, alone);
    let listed = host.ask("GET participants", Value::Null).body();
    assert_eq!(listed["result"].as_array().unwrap().len(), 1);
    let guest = host.uuid.clone();
    host.token = token;
    host.check(
        &format!("POST participants/{guest}/unlock"),
        Value::Null,
        200,
        json!(true),
    );
    let names = host.names();
    assert_eq!(names[..2], ["participant_update", "participant_sync_begin"]);
    assert_eq!(
        names.iter().filter(|n| *n == "participant_create").count(),
        5 + 3 + 2
    );
}

#[test]
fn a_session_that_is_put_out_is_told() {
    let mut desk = watching("9000.t");
    let uuid = desk.uuid.clone();
    desk.control(
        "disconnect_session",
        json!({"uuid": uuid, "reason": "Out of resource"}),
    );
    let events = desk.events();
    assert_eq!(
        events,
        [(
            "disconnect".to_owned(),
            json!({"reason": "Out of resource"})
        )]
    );
    desk.check("GET participants", Value::Null, 403, json!("Invalid token"));
}

#[test]
fn a_quiet_stream_says_that_it_lives() {
    let mut desk = watching("9000.t");
    desk.pass(9_000);
    assert_eq!(desk.bytes(), "");
    desk.pass(1_000);
    assert_eq!(desk.bytes(), ":\n\n");
}

/// Everything that a seed's meeting says in ten minutes.
fn story(seed: u64, rate: f64) -> Vec<(String, Value)> {
    let settings = Settings {
        seed,
        rate,
        ..Settings::default()
    };
    let mut desk = Desk::at("1234");
    desk.world = World::new(settings, START);
    desk.sign_in("1111");
    desk.open();
    let mut text = desk.bytes();
    for _ in 0..600 {
        desk.pass(1_000);
        if desk.now.is_multiple_of(60_000) {
            let reply = desk.ask("POST refresh_session", Value::Null);
            desk.token = Some(reply.body()["result"]["token"].as_str().unwrap().to_owned());
        }
        text.push_str(&desk.bytes());
    }
    parse(&text)
}

#[test]
fn a_seed_tells_one_story() {
    let first = story(7, 1.0);
    assert_eq!(first, story(7, 1.0));
    assert_ne!(first, story(8, 1.0));
    for name in [
        "participant_create",
        "participant_update",
        "participant_delete",
        "stage",
        "layout",
        "message",
        "presentation_start",
        "presentation_stop",
        "presentation_frame",
    ] {
        let count = first.iter().filter(|(n, _)| n == name).count();
        assert!(count > 0, "{name} never comes");
    }
    let waiting = first
        .iter()
        .any(|(_, data)| data["service_type"] == "waiting_room");
    assert!(waiting);
    // Nothing is told about people who aren't there.
    let mut known = BTreeSet::new();
    for (name, data) in &first {
        let uuid = data["uuid"].as_str().unwrap_or("").to_owned();
        match name.as_str() {
            "participant_create" => assert!(known.insert(uuid), "created twice"),
            "participant_update" => assert!(known.contains(&uuid), "update of a stranger"),
            "participant_delete" => assert!(known.remove(&uuid), "a stranger leaves"),
            _ => {}
        }
    }
}

#[test]
fn rate_nought_is_frozen() {
    let names: Vec<String> = story(7, 0.0).into_iter().map(|(name, _)| name).collect();
    assert_eq!(names.last().map(String::as_str), Some("presentation_frame"));
    assert_eq!(
        names.len(),
        2 + 27 + 5,
        "more than the begin of a stream: {names:?}"
    );
}
