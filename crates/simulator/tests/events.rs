//! What the event stream says, and in which shape.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

mod support;

use serde_json::{Value, json};
use simulator::world::{Settings, World};
use std::collections::BTreeSet;
use support::{Client, START, parse};

fn watching(room: &str) -> Client {
    let mut client = Client::enter(room, "1111");
    client.open();
    client.events();
    client
}

fn keys(value: &Value) -> BTreeSet<String> {
    value.as_object().unwrap().keys().cloned().collect()
}

/// What is done is told in events of these names; the first has the fixture's fields.
fn check(client: &mut Client, names: &[&str], fixture: &str) {
    let events = client.events();
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
    let mut client = watching("9000.t");
    let bo = client.join(json!({"display_name": "Bo"}));
    check(
        &mut client,
        &["participant_create", "stage", "layout"],
        "event.participant_create.json",
    );
    client.ask(&format!("POST participants/{bo}/mute"), Value::Null);
    check(
        &mut client,
        &["participant_update"],
        "event.participant_create.json",
    );
    client.ask("POST lock", Value::Null);
    check(
        &mut client,
        &["service_update"],
        "event.service_update.json",
    );
    client.control("speak", json!({"uuid": bo, "vad": 70}));
    check(&mut client, &["stage"], "event.stage.json");
    client.control("chat", json!({"uuid": bo, "payload": "Hello World"}));
    check(&mut client, &["message_received"], "event.message.json");
    client.control("present", json!({"uuid": bo}));
    let names = client.names();
    assert_eq!(
        names,
        [
            "participant_update",
            "presentation_start",
            "presentation_frame"
        ]
    );
    client.control("stop_presenting", Value::Null);
    assert_eq!(client.bytes().lines().last(), Some(""));
    client.ask(&format!("POST participants/{bo}/disconnect"), Value::Null);
    check(
        &mut client,
        &["participant_delete", "stage", "layout"],
        "event.participant_delete.json",
    );
    client.ask("POST disconnect", Value::Null);
    check(&mut client, &["disconnect"], "event.disconnect.json");
    assert_eq!(client.control("state", Value::Null)["streams"], 0);
}

#[test]
fn a_stream_begins_with_everything() {
    let mut client = Client::enter("1234.t", "1111");
    client.open();
    let bytes = client.bytes();
    assert!(bytes.starts_with("id: "), "{}", &bytes[..80]);
    assert!(bytes.contains("\nevent: participant_sync_begin\ndata: null\n\n"));
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
    let mut client = Client::enter("7000.t", "1111");
    client.open();
    client.join(json!({"display_name": "Bo"}));
    client.control("present", json!({"uuid": client.uuid.clone()}));
    let names = client.names();
    let end = names.iter().position(|n| n == "participant_sync_end");
    let bracket = &names[1..end.unwrap()];
    assert_eq!(names[0], "participant_sync_begin");
    assert_eq!(bracket.len(), 9);
    assert!(bracket.iter().all(|name| name == "participant_update"));
    assert!(names[end.unwrap()..].contains(&"participant_update".to_owned()));
    assert!(!names.contains(&"participant_create".to_owned()));
    assert!(!names.contains(&"presentation_frame".to_owned()));
    let listed = client.ask("GET participants", Value::Null).body();
    assert_eq!(listed["result"].as_array().unwrap().len(), 10);
}

#[test]
fn who_waits_sees_only_themselves() {
    let mut host = Client::enter("5000.t", "1111");
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
    let mut client = watching("9000.t");
    let uuid = client.uuid.clone();
    client.control(
        "disconnect_session",
        json!({"uuid": uuid, "reason": "Out of resource"}),
    );
    let events = client.events();
    assert_eq!(
        events,
        [(
            "disconnect".to_owned(),
            json!({"reason": "Out of resource"})
        )]
    );
    client.check("GET participants", Value::Null, 403, json!("Invalid token"));
}

#[test]
fn a_quiet_stream_says_that_it_lives() {
    let mut client = watching("9000.t");
    client.pass(9_000);
    assert_eq!(client.bytes(), "");
    client.pass(1_000);
    assert_eq!(client.bytes(), ":\n\n");
}

/// Everything that a seed's meeting says in ten minutes.
fn story(seed: u64, rate: f64) -> Vec<(String, Value)> {
    let settings = Settings {
        seed,
        rate,
        ..Settings::default()
    };
    let mut client = Client::at("1234");
    client.world = World::new(settings, START);
    client.sign_in("1111");
    client.open();
    let mut text = client.bytes();
    for _ in 0..600 {
        client.pass(1_000);
        if client.now.is_multiple_of(60_000) {
            let reply = client.ask("POST refresh_session", Value::Null);
            client.token = Some(reply.body()["result"]["token"].as_str().unwrap().to_owned());
        }
        text.push_str(&client.bytes());
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
        "message_received",
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
