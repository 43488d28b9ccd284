//! A command is pending, then seen, or failed in the server's words.

use super::play::{Mood, Play};
use phone::{
    CallState, Callee, Command, ConfId, Ending, Failure, Phase, ServerError, Source, Status,
};
use serde_json::json;

#[test]
fn a_call_is_seen_when_it_is_counted() {
    let mut play = Play::in_conference();
    let id = play.invite("13800138000");
    play.run(4_000);
    let expect = [Status::Waiting, Status::Sent, Status::Accepted];
    assert_eq!(play.statuses[&id], expect, "it rings, and nobody is in");
    let state = |play: &Play| play.session.conference().calls()[0].state.clone();
    assert_eq!(state(&play), CallState::Ringing);
    play.server.answer_all();
    play.run(3_000);
    assert_eq!(play.last(id), &Status::Seen);
    assert_eq!(state(&play), CallState::In(Source::Counted));
}

#[test]
fn or_when_it_is_told() {
    let mut play = Play::in_conference();
    let (busy, id) = (play.invite("1380013801"), play.invite("1380013802"));
    play.run(1_000);
    let conf = play.server.conf.clone().unwrap();
    let calls = play.server.ringing.clone();
    play.say(
        "OnConfInviteJoin",
        json!([conf, calls[0].0, "20260102030405", 486, calls[0].1]),
    );
    play.failed(busy, &Failure::CallFailed(486));
    play.say(
        "OnConfInviteJoin",
        json!({"confid": conf, "callid": calls[1].0, "jointime": "20260102030405", "number": calls[1].1}),
    );
    assert_eq!(play.last(id), &Status::Seen);
    play.say(
        "OnConfQuit",
        json!([conf, calls[1].0, "20260102030410", calls[1].1]),
    );
    let calls = play.session.conference().calls();
    assert_eq!(calls[1].state, CallState::Out(Source::Told));
    assert!(calls[1].left_at > calls[1].joined_at);
}

#[test]
fn refusals_are_in_the_servers_words() {
    let mut play = Play::in_conference();
    let id = play.invite("666");
    play.run(1_000);
    let why = ServerError {
        code: Some(-32603),
        cause: Some(111_612),
        message: "RestApiError: [111612]: refused".into(),
    };
    play.failed(id, &Failure::Refused(why));
    let again = play.invite("666");
    play.run(1_000);
    assert!(
        again > id && play.sent_of("InviteJoinConf") == 2,
        "a new gesture is a new call"
    );
}

#[test]
fn a_telephone_that_nobody_answers() {
    let mut play = Play::in_conference();
    let id = play.invite("13800138000");
    play.run(100_000);
    play.failed(id, &Failure::NoAnswer);
    let redial = play.invite("13800138000");
    play.run(1_000);
    assert_eq!(play.last(redial), &Status::Accepted);
    assert_eq!(play.session.conference().calls().len(), 1);
}

#[test]
fn what_cannot_be_done_is_said_at_once() {
    let mut play = Play::new();
    let id = play.command(Command::Create);
    play.failed(id, &Failure::NotConnected);
    play.input(phone::Input::Connect);
    play.run(1_000);
    for command in [
        Command::Dismiss,
        Command::Invite(Callee {
            number: "1".into(),
            name: "".into(),
        }),
    ] {
        let id = play.command(command);
        play.failed(id, &Failure::NoConference);
    }
    let first = play.command(Command::Create);
    let second = play.command(Command::Create);
    play.failed(second, &Failure::AlreadyThere);
    play.run(1_000);
    assert_eq!(
        (play.last(first), play.sent_of("CreateConf")),
        (&Status::Seen, 1)
    );
    let third = play.command(Command::Create);
    play.failed(third, &Failure::AlreadyOpen);
    play.invite("13800138000");
    let twice = play.invite("13800138000");
    play.failed(twice, &Failure::AlreadyThere);
    play.run(1_000);
    assert_eq!(play.sent_of("InviteJoinConf"), 1);
}

#[test]
fn dismissing() {
    for tells in [false, true] {
        let mut play = Play::in_conference();
        play.server.tells = tells;
        play.bring_in("13800138000");
        let id = play.command(Command::Dismiss);
        let late = play.invite("13900139000");
        play.run(5_000);
        assert_eq!(play.last(id), &Status::Seen);
        play.failed(late, &Failure::Dismissing);
        let ending = if tells {
            Ending::Dismissed
        } else {
            Ending::NotFound
        };
        assert_eq!(play.session.conference().ending(), Some(ending));
        assert_eq!(play.session.conference().known_in(), 0);
        let before = play.sent.len();
        play.run(60_000);
        assert_eq!(
            play.sent.len(),
            before,
            "nothing is asked about what is over"
        );
    }
}

#[test]
fn dismissing_that_is_refused_afterwards() {
    let mut play = Play::in_conference();
    play.server.conf = Some("other".into());
    let conf = play.session.conference().id().unwrap().as_str().to_owned();
    play.server.conf = Some(conf.clone());
    play.server.mood = Mood::Dead;
    let id = play.command(Command::Dismiss);
    let text = format!(
        r#"{{"jsonrpc":"2.0","id":{},"result":{{}}}}"#,
        play.sent.last().unwrap().1["id"]
    );
    play.input(phone::Input::Text(&text));
    if play.last(id) != &Status::Accepted {
        // A count was under way before it.
        let text = format!(
            r#"{{"jsonrpc":"2.0","id":{},"result":{{}}}}"#,
            play.sent.last().unwrap().1["id"]
        );
        play.input(phone::Input::Text(&text));
    }
    assert_eq!(play.last(id), &Status::Accepted);
    play.say("OnConfDismiss", json!([conf, 111_605]));
    let why = ServerError {
        cause: Some(111_605),
        ..ServerError::default()
    };
    play.failed(id, &Failure::Refused(why));
}

#[test]
fn going_on_with_a_conference() {
    let mut play = Play::in_conference();
    play.bring_in("13800138000");
    let conf = play.session.conference().id().cloned().unwrap();
    // The page is loaded anew.
    let server = std::mem::replace(&mut play.server, Play::new().server);
    let mut play = Play::new();
    play.server = server;
    play.input(phone::Input::Connect);
    let id = play.command(Command::Attach(conf));
    play.run(1_000);
    assert_eq!(play.last(id), &Status::Seen);
    assert_eq!(
        (play.phase, play.session.conference().unnamed()),
        (Phase::Live, 1)
    );
    let id = play.command(Command::Attach(ConfId::new("99").unwrap()));
    play.failed(id, &Failure::AlreadyOpen);
}

#[test]
fn a_conference_whose_answer_is_lost_is_found_by_what_is_told() {
    let mut play = Play::new();
    play.input(phone::Input::Connect);
    play.run(1_000);
    play.server.mood = Mood::Silent;
    let id = play.command(Command::Create);
    play.run(25_000);
    play.failed(id, &Failure::Silent);
    let conf = play.server.conf.clone().unwrap();
    play.say("OnConfCreate", json!([conf, "c", "20260102030405"]));
    assert_eq!(play.last(id), &Status::Seen);
    assert_eq!(play.session.conference().id().unwrap().as_str(), conf);
}
