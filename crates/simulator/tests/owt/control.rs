//! The control endpoint.

use super::support::{Server, replace};
use serde_json::{Value, json};
use simulator::world::request::Content;

#[test]
fn people_come_and_go() {
    let (mut server, room) = Server::with_room(json!({"views": []}));
    let made = server.control(
        &format!("{room}/people"),
        json!({"count": 500, "streams": 1_000}),
    );
    assert_eq!(made["ids"].as_array().unwrap().len(), 500);
    let count = |server: &mut Server, what: &str| {
        let list = server.get(&format!("GET /v1.1/rooms/{room}/{what}"), Value::Null);
        list.as_array().unwrap().len()
    };
    assert_eq!(
        (
            count(&mut server, "participants"),
            count(&mut server, "streams")
        ),
        (500, 1_000)
    );
    server.control(&format!("{room}/drop"), json!({"id": made["ids"][0]}));
    assert_eq!(
        (
            count(&mut server, "participants"),
            count(&mut server, "streams")
        ),
        (499, 998)
    );
    let state = server.control(&format!("{room}/state"), Value::Null);
    assert_eq!(state["participants"].as_array().unwrap().len(), 499);
    assert_eq!(state["live"], true);
    server.control(&format!("{room}/end"), Value::Null);
    assert_eq!(count(&mut server, "participants"), 0);
    // The room's name does as well as its id.
    assert_eq!(server.control("a/state", Value::Null)["id"], json!(room));
}

#[test]
fn badly_written_commands() {
    let (mut server, room) = Server::with_room(json!({"views": []}));
    let mut check = |command: &str, body: Value, status: u16| {
        let reply = server.try_control(command, &body);
        assert_eq!(reply.status, status, "{command} {body}: {reply:?}");
    };
    let of = |command: &str| format!("{room}/{command}");
    check("dance", Value::Null, 404);
    check("nowhere/join", json!({"user": "a"}), 404);
    check(&of("dance"), Value::Null, 404);
    check(&of("join"), json!({}), 400);
    check(&of("join"), json!({"user": "a", "role": "king"}), 409);
    check(&of("leave"), json!({"id": "nobody"}), 404);
    check(&of("people"), json!({"count": 0, "streams": 1}), 400);
    check(&of("people"), json!({"count": 1_000_000}), 400);
    check(&of("publish"), json!({"id": "nobody"}), 404);
    check(&of("speak"), json!({"stream": "nothing"}), 404);
    check(&of("faults"), json!({"on": "streams"}), 400);
    check("rooms", json!({"name": ""}), 400);
    check("rooms", json!({"name": "a", "service": "nobody"}), 404);
    check(
        "rooms",
        json!({"name": "a", "options": {"participantLimit": "x"}}),
        400,
    );
    check("services", json!({"name": "a"}), 400);
    check("agents", json!({"video": "no"}), 400);
}

#[test]
fn faults_of_calls() {
    let (mut server, room) = Server::with_room(json!({"views": []}));
    let ann = server.join(&room, "Ann");
    let streams: Vec<String> = (0..6).map(|_| server.publish(&room, &ann)).collect();
    let (socket, _) = server.enter(&room, "Bo", "viewer");
    server.heard(socket);
    let body = replace("/media/audio/status", json!("inactive"));
    // Mutes a stream with a fault on it; gives the status, whether it is muted, and whether that was told.
    let mut mute = |stream: &str, fault: Value| {
        let faults = json!({"on": "PATCH streams/{id}", "do": fault, "times": 1});
        server.control(&format!("{room}/faults"), faults);
        let line = format!("PATCH /v1.1/rooms/{room}/streams/{stream}");
        let request = server.request(&line, &body);
        let answer = server.send(&request);
        let shown = server.get(
            &format!("GET /v1.1/rooms/{room}/streams/{stream}"),
            Value::Null,
        );
        let is_muted = shown["media"]["audio"]["status"] == "inactive";
        let is_told = !server.events(socket).is_empty();
        (answer.reply.map(|reply| reply.status), is_muted, is_told)
    };
    let refusal = json!({"status": 503, "body": {"error": {"code": 1301, "message": "busy"}}});
    assert_eq!(
        mute(&streams[0], refusal.clone()),
        (Some(503), false, false)
    );
    assert_eq!(
        mute(&streams[0], json!({"act_then_answer": refusal})),
        (Some(503), true, true)
    );
    assert_eq!(
        mute(&streams[1], json!({"hang": true})),
        (None, false, false)
    );
    assert_eq!(
        mute(&streams[1], json!({"act_then_hang": true})),
        (None, true, true)
    );
    assert_eq!(
        mute(&streams[2], json!({"lose": true})),
        (None, true, false)
    );
    assert_eq!(
        mute(&streams[3], json!({"swallow": true})),
        (Some(200), false, false)
    );
    assert_eq!(
        mute(&streams[3], json!({"silent": true})),
        (Some(200), true, false)
    );
    assert_eq!(
        mute(&streams[4], json!({"delay_ms": 500})),
        (Some(200), true, true)
    );
    assert_eq!(
        mute(&streams[5], json!({"no_cors": true})),
        (Some(200), true, true)
    );
}

