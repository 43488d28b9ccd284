//! Rooms, services and tokens: what lies in the database.

use super::support::{Server, signed};
use serde_json::{Value, json};
use simulator::owt::world::{ROUTES, SAMPLE_ID, SUPER_ID};
use simulator::world::request::Content;

#[test]
fn every_path_is_guarded() {
    let (mut server, room) = Server::with_room(json!({"views": []}));
    let filled = |path: &str| -> String {
        let own = path.replace("{roomId}/", &format!("{room}/"));
        let words = own.split('/').map(|word| {
            if word.starts_with('{') {
                "6b023502e0cbfb43cbbee8d3"
            } else {
                word
            }
        });
        words.collect::<Vec<_>>().join("/")
    };
    for route in ROUTES {
        let path = filled(route.path).replace("/v1.1/", "/v1/");
        let mut request = server.request(&format!("{} {path}", route.method), &Value::Null);
        request.authorization = None;
        let answer = server.send(&request);
        assert_eq!(answer.reply.unwrap().status, 401, "{} {path}", route.method);
        assert!(answer.delay_ms < 1_000);
        // Another service's room isn't there, but for what v1.1 finds before it looks.
        if route.path.contains("{roomId}/") {
            let partner = server.control("services", json!({"name": path, "key": "k"}));
            request.authorization = Some(signed(partner["id"].as_str().unwrap(), "k"));
            let reply = server.send(&request).reply.unwrap();
            assert_eq!(reply.status, 404, "{} {path}", route.method);
            assert_eq!(reply.body()["error"]["code"], 1003);
        }
    }
}

#[test]
fn v1_1_looks_for_streams_before_it_looks_whose_room_it_is() {
    let mut server = Server::empty();
    let unknown = "6b023502e0cbfb43cbbee8d3";
    let check = |server: &mut Server, line: &str, status, code| {
        server.check(&line.replace("{room}", unknown), Value::Null, status, code);
    };
    check(&mut server, "GET /v1.1/rooms/{room}/streams", 200, 0);
    check(&mut server, "GET /v1.1/rooms/{room}/streams/s", 404, 1004);
    check(
        &mut server,
        "DELETE /v1.1/rooms/{room}/streams/s",
        500,
        1301,
    );
    check(
        &mut server,
        "DELETE /v1.1/rooms/{room}/streaming-ins/s",
        500,
        1301,
    );
    check(
        &mut server,
        "GET /v1.1/rooms/{room}/participants",
        404,
        1003,
    );
    check(&mut server, "GET /v1/rooms/{room}/streams", 404, 1003);
    check(&mut server, "PUT /v1.1/rooms/{room}/streams/s", 404, 1003);
}

#[test]
fn unknown_paths_and_methods() {
    let (mut server, room) = Server::with_room(json!({"views": []}));
    server.check("GET /v1/nothing", Value::Null, 404, 1001);
    server.check(
        &format!("GET /v1/rooms/{room}/nothing"),
        Value::Null,
        404,
        1001,
    );
    server.check(
        &format!("GET /v1/rooms/{room}/tokens"),
        Value::Null,
        404,
        1001,
    );
    server.check(
        &format!("PATCH /v1/rooms/{room}/analytics/a"),
        json!([]),
        404,
        1001,
    );
    server.check("DELETE /v1/rooms", Value::Null, 404, 1001);
    let reply = server.ask("OPTIONS /v1/rooms", Value::Null);
    assert_eq!((reply.status, reply.cors), (200, true));
}

#[test]
fn bodies_that_cannot_be_read_are_hidden_from_pages() {
    let mut server = Server::empty();
    let mut request = server.request("POST /v1/rooms", &Value::Null);
    request.body = b"{".to_vec();
    request.authorization = None;
    let reply = server.send(&request).reply.unwrap();
    assert_eq!((reply.status, reply.cors), (400, false));
    request.body = vec![b' '; 200_000];
    let reply = server.send(&request).reply.unwrap();
    assert_eq!((reply.status, reply.cors), (500, false));
    // A body that doesn't say that it is JSON is none.
    let mut request = server.request("POST /v1/rooms", &json!({"name": "a"}));
    request.content_type = None;
    assert_eq!(server.send(&request).reply.unwrap().status, 400);
}

#[test]
fn rooms_are_changed_field_by_field() {
    let (mut server, room) =
        Server::with_room(json!({"views": [], "sip": {"sipServer": "s", "password": "p"}}));
    let path = format!("/v1/rooms/{room}");
    let one = server.get(&format!("GET {path}"), Value::Null);
    assert_eq!(one["id"], Value::Null);
    assert_ne!(one["sip"]["password"], "p");
    let changed = server.get(
        &format!("PUT {path}"),
        json!({"name": "b", "notifying": {"streamChange": false}}),
    );
    assert_eq!(
        (&changed["name"], &changed["id"]),
        (&json!("b"), &json!(room))
    );
    assert_eq!(changed["sip"]["password"], "p");
    assert_eq!(
        changed["notifying"],
        json!({"streamChange": false, "participantActivities": true})
    );
    server.check(
        &format!("PUT {path}"),
        json!({"views": [{"video": {"format": {"codec": "av1"}}}]}),
        400,
        1201,
    );
    server.check(
        &format!("PUT {path}"),
        json!({"_id": "6b023502e0cbfb43cbbee8d3"}),
        400,
        1201,
    );
    server.check(&format!("PATCH {path}"), json!({"name": "c"}), 500, 2001);
    server.check(
        "POST /v1/rooms",
        json!({"name": "a", "options": "all"}),
        400,
        1201,
    );
    server.check(
        "POST /v1/rooms",
        json!({"name": "a", "options": null}),
        200,
        0,
    );
    server.check(&format!("DELETE {path}"), Value::Null, 200, 0);
    server.check(&format!("GET {path}"), Value::Null, 404, 1003);
}

