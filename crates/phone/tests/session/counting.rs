//! What the server never says is asked for, gently.

use super::play::Play;
use phone::{Input, Notice};

#[test]
fn how_often() {
    let mut play = Play::in_conference();
    let count = |play: &mut Play| {
        let before = play.sent_of("QueryConfState");
        play.run(60_000);
        play.sent_of("QueryConfState") - before
    };
    assert!((11..=12).contains(&count(&mut play)));
    play.invite("13800138000");
    assert!((25..=30).contains(&count(&mut play)), "somebody rings");
    play.server.answer_all();
    play.run(5_000);
    play.input(Input::Hidden(true));
    play.run(10_000);
    assert!((1..=3).contains(&count(&mut play)), "nobody looks");
    let before = play.sent_of("QueryConfState");
    play.input(Input::Hidden(false));
    assert_eq!(play.sent_of("QueryConfState"), before + 1, "at once");
}

#[test]
fn a_server_that_does_not_count() {
    let mut play = Play::in_conference();
    play.bring_in("13800138000");
    assert_eq!(play.session.conference().count(), Some(1));
    play.server.refuses_to_count = true;
    play.run(10_000);
    assert_eq!(play.session.conference().count(), None, "nobody knows");
    assert!(play.session.count_refusal().is_some());
    let [Notice::NotCounted(why)] = play.notices.as_slice() else {
        panic!("{:?}", play.notices);
    };
    assert_eq!(&*why.message, "no such method");
    let before = play.sent_of("QueryConfState");
    play.run(60_000);
    assert!(play.sent_of("QueryConfState") - before <= 6, "gently");
    play.server.refuses_to_count = false;
    play.run(11_000);
    assert_eq!(play.session.conference().count(), Some(1));
    assert!(play.session.count_refusal().is_none());
}

#[test]
fn nonsense_is_counted_and_told_now_and_then() {
    let mut play = Play::in_conference();
    for _ in 0..120 {
        play.input(Input::Text("{"));
        play.input(Input::Text(r#"{"method":"OnConfSing","params":[]}"#));
    }
    let expect = [
        Notice::NotUnderstood(1),
        Notice::Unknown("OnConfSing".into()),
        Notice::NotUnderstood(10),
        Notice::NotUnderstood(100),
    ];
    assert_eq!(play.notices, expect);
}

#[test]
fn who_leaves_untold() {
    let mut play = Play::in_conference();
    play.bring_in("13800138000");
    play.bring_in("13900139000");
    play.server.inside.pop();
    play.run(6_000);
    assert_eq!(play.session.conference().missing(), 1, "nobody knows who");
    play.server.inside.pop();
    play.run(15_000);
    assert_eq!(play.session.conference().known_in(), 0);
}
