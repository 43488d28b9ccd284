//! What the server never says is asked for, gently.

use super::play::Play;
use phone::Input;

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
