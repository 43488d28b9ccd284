//! What waits behind what the server doesn't answer: whose turn it is, what is said of it, and how it is called off.

use super::play::{Mood, Play};
use phone::{Behind, CallFailure, CallState, Command, Failure, Input, Status};

/// A request that isn't answered, and calls that wait behind it.
fn stuck() -> (Play, Vec<phone::CommandId>) {
    let mut play = Play::in_conference();
    play.bring_in("13800138000");
    play.server.mood = Mood::Dead;
    let numbers = ["13900139000", "13700137000", "13600136000"];
    let ids = numbers.map(|number| play.invite(number)).to_vec();
    (play, ids)
}

#[test]
fn what_is_waited_for() {
    let (mut play, ids) = stuck();
    let since = play.now;
    assert_eq!(play.session.delay(play.now), None);
    play.run(3_000);
    let delay = play.session.delay(play.now).unwrap();
    assert_eq!(delay.waiting, 2);
    assert_eq!(delay.behind, Behind::Answer(ids[0], since + 20_000));
    play.server.mood = Mood::Well;
    play.run(18_000);
    play.failed(ids[0], &Failure::Silent);
    assert_eq!(play.session.delay(play.now), None);
    assert_eq!(play.last(ids[2]), &Status::Accepted);
}

/// It is told when it is due, not when something else happens.
#[test]
fn it_wakes_for_that() {
    let mut play = Play::in_conference();
    play.server.mood = Mood::Dead;
    play.run(5_000);
    play.invite("13800138000");
    for _ in 0..40 {
        play.run(100);
        if play.session.delay(play.now).is_some() {
            break;
        }
    }
    assert!(play.session.delay(play.now).is_some());
    let last = play.wakes.last().unwrap();
    assert!(
        play.now - last < 100,
        "it slept since {last}, and it is {}",
        play.now
    );
}

#[test]
fn whoever_ends_it_goes_before_hundreds_of_calls() {
    let (mut play, ids) = stuck();
    let id = play.command(Command::Dismiss);
    for waits in &ids[1..] {
        play.failed(*waits, &Failure::CalledOff);
    }
    let late = play.invite("13500135000");
    play.failed(late, &Failure::Dismissing);
    play.server.mood = Mood::Well;
    play.run(23_000);
    assert_eq!(play.last(id), &Status::Seen);
    assert_eq!(
        play.sent_of("InviteJoinConf"),
        2,
        "nobody is called any more"
    );
}

#[test]
fn a_hang_up_goes_before_calls_and_before_a_count() {
    let (mut play, ids) = stuck();
    let id = play.hang_up(0);
    play.server.mood = Mood::Well;
    play.server.has_bug = false;
    play.run(25_000);
    assert_eq!(play.last(id), &Status::Seen);
    let methods: Vec<_> = play
        .sent
        .iter()
        .map(|(_, it)| it["method"].as_str().unwrap())
        .collect();
    let quit = methods.iter().position(|it| *it == "QuitConf").unwrap();
    let before = &methods[..quit];
    let calls = before.iter().filter(|it| **it == "InviteJoinConf").count();
    assert_eq!(
        calls, 2,
        "who was called, and who isn't answered: {before:?}"
    );
    assert!(matches!(play.last(ids[2]), Status::Accepted));
}

#[test]
fn the_second_hang_up_waits_for_what_comes_of_the_first() {
    let mut play = Play::in_conference();
    play.bring_in("13800138000");
    play.bring_in("13900139000");
    let (first, _) = (play.hang_up(0), play.hang_up(1));
    play.run(5_000);
    let delay = play.session.delay(play.now).unwrap();
    assert!(matches!(delay.behind, Behind::HangUp(id, _) if id == first));
    assert_eq!(delay.waiting, 1);
    play.run(30_000);
    assert_eq!(play.session.delay(play.now), None);
}

#[test]
fn what_waits_is_called_off() {
    let (mut play, ids) = stuck();
    let state = |play: &Play, at: usize| play.session.conference().calls()[at].state.clone();
    assert_eq!(state(&play, 1), CallState::Asked);
    assert_eq!(state(&play, 2), CallState::Waiting);
    // One alone, by hanging up on them.
    let id = play.hang_up(2);
    assert_eq!(play.last(id), &Status::Seen);
    play.failed(ids[1], &Failure::CalledOff);
    assert_eq!(state(&play, 2), CallState::Failed(CallFailure::CalledOff));
    // And all.
    play.input(Input::CallOff);
    play.failed(ids[2], &Failure::CalledOff);
    play.server.mood = Mood::Well;
    play.run(30_000);
    assert_eq!(play.sent_of("InviteJoinConf"), 2);
    assert_eq!(play.sent_of("QuitConf"), 0);
    // Whoever was called off may be called.
    let again = play.invite("13600136000");
    play.run(1_000);
    assert_eq!(play.last(again), &Status::Accepted);
}
