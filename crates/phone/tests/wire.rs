//! What goes out, and every spelling of what comes in.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a panic is how a test fails"
)]

use phone::{
    Answer, CallId, ConfId, Message, Notification, Request, ServerError, Stamp, read_message,
};
use std::fmt::Write as _;

fn conf() -> ConfId {
    ConfId::new("12345678").unwrap()
}

fn call() -> CallId {
    CallId::new("0123456789abcdef0123456789abcdef").unwrap()
}

fn requests() -> [Request; 5] {
    [
        Request::CreateConf,
        Request::DismissConf(conf()),
        Request::InviteJoinConf(conf(), "13800138000".into()),
        Request::QuitConf(conf(), call()),
        Request::QueryConfState(conf()),
    ]
}

#[test]
fn what_goes_out() {
    let mut text = String::new();
    for (id, request) in (1..).zip(requests()) {
        let json = request.to_json(id);
        let value: serde_json::Value = serde_json::from_str(&json).unwrap();
        assert_eq!(value["method"], request.method());
        writeln!(text, "{json}").unwrap();
    }
    insta::assert_snapshot!(text, @r#"
    {"jsonrpc":"2.0","method":"CreateConf","params":[],"id":1}
    {"jsonrpc":"2.0","method":"DismissConf","params":["12345678"],"id":2}
    {"jsonrpc":"2.0","method":"InviteJoinConf","params":["12345678","13800138000"],"id":3}
    {"jsonrpc":"2.0","method":"QuitConf","params":["12345678","0123456789abcdef0123456789abcdef"],"id":4}
    {"jsonrpc":"2.0","method":"QueryConfState","params":["12345678"],"id":5}
    "#);
    // Nothing that is typed breaks out of its quotes.
    let odd = Request::InviteJoinConf(conf(), "1\",\"\\\n".into());
    let value: serde_json::Value = serde_json::from_str(&odd.to_json(9)).unwrap();
    assert_eq!(value["params"][1], "1\",\"\\\n");
}

/// One line a message of a real server's kind, and what is read of it.
#[test]
fn what_comes_in() {
    let mut text = String::new();
    for line in include_str!("fixtures/frames.jsonl").lines() {
        writeln!(text, "{line}\n  {:?}", read_message(line)).unwrap();
    }
    insta::assert_snapshot!("frames", text);
}

fn answer(json: &str) -> Answer {
    match read_message(json) {
        Message::Answer { result: Ok(it), .. } => it,
        other => panic!("{json}: {other:?}"),
    }
}

fn error(json: &str) -> (Option<u32>, ServerError) {
    match read_message(json) {
        Message::Answer {
            id,
            result: Err(it),
        } => (id, it),
        other => panic!("{json}: {other:?}"),
    }
}

/// `CreateConf` and `InviteJoinConf`: an object, or the value alone as the document has it.
#[test]
fn made() {
    for json in [
        r#"{"jsonrpc":"2.0","id":1,"result":{"statusCode":"000000","confid":"12345678"}}"#,
        r#"{"id":1,"result":{"confId":12345678}}"#,
        r#"{"id":1,"result":12345678}"#,
        r#"{"id":1,"result":12345678,"error":null,"code":0}"#,
        r#"{"id":1,"result":"12345678"}"#,
    ] {
        assert_eq!(answer(json).made_conf(), Some(conf()), "{json}");
    }
    for json in [
        r#"{"id":1,"result":{"statusCode":"000000","callid":"0123456789abcdef0123456789abcdef"}}"#,
        r#"{"id":1,"result":"0123456789abcdef0123456789abcdef"}"#,
    ] {
        assert_eq!(answer(json).made_call(), Some(call()), "{json}");
    }
    for json in [
        r#"{"id":1,"result":null}"#,
        r#"{"id":1,"result":null,"error":null}"#,
        r#"{"id":1,"result":{"confid":""}}"#,
    ] {
        assert_eq!(answer(json).made_conf(), None, "{json}");
    }
}

/// `QueryConfState`: texts in an object, or the document's pair of whatever it may be.
#[test]
fn counted() {
    for json in [
        r#"{"id":1,"result":{"statusCode":"000000","state":"1","count":"2"}}"#,
        r#"{"id":1,"result":{"state":1,"count":2}}"#,
        r#"{"id":1,"result":[1,2]}"#,
        r#"{"id":1,"result":["1","2"]}"#,
        r#"{"id":1,"result":[{"state":1},{"count":2}]}"#,
    ] {
        let it = answer(json);
        assert_eq!(
            (it.state.as_deref(), it.count),
            (Some("1"), Some(2)),
            "{json}"
        );
    }
    assert_eq!(answer(r#"{"id":1,"result":{"count":-1}}"#).count, None);
}

/// The server's no, nested as JSON-RPC has it, flat as a known server has it, or inside of a result.
#[test]
fn errors() {
    for json in [
        r#"{"jsonrpc":"2.0","code":-32603,"message":"RestApiError: [111603]: conf not found","id":1}"#,
        r#"{"jsonrpc":"2.0","error":{"code":-32603,"message":"RestApiError: [111603]: conf not found"},"id":1}"#,
        r#"{"id":1,"result":null,"code":-32603,"message":"RestApiError: [111603]: conf not found"}"#,
        r#"{"id":1,"result":null,"error":{"code":-32603,"message":"RestApiError: [111603]: conf not found"}}"#,
        r#"{"jsonrpc":"2.0","error":{"code":"-32603","message":"RestApiError: [111603]: conf not found"},"id":"1"}"#,
    ] {
        let (id, it) = error(json);
        assert_eq!(id, Some(1), "{json}");
        assert_eq!((it.code, it.cause), (Some(-32603), Some(111_603)), "{json}");
        assert!(it.is_no_conference());
        assert_eq!(&*it.message, "RestApiError: [111603]: conf not found");
    }
    let (_, it) =
        error(r#"{"id":1,"result":{"statusCode":"111603","statusMsg":"conf not found"}}"#);
    assert!(it.is_no_conference() && &*it.message == "conf not found");
    let (id, it) = error(r#"{"jsonrpc":"2.0","error":"no","id":null}"#);
    assert_eq!((id, &*it.message), (None, "no"));
    let (_, it) = error(r#"{"id":1,"code":-32601,"message":"a\u202eb\u0000"}"#);
    assert!(
        !it.is_no_conference() && !it.message.contains('\u{202e}'),
        "{it:?}"
    );
}

fn told(method: &str, params: &str) -> Notification {
    let json = format!(r#"{{"jsonrpc":"2.0","method":"{method}","params":{params}}}"#);
    match read_message(&json) {
        Message::Told(it) => it,
        other => panic!("{json}: {other:?}"),
    }
}

const TIME: &str = "20260102030405";

fn time() -> Option<Stamp> {
    Some(Stamp {
        year: 2026,
        month: 1,
        day: 2,
        hour: 3,
        minute: 4,
        second: 5,
    })
}

/// Both spellings, by position and by name: what each says of result and number.
#[test]
fn invite_join() {
    let (conf_id, call_id) = (conf(), call());
    let (conf_text, call_text) = (conf_id.as_str(), call_id.as_str());
    let start = format!(r#""{conf_text}","{call_text}","{TIME}""#);
    let named = format!(r#""confid":"{conf_text}","callid":"{call_text}","jointime":"{TIME}""#);
    let number = || Some("13800138000".into());
    let check = |params: &str, result: Option<i64>, number: Option<std::sync::Arc<str>>| {
        let expect = Notification::ConfInviteJoin {
            conf: conf(),
            call: Some(call()),
            at: time(),
            result,
            number,
        };
        assert_eq!(told("OnConfInviteJoin", params), expect, "{params}");
    };
    check(&format!(r#"[{start},0,"13800138000"]"#), Some(0), number());
    check(
        &format!(r#"[{start},"0","13800138000"]"#),
        Some(0),
        number(),
    );
    check(&format!(r#"[{start},"13800138000",0]"#), Some(0), number());
    check(
        &format!(r#"[{start},111612,"13800138000"]"#),
        Some(111_612),
        number(),
    );
    check(&format!(r#"[{start},"13800138000"]"#), None, number());
    check(&format!(r#"[{start},13800138000]"#), None, number());
    check(&format!(r#"[{start},-1]"#), Some(-1), None);
    check(&format!("[{start}]"), None, None);
    check(
        &format!(r#"{{{named},"result":0,"number":"13800138000"}}"#),
        Some(0),
        number(),
    );
    check(
        &format!(r#"{{{named},"number":13800138000}}"#),
        None,
        number(),
    );
    check(&format!(r#"{{{named},"result":"3"}}"#), Some(3), None);
}

/// The others, by position and by name.
#[test]
fn other_notifications() {
    let number = || Some("13800138000".into());
    let check = |method: &str, listed: &str, named: &str, expect: Notification| {
        assert_eq!(told(method, listed), expect, "{listed}");
        assert_eq!(told(method, named), expect, "{named}");
        assert_eq!(expect.conf(), &conf());
    };
    let call_text = "0123456789abcdef0123456789abcdef";
    check(
        "OnConfCreate",
        &format!(r#"["12345678","{call_text}","{TIME}"]"#),
        &format!(r#"{{"confid":12345678,"callid":"{call_text}","createtime":{TIME}}}"#),
        Notification::ConfCreate {
            conf: conf(),
            call: Some(call()),
            at: time(),
        },
    );
    for when in ["jointime", "quittime"] {
        check(
            "OnConfQuit",
            &format!(r#"["12345678","{call_text}","{TIME}","13800138000"]"#),
            &format!(
                r#"{{"number":"13800138000","confid":"12345678","callid":"{call_text}","{when}":"{TIME}"}}"#
            ),
            Notification::ConfQuit {
                conf: conf(),
                call: Some(call()),
                at: time(),
                number: number(),
            },
        );
    }
    check(
        "OnConfDel",
        &format!(r#"["12345678","{TIME}"]"#),
        &format!(r#"{{"confid":"12345678","deltime":"{TIME}"}}"#),
        Notification::ConfDel {
            conf: conf(),
            at: time(),
        },
    );
    check(
        "OnConfDismiss",
        r#"["12345678",0]"#,
        r#"{"confid":"12345678","status":"0"}"#,
        Notification::ConfDismiss {
            conf: conf(),
            status: Some(0),
        },
    );
    // Without times, or with what is none.
    for params in [
        r#"["12345678"]"#,
        r#"["12345678","yesterday"]"#,
        r#"["12345678",20261302030405]"#,
    ] {
        let expect = Notification::ConfDel {
            conf: conf(),
            at: None,
        };
        assert_eq!(told("OnConfDel", params), expect, "{params}");
    }
}

#[test]
fn what_says_too_little() {
    for json in [
        "",
        "null",
        "[]",
        "{}",
        "[{\"id\":1,\"result\":1}]",
        "{\"id\":1}",
        "{\"result\":",
        r#"{"method":"OnConfDel"}"#,
        r#"{"method":"OnConfDel","params":[]}"#,
        r#"{"method":"OnConfDel","params":[null,"x"]}"#,
        r#"{"method":"OnConfDel","params":7}"#,
    ] {
        assert_eq!(read_message(json), Message::NotUnderstood, "{json}");
    }
    let deep = "[".repeat(10_000);
    assert_eq!(read_message(&deep), Message::NotUnderstood);
    let huge = format!(r#"{{"id":1,"result":"{}"}}"#, "a".repeat(2 << 20));
    assert_eq!(read_message(&huge), Message::NotUnderstood);
    let unknown = read_message(r#"{"method":"OnConfSing","params":[]}"#);
    assert_eq!(unknown, Message::Unknown("OnConfSing".into()));
}
