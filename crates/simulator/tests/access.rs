//! Coming, staying and going.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

mod support;

use serde_json::{Value, json};
use simulator::world::request::Request;
use support::{Client, START, world};

fn fixture(name: &str) -> Value {
    let path = format!("{}/tests/fixtures/{name}", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

/// Same keys, same kinds of values, as deep as the example goes.
fn same_shape(ours: &Value, example: &Value, at: &str) {
    match (ours, example) {
        (Value::Object(a), Value::Object(b)) => {
            for (key, value) in b {
                let mine = a.get(key);
                assert!(mine.is_some(), "{at}.{key} is missing");
                same_shape(mine.unwrap(), value, &format!("{at}.{key}"));
            }
        }
        (Value::Array(a), Value::Array(b)) => {
            if let (Some(a), Some(b)) = (a.first(), b.first()) {
                same_shape(a, b, &format!("{at}[0]"));
            }
        }
        (a, b) => assert_eq!(
            std::mem::discriminant(a),
            std::mem::discriminant(b),
            "{at}: {a} against {b}"
        ),
    }
}

fn check_join(body: Value) -> (u16, Value) {
    let request = Request {
        method: "POST".into(),
        path: "/api/v3/meet/checkJoin.shtml".into(),
        host: "127.0.0.1:9".into(),
        body: body.to_string().into_bytes(),
        ..Request::default()
    };
    let reply = world().handle(START, &request).reply.unwrap();
    (reply.status, reply.body())
}

#[test]
fn check_join_tells_node_and_role() {
    let check = |account: &str, password: &str, code: &str, role: &str| {
        let body = json!({"joinAccount": account, "joinPwd": password, "participantName": "王芳"});
        let (status, answer) = check_join(body);
        assert_eq!(
            (status, answer["code"].as_str()),
            (200, Some(code)),
            "{account} {password}"
        );
        if code == "200" {
            assert_eq!(answer["results"]["roleType"], role, "{account} {password}");
            assert_eq!(answer["results"]["mcuHost"], "127.0.0.1:9");
            same_shape(&answer, &fixture("response.check_join.json"), "answer");
        } else {
            assert!(answer["results"].is_string());
        }
    };
    check("1234", "1111", "200", "host");
    check("weekly@example.cn", "2222", "200", "guest");
    check("1234", "", "200", "guest");
    check("1234", "9999", "403", "");
    check("2000", "2222", "403", "");
    check("3000", "", "200", "host");
    check("8000", "", "200", "");
    check("讲堂/一号+a@例子.cn", "1111", "200", "host");
    check("4711", "", "404", "");
}

#[test]
fn check_join_is_strict() {
    for body in [
        json!({"joinAccount": "1234"}),
        json!({"participantName": "x"}),
        json!({"joinAccount": 1234, "participantName": "x"}),
        json!({"joinAccount": "", "participantName": "x"}),
        json!({"joinAccount": "1234", "participantName": "x".repeat(51)}),
        json!({"joinAccount": "1234", "participantName": "x", "joinPwd": 1}),
        json!([]),
    ] {
        let (status, answer) = check_join(body.clone());
        assert_eq!(
            (status, answer["code"].as_str()),
            (400, Some("400")),
            "{body}"
        );
    }
}

/// Tries to enter; `expect` is a role or a fixture of the refusal.
fn enter(room: &str, pin: &str, extra: Value, expect: &str) {
    let mut body = json!({"display_name": "jiang", "hideme": "no"});
    body.as_object_mut()
        .unwrap()
        .extend(extra.as_object().unwrap().clone());
    let reply = Client::at(room).new_session(pin, body);
    if let Some(name) = expect.strip_prefix("403.") {
        assert_eq!(reply.status, 403, "{room} {pin}");
        assert_eq!(
            reply.body(),
            fixture(&format!("quirks/403.{name}.json")),
            "{room} {pin}"
        );
    } else {
        assert_eq!(reply.status, 200, "{room} {pin}: {reply:?}");
        assert_eq!(reply.body()["result"]["role"], expect, "{room} {pin}");
        same_shape(
            &reply.body(),
            &fixture("response.new_session.json"),
            "answer",
        );
    }
}

#[test]
fn doors_and_their_questions() {
    let none = || json!({});
    enter("1234", "1111", none(), "HOST");
    enter("1234", "2222", none(), "GUEST");
    enter("1234", "", none(), "403.pin_required");
    enter("1234", "none", none(), "403.invalid_pin");
    enter("1234", "7", none(), "403.invalid_pin");
    enter("2000", "", none(), "403.host_pin_only");
    enter("2000", "none", none(), "GUEST");
    enter("2000", "2222", none(), "403.invalid_pin");
    enter("3000", "", none(), "HOST");
    enter("4000", "", none(), "403.extension_required");
    enter("4000", "", json!({"conference_extension": "42"}), "HOST");
    enter(
        "4100",
        "",
        json!({"conference_extension": "42"}),
        "403.pin_required",
    );
    enter("4100", "1111", none(), "403.extension_required");
    enter(
        "4100",
        "1111",
        json!({"conference_extension": "42"}),
        "HOST",
    );
    enter("讲堂/一号+a@例子.cn", "1111", none(), "HOST");
    // What the vendor's own client sends beyond the document.
    let vendor = json!({"account": "x", "checkdup": true, "hideme": ""});
    enter("1234", "1111", vendor, "HOST");
}

#[test]
fn service_types() {
    let check = |room: &str, pin: &str, service: &str, current: &str| {
        let result = Client::at(room).sign_in(pin);
        let found = (&result["service_type"], &result["current_service_type"]);
        assert_eq!(found, (&json!(service), &json!(current)), "{room} {pin}");
    };
    check("1234", "1111", "conference", "conference");
    check("5000", "2222", "conference", "waiting_room");
    check("5000", "1111", "conference", "conference");
    check("6000", "1111", "lecture", "conference");
    check("8000", "", "gateway", "gateway");
    check("9000", "2222", "conference", "waiting_room");
}

#[test]
fn new_session_is_strict() {
    for (body, why) in [
        (json!({"hideme": "no"}), "\"display_name\" is missing"),
        (json!({"display_name": "x"}), "\"hideme\" is missing"),
        (
            json!({"display_name": "x", "hideme": true}),
            "must be a string",
        ),
        (
            json!({"display_name": "x", "hideme": "perhaps"}),
            "must be one of",
        ),
        (json!({"display_name": "", "hideme": "no"}), "is empty"),
        (json!("x"), "JSON object"),
    ] {
        let reply = Client::at("1234").new_session("1111", body.clone());
        assert_eq!(reply.status, 400, "{body}");
        assert!(
            reply.body()["result"].as_str().unwrap().contains(why),
            "{reply:?}"
        );
    }
}

#[test]
fn a_refreshed_token_is_dead() {
    let mut client = Client::enter("9000.t", "1111");
    let old = client.token.clone();
    let reply = client.ask("POST refresh_session", json!({"display_name": "Ann"}));
    same_shape(
        &reply.body(),
        &fixture("response.refresh_session.json"),
        "answer",
    );
    assert_eq!(reply.body()["result"]["role"], "HOST");
    client.check("GET participants", Value::Null, 403, json!("Invalid token"));
    client.check(
        "POST refresh_session",
        Value::Null,
        403,
        json!("Invalid token"),
    );
    let fresh = reply.body()["result"]["token"].as_str().unwrap().to_owned();
    client.token = Some(fresh);
    assert_ne!(client.token, old);
    assert_eq!(client.ask("GET participants", Value::Null).status, 200);
}

#[test]
fn a_token_dies_of_age() {
    let mut client = Client::enter("9000.t", "1111");
    client.pass(119_000);
    assert_eq!(client.ask("GET service_status", Value::Null).status, 200);
    client.pass(1_001);
    client.check(
        "GET service_status",
        Value::Null,
        403,
        json!("Invalid token"),
    );
    assert_eq!(
        client.control("state", Value::Null)["participants"],
        json!([])
    );
    // A dead token is still fine for leaving.
    client.check("POST end_session", Value::Null, 200, json!(true));
}

#[test]
fn who_hides_is_not_listed() {
    let mut client = Client::enter("9000.t", "1111");
    let reply = client.new_session("1111", json!({"display_name": "Ghost", "hideme": "yes"}));
    let token = reply.body()["result"]["token"].as_str().unwrap().to_owned();
    let listed = client.ask("GET participants", Value::Null).body();
    assert_eq!(listed["result"].as_array().unwrap().len(), 1);
    assert_eq!(listed["result"][0]["protocol"], "api");
    client.token = Some(token);
    client.check("POST lock", Value::Null, 200, json!(true));
}

#[test]
fn leaving_frees_the_row() {
    let mut client = Client::enter("9000.t", "1111");
    client.check("POST end_session", Value::Null, 200, json!(true));
    assert_eq!(client.control("state", Value::Null)["sessions"], json!([]));
    client.token = None;
    client.check("POST end_session", Value::Null, 403, json!("Invalid token"));
}

#[test]
fn wrong_paths_methods_and_tokens() {
    let mut client = Client::enter("7000", "1111");
    let mut check = |line: &str, status: u16| {
        assert_eq!(client.ask(line, Value::Null).status, status, "{line}");
    };
    check("POST nonsense", 404);
    check("POST mute", 404);
    check("POST participants/u/nonsense", 404);
    check("POST participants/u/mute/more", 404);
    check("GET lock", 405);
    check("POST participants", 405);
    check("DELETE participants", 405);
    check("GET events", 403);
    check("GET events?token=x", 403);
    check("GET presentation.jpeg?id=1", 403);
    // What the private edition lacks.
    check("POST override_layout", 404);
    for missing in [
        "spotlighton",
        "spotlightoff",
        "unlock",
        "role",
        "transfer",
        "hard_vmute",
    ] {
        check(&format!("POST participants/u/{missing}"), 404);
    }
    client.token = None;
    for line in [
        "POST lock",
        "GET participants",
        "POST participants/u/mute",
        "POST refresh_session",
    ] {
        client.check(line, Value::Null, 403, json!("Invalid token"));
    }
    client.room = "4711".into();
    client.check(
        "GET participants",
        Value::Null,
        404,
        json!("Neither conference nor gateway found"),
    );
}
