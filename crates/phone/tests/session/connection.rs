//! Connections that break, hang and don't come about.

use super::play::{Mood, Play};
use phone::{CallState, Failure, Input, Phase, Status};

#[test]
fn a_broken_connection() {
    let mut play = Play::in_conference();
    play.server.latency_ms = 1_000;
    let (sent, waits) = (play.invite("13800138000"), play.invite("13900139000"));
    play.cut();
    assert_eq!(play.phase, Phase::Stale);
    play.failed(sent, &Failure::ConnectionLost);
    play.failed(waits, &Failure::NotConnected);
    play.run(5_000);
    assert_eq!(play.phase, Phase::Live);
    assert_eq!(play.sent_of("InviteJoinConf"), 1, "nothing is sent again");
    // It rang all the same.
    let calls = play.session.conference().calls();
    assert_eq!(calls[0].state, CallState::Unclear);
    play.server.answer_all();
    play.run(3_000);
    assert_eq!(play.last(sent), &Status::Seen);
    play.failed(waits, &Failure::NotConnected);
}

#[test]
fn a_new_connection_is_live_once_the_server_has_said_how_things_are() {
    let mut play = Play::in_conference();
    play.server.latency_ms = 1_000;
    play.cut();
    let opened = play.opens.len();
    for _ in 0..1_000 {
        if play.opens.len() > opened {
            break;
        }
        play.run(10);
    }
    play.run(500);
    assert_eq!(play.phase, Phase::Stale, "what is shown is from before");
    play.run(1_000);
    assert_eq!(play.phase, Phase::Live);
}

#[test]
fn a_server_that_is_away() {
    for mood in [Mood::Refusing, Mood::Dead] {
        let mut play = Play::in_conference();
        play.server.mood = mood;
        play.cut();
        let since = play.now;
        play.run(600_000);
        let opens: Vec<_> = play.opens.iter().filter(|at| **at > since).collect();
        let early = opens.iter().filter(|at| ***at < since + 60_000).count();
        assert!((3..=30).contains(&early), "{mood:?}: {early}");
        assert!(
            opens.len() - early <= 6 * 9 + 3,
            "{mood:?}: {}",
            opens.len()
        );
        assert_eq!(play.phase, Phase::Stale);
        play.server.mood = Mood::Well;
        play.run(31_000);
        assert_eq!(play.phase, Phase::Live, "{mood:?}");
    }
}

#[test]
fn a_server_that_answers_and_breaks() {
    let mut play = Play::in_conference();
    let since = play.now;
    for _ in 0..6_000 {
        let opens = play.opens.len();
        play.run(100);
        if play.opens.len() > opens {
            play.run(300);
            play.cut();
        }
    }
    let opens: Vec<_> = play.opens.iter().filter(|at| **at > since).collect();
    let early = opens.iter().filter(|at| ***at < since + 60_000).count();
    assert!(early <= 30, "{early} in the first minute");
    let later = opens.len() - early;
    assert!(later <= 6 * 9 + 3, "{later} in the nine minutes after it");
}

#[test]
fn a_page_that_slept() {
    let mut play = Play::in_conference();
    play.now += 600_000;
    play.input(Input::Hidden(false));
    assert_eq!(play.phase, Phase::Stale, "what is shown is ten minutes old");
    play.run(1_000);
    assert_eq!(play.phase, Phase::Live);
}

#[test]
fn somebody_looks_again() {
    let mut play = Play::in_conference();
    play.server.mood = Mood::Refusing;
    play.cut();
    play.run(120_000);
    play.server.mood = Mood::Well;
    play.input(Input::Hidden(false));
    play.run(1_000);
    assert_eq!(play.phase, Phase::Live);
}

#[test]
fn a_connection_that_says_nothing() {
    let mut play = Play::in_conference();
    play.server.mood = Mood::Dead;
    play.run(15_000);
    assert_eq!(play.phase, Phase::Stale, "within 15 s");
    play.run(30_000);
    play.server.mood = Mood::Well;
    play.run(31_000);
    assert_eq!(play.phase, Phase::Live);
    assert!(play.opens.len() > 1, "the socket was given up");
}

#[test]
fn an_error_that_is_not_answered() {
    let mut play = Play::in_conference();
    play.server.mood = Mood::Silent;
    let id = play.invite("13800138000");
    play.server.mood = Mood::Dead;
    play.run(1);
    let next = play.invite("13900139000");
    assert_eq!(play.last(next), &Status::Waiting, "one at a time");
    play.server.mood = Mood::Well;
    play.run(21_000);
    play.failed(id, &Failure::Silent);
    assert_eq!(play.last(next), &Status::Accepted);
    assert_eq!(play.opens.len(), 1);
}

#[test]
fn an_answer_that_comes_late() {
    let mut play = Play::in_conference();
    play.server.latency_ms = 22_000;
    let id = play.invite("13800138000");
    play.run(21_000);
    play.failed(id, &Failure::Silent);
    play.server.latency_ms = 100;
    play.run(2_000);
    assert_eq!(play.last(id), &Status::Accepted);
    assert!(play.session.conference().calls()[0].call.is_some());
}

#[test]
fn leaving() {
    let mut play = Play::in_conference();
    let id = play.invite("13800138000");
    play.run(1_000);
    play.input(Input::Leave);
    assert_eq!(play.phase, Phase::Off);
    play.failed(id, &Failure::NotSeen);
    let (sent, opens) = (play.sent.len(), play.opens.len());
    play.run(600_000);
    assert_eq!((play.sent.len(), play.opens.len()), (sent, opens));
    play.input(Input::Connect);
    play.run(1_000);
    assert_eq!(play.phase, Phase::Live);
}
