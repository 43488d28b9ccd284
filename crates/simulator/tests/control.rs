//! The control endpoint and the faults.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

mod support;

use serde_json::{Value, json};
use simulator::world::request::{Content, Request};
use simulator::world::streams::Ending;
use support::Client;

fn client() -> Client {
    let mut client = Client::enter("9000.t", "1111");
    client.open();
    client.events();
    client
}

#[test]
fn fields_go_out_as_they_come() {
    let mut client = client();
    let uuid = client
        .join(json!({"display_name": "Bo", "is_muted": true, "x_new": [1], "uuid": "my-own"}));
    assert_eq!(uuid, "my-own");
    let person = client.person(&uuid).unwrap();
    assert_eq!(
        (&person["is_muted"], &person["x_new"]),
        (&json!(true), &json!([1]))
    );
    client.control(
        "update",
        json!({"uuid": uuid, "spotlight": "12", "display_name": "Zo"}),
    );
    assert_eq!(client.person(&uuid).unwrap()["spotlight"], "12");
    client.control("leave", json!({"uuid": uuid}));
    assert_eq!(client.person(&uuid), None);
    let many = client.control("people", json!({"count": 3}));
    assert_eq!(many["uuids"].as_array().unwrap().len(), 3);
}

#[test]
fn faults_on_commands() {
    let check = |kind: Value, status: Option<u16>, muted: &str, events: usize| {
        let mut client = client();
        let bo = client.join(json!({"display_name": "Bo"}));
        client.events();
        client.control("faults", json!({"on": "mute", "do": kind, "times": 1}));
        let request = client.request("POST", &format!("participants/{bo}/mute"), Value::Null);
        let answer = client.world.handle(client.now, &request);
        assert_eq!(answer.reply.map(|r| r.status), status, "{kind}");
        assert_eq!(client.person(&bo).unwrap()["is_muted"], muted, "{kind}");
        assert_eq!(client.events().len(), events, "{kind}");
        client.check(
            &format!("POST participants/{bo}/mute"),
            Value::Null,
            200,
            json!(true),
        );
    };
    check(
        json!({"status": 429, "headers": {"Retry-After": "7"}}),
        Some(429),
        "NO",
        0,
    );
    check(
        json!({"status": 403, "body": {"status": "failed", "result": "Invalid token"}}),
        Some(403),
        "NO",
        0,
    );
    check(json!({"hang": true}), None, "NO", 0);
    check(json!({"act_then_hang": true}), None, "YES", 1);
    check(json!({"act_then_cut": true}), Some(200), "YES", 1);
    check(json!({"lose": true}), None, "YES", 0);
    check(json!({"swallow": true}), Some(200), "NO", 0);
    check(json!({"silent": true}), Some(200), "YES", 0);
    check(json!({"delay_ms": 50}), Some(200), "YES", 1);
    check(json!({"no_cors": true}), Some(200), "YES", 1);
}

#[test]
fn faults_on_streams() {
    let check = |word: &str, ending: Option<Ending>, again: &str| {
        let mut client = client();
        client.control("streams", json!({"do": word}));
        client.join(json!({"display_name": "Bo"}));
        let flows = client.world.drain();
        assert_eq!(flows.first().and_then(|f| f.ending), ending, "{word}");
        assert!(flows.iter().all(|f| f.bytes.is_empty()), "{word}");
        let token = client.token.clone().unwrap();
        let reply = client.ask(&format!("GET events?token={token}"), Value::Null);
        let found = match (reply.status, &reply.content) {
            (503, _) => "503",
            (_, Content::Bytes("text/html", _)) => "html",
            _ => match client.world.drain().first() {
                None => "silent",
                Some(flow) if flow.ending.is_some() => "cut",
                Some(_) => "works",
            },
        };
        assert_eq!(found, again, "{word}");
        client.control("streams", json!({"do": "ok"}));
        client.open();
        assert!(!client.events().is_empty(), "{word}");
    };
    check("cut", Some(Ending::Cut), "cut");
    check("cut_once", Some(Ending::Cut), "works");
    check("end_once", Some(Ending::Clean), "works");
    check("half_open", None, "silent");
    check("refuse503", Some(Ending::Cut), "503");
    check("html", Some(Ending::Cut), "html");
}

#[test]
fn faults_of_the_snapshot() {
    let check = |faults: Value, begin: bool, create: bool, end: bool| {
        let mut client = Client::enter("9000.t", "1111");
        client.control("sync", faults.clone());
        client.open();
        let names = client.names();
        let has = |name: &str| names.iter().any(|n| n == name);
        let found = (
            has("participant_sync_begin"),
            has("participant_create"),
            has("participant_sync_end"),
        );
        assert_eq!(found, (begin, create, end), "{faults}");
    };
    check(json!({}), true, true, true);
    check(json!({"drop_end": true}), true, true, false);
    check(json!({"drop_create": true}), true, false, true);
    check(json!({"drop_all": true}), false, false, false);
}

