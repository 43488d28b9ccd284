//! Listening to a room's portal, against one that is played: step by step, and through whatever may happen.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

#[path = "../common/mod.rs"]
mod common;
mod play;
mod whatever_happens;

use owt::ListeningInput as Input;
use owt::ListeningOutput as Output;
use owt::*;
use play::*;
use serde_json::json;

#[test]
fn it_goes_in_while_somebody_is_there_and_leaves_with_them() {
    let mut play = Play::new();
    play.is_out(&WhyOut::NotKnown);
    let only_panels = Seats {
        people: 0,
        panels: 2,
    };
    assert_eq!(play.told(Input::Seats(Some(only_panels))), []);
    play.is_out(&WhyOut::Nobody);
    assert_eq!(play.it.wake_at_ms(), None, "an empty room isn't started");
    assert_eq!(play.told(Input::Seats(SOMEBODY)), [Output::ReadRoom]);
    play.enter();
    let left = play.told(Input::Seats(Some(only_panels)));
    assert_eq!(left, [Output::Send(logout(2)), Output::Close]);
    play.is_out(&WhyOut::Nobody);
    assert_eq!(play.told(Input::Seats(SOMEBODY)), [Output::ReadRoom]);
    assert_eq!(play.it.counts().entered, 1);
}

#[test]
fn a_room_is_not_full_because_it_is_looked_at() {
    let limited = |limit: i64| room(|json| json["participantLimit"] = json!(limit));
    let seats = |people| Some(Seats { people, panels: 1 });
    let mut play = Play::new();
    play.told(Input::Seats(seats(3)));
    assert_eq!(play.told(Input::Room(Some(&limited(6)))), [Output::Close]);
    play.is_out(&WhyOut::Full);
    assert_eq!(play.it.counts().failed, 0, "that is nobody's fault");
    assert_eq!(play.told(Input::Seats(seats(3))), []);
    // Somebody goes: there are places again.
    assert_eq!(play.told(Input::Seats(seats(2))), [Output::ReadRoom]);
    play.told(Input::Room(Some(&limited(6))));
    play.told(Input::Token(Some(token())));
    for text in [OPEN, CONNECTED, JOINED] {
        play.told(Input::Text(text));
    }
    assert_eq!(play.told(Input::Seats(seats(3))), []);
    let left = play.told(Input::Seats(seats(4)));
    assert_eq!(left, [Output::Send(logout(2)), Output::Close]);
    assert_eq!(play.told(Input::Seats(seats(3))), [], "not to and fro");
}

#[test]
fn what_the_room_tells_is_told_on() {
    let mut play = inside();
    let joined =
        r#"42["participant",{"action":"join","data":{"id":"a","user":"A","role":"viewer"}}]"#;
    let told = play.told(Input::Text(joined));
    assert!(matches!(&told[..], [Output::Told(PortalEvent::Joined(it))] if &*it.user == "A"));
    assert_eq!(play.told(Input::Text("2")), [Output::Send("3".into())]);
    let huge = format!("42[\"text\",{{\"message\":\"{}\"}}]", "x".repeat(1 << 20));
    for nothing in [
        "",
        "6",
        "42[\"sing\",{}]",
        "433[\"ok\"]",
        &huge,
        JOINED,
        OPEN,
    ] {
        assert_eq!(play.told(Input::Text(nothing)), [], "{nothing:.20}");
    }
    let counts = play.it.counts();
    assert_eq!((counts.events, counts.unread), (2, 2), "{counts:?}");
}

/// One thing that happens, and what is wanted then.
type Step = dyn Fn(&mut Play) -> Vec<Output>;

