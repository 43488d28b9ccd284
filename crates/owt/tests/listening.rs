//! Listening to a room's portal, against one that is played: step by step, and through whatever may happen.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

mod common;

use common::exchange;
use owt::ListeningInput as Input;
use owt::ListeningOutput as Output;
use owt::*;
use proptest::prelude::*;
use serde_json::{Value, json};

const SERVER: &str = "http://127.0.0.1:3000";
const OPEN: &str = r#"0{"sid":"a","pingInterval":25000,"pingTimeout":20000}"#;
const CONNECTED: &str = r#"40{"sid":"b"}"#;
const JOINED: &str = r#"431["ok",{"id":"me","room":{"participants":[{"id":"me","user":"Gavel","role":"viewer"},{"id":"p"}],"streams":[]}}]"#;
const DROP: &str = r#"42["drop",null]"#;
const SOMEBODY: Option<Seats> = Some(Seats {
    people: 1,
    panels: 0,
});

fn room(change: impl FnOnce(&mut Value)) -> Room {
    let may = |publish: bool| json!({ "audio": publish, "video": publish });
    let mut json = json!({ "_id": "r", "name": "R", "participantLimit": -1, "roles": [
        { "role": "presenter", "publish": may(true), "subscribe": may(true) },
        { "role": "viewer", "publish": may(false), "subscribe": may(true) },
        { "role": "sipguest", "publish": may(true), "subscribe": may(true) },
    ]});
    change(&mut json);
    let body = json.to_string();
    let reply = Reply {
        status: 200,
        retry_after_s: None,
        body: body.as_bytes(),
    };
    match Ask::GetRoom(RoomId::new("r")).read(&reply) {
        Ok(Answer::Room(room)) => room,
        _ => panic!(),
    }
}

fn token() -> PortalToken {
    let ask = InRoom::CreateToken(NewToken {
        preference: None,
        user: "u".into(),
        role: "viewer".into(),
    });
    match Ask::In(RoomId::new("r"), ask).read(&exchange("token").reply()) {
        Ok(Answer::Token(token)) => token,
        _ => panic!(),
    }
}

struct Play {
    it: Listening,
    now_ms: u64,
}

impl Play {
    fn new() -> Self {
        Self {
            it: Listening::new(SERVER),
            now_ms: 0,
        }
    }

    fn told(&mut self, input: Input<'_>) -> Vec<Output> {
        self.it.handle(self.now_ms, 0, input)
    }

    /// Waits for as long as it wants.
    fn wake(&mut self) -> Vec<Output> {
        self.now_ms = self.it.wake_at_ms().unwrap().max(self.now_ms);
        self.told(Input::Wake)
    }

    /// Goes in, from when it wants the room read.
    fn enter(&mut self) {
        let made = self.told(Input::Room(Some(&room(|_| ()))));
        let [Output::MakeToken(new)] = &made[..] else {
            panic!("{made:?}");
        };
        assert_eq!((&*new.user, &*new.role), ("Gavel", "viewer"));
        let opened = self.told(Input::Token(Some(token())));
        let url = "ws://127.0.0.1:8080/socket.io/?EIO=4&transport=websocket";
        assert_eq!(opened, [Output::Open(url.into())]);
        assert_eq!(self.told(Input::Text(OPEN)), [Output::Send("40".into())]);
        assert_eq!(self.it.hearing(), Hearing::Out);
        let asked = self.told(Input::Text(CONNECTED));
        assert_eq!(asked, [Output::Send(login(1, &token()))]);
        assert_eq!(self.it.hearing(), Hearing::Entering);
        let told = self.told(Input::Text(JOINED));
        let [Output::In(result)] = &told[..] else {
            panic!("{told:?}");
        };
        assert_eq!(result.own_id, Some(ParticipantId::new("me")));
        assert!(matches!(self.it.hearing(), Hearing::In(_)));
        assert_eq!(self.it.why_out(), None);
    }

    fn is_out(&self, why: &WhyOut) {
        assert_eq!(self.it.why_out().as_ref(), Some(why));
        assert_eq!(self.it.hearing(), Hearing::Out);
    }
}