#[test]
fn an_own_delete_that_failed_only_in_words() {
    let (mut server, room) = Server::with_room(json!({"views": []}));
    let ann = server.join(&room, "Ann");
    let answer =
        json!({"status": 500, "body": {"error": {"code": 1301, "message": "Operation failed"}}});
    server.control(
        "faults",
        json!({"on": "DELETE participants/{id}", "do": {"act_then_answer": answer}}),
    );
    let one = format!("DELETE /v1/rooms/{room}/participants/{ann}");
    server.check(&one, Value::Null, 500, 1301);
    server.check(
        &format!("GET /v1/rooms/{room}/participants/{ann}"),
        Value::Null,
        404,
        1005,
    );
    server.control("faults/clear", Value::Null);
    server.check(&one, Value::Null, 500, 1301);
    server.control(
        "faults",
        json!({"on": "*", "do": {"act_then_cut": true}, "times": 1}),
    );
    assert_eq!(
        server.ask("GET /v1/rooms", Value::Null).content,
        Content::Broken
    );
    server.control(
        "faults",
        json!({"on": "OPTIONS", "do": {"status": 403}, "times": 1}),
    );
    assert_eq!(server.ask("OPTIONS /v1/rooms", Value::Null).status, 403);
}

#[test]
fn a_restart_forgets_who_is_in_and_keeps_the_rooms() {
    let (mut server, room) = Server::with_room(json!({"views": []}));
    let (socket, _) = server.enter(&room, "Ann", "viewer");
    let token = server.token(&room, "Bo", "viewer");
    server.heard(socket);
    server.control("restart", Value::Null);
    assert_eq!(server.heard(socket), ["cut"]);
    assert_eq!(
        server.get(&format!("GET /v1/rooms/{room}/participants"), Value::Null),
        json!([])
    );
    server.check(&format!("GET /v1/rooms/{room}"), Value::Null, 200, 0);
    let socket = server.open();
    assert_eq!(
        server.log_in(socket, &token),
        json!(["error", "Invalid token signature"])
    );
}

#[test]
fn requests_are_written_down_without_secrets() {
    let (mut server, room) = Server::with_room(json!({"views": []}));
    server.ask_as_super("POST /services", json!({"name": "n", "key": "hush"}));
    server.ask(&format!("GET /v1/rooms/{room}/streams?x=1"), Value::Null);
    let all = server.control("requests", Value::Null);
    assert!(!all.to_string().contains("hush"));
    assert_eq!(all[0]["headers"], json!({"authorization": "present"}));
    let own = server.control(&format!("{room}/requests"), Value::Null);
    assert_eq!(own.as_array().unwrap().len(), 1);
    assert_eq!(
        (&own[0]["method"], &own[0]["status"]),
        (&json!("GET"), &json!(200))
    );
    assert_eq!(own[0]["path"], format!("/v1/rooms/{room}/streams?x=1"));
}

#[test]
fn events_of_a_tests_own() {
    let (mut server, room) = Server::with_room(json!({"views": []}));
    let (socket, _) = server.enter(&room, "Ann", "viewer");
    server.heard(socket);
    server.control(
        &format!("{room}/event"),
        json!({"name": "stream", "data": {"id": "s", "status": "remove"}}),
    );
    server.control(&format!("{room}/raw"), json!({"text": "42[\"nonsense\""}));
    let heard = server.heard(socket);
    assert_eq!(
        heard,
        [
            "42[\"stream\",{\"id\":\"s\",\"status\":\"remove\"}]",
            "42[\"nonsense\""
        ]
    );
    let bo = server.join(&room, "Bo");
    let stream = server.publish(&room, &bo);
    server.heard(socket);
    let mut told = |command: &str, body: Value| {
        server.control(&format!("{room}/{command}"), body);
        server.events(socket)
    };
    let size = told(
        "resize",
        json!({"stream": stream, "width": 1280, "height": 720}),
    );
    assert_eq!(size[0][1]["data"]["field"], ".");
    let off = told(
        "switch",
        json!({"stream": stream, "track": "audio", "status": "inactive"}),
    );
    assert_eq!(off[0][1]["data"]["field"], "audio.status");
    let text = told("text", json!({"id": bo, "message": "hi"}));
    assert_eq!(text[0][1]["message"], "hi");
    let gone = told("unpublish", json!({"stream": stream}));
    assert_eq!(gone[0][1]["status"], "remove");
}
