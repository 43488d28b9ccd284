//! Sub-calls: asked for once, answered, begun, ended, and forgotten with the session.

use crate::expect::failed;
use crate::script::{Script, id};
use crate::server::Fate;
use conference::Kind;
use session::{CallNews, CallNumber, CommandError, CommandStatus, Input, NewCall, Notice, Page};

const ONE: CallNumber = CallNumber(1);
const ANSWER: &str =
    r#"{"status":"success","result":{"call_uuid":"c1","sdp":"v=0 answer","url":"rtmp://x"}}"#;

fn offer() -> NewCall {
    NewCall::WebRtc {
        sdp: "v=0 offer".into(),
        present: None,
    }
}

fn rtmp() -> NewCall {
    NewCall::Rtmp {
        streaming: true,
        present: None,
        bandwidth: None,
    }
}

/// Asks for a call with Ann, which the server takes like this.
fn asked(call: NewCall, fate: Fate) -> Script {
    let mut it = Script::live();
    it.server.takes("ann/calls", fate, 1);
    it.takes(Input::StartCall {
        number: ONE,
        participant: id("ann"),
        call,
    });
    it
}

/// The same, answered.
fn up() -> Script {
    let mut it = asked(offer(), Fate::Says(200, ANSWER));
    it.runs_s(1);
    it.takes(Input::AckCall(ONE));
    it.runs_s(1);
    assert_eq!(told(&it), "started");
    it
}

/// What was told about the call, in order.
fn told(it: &Script) -> String {
    let word = |news: &(CallNumber, CallNews)| match news.1 {
        CallNews::Started(_) => "started",
        CallNews::Over => "over",
    };
    it.calls.iter().map(word).collect::<Vec<_>>().join(" ")
}

fn refused(status: u16, words: &str) -> CommandStatus {
    failed(CommandError::Refused {
        status,
        words: words.into(),
    })
}

fn lost(words: &str) -> Notice {
    Notice::MediaCallEnded {
        name: Some("ann".into()),
        reason: words.into(),
    }
}

