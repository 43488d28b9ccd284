//! What asking the server mends.

use super::{any_line, drawn, play};
use gateway::event::Vendor;
use gateway::three_tee::polled::{self, Unread};
use gateway::world::reconcile::{self, Polled, PolledRoom};
use proptest::prelude::*;
use std::collections::BTreeMap;

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

proptest! {
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
