//! What the vendor's own clients need, and the old form of each.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

mod support;

use serde_json::{Value, json};
use support::Client;

/// A host's client that watches a room with these old forms.
fn watching(room: &str, old: &[&str]) -> Client {
    let mut client = Client::enter(room, "1111");
    client.control("forms", json!({"old": old}));
    client.open();
    client.events();
    client
}

#[test]
fn chat_has_the_wires_name_and_no_echo() {
    let check = |old: &[&str], own: &[&str], others: &str| {
        let mut client = watching("9000.t", old);
        let line = json!({"type": "text/plain", "payload": "Hello"});
        client.check("POST message", line, 200, json!(true));
        assert_eq!(client.names(), own, "{old:?}");
        let bo = client.join(json!({"display_name": "Bo"}));
        client.events();
        client.control("chat", json!({"uuid": bo, "payload": "Hi"}));
        let hi = json!({"origin": "Bo", "type": "text/plain", "payload": "Hi", "uuid": bo});
        assert_eq!(client.events(), [(others.to_owned(), hi)], "{old:?}");
    };
    check(&[], &[], "message_received");
    check(&["chat_name"], &[], "message");
    check(&["chat_echo"], &["message_received"], "message_received");
    check(&["chat_name", "chat_echo"], &["message"], "message");
}

/// A browser dispatches no event without a `data:` line.
#[test]
fn an_event_without_a_body_has_a_data_line() {
    let check = |old: &[&str], line: &str| {
        let mut client = watching("9000.t", old);
        client.open();
        let mut text = client.bytes();
        let bo = client.join(json!({"display_name": "Bo"}));
        client.control("present", json!({"uuid": bo}));
        client.control("stop_presenting", Value::Null);
        text.push_str(&client.bytes());
        for name in [
            "participant_sync_begin",
            "participant_sync_end",
            "presentation_frame",
            "presentation_stop",
        ] {
            let event = format!("event: {name}\n{line}\n");
            assert!(text.contains(&event), "{old:?}: {event:?} in {text}");
        }
        assert!(!text.contains("presentation_start\ndata: null"), "{text}");
    };
    check(&[], "data: null\n");
    check(&["no_data"], "");
}

#[test]
fn forms_are_switched_whole_and_by_name() {
    let mut client = watching("9000.t", &["chat_echo"]);
    client.control("forms", json!({"old": []}));
    let line = json!({"type": "text/plain", "payload": "Hello"});
    client.check("POST message", line, 200, json!(true));
    assert_eq!(client.names(), [""; 0]);
    for body in [
        json!({"old": ["flat_earth"]}),
        json!({"old": [7]}),
        json!({}),
    ] {
        let request = simulator::world::request::Request {
            method: "POST".into(),
            path: "/__control/9000.t/forms".into(),
            body: body.to_string().into_bytes(),
            ..Default::default()
        };
        assert_eq!(client.world.control(&request).status, 400, "{body}");
    }
}
