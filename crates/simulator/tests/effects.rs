//! What commands do to the meeting: doors, calls, pictures, frames.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

mod support;

use serde_json::{Value, json};
use simulator::world::request::Content;
use support::Client;

fn host() -> Client {
    let mut client = Client::enter("9000.t", "1111");
    client.check("POST start_service", Value::Null, 200, json!(true));
    client
}

#[test]
fn lock_and_the_door() {
    let mut client = host();
    client.check("POST lock", Value::Null, 200, json!(true));
    let status = client.ask("GET service_status", Value::Null).body();
    let words = json!({"tatus": "uccess", "result": {"locked": true, "guests_muted": false, "started": true, "whiteboard": false}});
    assert_eq!(status, words);
    let guest = client.join(json!({"display_name": "Guest"}));
    let late = client.join(json!({"display_name": "Late"}));
    let chair = client.join(json!({"display_name": "Boss", "role": "chair"}));
    let service =
        |client: &mut Client, uuid: &str| client.person(uuid).unwrap()["service_type"].clone();
    assert_eq!(service(&mut client, &guest), "waiting_room");
    assert_eq!(service(&mut client, &chair), "conference");
    client.check(
        &format!("POST participants/{guest}/unlock"),
        Value::Null,
        200,
        json!(true),
    );
    assert_eq!(service(&mut client, &guest), "conference");
    assert_eq!(service(&mut client, &late), "waiting_room");
    client.check("POST unlock", Value::Null, 200, json!(true));
    assert_eq!(service(&mut client, &late), "conference");
    // Refusing somebody who waits = disconnecting them.
    let third = client.join(json!({"display_name": "Third", "service_type": "waiting_room"}));
    client.check(
        &format!("POST participants/{third}/disconnect"),
        Value::Null,
        200,
        Value::Null,
    );
    assert_eq!(client.person(&third), None);
}

#[test]
fn starting_lets_guests_in() {
    let mut client = Client::enter("9000.t", "1111");
    let guest = client.join(json!({"display_name": "G", "service_type": "waiting_room"}));
    client.check("POST start_service", Value::Null, 200, json!(true));
    assert_eq!(client.person(&guest).unwrap()["service_type"], "conference");
    assert_eq!(client.control("state", Value::Null)["started"], true);
}

#[test]
fn guests_are_silenced_and_hosts_not() {
    let mut client = host();
    let guest = client.join(json!({"display_name": "G"}));
    let chair = client.join(json!({"display_name": "C", "role": "chair"}));
    client.check("POST muteguests", Value::Null, 200, json!(true));
    let later = client.join(json!({"display_name": "L"}));
    let muted = |client: &mut Client, uuid: &str| client.person(uuid).unwrap()["is_muted"].clone();
    assert_eq!(muted(&mut client, &guest), "YES");
    assert_eq!(muted(&mut client, &later), "YES");
    assert_eq!(muted(&mut client, &chair), "NO");
    client.check("POST unmuteguests", Value::Null, 200, json!(true));
    assert_eq!(muted(&mut client, &guest), "NO");
}

#[test]
fn calling_out() {
    let check = |destination: &str,
                 role: &str,
                 after_answer: Option<&str>,
                 after_ring: Option<&str>| {
        let mut client = host();
        let body = json!({"role": role, "destination": destination, "protocol": "sip", "source_display_name": "A"});
        let reply = client.ask("POST dial", body);
        let uuid = reply.body()["result"][0].as_str().unwrap().to_owned();
        assert_eq!(client.person(&uuid).unwrap()["service_type"], "connecting");
        assert_eq!(client.person(&uuid).unwrap()["call_direction"], "out");
        for (ms, expected) in [(3_000, after_answer), (28_000, after_ring)] {
            client.pass(ms);
            let service = client
                .person(&uuid)
                .map(|p| p["service_type"].as_str().unwrap().to_owned());
            assert_eq!(service.as_deref(), expected, "{destination} after {ms}");
        }
    };
    check(
        "bob@example.com",
        "guest",
        Some("conference"),
        Some("conference"),
    );
    check(
        "bob@example.com",
        "GUEST",
        Some("conference"),
        Some("conference"),
    );
    check("refuse@example.com", "chair", None, None);
    check("noanswer@example.com", "guest", Some("connecting"), None);
}

#[test]
fn a_recorder_is_a_streaming_participant() {
    let mut client = host();
    let body = json!({"role": "guest", "destination": "rtmp://x/y", "protocol": "rtmp", "streaming": "yes",
        "remote_display_name": "anonymous_recorder"});
    let reply = client.ask("POST dial", body);
    let person = client
        .person(reply.body()["result"][0].as_str().unwrap())
        .unwrap();
    assert_eq!(person["display_name"], "anonymous_recorder");
    assert_eq!(person["is_streaming_conference"], true);
    assert_eq!(person["protocol"], "rtmp");
}

