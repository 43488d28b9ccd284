//! What the server tells by itself: nothing, unless it is switched on; then in every form that the document has.

use super::support::Server;
use serde_json::{Value, json};

/// The methods and parameters of what is told while somebody comes, another can't be called, and both are gone.
fn story(behave: &Value) -> Vec<(String, Value)> {
    let mut server = Server::new();
    server.control("behave", behave.clone());
    server.control("behave", json!({"hang_up_bug": false}));
    let socket = server.open("a");
    let conf = server.create(socket);
    let call = server.invite(socket, &conf, "1");
    let other = server.invite(socket, &conf, "2");
    server.control(&format!("{conf}/answer"), json!({"number": "1"}));
    server.control(
        &format!("{conf}/refuse"),
        json!({"number": "2", "result": 603}),
    );
    server.call(socket, "QuitConf", json!([conf, call]));
    let messages = server.messages(socket);
    let told = messages.iter().map(|it| {
        assert_eq!(it.get("id"), None, "{it}");
        let params = it["params"].to_string();
        let params = params
            .replace(&conf, "C")
            .replace(&call, "A")
            .replace(&other, "B");
        let stamp = "20260921221320";
        let params = params.replace(stamp, "T");
        (
            it["method"].as_str().unwrap().to_owned(),
            serde_json::from_str(&params).unwrap(),
        )
    });
    told.collect()
}

fn check(behave: Value, expected: &[(&str, Value)]) {
    let told = story(&behave);
    let told: Vec<(&str, Value)> = told.iter().map(|(a, b)| (a.as_str(), b.clone())).collect();
    // The id of who made the conference is nobody's call.
    let mut told = told.into_iter();
    if let Some((method, mut params)) = told.next() {
        assert_eq!(method, "OnConfCreate");
        let maker = match &mut params {
            Value::Array(list) => list.remove(1),
            named => named["callid"].take(),
        };
        assert_eq!(maker.as_str().unwrap().len(), 32);
    }
    assert_eq!(told.collect::<Vec<_>>(), expected, "{behave}");
}

#[test]
fn the_real_server_tells_nothing() {
    assert_eq!(story(&json!({})), []);
}

#[test]
fn both_forms() {
    let quit = ("OnConfQuit", json!(["C", "A", "T", "1"]));
    let del = ("OnConfDel", json!(["C", "T"]));
    let result = ("OnConfInviteJoin", json!(["C", "A", "T", 0, "1"]));
    let failed = ("OnConfInviteJoin", json!(["C", "B", "T", 603, "2"]));
    let joined = ("OnConfInviteJoin", json!(["C", "A", "T", "1"]));
    check(
        json!({"notifications": "four"}),
        &[joined.clone(), quit.clone(), del.clone()],
    );
    check(
        json!({"notifications": "five"}),
        &[result.clone(), failed.clone(), quit.clone(), del.clone()],
    );
    check(
        json!({"notifications": "both"}),
        &[result, joined, failed, quit, del],
    );
}

#[test]
fn by_name() {
    check(
        json!({"notifications": "five", "by_name": true}),
        &[
            (
                "OnConfInviteJoin",
                json!({"confid": "C", "callid": "A", "jointime": "T", "result": 0, "number": "1"}),
            ),
            (
                "OnConfInviteJoin",
                json!({"confid": "C", "callid": "B", "jointime": "T", "result": 603, "number": "2"}),
            ),
            (
                "OnConfQuit",
                json!({"confid": "C", "callid": "A", "jointime": "T", "number": "1"}),
            ),
            ("OnConfDel", json!({"confid": "C", "deltime": "T"})),
        ],
    );
}

#[test]
fn who_asks_about_a_conference_is_told() {
    let mut server = Server::new();
    server.control("behave", json!({"notifications": "five"}));
    let (first, second, third) = (server.open("a"), server.open("b"), server.open("c"));
    let conf = server.create(first);
    server.count(second, &conf);
    server.heard(first);
    server.call(first, "DismissConf", json!([conf]));
    let told = |messages: Vec<Value>| -> Vec<Value> {
        messages
            .into_iter()
            .map(|it| it["method"].clone())
            .collect()
    };
    for socket in [first, second] {
        assert_eq!(
            told(server.messages(socket)),
            ["OnConfDismiss", "OnConfDel"]
        );
    }
    assert_eq!(told(server.messages(third)), [""; 0]);
}
