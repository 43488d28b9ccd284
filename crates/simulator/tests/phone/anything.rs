//! Whatever clients say and tests switch: no panic, and an answer a request at most.

use super::support::Server;
use proptest::prelude::*;
use serde_json::{Value, json};

fn value() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(|it| json!(it)),
        any::<i64>().prop_map(|it| json!(it)),
        "\\PC{0,12}".prop_map(|it| json!(it)),
        Just(json!([])),
        Just(json!({"a": [1]})),
        Just(json!("13800138000")),
        Just(json!("CONF")),
    ]
}

fn text() -> impl Strategy<Value = String> {
    let method = prop_oneof![
        Just("CreateConf"),
        Just("DismissConf"),
        Just("InviteJoinConf"),
        Just("QuitConf"),
        Just("QueryConfState"),
        Just("Sing"),
    ];
    let params = prop_oneof![
        value(),
        prop::collection::vec(value(), 0..4).prop_map(Value::from),
        (value(), value()).prop_map(|(a, b)| json!({"confid": a, "number": b})),
    ];
    let call = (method, params, value()).prop_map(|(method, params, id)| {
        json!({"jsonrpc": "2.0", "method": method, "params": params, "id": id}).to_string()
    });
    prop_oneof![8 => call, 1 => "\\PC{0,40}"]
}

proptest! {
    #[test]
    fn anything_said(texts in prop::collection::vec((text(), 0_u64..5_000), 1..40), bug in any::<bool>()) {
        let mut server = Server::new();
        server.control("behave", json!({"hang_up_bug": bug, "answer_after_ms": 1000}));
        let mut socket = server.open("a");
        let conf = server.create(socket);
        for (text, ms) in texts {
            server.say(socket, &text.replace("CONF", &conf));
            let heard = server.heard(socket);
            prop_assert!(heard.len() <= 1, "{text}: {heard:?}");
            if heard.iter().any(|it| it == "close") {
                socket = server.open("a");
            }
            server.pass(ms);
        }
    }
}