#[test]
fn layouts() {
    let mut client = host();
    let people: Vec<String> = ["A", "B", "C"]
        .iter()
        .map(|name| client.join(json!({"display_name": name})))
        .collect();
    let entry = |audience: &str, layout: &str, actors: Value, backfill: bool| {
        json!({"audience": audience, "actors": actors, "vad_backfill": backfill, "layout": layout,
            "plus_n": "off", "actors_overlay_text": "auto"})
    };
    let body = json!({"layouts": [
        entry("hosts", "4:0", json!([people[2], people[0]]), false),
        entry("", "1:0", json!([]), true),
    ]});
    client.open();
    client.events();
    assert_eq!(client.ask("POST override_layout", body).status, 200);
    let (name, data) = client.events().pop().unwrap();
    assert_eq!(name, "layout");
    assert_eq!(data["view"], "4:0");
    assert_eq!(data["guest_view"], "1:0");
    assert_eq!(data["participants"], json!([people[2], people[0]]));
    let state = client.control("state", Value::Null);
    assert_eq!(state["guest_layout"]["participants"], json!([people[0]]));
    client.ask("POST override_layout", json!({"layouts": []}));
    assert_eq!(client.events().pop().unwrap().1["view"], "1:7");
    // The document's own example is taken.
    let example = include_str!("fixtures/request.override_layout.json");
    let example: Value = serde_json::from_str(example).unwrap();
    assert_eq!(client.ask("POST override_layout", example).status, 200);
}

#[test]
fn spotlights_and_speakers_move_slots() {
    let mut client = host();
    let people: Vec<String> = ["A", "B", "C"]
        .iter()
        .map(|name| client.join(json!({"display_name": name})))
        .collect();
    let order = |client: &mut Client| {
        client.control("state", Value::Null)["layout"]["participants"].clone()
    };
    client.control("speak", json!({"uuid": people[1], "vad": 80}));
    assert_eq!(order(&mut client), json!([people[1], people[0], people[2]]));
    client.check(
        &format!("POST participants/{}/spotlighton", people[2]),
        Value::Null,
        200,
        json!(true),
    );
    client.pass(1_000);
    client.check(
        &format!("POST participants/{}/spotlighton", people[0]),
        Value::Null,
        200,
        json!(true),
    );
    assert_eq!(order(&mut client), json!([people[2], people[0], people[1]]));
    client.check(
        &format!("POST participants/{}/spotlightoff", people[2]),
        Value::Null,
        200,
        json!(true),
    );
    assert_eq!(order(&mut client), json!([people[0], people[1], people[2]]));
}

#[test]
fn the_private_edition() {
    let mut client = Client::enter("7000.t", "1111");
    let uuid = client.join(json!({"display_name": "Bo"}));
    let text = json!({"text": "x"});
    client.check(
        &format!("POST participants/{uuid}/override_text"),
        text,
        200,
        json!(true),
    );
    assert_eq!(client.person(&uuid).unwrap()["overlay_text"], "x");
    let mut client = Client::enter("7100.t", "1111");
    let entry = json!({"audience": "", "actors": ["1010", "-1", "-2", "0"], "vad_backfill": false, "layout": "4:0",
        "plus_n": "off", "actors_overlay_text": "auto"});
    let reply = client.ask("POST override_layout", json!({"layouts": [entry]}));
    assert_eq!(reply.status, 200, "{reply:?}");
}

#[test]
fn a_demoted_host_loses_the_rights() {
    let mut client = host();
    let own = client.uuid.clone();
    client.check(
        &format!("POST participants/{own}/role"),
        json!({"role": "guest"}),
        200,
        json!(true),
    );
    client.check(
        "POST lock",
        Value::Null,
        403,
        json!("Only a host may do this"),
    );
    let refreshed = client.ask("POST refresh_session", Value::Null).body();
    assert_eq!(refreshed["result"]["role"], "GUEST");
}

#[test]
fn frames_are_pictures() {
    let mut client = host();
    let uuid = client.join(json!({"display_name": "Bo"}));
    client.control("present", json!({"uuid": uuid}));
    client.open();
    let bytes = client.bytes();
    let block = bytes
        .split("\n\n")
        .find(|b| b.contains("presentation_frame"))
        .unwrap();
    assert!(block.ends_with("data: null"), "{block}");
    let id = block.lines().next().unwrap().strip_prefix("id: ").unwrap();
    let token = client.token.clone().unwrap();
    let mut check = |query: String, status: u16| {
        let reply = client.ask(&format!("GET presentation.jpeg?{query}"), Value::Null);
        assert_eq!(reply.status, status, "{query}");
        if status == 200 {
            assert!(
                matches!(&reply.content, Content::Bytes("image/jpeg", b) if b.starts_with(&[0xff, 0xd8]))
            );
        }
    };
    check(format!("id={id}&token={token}"), 200);
    check(format!("token={token}"), 200);
    check(format!("id=0&token={token}"), 404);
    check(format!("id=x&token={token}"), 400);
    check(format!("id={id}&token=x"), 403);
}