#[test]
fn raw_events_and_bytes() {
    let mut client = client();
    client.control("event", json!({"name": "x", "data": {"a": 1}, "id": "7"}));
    client.control("event", json!({"name": "y", "data": null, "id": 8}));
    client.control("event", json!({"name": "z", "text": "{a:1}", "id": 9}));
    client.control("raw", json!({"text": "event: bro"}));
    assert_eq!(
        client.bytes(),
        "id: 7\nevent: x\ndata: {\"a\":1}\n\nid: 8\nevent: y\n\nid: 9\nevent: z\ndata: {a:1}\n\nevent: bro"
    );
    client.control(
        "layout",
        json!({"view": "5:7", "participants": ["a"], "quality": "low"}),
    );
    let (name, data) = client.events().pop().unwrap();
    assert_eq!(
        (name.as_str(), &data["view"], &data["quality"]),
        ("layout", &json!("5:7"), &json!("low"))
    );
}

#[test]
fn tokens_can_be_killed_and_the_world_restarted() {
    let mut client = client();
    client.control("expire_tokens", Value::Null);
    client.check("GET participants", Value::Null, 403, json!("Invalid token"));
    client.sign_in("1111");
    let uuid = client.uuid.clone();
    client.open();
    client.events();
    let request = Request {
        method: "POST".into(),
        path: "/__control/restart".into(),
        ..Request::default()
    };
    assert_eq!(client.world.control(&request).status, 200);
    assert_eq!(client.world.drain()[0].ending, Some(Ending::Cut));
    client.check("GET participants", Value::Null, 403, json!("Invalid token"));
    client.sign_in("1111");
    assert_ne!(client.uuid, uuid);
}

#[test]
fn requests_are_written_down() {
    let mut client = client();
    client.control("faults", json!({"on": "lock", "do": {"hang": true}}));
    let request = client.request("POST", "lock", json!({"a": 1}));
    client.world.handle(client.now, &request);
    let preflight = client.request("OPTIONS", "lock", Value::Null);
    assert_eq!(client.send(&preflight).status, 204);
    let log = client.control("requests", Value::Null);
    let log = log.as_array().unwrap();
    assert_eq!(
        log[0]["headers"],
        json!({"pin": "present", "token": "absent", "role": "absent"})
    );
    assert_eq!(log[1]["path"], "/api/services/9000.t/events?token=present");
    assert_eq!(
        (&log[2]["status"], &log[2]["body"]),
        (&Value::Null, &json!({"a": 1}))
    );
    assert_eq!(log[3]["method"], "OPTIONS");
}

#[test]
fn what_control_refuses() {
    let mut client = client();
    let mut check = |path: &str, body: Value, status: u16| {
        let request = Request {
            method: "POST".into(),
            path: format!("/__control/{path}"),
            body: body.to_string().into_bytes(),
            ..Request::default()
        };
        let reply = client.world.control(&request);
        assert_eq!(reply.status, status, "{path} {body}: {reply:?}");
    };
    check("9000.t/nonsense", json!({}), 404);
    check("4711/join", json!({"display_name": "x"}), 404);
    check("9000.t/join", json!({}), 400);
    check("9000.t/speak", json!({"uuid": "x", "vad": 1}), 404);
    check("9000.t/people", json!({"count": -1}), 400);
    check("9000.t/people", json!({"count": 1_000_000}), 400);
    check("9000.t/streams", json!({"do": "dance"}), 400);
    check(
        "9000.t/faults",
        json!({"on": "mute", "do": {"status": 99}}),
        400,
    );
}

/// Each command of the control endpoint stands in the README, and nothing else does.
#[test]
fn the_readme_has_every_command() {
    let readme = include_str!("../README.md");
    let (_, section) = readme.split_once("\n## Control endpoint\n").unwrap();
    let rows = section.lines().filter(|line| line.starts_with("| `"));
    let mut told: Vec<String> = rows
        .filter_map(|line| line.trim_matches('|').split(" | ").next())
        .flat_map(|cell| cell.split('`').skip(1).step_by(2))
        .map(|path| {
            path.trim_start_matches("{room}")
                .trim_matches('/')
                .to_owned()
        })
        .collect();
    // The patterns that paths are matched with: ["streams"], ["faults", "clear"].
    let source = include_str!("../src/world/control.rs");
    let patterns = source.lines().filter_map(|line| {
        let (before, _) = line.split_once("=>").or_else(|| line.split_once(") = ("))?;
        let (_, words) = before.rsplit_once("[\"")?;
        let (words, _) = words.split_once("\"]")?;
        Some(words.replace("\", \"", "/"))
    });
    let mut there: Vec<String> = patterns.collect();
    // By the shell alone.
    there.push("test".to_owned());
    told.sort();
    there.sort();
    assert_eq!(told, there);
}
