//! The room that lives by itself.

use super::support::Server;
use serde_json::Value;
use simulator::owt::world::Settings;
use std::collections::BTreeSet;

fn lively(settings: Settings) -> (Server, String) {
    let mut server = Server::new(settings);
    let rooms = server.get("GET /v1/rooms", Value::Null);
    let room = rooms[0]["_id"].as_str().unwrap().to_owned();
    (server, room)
}

#[test]
fn ten_minutes_are_lively_and_bounded() {
    let (mut server, room) = lively(Settings::default());
    let (socket, result) = server.enter(&room, "Ann", "viewer");
    assert_eq!(result["room"]["participants"].as_array().unwrap().len(), 13);
    let mut kinds = BTreeSet::new();
    for _ in 0..600 {
        server.pass(1_000);
        // As a browser would, to stay in.
        server.say(socket, "3");
        for event in server.events(socket) {
            let part = |name: &str| event[1][name].as_str().unwrap_or("").to_owned();
            let field = event[1]["data"]["field"].as_str().unwrap_or("");
            kinds.insert(format!(
                "{} {}{} {field}",
                event[0].as_str().unwrap(),
                part("action"),
                part("status")
            ));
        }
    }
    for kind in [
        "participant join ",
        "participant leave ",
        "stream add ",
        "stream remove ",
        "stream update activeInput",
        "stream update audio.status",
        "stream update video.layout",
        "text  ",
    ] {
        assert!(kinds.contains(kind), "no {kind:?} in {kinds:?}");
    }
    let state = server.control(&format!("{room}/state"), Value::Null);
    let people = state["participants"].as_array().unwrap().len();
    assert!((6..=18).contains(&people), "{people}");
}

#[test]
fn a_seed_tells_one_story() {
    let story = |salt: u64| {
        let (mut server, room) = lively(Settings {
            id_salt: salt,
            ..Settings::default()
        });
        server.pass(20_000);
        let list = server.get(&format!("GET /v1/rooms/{room}/participants"), Value::Null);
        let field = |name: &str| -> Vec<String> {
            let list = list.as_array().unwrap().iter();
            list.map(|p| p[name].as_str().unwrap().to_owned()).collect()
        };
        (field("user"), field("id"))
    };
    let (one, another) = (story(1), story(2));
    assert_eq!(one.0, another.0);
    assert_ne!(one.1, another.1);
}

#[test]
fn a_frozen_room_stays_as_it_is() {
    let (mut server, room) = lively(Settings {
        rate: 0.0,
        people: 40,
        ..Settings::default()
    });
    let streams = format!("GET /v1.1/rooms/{room}/streams");
    let before = server.get(&streams, Value::Null);
    server.pass(3_600_000);
    assert_eq!(server.get(&streams, Value::Null), before);
}

#[test]
fn a_long_sleep_is_caught_up_in_bounds() {
    let (mut server, room) = lively(Settings {
        rate: 1_000.0,
        ..Settings::default()
    });
    server.pass(86_400_000);
    let list = server.get(&format!("GET /v1/rooms/{room}/participants"), Value::Null);
    assert!(!list.as_array().unwrap().is_empty());
}