#[test]
fn one_request_each() {
    let mut it = up();
    it.sends(&["participants/ann/calls", "participants/ann/calls/c1/ack"]);
    assert!(it.sent[0].body.contains("v=0 offer"));
    it.takes(Input::EndCall(ONE));
    assert_eq!(told(&it), "started over");
    it.server
        .tell("call_disconnected", r#"{"call_uuid":"c1","reason":"API"}"#);
    it.runs_s(40);
    assert_eq!(it.count("participants/ann/calls/c1/disconnect"), 1);
    assert_eq!(told(&it), "started over");
    it.tells(&[]);
    assert_eq!(it.notices, []);
    // There is none any more.
    it.takes(Input::EndCall(ONE));
    it.takes(Input::AckCall(ONE));
    it.runs_s(1);
    assert_eq!(it.count("participants/ann/calls/c1/disconnect"), 1);
}

#[test]
fn refusals() {
    let check = |fate: Fate, expect: CommandStatus| {
        let mut it = asked(offer(), fate);
        it.runs_s(30);
        assert_eq!(it.count("participants/ann/calls"), 1, "{fate:?}");
        assert_eq!(told(&it), "over", "{fate:?}");
        it.tells(&[expect]);
        it
    };
    check(Fate::Refused(403, "No"), refused(403, "No"));
    check(
        Fate::Refused(403, "Invalid token"),
        refused(403, "Invalid token"),
    );
    check(Fate::Refused(200, "Busy"), refused(200, "Busy"));
    check(Fate::Hangs, failed(CommandError::Unknown));
    check(Fate::Unreachable, failed(CommandError::Unknown));
    for status in [404, 405, 501] {
        let it = check(
            Fate::Refused(status, "what"),
            failed(CommandError::NotOffered),
        );
        assert!(it.session.powers().unsupported.contains(&Kind::AddCall));
    }
    let mut it = Script::live();
    it.takes(Input::StartCall {
        number: ONE,
        participant: id("nobody"),
        call: rtmp(),
    });
    it.tells(&[failed(CommandError::NotAllowed(conference::Refusal::Gone))]);
    assert_eq!(told(&it), "over");
    it.sends(&[]);
}

#[test]
fn an_answer_without_an_answer_is_ended() {
    let says = r#"{"status":"success","result":{"call_uuid":"c1"}}"#;
    let mut it = asked(offer(), Fate::Says(200, says));
    it.runs_s(1);
    it.tells(&[refused(200, "")]);
    assert_eq!(told(&it), "over");
    assert_eq!(it.count("participants/ann/calls/c1/disconnect"), 1);
    // A stream needs none.
    let mut it = asked(rtmp(), Fate::Says(200, says));
    it.runs_s(1);
    assert_eq!(told(&it), "started");
}

#[test]
fn ended_before_it_was_answered() {
    let mut it = asked(offer(), Fate::Says(200, ANSWER));
    it.takes(Input::EndCall(ONE));
    it.runs_s(1);
    assert_eq!(told(&it), "over");
    it.sends(&[
        "participants/ann/calls",
        "participants/ann/calls/c1/disconnect",
    ]);
    it.tells(&[]);
}

#[test]
fn an_ack_that_fails_ends_it() {
    let check = |fate: Fate, expect: CommandStatus| {
        let mut it = asked(offer(), Fate::Says(200, ANSWER));
        it.server.takes("c1/ack", fate, 1);
        it.runs_s(1);
        it.takes(Input::AckCall(ONE));
        it.runs_s(30);
        assert_eq!(told(&it), "started over");
        assert_eq!(it.count("participants/ann/calls/c1/ack"), 1);
        assert_eq!(it.count("participants/ann/calls/c1/disconnect"), 1);
        it.tells(&[expect]);
    };
    check(Fate::Refused(403, "No"), refused(403, "No"));
    check(Fate::Hangs, failed(CommandError::Unknown));
}

#[test]
fn the_end_is_sent_again_with_a_new_token_alone() {
    let mut it = up();
    it.server
        .takes("c1/disconnect", Fate::Refused(403, "Invalid token"), 1);
    it.takes(Input::EndCall(ONE));
    it.runs_s(20);
    assert_eq!(it.count("participants/ann/calls/c1/disconnect"), 2);
    it.tells(&[]);
    let mut it = up();
    it.server.takes("c1/disconnect", Fate::Hangs, 1);
    it.takes(Input::EndCall(ONE));
    it.runs_s(20);
    assert_eq!(it.count("participants/ann/calls/c1/disconnect"), 1);
    it.tells(&[failed(CommandError::Unknown)]);
}

#[test]
fn ended_by_the_server() {
    let mut it = up();
    it.server
        .tell("call_disconnected", r#"{"call_uuid":"other","reason":"x"}"#);
    it.runs_s(1);
    assert_eq!(told(&it), "started");
    it.server
        .tell("call_disconnected", r#"{"call_uuid":"c1","reason":"Full"}"#);
    it.runs_s(1);
    assert_eq!(told(&it), "started over");
    assert_eq!(it.notices, [lost("Full")]);
    assert_eq!(it.count("participants/ann/calls/c1/disconnect"), 0);
}

#[test]
fn ended_by_the_server_before_its_answer() {
    let mut it = asked(offer(), Fate::Hangs);
    let request = it.sent[0].id;
    it.server
        .tell("call_disconnected", r#"{"call_uuid":"c1","reason":"Full"}"#);
    it.runs_s(1);
    assert_eq!(told(&it), "");
    it.takes(Input::Response {
        id: request,
        status: 200,
        retry_after_s: None,
        body: ANSWER.into(),
    });
    assert_eq!(told(&it), "over");
    assert_eq!(it.notices, [lost("Full")]);
}

#[test]
fn gone_with_who_has_left() {
    let mut it = up();
    it.server.leaves("ann");
    it.runs_s(1);
    assert_eq!(told(&it), "started over");
    assert_eq!(it.notices, [lost("")]);
}

#[test]
fn left_with_the_session() {
    for input in [Input::Leave, Input::Page(Page::Leaving)] {
        let mut it = up();
        it.forgets();
        it.takes(input);
        it.sends(&["participants/ann/calls/c1/disconnect", "end_session"]);
        assert!(it.sent.iter().all(|sent| sent.keepalive));
        assert_eq!(told(&it), "started over");
    }
    // A stream that was set up by RTMP goes on.
    let mut it = asked(rtmp(), Fate::Says(200, ANSWER));
    it.runs_s(1);
    it.forgets();
    it.takes(Input::Leave);
    it.sends(&["end_session"]);
    assert_eq!(told(&it), "started over");
}
