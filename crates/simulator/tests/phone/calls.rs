//! Telephones: they ring, are answered, refuse, hang up and are hung up on.

use super::support::Server;
use serde_json::{Value, json};
use simulator::phone::world::Behaviour;

fn states(server: &mut Server, conf: &str) -> Vec<(String, String)> {
    let state = server.control(&format!("{conf}/state"), Value::Null);
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let calls = state["calls"].as_array().unwrap().iter();
    calls
        .map(|call| (text(&call["number"]), text(&call["state"])))
        .collect()
}

fn is(server: &mut Server, conf: &str, expected: &[(&str, &str)]) {
    let found = states(server, conf);
    let found: Vec<(&str, &str)> = found
        .iter()
        .map(|(a, b)| (a.as_str(), b.as_str()))
        .collect();
    assert_eq!(found, expected);
}

#[test]
fn numbers_decide_what_becomes_of_a_call() {
    let mut server = Server::of(Behaviour::default());
    let socket = server.open("a");
    let conf = server.create(socket);
    for number in ["13800138000", "13800130001", "13800130002"] {
        server.invite(socket, &conf, number);
    }
    let refused = server.call(socket, "InviteJoinConf", json!([conf, "13800130003"]));
    assert_eq!(refused["message"], "RestApiError: [111612]: illegal number");
    let of = |a: &'static str, b: &'static str, c: &'static str| {
        [("13800138000", a), ("13800130001", b), ("13800130002", c)]
    };
    is(&mut server, &conf, &of("ringing", "ringing", "ringing"));
    server.pass(2_000);
    is(&mut server, &conf, &of("ringing", "failed", "ringing"));
    assert_eq!(server.count(socket, &conf), "0");
    server.pass(1_000);
    is(&mut server, &conf, &of("in", "failed", "ringing"));
    assert_eq!(server.count(socket, &conf), "1");
    server.pass(57_000);
    is(&mut server, &conf, &of("in", "failed", "failed"));
}

#[test]
fn hanging_up_does_nothing_as_long_as_the_bug_is_on() {
    for (bug, expected) in [(true, "2"), (false, "1")] {
        let mut server = Server::new();
        server.control("behave", json!({"hang_up_bug": bug}));
        let socket = server.open("a");
        let conf = server.create(socket);
        let call = server.invite(socket, &conf, "1");
        server.invite(socket, &conf, "2");
        for number in ["1", "2"] {
            server.control(&format!("{conf}/answer"), json!({"number": number}));
        }
        let answer = server.call(socket, "QuitConf", json!([conf, call]));
        assert_eq!(answer["result"], json!({"statusCode": "000000"}));
        assert_eq!(server.count(socket, &conf), expected);
        let unknown = server.call(socket, "QuitConf", json!([conf, "nobody"]));
        assert_eq!(unknown.get("result").is_some(), bug, "{unknown}");
    }
}

#[test]
fn the_last_one_ends_it_and_so_does_emptiness() {
    let mut server = Server::new();
    let socket = server.open("a");
    let conf = server.create(socket);
    server.invite(socket, &conf, "1");
    server.control(&format!("{conf}/answer"), json!({"number": "1"}));
    server.pass(3_600_000);
    assert_eq!(server.count(socket, &conf), "1");
    server.control(&format!("{conf}/hang_up"), json!({"number": "1"}));
    assert_eq!(server.count(socket, &conf), "gone");
    let empty = server.create(socket);
    server.pass(599_999);
    assert_eq!(server.count(socket, &empty), "0");
    server.pass(1);
    assert_eq!(server.count(socket, &empty), "gone");
}

#[test]
fn a_conference_that_is_dismissed_is_gone() {
    let mut server = Server::new();
    let socket = server.open("a");
    let conf = server.create(socket);
    server.invite(socket, &conf, "1");
    let answer = server.call(socket, "DismissConf", json!({"confid": conf}));
    assert_eq!(answer["result"], json!({"statusCode": "000000"}));
    assert_eq!(server.count(socket, &conf), "gone");
    let state = server.control("state", Value::Null);
    assert_eq!(state["conferences"], json!([]));
}
