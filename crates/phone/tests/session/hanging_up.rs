//! A server that says "000000" to a hang-up and does nothing is found out.

use super::play::Play;
use phone::{CallState, Failure, Notice, Source, Status};

#[test]
fn a_hang_up_that_works() {
    for tells in [false, true] {
        let mut play = Play::in_conference();
        (play.server.has_bug, play.server.tells) = (false, tells);
        play.bring_in("13800138000");
        play.bring_in("13900139000");
        let (first, second) = (play.hang_up(0), play.hang_up(1));
        play.run(10_000);
        assert_eq!(play.last(first), &Status::Seen);
        assert_eq!(play.last(second), &Status::Seen);
        let source = if tells { Source::Told } else { Source::Counted };
        for call in play.session.conference().calls() {
            assert_eq!(call.state, CallState::Out(source));
        }
        assert!(!play.session.is_hang_up_broken() && play.notices.is_empty());
    }
}

#[test]
fn a_hang_up_that_does_nothing() {
    let mut play = Play::in_conference();
    play.bring_in("13800138000");
    let id = play.hang_up(0);
    play.run(8_000);
    assert_eq!(play.last(id), &Status::Accepted, "it may take a while");
    play.run(4_000);
    play.failed(id, &Failure::StillIn);
    assert_eq!(play.notices, [Notice::HangUpBroken]);
    assert!(play.session.is_hang_up_broken());
    assert!(play.session.conference().calls()[0].state.is_in());
    // The next one fails sooner, and isn't told of again.
    let again = play.hang_up(0);
    play.run(7_000);
    play.failed(again, &Failure::StillIn);
    assert_eq!((play.notices.len(), play.sent_of("QuitConf")), (1, 2));
}

#[test]
fn a_server_that_is_mended() {
    for tells in [false, true] {
        let mut play = Play::in_conference();
        play.bring_in("13800138000");
        let id = play.hang_up(0);
        play.run(12_000);
        play.failed(id, &Failure::StillIn);
        (play.server.has_bug, play.server.tells) = (false, tells);
        let id = play.hang_up(0);
        play.run(12_000);
        assert_eq!(play.last(id), &Status::Seen);
        assert!(!play.session.is_hang_up_broken(), "it is said no more");
    }
}

#[test]
fn others_who_come_and_go_meanwhile() {
    let mut play = Play::in_conference();
    play.bring_in("13800138000");
    play.bring_in("13900139000");
    let id = play.hang_up(0);
    play.run(1_000);
    // The other leaves, and the server tells.
    let (call, number) = play.server.inside.remove(1);
    let conf = play.server.conf.clone().unwrap();
    play.say(
        "OnConfQuit",
        serde_json::json!([conf, call, "20260102030405", number]),
    );
    play.run(12_000);
    play.failed(id, &Failure::StillIn);
    // Somebody rings meanwhile: nobody can say.
    let id = play.hang_up(0);
    play.run(1_000);
    play.invite("13700137000");
    play.run(12_000);
    play.failed(id, &Failure::NotSeen);
}

#[test]
fn who_has_no_call() {
    let mut play = Play::in_conference();
    play.server.latency_ms = 5_000;
    play.invite("13800138000");
    let id = play.hang_up(0);
    play.failed(id, &Failure::NoCall);
}
