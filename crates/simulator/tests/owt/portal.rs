//! The portal: in and out, what is told, and what goes wrong with it.

use super::support::{Server, login_info, replace};
use serde_json::{Value, json};
use simulator::owt::world::Opening;

fn people(server: &mut Server, room: &str) -> usize {
    let list = server.get(&format!("GET /v1/rooms/{room}/participants"), Value::Null);
    list.as_array().unwrap().len()
}

#[test]
fn opening() {
    let mut server = Server::empty();
    let mut check = |query: &str, expect: Option<u64>| {
        let found = match server.world.open_portal(server.now, query) {
            Opening::Open(_) => None,
            Opening::Refused(reply) => reply.body()["code"].as_u64(),
            Opening::Never => panic!("it hangs"),
        };
        assert_eq!(found, expect, "{query}");
    };
    check("EIO=4&transport=websocket", None);
    check("EIO=4&transport=polling", Some(0));
    check("EIO=4", Some(0));
    check("EIO=3&transport=websocket", Some(5));
    let socket = server.open();
    let texts = server.heard(socket);
    let hello: Value = serde_json::from_str(texts[0].strip_prefix('0').unwrap()).unwrap();
    assert_eq!(
        (&hello["pingInterval"], &hello["upgrades"]),
        (&json!(25_000), &json!([]))
    );
    assert!(texts[1].starts_with("40{\"sid\":"), "{texts:?}");
    server.say(socket, "40/admin,");
    assert_eq!(
        server.heard(socket),
        ["44/admin,{\"message\":\"Invalid namespace\"}"]
    );
    server.say(socket, "nonsense");
    assert_eq!(server.heard(socket), ["close"]);
}

#[test]
fn logging_in() {
    let (mut server, room) = Server::with_room(json!({"participantLimit": 1}));
    let (socket, result) = server.enter(&room, "Ann", "viewer");
    assert_eq!(result["room"]["views"], json!(["common"]));
    assert_eq!(result["room"]["streams"][0]["info"]["label"], "common");
    assert_eq!(
        result["permission"]["publish"],
        json!({"video": false, "audio": false})
    );
    assert!(result["reconnectionTicket"].is_string());
    assert_eq!(people(&mut server, &room), 1);
    let again = server.emit(socket, "login", Some(json!({})));
    assert_eq!(again, json!(["error", "Connection is in service"]));
    let token = server.token(&room, "Bo", "viewer");
    let mut refused = |change: fn(&mut Value), why: &str| {
        let mut info = login_info(&token);
        change(&mut info);
        let socket = server.open();
        let answer = server.emit(socket, "login", Some(info));
        assert_eq!(answer, json!(["error", why]));
        assert_eq!(server.heard(socket), ["41"]);
    };
    refused(
        |info| info["protocol"] = json!("2.0"),
        "Unknown client protocol",
    );
    refused(
        |info| info["userAgent"] = json!({}),
        "User agent info is incorrect",
    );
    refused(
        |info| info["token"] = json!("?"),
        "Unexpected token in JSON",
    );
    refused(
        |info| info["token"] = json!("e30="),
        "Invalid token signature",
    );
    refused(|_| {}, "Room is full");
    // It has been used, and the server stumbles over that without a word.
    let socket = server.open();
    assert_eq!(server.log_in(socket, &token), Value::Null);
    assert!(server.heard(socket).is_empty());
    let token = server.token(&room, "Bo", "viewer");
    server.pass(180_001);
    let socket = server.open();
    assert_eq!(server.log_in(socket, &token), json!(["error", "Expired"]));
}

#[test]
fn a_room_that_mixes_needs_agents() {
    let (mut server, room) = Server::with_room(json!({}));
    server.control("agents", json!({"video": false}));
    let token = server.token(&room, "Ann", "viewer");
    let socket = server.open();
    assert_eq!(
        server.log_in(socket, &token),
        json!(["error", "Joining room failed"])
    );
    assert_eq!(
        server
            .try_control(&format!("{room}/join"), &json!({"user": "Bo"}))
            .status,
        409
    );
}

