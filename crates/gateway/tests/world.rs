//! The world that events make, and what asking the server mends of it.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use gateway::event::{Event, Fact, RecordingStep, RecordingTold, StreamTold, Vendor};
use gateway::three_tee::polled::{self, Unread};
use gateway::world::reconcile::{self, Polled, PolledRoom};
use gateway::world::{MAX_ROOMS, World, forget};
use proptest::prelude::*;
use std::collections::BTreeMap;

fn event(room: &str, user: Option<&str>, fact: Fact) -> Event {
    Event {
        vendor: Vendor::ThreeTee,
        room: Some(room.into()),
        user: user.map(str::to_owned),
        fact,
        stamp: None,
        polled: false,
    }
}

fn stream(id: &str, medium: &str) -> StreamTold {
    StreamTold {
        stream: Some(id.into()),
        medium: Some(medium.into()),
        resolution: None,
    }
}

/// `open r`, `join r u`, `publish r u s video`, …
fn told(line: &str) -> Event {
    let words: Vec<_> = line.split(' ').collect();
    let word = |at: usize| words.get(at).copied().unwrap_or_default();
    let user = words.get(2).copied();
    let fact = match word(0) {
        "open" => Fact::Open,
        "close" => Fact::Close { reason: None },
        "join" => Fact::Join {
            name: None,
            endpoint: None,
        },
        "leave" => Fact::Leave { reason: None },
        "publish" => Fact::Publish(stream(word(3), word(4))),
        "unpublish" => Fact::Unpublish(stream(word(3), word(4))),
        "sub" => Fact::Subscribe(stream(word(3), word(4))),
        other => Fact::Other { name: other.into() },
    };
    event(word(1), user, fact)
}

/// The world in a line: rooms, their people, their streams; what is doubtful has a `?`.
fn drawn(world: &World) -> String {
    let mark = |is_doubtful| if is_doubtful { "?" } else { "" };
    let rooms = world.rooms().map(|room| {
        let people = room.people.iter().map(|(id, person)| {
            let streams = person.streams.iter();
            let streams: Vec<_> = streams
                .map(|(id, it)| format!("{id}{}", mark(it.is_doubtful)))
                .collect();
            format!("{id}{}[{}]", mark(person.is_doubtful), streams.join(" "))
        });
        format!("{}: {}", room.room, people.collect::<Vec<_>>().join(" "))
    });
    rooms.collect::<Vec<_>>().join("; ")
}

fn play(lines: &[&str]) -> World {
    let mut world = World::default();
    for (at, line) in lines.iter().enumerate() {
        world.apply(&told(line), at as u64);
    }
    world
}

#[test]
fn rooms_people_and_streams() {
    let check = |lines: &[&str], expect: &str| assert_eq!(drawn(&play(lines)), expect, "{lines:?}");
    check(&["open r"], "r: ");
    check(&["open r", "join r u", "publish r u s video"], "r: u[s]");
    check(
        &[
            "open r",
            "join r u",
            "publish r u s video",
            "unpublish r u s video",
        ],
        "r: u[]",
    );
    check(&["open r", "join r u", "leave r u"], "r: ");
    check(&["open r", "join r u", "close r"], "");
    check(&["open r", "open q", "join q u", "close r"], "q: u[]");
    // What wasn't told follows from what was.
    check(&["join r u"], "r: u[]");
    check(&["publish r u s audio"], "r: u[s]");
    // Nobody comes of having left, received or closed.
    check(
        &[
            "leave r u",
            "unpublish r u s audio",
            "sub r u s audio",
            "close r",
        ],
        "",
    );
    check(&["open r", "sub r u s audio", "dance r u"], "r: ");
}

#[test]
fn a_media_server_that_crashed() {
    let check = |lines: &[&str], expect: &str| {
        let before = [
            "open r",
            "join r u",
            "join r v",
            "publish r u s1 video",
            "publish r u a1 audio",
        ];
        let lines: Vec<_> = before.iter().chain(lines).copied().collect();
        assert_eq!(drawn(&play(&lines)), expect, "{lines:?}");
    };
    check(&[], "r: u[a1 s1] v[]");
    check(&["open r"], "r: u?[a1 s1] v?[]");
    check(&["open r", "join r u"], "r: u[a1? s1?] v?[]");
    check(
        &["open r", "join r u", "publish r u s2 video"],
        "r: u[a1? s2] v?[]",
    );
    check(
        &[
            "open r",
            "join r u",
            "publish r u s1 video",
            "publish r u a2 audio",
        ],
        "r: u[a2 s1] v?[]",
    );
    check(&["open r", "join r u", "leave r v"], "r: u[a1? s1?]");
}

#[test]
fn repetitions_are_no_news() {
    let mut world = World::default();
    for (line, expect) in [
        ("open r", true),
        ("open r", false),
        ("join r u", true),
        ("join r u", false),
        ("publish r u s video", true),
        ("publish r u s video", false),
        ("unpublish r u s video", true),
        ("unpublish r u s video", false),
        ("leave r u", true),
        ("leave r u", false),
        ("close r", true),
        ("close r", false),
    ] {
        assert_eq!(world.apply(&told(line), 0), expect, "{line}");
    }
}