/// In a room with somebody.
fn inside() -> Play {
    let mut play = Play::new();
    assert_eq!(play.told(Input::Seats(SOMEBODY)), [Output::ReadRoom]);
    play.enter();
    play
}

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

#[derive(Clone, Debug)]
enum Happens {
    Text(&'static str),
    Room(bool),
    Token(bool),
    Seats(usize, usize),
    NoSeats,
    Closed,
    Contradicted,
    Online(bool),
    Visible(bool),
    Waits(u64),
}

fn happens() -> impl Strategy<Value = Happens> {
    let text = prop_oneof![
        3 => Just(OPEN), 3 => Just(CONNECTED), 3 => Just(JOINED), 1 => Just(DROP), 1 => Just("2"), 1 => Just("41"), 1 => Just("1"),
        1 => Just(r#"431["error","No"]"#), 1 => Just(r#"42["participant",{"action":"leave","data":"p"}]"#), 1 => Just("44{}"),
    ];
    prop_oneof![
        8 => text.prop_map(Happens::Text),
        4 => prop::bool::weighted(0.8).prop_map(Happens::Room),
        4 => prop::bool::weighted(0.8).prop_map(Happens::Token),
        3 => (0..6_usize, 0..2_usize).prop_map(|(people, panels)| Happens::Seats(people, panels)),
        1 => Just(Happens::NoSeats),
        1 => Just(Happens::Closed),
        1 => Just(Happens::Contradicted),
        1 => any::<bool>().prop_map(Happens::Online),
        1 => any::<bool>().prop_map(Happens::Visible),
        6 => (0..30_000_u64).prop_map(Happens::Waits),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    /// One socket at a time, closed before the next; in only where that is wanted; never stuck.
    #[test]
    fn whatever_happens(all in proptest::collection::vec(happens(), 0..150), chances in proptest::collection::vec(any::<u32>(), 150)) {
        let (limited, made) = (room(|json| json["participantLimit"] = json!(8)), token());
        let mut it = Listening::new(SERVER);
        let (mut now_ms, mut is_open) = (0, false);
        let (mut is_online, mut seats) = (true, None);
        for (what, chance) in all.iter().zip(chances) {
            let input = match what {
                Happens::Text(_) | Happens::Closed if !is_open => continue,
                Happens::Text(text) => Input::Text(text),
                Happens::Room(there) => Input::Room(there.then_some(&limited)),
                Happens::Token(there) => Input::Token(there.then(|| made.clone())),
                Happens::Seats(people, panels) => {
                    seats = Some(Seats { people: *people, panels: *panels });
                    Input::Seats(seats)
                }
                Happens::NoSeats => {
                    seats = None;
                    Input::Seats(None)
                }
                Happens::Closed => Input::Closed,
                Happens::Contradicted => Input::Contradicted,
                Happens::Online(on) => {
                    is_online = *on;
                    Input::Online(*on)
                }
                Happens::Visible(on) => Input::Visible(*on),
                Happens::Waits(ms) => {
                    now_ms += ms;
                    Input::Wake
                }
            };
            for output in it.handle(now_ms, chance, input) {
                match output {
                    Output::Open(_) => {
                        prop_assert!(!is_open, "two sockets");
                        is_open = true;
                    }
                    Output::Close => is_open = false,
                    Output::Send(_) => prop_assert!(is_open),
                    Output::In(_) | Output::Told(_) => prop_assert!(is_online && is_open),
                    Output::ReadRoom | Output::MakeToken(_) => prop_assert!(is_online && !is_open),
                }
            }
            prop_assert!(it.why_out().is_none() || !is_open, "a socket of nobody's");
            if let Hearing::In(_) = it.hearing() {
                prop_assert!(is_online && is_open);
                if let Some(Seats { people, panels }) = seats {
                    prop_assert!(people > 0 && people + panels + 1 < 8);
                }
                prop_assert!(it.wake_at_ms().is_some(), "it would wait for ever");
            }
            if it.why_out() == Some(WhyOut::Closed) {
                prop_assert!(it.wake_at_ms().is_some_and(|at| at <= now_ms + 300_000));
            }
        }
    }
}
