//! JSON-RPC as the real server speaks it: what it answers, what it leaves unanswered, and what it closes the socket at.

use super::support::Server;
use serde_json::{Value, json};
use simulator::phone::world::{Behaviour, Opening, Results};

/// Says a text in a world with one conference, 12345678 in the text; gives what came back.
fn said(text: &str) -> Vec<String> {
    let mut server = Server::new();
    let socket = server.open("a");
    let conf = server.create(socket);
    server.say(socket, &text.replace("12345678", &conf));
    let heard = server.heard(socket);
    heard
        .iter()
        .map(|it| it.replace(&conf, "12345678"))
        .collect()
}

fn check(text: &str, expected: Value) {
    let heard = said(text);
    let [answer] = heard.as_slice() else {
        panic!("{text}: {heard:?}");
    };
    assert_eq!(
        serde_json::from_str::<Value>(answer).unwrap(),
        expected,
        "{text}"
    );
}

#[test]
fn errors_are_flat() {
    let flat = |code: i64, message: &str| json!({"jsonrpc": "2.0", "code": code, "message": message, "id": 7});
    let of = |method: &str, params: &str| {
        format!(r#"{{"jsonrpc":"2.0","method":"{method}","params":{params},"id":7}}"#)
    };
    let missing = |why: &str| flat(-32603, &format!("TypeError: {why}"));
    check(&of("Sing", "[]"), flat(-32601, "Method not found"));
    check(&of("CreateConf", "7"), flat(-32602, "Invalid params"));
    check(
        &of("InviteJoinConf", r#"["12345678"]"#),
        missing("InviteJoinConf() missing 1 required positional argument: 'number'"),
    );
    check(
        &of("QuitConf", "[]"),
        missing("QuitConf() missing 2 required positional arguments: 'confid' and 'callid'"),
    );
    check(
        &of("CreateConf", r#"["a"]"#),
        missing("CreateConf() takes 1 positional arguments but 2 were given"),
    );
    check(
        &of("QueryConfState", r#"{"conf":"12345678"}"#),
        missing("QueryConfState() got an unexpected keyword argument 'conf'"),
    );
    for method in ["DismissConf", "QueryConfState"] {
        let gone = flat(-32603, "RestApiError: [111603]: conf not found");
        check(&of(method, r#"["00000000"]"#), gone);
    }
}

#[test]
fn parameters_by_position_and_by_name() {
    let well = json!({"statusCode": "000000", "state": "1", "count": "0"});
    for params in [r#"["12345678"]"#, "[12345678]", r#"{"confid":"12345678"}"#] {
        let text =
            format!(r#"{{"jsonrpc":"2.0","method":"QueryConfState","params":{params},"id":"x"}}"#);
        check(&text, json!({"jsonrpc": "2.0", "id": "x", "result": well}));
    }
}

#[test]
fn what_is_not_answered() {
    for text in [
        r#"{"jsonrpc":"2.0","method":"QueryConfState","params":["12345678"]}"#,
        r#"{"jsonrpc":"2.0","method":"QueryConfState","params":["00000000"],"id":0}"#,
        r#"{"jsonrpc":"2.0","method":"Sing","id":0}"#,
    ] {
        assert_eq!(said(text), [""; 0], "{text}");
    }
    let zero = r#"{"jsonrpc":"2.0","method":"QueryConfState","params":["12345678"],"id":0}"#;
    assert_eq!(said(zero).len(), 1, "a result is answered");
}

#[test]
fn what_closes_the_socket() {
    for text in [
        "",
        "hello",
        "{",
        "7",
        r#"[{"jsonrpc":"2.0","method":"CreateConf","id":1}]"#,
        r#"{"method":"CreateConf","id":1}"#,
        r#"{"jsonrpc":2.0,"method":"CreateConf","id":1}"#,
        r#"{"jsonrpc":"2.0","id":1}"#,
        r#"{"jsonrpc":"2.0","method":"Sing"}"#,
    ] {
        assert_eq!(said(text), ["close"], "{text}");
    }
}

#[test]
fn results_and_errors_as_the_document_has_them() {
    let mut server = Server::of(Behaviour {
        results: Results::Documented,
        nested_errors: true,
        answer_after_ms: None,
        ..Behaviour::default()
    });
    let socket = server.open("a");
    let conf = server.call(socket, "CreateConf", json!([]))["result"].to_string();
    assert_eq!(conf.len(), 8, "{conf}");
    let call = server.call(socket, "InviteJoinConf", json!([conf, "13800138000"]));
    assert_eq!(call["result"].as_str().unwrap().len(), 32);
    let state = server.call(socket, "QueryConfState", json!([conf]));
    assert_eq!(state["result"], json!([{"state": 1}, {"count": 0}]));
    let done = server.call(socket, "DismissConf", json!([conf]));
    assert_eq!(done.get("result"), Some(&Value::Null));
    let gone = server.call(socket, "DismissConf", json!([conf]));
    assert_eq!(gone["error"]["code"], -32603);
    assert_eq!(gone.get("code"), None);
}

#[test]
fn a_second_connection_of_a_client_is_refused_and_frees_the_place() {
    let mut server = Server::new();
    let first = server.open("a");
    server.open("b");
    let Opening::Refused(reply) = server.try_open("a") else {
        panic!("it got in");
    };
    assert_eq!(reply.status, 409);
    let third = server.open("a");
    // The first one goes on all the same, and takes nobody's place when it goes.
    server.create(first);
    server.world.close(server.now, first);
    assert!(matches!(server.try_open("a"), Opening::Refused(_)));
    server.create(third);
}

#[test]
fn answers_come_in_order() {
    let mut server = Server::new();
    let socket = server.open("a");
    let conf = server.create(socket);
    server.control(
        "faults",
        json!({"on": "QueryConfState", "do": {"delay_ms": 500}, "times": 1}),
    );
    for (id, method, params) in [
        (101, "QueryConfState", json!([conf])),
        (102, "InviteJoinConf", json!([conf, "13800138000"])),
        (103, "Sing", json!([])),
    ] {
        let text = json!({"jsonrpc": "2.0", "method": method, "params": params, "id": id});
        server.say(socket, &text.to_string());
    }
    server.pass(499);
    assert!(server.heard(socket).is_empty());
    let calls = server.control(&format!("{conf}/state"), Value::Null);
    assert_eq!(calls["calls"], json!([]), "nobody is called before");
    server.pass(1);
    let ids: Vec<Value> = server
        .messages(socket)
        .iter()
        .map(|it| it["id"].clone())
        .collect();
    assert_eq!(ids, [101, 102, 103]);
}