#[test]
fn recordings_go_forward() {
    let mut world = World::default();
    let mut check = |step, detail: Option<&str>, expect: (RecordingStep, Option<&str>)| {
        let told = RecordingTold {
            recording: Some("e".into()),
            exporter: None,
            step,
            detail: detail.map(str::to_owned),
            started: None,
            stopped: None,
        };
        world.apply(&event("r", None, Fact::Recording(told)), 0);
        let all: Vec<_> = world.recordings().collect();
        let [it] = all[..] else {
            unreachable!("one recording: {all:?}");
        };
        assert_eq!((it.step, it.detail.as_deref()), expect);
    };
    check(RecordingStep::Started, None, (RecordingStep::Started, None));
    check(
        RecordingStep::Ready,
        Some("a.mp4"),
        (RecordingStep::Ready, Some("a.mp4")),
    );
    // It outlives its room, and what comes late doesn't take the files away.
    check(
        RecordingStep::Stopped,
        Some("b.mp4"),
        (RecordingStep::Ready, Some("a.mp4")),
    );
}

fn polled(text: &str) -> Polled {
    let rooms = text.split("; ").filter(|room| !room.is_empty());
    let rooms = rooms.map(|room| {
        let (id, people) = room.split_once(':').unwrap_or((room, ""));
        let people = people.split_whitespace().map(|id| (id.to_owned(), None));
        let people = Some(people.collect());
        (id.to_owned(), PolledRoom { people })
    });
    rooms.collect()
}

#[test]
fn asking_the_server() {
    let check = |before: Option<&str>, answer: &str, asked_ms: u64, expect: &str| {
        // The last of them is told at 4.
        let mut world = play(&[
            "open r",
            "join r u",
            "join r v",
            "publish r u s video",
            "join q w",
        ]);
        let before = before.map(polled);
        let answer = polled(answer);
        let vendor = Vendor::ThreeTee;
        let events = reconcile::events(&world, vendor, &answer, before.as_ref(), asked_ms);
        for event in &events {
            world.apply(event, 100);
        }
        assert_eq!(drawn(&world), expect, "{answer:?}");
    };
    check(None, "r: u v; q: w", 10, "q: w[]; r: u[s] v[]");
    check(None, "r: u; q: w", 10, "q: w[]; r: u[s]");
    check(None, "r: u v", 10, "r: u[s] v[]");
    check(None, "", 10, "");
    // What was told since the question is newer than the answer.
    check(None, "", 4, "q: w[]");
    check(None, "", 0, "q: w[]; r: u[s] v[]");
    // Whoever wasn't told of is taken in when two answers have them.
    check(None, "r: u v x; q: w; p: y", 10, "q: w[]; r: u[s] v[]");
    check(
        Some("r: x; p: y"),
        "r: u v x; q: w; p: y",
        10,
        "p: y[]; q: w[]; r: u[s] v[] x[]",
    );
    check(
        Some("r; p"),
        "r: u v x; q: w; p: y",
        10,
        "p: ; q: w[]; r: u[s] v[]",
    );
}

/// A room that closed while the answer was on its way stays closed; whoever is doubtful and there is sure again.
#[test]
fn answers_and_events_that_cross() {
    let vendor = Vendor::ThreeTee;
    let mut world = play(&["open r", "join r u", "close r"]);
    let both = polled("r: u");
    assert!(reconcile::events(&world, vendor, &both, Some(&both), 2).is_empty());
    assert!(!reconcile::events(&world, vendor, &both, Some(&both), 3).is_empty());
    world = play(&["open r", "join r u", "publish r u s video", "open r"]);
    assert_eq!(drawn(&world), "r: u?[s]");
    for event in reconcile::events(&world, vendor, &both, Some(&both), 10) {
        world.apply(&event, 11);
    }
    assert_eq!(drawn(&world), "r: u[s]");
}

