//! The control endpoint.

use super::support::Server;
use serde_json::{Value, json};
use simulator::phone::world::Opening;

#[test]
fn badly_written_commands() {
    let mut server = Server::new();
    let socket = server.open("a");
    let conf = server.create(socket);
    let mut check = |command: &str, body: Value, status: u16| {
        let reply = server.try_control(command, &body);
        assert_eq!(reply.status, status, "{command} {body}: {reply:?}");
    };
    let of = |command: &str| format!("{conf}/{command}");
    check("dance", Value::Null, 404);
    check("nowhere/answer", json!({"number": "1"}), 404);
    check(&of("dance"), Value::Null, 404);
    check(&of("answer"), json!({}), 400);
    check(&of("answer"), json!({"number": "1"}), 404);
    check("behave", json!({"dance": true}), 400);
    check("behave", json!({"hang_up_bug": 1}), 400);
    check("behave", json!({"notifications": "six"}), 400);
    check("sockets", json!({"do": "dance"}), 400);
    check("faults", json!({"on": "*", "do": "dance"}), 400);
    check(
        "faults",
        json!({"on": "*", "do": {"error": {"code": "a"}}}),
        400,
    );
    check("clients/b/raw", json!({"text": "x"}), 404);
    check("clients/a/raw", json!({"text": "x"}), 200);
    assert_eq!(server.heard(socket), ["x"]);
}

#[test]
fn faults_of_a_request() {
    let check = |deed: Value, heard: &[&str], made: usize| {
        let mut server = Server::new();
        let socket = server.open("a");
        server.control(
            "faults",
            json!({"on": "CreateConf", "do": deed, "times": 1}),
        );
        server.say(socket, r#"{"jsonrpc":"2.0","method":"CreateConf","id":5}"#);
        let found = server.heard(socket);
        assert_eq!(found.len(), heard.len(), "{deed}: {found:?}");
        for (text, part) in found.iter().zip(heard) {
            assert!(text.contains(part), "{deed}: {text}");
        }
        let state = server.control("state", Value::Null);
        assert_eq!(
            state["conferences"].as_array().unwrap().len(),
            made,
            "{deed}"
        );
    };
    check(json!("ignore"), &[], 0);
    check(json!("swallow"), &[], 1);
    check(json!("cut"), &["cut"], 0);
    check(json!("act_then_cut"), &["cut"], 1);
    check(
        json!({"error": {"code": -1, "message": "no"}}),
        &[r#""code":-1"#],
        0,
    );
    check(json!({"result": {"a": 1}}), &[r#""result":{"a":1}"#], 0);
    check(json!({"raw": "hello"}), &["hello"], 0);
}

#[test]
fn sockets_in_trouble() {
    let mut server = Server::new();
    let socket = server.open("a");
    server.control("sockets", json!({"do": "half_open"}));
    server.say(socket, r#"{"jsonrpc":"2.0","method":"CreateConf","id":5}"#);
    assert!(server.heard(socket).is_empty());
    server.control("sockets", json!({"do": "cut_once"}));
    assert_eq!(server.heard(socket), ["cut"]);
    server.control("sockets", json!({"do": "refuse503"}));
    assert!(matches!(server.try_open("a"), Opening::Refused(reply) if reply.status == 503));
    server.control("sockets", json!({"do": "hang"}));
    assert!(matches!(server.try_open("a"), Opening::Never));
    server.control("sockets", json!({"do": "cut"}));
    let cut = server.open("a");
    assert_eq!(server.heard(cut), ["cut"]);
    server.control("sockets", json!({"do": "ok"}));
    let socket = server.open("a");
    let conf = server.create(socket);
    server.control("restart", Value::Null);
    assert_eq!(server.heard(socket), ["cut"]);
    let socket = server.open("a");
    assert_eq!(server.count(socket, &conf), "0", "conferences stay");
}

#[test]
fn others_call_in_and_make_conferences() {
    let mut server = Server::new();
    let made = server.control("conferences", Value::Null);
    let conf = made["id"].as_str().unwrap().to_owned();
    server.control(&format!("{conf}/call"), json!({"number": "7"}));
    server.control(&format!("{conf}/answer"), json!({"number": "7"}));
    let socket = server.open("a");
    assert_eq!(server.count(socket, &conf), "1");
    let event = json!({"method": "OnConfSing", "params": [conf]});
    server.control(&format!("{conf}/event"), event);
    assert_eq!(server.messages(socket)[0]["method"], "OnConfSing");
    server.control(&format!("{conf}/delete"), Value::Null);
    assert_eq!(server.count(socket, &conf), "gone");
    let requests = server.control("requests", Value::Null);
    assert_eq!(requests.as_array().unwrap().len(), 2);
    assert_eq!(requests[0]["client"], "a");
    assert_eq!(requests[0]["method"], "QueryConfState");
    assert_eq!(requests[0]["params"], json!([conf]));
}