#[test]
fn why_it_is_not_in() {
    let check = |steps: &[&Step], why: WhyOut| {
        let mut play = Play::new();
        play.told(Input::Seats(SOMEBODY));
        let before = play.it.attempt();
        for step in steps {
            step(&mut play);
        }
        play.is_out(&why);
        assert_ne!(play.it.attempt(), before, "late answers count for nothing");
        assert_eq!(play.it.counts().failed, 1);
        assert_eq!(play.wake(), [Output::ReadRoom], "it is tried again");
    };
    let no_room = |play: &mut Play| play.told(Input::Room(None));
    let plain = |play: &mut Play| play.told(Input::Room(Some(&room(|_| ()))));
    let no_roles =
        |play: &mut Play| play.told(Input::Room(Some(&room(|it| it["roles"] = json!([])))));
    let untold = |play: &mut Play| {
        let none = json!({ "participantActivities": false, "streamChange": false });
        play.told(Input::Room(Some(&room(|it| it["notifying"] = none))))
    };
    let no_token = |play: &mut Play| play.told(Input::Token(None));
    let token = |play: &mut Play| play.told(Input::Token(Some(token())));
    let closed = |play: &mut Play| play.told(Input::Closed);
    let late = |play: &mut Play| {
        play.now_ms += 10_000;
        play.told(Input::Wake)
    };
    let open = |play: &mut Play| play.told(Input::Text(OPEN));
    let refused = |play: &mut Play| play.told(Input::Text(r#"44{"message":"No"}"#));
    let connected = |play: &mut Play| play.told(Input::Text(CONNECTED));
    let not_in = |play: &mut Play| play.told(Input::Text(r#"431["error","Room is full"]"#));
    check(&[&no_room], WhyOut::NoRoom);
    check(&[&no_roles], WhyOut::NoRole);
    check(&[&untold], WhyOut::Untold);
    check(&[&plain, &no_token], WhyOut::NoToken);
    check(&[&plain, &token, &closed], WhyOut::Unreachable);
    check(&[&plain, &token, &late], WhyOut::Late);
    check(&[&plain, &token, &open, &late], WhyOut::Late);
    check(
        &[&plain, &token, &open, &refused],
        WhyOut::Refused("No".into()),
    );
    check(&[&plain, &token, &open, &connected, &late], WhyOut::Late);
    check(
        &[&plain, &token, &open, &connected, &closed],
        WhyOut::Closed,
    );
    let full = WhyOut::Refused("Room is full".into());
    check(&[&plain, &token, &open, &connected, &not_in], full);
    let mut elsewhere = Play::new();
    elsewhere.it = Listening::new("https://owt.example.com");
    elsewhere.told(Input::Seats(SOMEBODY));
    plain(&mut elsewhere);
    token(&mut elsewhere);
    elsewhere.is_out(&WhyOut::NoAddress);
}

#[test]
fn a_connection_that_breaks_or_falls_silent_is_made_anew() {
    let mut play = inside();
    assert_eq!(play.told(Input::Closed), [Output::Close]);
    play.is_out(&WhyOut::Closed);
    assert_eq!(play.wake(), [Output::ReadRoom]);
    assert!(play.now_ms <= 2_000);
    play.enter();
    let since = play.now_ms;
    play.now_ms += 25_000;
    play.told(Input::Text("2"));
    play.wake();
    play.is_out(&WhyOut::Silent);
    assert_eq!(play.now_ms - since, 25_000 + 45_000);
    assert_eq!(play.it.counts().lost, 2);
}

#[test]
fn a_portal_that_tells_nothing_of_what_lists_have_is_left() {
    let mut play = inside();
    // The event comes a little after the list.
    play.told(Input::Contradicted);
    play.now_ms += 1_000;
    play.told(Input::Text(
        r#"42["participant",{"action":"leave","data":"p"}]"#,
    ));
    play.now_ms += 10_000;
    assert_eq!(play.told(Input::Wake), []);
    play.told(Input::Contradicted);
    play.now_ms += 1_000;
    play.told(Input::Contradicted);
    // That the connection stands says nothing of the room.
    play.told(Input::Text("2"));
    let asked = play.now_ms;
    assert_eq!(play.wake(), [Output::Close]);
    assert_eq!(play.now_ms, asked + 4_000);
    play.is_out(&WhyOut::Deaf);
    let mut pauses = Vec::new();
    for _ in 0..8 {
        let left = play.now_ms;
        play.wake();
        pauses.push((play.now_ms - left) / 1_000);
        play.enter();
        play.now_ms += 120_000;
        play.told(Input::Text("2"));
        play.told(Input::Contradicted);
        play.wake();
    }
    assert_eq!(pauses, [2, 4, 8, 16, 32, 64, 128, 256], "ever less");
}

#[test]
fn whoever_was_removed_stays_out_for_long_or_until_the_room_has_ended() {
    let mut play = inside();
    assert_eq!(play.told(Input::Text(DROP)), [Output::Close]);
    play.is_out(&WhyOut::Dropped);
    assert_eq!(play.it.wake_at_ms(), Some(300_000));
    assert_eq!(play.told(Input::Seats(SOMEBODY)), []);
    assert_eq!(play.told(Input::Seats(Some(Seats::default()))), []);
    play.now_ms += 5_000;
    assert_eq!(play.told(Input::Seats(SOMEBODY)), [Output::ReadRoom]);
}

#[test]
fn pauses_grow_and_are_short_again_after_a_while_inside() {
    let mut play = Play::new();
    play.told(Input::Seats(SOMEBODY));
    let mut at = Vec::new();
    while play.now_ms < 3_600_000 {
        at.push(play.now_ms / 1_000);
        play.told(Input::Room(None));
        play.wake();
    }
    let first_minute = at.iter().filter(|at| **at < 60).count();
    assert_eq!(at[..6], [0, 2, 6, 14, 30, 62]);
    assert!(first_minute <= 6 && at.len() < 25, "{at:?}");
    play.enter();
    play.now_ms += 60_000;
    play.told(Input::Text("2"));
    let lost = play.now_ms;
    play.told(Input::Closed);
    assert_eq!(play.wake(), [Output::ReadRoom]);
    assert_eq!(play.now_ms, lost + 2_000);
}

#[test]
fn pages_that_are_not_seen_and_devices_without_a_network() {
    let mut play = inside();
    assert_eq!(play.told(Input::Visible(false)), [], "it goes on hearing");
    assert_eq!(play.told(Input::Seats(None)), [], "and while lists fail");
    play.told(Input::Closed);
    play.is_out(&WhyOut::Hidden);
    assert_eq!(
        play.it.wake_at_ms(),
        None,
        "and doesn't come again for nobody"
    );
    play.now_ms += 60_000;
    assert_eq!(play.told(Input::Visible(true)), []);
    play.is_out(&WhyOut::NotKnown);
    assert_eq!(play.told(Input::Seats(SOMEBODY)), [Output::ReadRoom]);
    play.enter();
    let left = play.told(Input::Online(false));
    assert_eq!(left, [Output::Send(logout(2)), Output::Close]);
    play.is_out(&WhyOut::Offline);
    assert_eq!(
        play.told(Input::Online(true)),
        [Output::ReadRoom],
        "at once"
    );
}

#[test]
fn no_token_is_printed() {
    let mut play = Play::new();
    play.told(Input::Seats(SOMEBODY));
    play.told(Input::Room(Some(&room(|_| ()))));
    play.told(Input::Token(Some(token())));
    let secret = token().expose().to_owned();
    assert!(secret.len() > 20);
    assert!(!format!("{:?}", play.it).contains(&secret));
}
