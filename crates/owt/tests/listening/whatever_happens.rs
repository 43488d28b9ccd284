//! Listening, through whatever may happen in whatever order.

use crate::play::{CONNECTED, DROP, JOINED, OPEN, SERVER, room, token};
use owt::ListeningInput as Input;
use owt::ListeningOutput as Output;
use owt::*;
use proptest::prelude::*;
use serde_json::json;

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