#[test]
fn what_is_told_and_what_is_not() {
    let (mut server, room) = Server::with_room(json!({}));
    let (socket, _) = server.enter(&room, "Ann", "viewer");
    server.heard(socket);
    let bo = server.join(&room, "Bo");
    let told = server.events(socket);
    assert_eq!(
        told,
        [
            json!(["participant", {"action": "join", "data": {"id": bo, "user": "Bo", "role": "presenter"}}])
        ]
    );
    let stream = server.publish(&room, &bo);
    let told = server.events(socket);
    assert_eq!(
        (&told[0][0], &told[0][1]["status"]),
        (&json!("stream"), &json!("add"))
    );
    assert_eq!(
        told[0][1]["data"]["media"]["tracks"][0]["id"],
        format!("{stream}-0")
    );
    let path = format!("PATCH /v1.1/rooms/{room}/streams/{stream}");
    server.get(&path, replace("/media/video/status", json!("inactive")));
    let told = server.events(socket);
    assert_eq!(
        told[0][1]["data"],
        json!({"field": "video.status", "value": "inactive"})
    );
    // Mixing is told by the picture that comes of it, and not by the stream.
    server.get(
        &path,
        json!([{"op": "add", "path": "/info/inViews", "value": "common"}]),
    );
    let told = server.events(socket);
    assert_eq!(told.len(), 1);
    assert_eq!(told[0][1]["id"], format!("{room}-common"));
    assert_eq!(told[0][1]["data"]["field"], "video.layout");
    server.control(&format!("{room}/speak"), json!({"stream": stream}));
    assert_eq!(
        server.events(socket)[0][1]["data"],
        json!({"field": "activeInput", "value": stream})
    );
    // Rights aren't told.
    server.get(
        &format!("PATCH /v1/rooms/{room}/participants/{bo}"),
        replace("/permission/publish/audio", json!(false)),
    );
    assert!(server.events(socket).is_empty());
    server.control(&format!("{room}/leave"), json!({"id": bo}));
    let told = server.events(socket);
    assert_eq!(
        told[0],
        json!(["participant", {"action": "leave", "data": bo}])
    );
    assert_eq!(
        told.last().unwrap(),
        &json!(["stream", {"id": stream, "status": "remove"}])
    );
}

#[test]
fn a_room_may_tell_nothing() {
    let told_nothing =
        json!({"notifying": {"streamChange": false, "participantActivities": false}});
    let (mut server, room) = Server::with_room(told_nothing);
    let (socket, _) = server.enter(&room, "Ann", "viewer");
    server.heard(socket);
    let bo = server.join(&room, "Bo");
    server.publish(&room, &bo);
    assert!(server.heard(socket).is_empty());
}

#[test]
fn lines_of_text() {
    let (mut server, room) = Server::with_room(json!({"views": []}));
    let (ann, ann_is) = server.enter(&room, "Ann", "viewer");
    let (bo, bo_is) = server.enter(&room, "Bo", "viewer");
    server.heard(ann);
    let say = |server: &mut Server, to: &Value, message: &str| {
        server.emit(bo, "text", Some(json!({"to": to, "message": message})))[0].clone()
    };
    assert_eq!(say(&mut server, &json!("all"), "hello"), "ok");
    let line = json!(["text", {"from": bo_is["id"], "to": "all", "message": "hello"}]);
    assert_eq!(server.events(ann), [line]);
    assert_eq!(say(&mut server, &ann_is["id"], "psst"), "ok");
    assert_eq!(server.events(ann)[0][1]["to"], "me");
    assert_eq!(say(&mut server, &json!("nobody"), "?"), "error");
    assert_eq!(say(&mut server, &json!("all"), &"x".repeat(2_049)), "error");
    assert_eq!(server.emit(bo, "publish", Some(json!({})))[0], "error");
}

#[test]
fn leaving_and_being_put_out() {
    let (mut server, room) = Server::with_room(json!({"views": []}));
    let (ann, _) = server.enter(&room, "Ann", "viewer");
    assert_eq!(server.emit(ann, "logout", None), json!(["ok"]));
    assert_eq!(people(&mut server, &room), 0);
    assert_eq!(
        server.emit(ann, "logout", None),
        json!(["error", "Illegal request"])
    );
    let (bo, bo_is) = server.enter(&room, "Bo", "viewer");
    server.heard(bo);
    let id = bo_is["id"].as_str().unwrap();
    server.check(
        &format!("DELETE /v1/rooms/{room}/participants/{id}"),
        Value::Null,
        200,
        0,
    );
    assert_eq!(server.heard(bo), ["42[\"drop\",null]", "41"]);
    let (chen, _) = server.enter(&room, "Chen", "viewer");
    server.heard(chen);
    server.check(&format!("DELETE /v1/rooms/{room}"), Value::Null, 200, 0);
    assert_eq!(server.heard(chen), ["42[\"drop\",null]", "41"]);
}