#[test]
fn polled_answers() {
    let check = |body: &str, expect: Result<&str, Unread>| {
        let rooms = polled::read_rooms(body.as_bytes());
        assert_eq!(rooms, expect.map(polled), "{body}");
    };
    check(r#"{"ret":0,"rooms":[]}"#, Ok(""));
    check(
        r#"{"ret":0,"data":[{"room_id":"r","users":[{"user_id":"u"}]}]}"#,
        Ok("r: u"),
    );
    check(
        r#"{"ret":"0","data":{"list":[{"roomId":7,"participants":["a","b"]}]}}"#,
        Ok("7: a b"),
    );
    check("[]", Err(Unread::NotJson));
    check("<html>", Err(Unread::NotJson));
    // What can't be understood is never an empty list.
    check(r#"{"ret":0}"#, Err(Unread::Shape));
    check("{}", Err(Unread::Shape));
    check(r#"{"rooms":[]}"#, Err(Unread::Shape));
    check(r#"{"ret":0,"rooms":{}}"#, Err(Unread::Shape));
    check(r#"{"ret":0,"rooms":[{}]}"#, Err(Unread::Shape));
    check(
        r#"{"ret":0,"rooms":[{"room_id":"r","users":[{}]}]}"#,
        Err(Unread::Shape),
    );
    check(
        r#"{"ret":5,"msg":"no"}"#,
        Err(Unread::Refused("5".into(), "no".into())),
    );
    let alone = polled::read_rooms(br#"{"ret":0,"list":[{"id":"r"}]}"#).unwrap();
    assert_eq!(alone.get("r").unwrap().people, None, "to be asked for");
    let people = polled::read_people(br#"{"ret":0,"list":[{"user_id":1,"user_name":"n"}]}"#);
    let expect = BTreeMap::from([("1".to_owned(), Some("n".to_owned()))]);
    assert_eq!(people, Ok(expect));
    assert_eq!(
        polled::read_token(br#"{"ret":0,"token":"t"}"#).unwrap(),
        "t"
    );
    assert_eq!(
        polled::read_token(br#"{"ret":0,"data":{"token":"t"}}"#).unwrap(),
        "t"
    );
}

fn any_line() -> impl Strategy<Value = String> {
    let kind = prop::sample::select(vec![
        "open",
        "close",
        "join",
        "leave",
        "publish",
        "unpublish",
        "sub",
        "dance",
    ]);
    (kind, 0..3, 0..3, 0..3).prop_map(|(kind, room, user, stream)| match kind {
        "open" | "close" => format!("{kind} r{room}"),
        _ => format!("{kind} r{room} u{user} s{stream} video"),
    })
}

proptest! {
    /// Each event twice in a row makes the same rooms, people and streams, apart from doubts; and a world that was kept goes on
    /// like the one that it was made of.
    #[test]
    fn repetitions_and_restarts_change_nothing(
        lines in prop::collection::vec(any_line(), 0..60),
        restart in 0..60_usize,
    ) {
        let (mut once, mut twice, mut kept) = (World::default(), World::default(), World::default());
        for (at, line) in lines.iter().enumerate() {
            let event = told(line);
            once.apply(&event, at as u64);
            kept.apply(&event, at as u64);
            twice.apply(&event, at as u64);
            prop_assert!(!twice.apply(&event, at as u64), "{line} told twice is news");
            if at == restart {
                kept = World::from_json(&kept.to_json().unwrap()).unwrap();
            }
        }
        prop_assert_eq!(drawn(&once), drawn(&kept));
        let ids = |world: &World| drawn(world).replace('?', "");
        prop_assert_eq!(ids(&once), ids(&twice));
    }

    /// What the server says twice is what is known then.
    #[test]
    fn two_answers_make_it_so(
        lines in prop::collection::vec(any_line(), 0..60),
        rooms in prop::collection::btree_map("r[0-3]", prop::collection::btree_set("u[0-3]", 0..4), 0..4),
    ) {
        let lines: Vec<_> = lines.iter().map(String::as_str).collect();
        let mut world = play(&lines);
        let answer: Polled = rooms
            .iter()
            .map(|(id, people)| {
                let people = Some(people.iter().map(|id| (id.clone(), None)).collect());
                (id.clone(), PolledRoom { people })
            })
            .collect();
        for event in reconcile::events(&world, Vendor::ThreeTee, &answer, Some(&answer), 1000) {
            prop_assert!(event.polled);
            world.apply(&event, 1001);
        }
        let known: BTreeMap<_, _> = world
            .rooms()
            .map(|room| (room.room.clone(), room.people.keys().cloned().collect()))
            .collect();
        prop_assert_eq!(known, rooms);
        let again = reconcile::events(&world, Vendor::ThreeTee, &answer, Some(&answer), 2000);
        prop_assert!(again.is_empty(), "{again:?}");
    }
}

/// Rooms whose end nobody tells.
#[test]
fn rooms_are_forgotten() {
    let mut world = World::default();
    let told_at = [("open empty", 50), ("join full u", 50), ("join old u", 9)];
    for (line, at_ms) in told_at {
        world.apply(&told(line), at_ms);
    }
    let rooms = |world: &World| {
        let names: Vec<_> = world.rooms().map(|it| it.room.clone()).collect();
        names.join(" ")
    };
    let forget = |world: &mut World, before_ms, idle_ms, most| {
        for event in forget::events(world, before_ms, idle_ms, most) {
            assert!(event.polled, "nobody told it");
            world.apply(&event, 200);
        }
    };
    forget(&mut world, 9, 50, 9);
    assert_eq!(rooms(&world), "empty full old");
    forget(&mut world, 10, 50, 0);
    assert_eq!(rooms(&world), "empty full old", "none at a time");
    forget(&mut world, 10, 50, 9);
    assert_eq!(rooms(&world), "empty full");
    forget(&mut world, 10, 51, 9);
    assert_eq!(rooms(&world), "full");
    for number in 0..MAX_ROOMS {
        world.apply(&told(&format!("open r{number}")), 100);
    }
    forget(&mut world, 10, 51, 9);
    assert_eq!(world.rooms().count(), MAX_ROOMS);
    assert!(world.room(Vendor::ThreeTee, "full").is_none(), "the oldest");
}