#[test]
fn pages_of_rooms() {
    let mut server = Server::empty();
    for number in 0..5 {
        server.make_room(&format!("r{number}"), json!({"views": []}));
    }
    let check = |server: &mut Server, query: &str, expect: &[&str]| {
        let list = server.get(&format!("GET /v1/rooms{query}"), Value::Null);
        let names = list
            .as_array()
            .unwrap()
            .iter()
            .map(|room| room["name"].as_str().unwrap());
        assert_eq!(names.collect::<Vec<_>>(), expect, "{query}");
    };
    check(&mut server, "", &["r0", "r1", "r2", "r3", "r4"]);
    check(&mut server, "?page=2", &["r0", "r1", "r2", "r3", "r4"]);
    check(&mut server, "?page=0&per_page=2", &["r0", "r1"]);
    check(&mut server, "?page=1&per_page=2", &["r0", "r1"]);
    check(&mut server, "?page=3&per_page=2", &["r4"]);
    check(&mut server, "?page=4&per_page=2", &[]);
    check(&mut server, "?page=x&per_page=2", &["r0", "r1"]);
    check(&mut server, "?per_page=-1", &["r0", "r1", "r2", "r3", "r4"]);
}

#[test]
fn services() {
    let mut server = Server::empty();
    let made = server
        .ask_as_super("POST /services", json!({"name": "new", "key": "secret"}))
        .body();
    let id = made["_id"].as_str().unwrap();
    assert_ne!(made["key"], "secret");
    assert_eq!(made["encrypted"], true);
    // It signs with the key that it was made with, and sees itself alone.
    let mut request = server.request(&format!("GET /services/{id}"), &Value::Null);
    request.authorization = Some(signed(id, "secret"));
    assert_eq!(
        server.send(&request).reply.unwrap().body()["key"],
        made["key"]
    );
    request.path = format!("/services/{SAMPLE_ID}");
    assert_eq!(server.send(&request).reply.unwrap().status, 403);
    let check = |server: &mut Server, line: &str, body: Value, status: u16| {
        let reply = server.ask_as_super(line, body.clone());
        assert_eq!(reply.status, status, "{line} {body}: {reply:?}");
    };
    check(
        &mut server,
        "POST /services",
        json!({"name": "new", "key": "k"}),
        500,
    );
    check(
        &mut server,
        "POST /services",
        json!({"name": "", "key": "k"}),
        500,
    );
    check(&mut server, "POST /services", json!({"name": "x"}), 400);
    check(&mut server, "GET /services/abc", Value::Null, 500);
    check(
        &mut server,
        &format!("DELETE /services/{SUPER_ID}"),
        Value::Null,
        401,
    );
    check(
        &mut server,
        "DELETE /services/6b023502e0cbfb43cbbee8d3",
        Value::Null,
        404,
    );
    check(
        &mut server,
        &format!("DELETE /services/{id}"),
        Value::Null,
        200,
    );
    check(
        &mut server,
        &format!("DELETE /services/{id}"),
        Value::Null,
        404,
    );
    server.check(
        "POST /services",
        json!({"name": "x", "key": "k"}),
        403,
        1102,
    );
    server.check(
        &format!("DELETE /services/{SUPER_ID}"),
        Value::Null,
        403,
        1102,
    );
    let gone = server.ask_as_super(&format!("GET /services/{id}"), Value::Null);
    assert_eq!(gone.content, Content::Broken);
}

#[test]
fn a_signature_may_say_whom_a_token_is_for() {
    use base64::Engine as _;
    use simulator::owt::world::{SAMPLE_KEY, sign};
    let (mut server, room) = Server::with_room(json!({"views": []}));
    let user = base64::engine::general_purpose::STANDARD.encode("芳");
    let signature = sign(SAMPLE_KEY, &format!("1,2,{user},viewer"));
    let mut request = server.request(
        &format!("POST /v1/rooms/{room}/tokens"),
        &json!({"user": "x", "role": "nobody"}),
    );
    request.authorization = Some(format!(
        "MAuth realm=a,mauth_signature_method=HMAC_SHA256,mauth_username={user},mauth_role=viewer,mauth_serviceid={SAMPLE_ID},mauth_cnonce=2,mauth_timestamp=1,mauth_signature={signature}"
    ));
    let Content::Bytes(_, token) = server.send(&request).reply.unwrap().content else {
        panic!("no token");
    };
    let socket = server.open();
    let answer = server.log_in(socket, &String::from_utf8(token).unwrap());
    assert_eq!(
        (&answer[1]["user"], &answer[1]["role"]),
        (&json!("芳"), &json!("viewer"))
    );
    let path = format!("POST /v1/rooms/{room}/tokens");
    server.check(&path, json!({"user": "", "role": "viewer"}), 400, 1201);
    server.check(&path, json!({"role": "viewer"}), 400, 1201);
}