#[test]
fn coming_back() {
    let (mut server, room) = Server::with_room(json!({"views": []}));
    let (ann, ann_is) = server.enter(&room, "Ann", "viewer");
    let refreshed = server.emit(ann, "refreshReconnectionTicket", None);
    let ticket = refreshed[1].clone();
    server.world.close_portal(server.now, ann);
    let bo = server.join(&room, "Bo");
    server.pass(59_000);
    assert_eq!(people(&mut server, &room), 2);
    let back = server.open();
    let answer = server.emit(back, "relogin", Some(ticket.clone()));
    let missed = &answer[1]["messages"][0];
    assert_eq!(
        (&missed["event"], &missed["seq"]),
        (&json!("participant"), &json!(1))
    );
    assert_eq!(missed["data"]["data"]["id"], json!(bo));
    // In time, and no second time.
    server.world.close_portal(server.now, back);
    server.pass(60_000);
    assert_eq!(people(&mut server, &room), 1);
    let late = server.open();
    let answer = server.emit(late, "relogin", Some(ticket));
    assert_eq!(answer, json!(["error", "Client does NOT exist"]));
    assert_eq!(
        server.emit(late, "relogin", Some(ann_is["id"].clone())),
        Value::Null
    );
}

#[test]
fn who_does_not_answer_pings_is_given_up() {
    let (mut server, room) = Server::with_room(json!({"views": []}));
    let (ann, _) = server.enter(&room, "Ann", "viewer");
    server.heard(ann);
    server.pass(25_000);
    assert_eq!(server.heard(ann), ["2"]);
    server.say(ann, "3");
    server.pass(25_000);
    assert_eq!(server.heard(ann), ["2"]);
    server.pass(20_000);
    assert_eq!(server.heard(ann), ["close"]);
    server.pass(60_000);
    assert_eq!(people(&mut server, &room), 0);
    // Somebody who never joins the namespace is given up as well.
    let Opening::Open(id) = server
        .world
        .open_portal(server.now, "EIO=4&transport=websocket")
    else {
        panic!("it isn't opened");
    };
    server.pass(45_000);
    assert_eq!(server.heard(id).last().unwrap(), "close");
}

#[test]
fn faults_of_the_portal() {
    let (mut server, room) = Server::with_room(json!({"views": []}));
    let (ann, _) = server.enter(&room, "Ann", "viewer");
    server.heard(ann);
    let set = |server: &mut Server, word: &str| server.control("portal", json!({"do": word}));
    let opening = |server: &mut Server| {
        server
            .world
            .open_portal(server.now, "EIO=4&transport=websocket")
    };
    set(&mut server, "half_open");
    server.join(&room, "Bo");
    assert!(server.heard(ann).is_empty());
    server.pass(60_000);
    assert!(server.heard(ann).is_empty());
    set(&mut server, "refuse503");
    assert!(matches!(opening(&mut server), Opening::Refused(reply) if reply.status == 503));
    set(&mut server, "hang");
    assert_eq!(opening(&mut server), Opening::Never);
    set(&mut server, "cut");
    let Opening::Open(id) = opening(&mut server) else {
        panic!("it isn't opened");
    };
    server.pass(100);
    assert_eq!(server.heard(id), ["cut"]);
    set(&mut server, "ok");
    let (chen, _) = server.enter(&room, "Chen", "viewer");
    server.heard(chen);
    set(&mut server, "cut_once");
    assert_eq!(server.heard(chen), ["cut"]);
    server.enter(&room, "Dan", "viewer");
    set(&mut server, "gone");
    let line = format!("POST /v1/rooms/{room}/tokens");
    let request = server.request(&line, &json!({"user": "u", "role": "viewer"}));
    let answer = server.send(&request);
    assert_eq!(
        (answer.reply.unwrap().status, answer.delay_ms),
        (500, 60_600)
    );
    assert_eq!(
        server.try_control("portal", &json!({"do": "dance"})).status,
        400
    );
}
