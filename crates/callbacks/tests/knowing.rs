//! What is known of answers and events, whatever comes in them.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing
)]

use callback_world::World;
use callback_world::world::forget;
use callbacks::{
    Answers, Ask, Entry, KINDS, Live, Origin, RoomKey, Search, Vendor, read_history, read_refused,
    read_status, to_csv, to_json,
};
use proptest::prelude::*;
use serde_json::{Value, json};

/// An event as the gateway tells it.
fn told(id: i64, event: Value) -> String {
    let mut told = json!({ "id": id, "at_ms": 1_000 + id, "vendor": "3tee", "raw": { "event": event["kind"] } });
    let all = told.as_object_mut().unwrap();
    all.extend(event.as_object().unwrap().clone());
    told.to_string()
}

fn join(id: i64, room: &str, user: &str, name: &str) -> String {
    told(
        id,
        json!({ "kind": "join", "room": room, "user": user, "name": name, "endpoint": "web" }),
    )
}

fn apply(live: &mut Live, told: &str) -> callbacks::Touched {
    live.apply(&Entry::parse(told).unwrap())
}

fn key(room: &str) -> RoomKey {
    RoomKey::new(Vendor::ThreeTee, room)
}

/// The answers of a gateway with this world, each a little newer than the one before.
fn answers(world: &World, ids: [i64; 4]) -> Answers {
    let all: Value = serde_json::from_str(&world.to_json().unwrap()).unwrap();
    let mut answers = Answers::default();
    let asks = [
        (Ask::Rooms, "rooms"),
        (Ask::Recordings, "recordings"),
        (Ask::Calls, "calls"),
        (Ask::Warnings, "warnings"),
    ];
    for ((ask, name), id) in asks.into_iter().zip(ids) {
        let body = json!({ "id": id, "now_ms": 5, name: all.get(name) });
        answers.read(&ask, body.to_string().as_bytes()).unwrap();
    }
    answers
}

#[test]
fn rooms_people_and_streams() {
    let mut live = Live::default();
    apply(&mut live, &told(1, json!({ "kind": "open", "room": "r" })));
    let touched = apply(&mut live, &join(2, "r", "u1", "王芳"));
    assert_eq!(touched.room, Some(key("r")));
    apply(&mut live, &join(3, "r", "u2", "evil\u{202e}\u{200b}name"));
    apply(&mut live, &join(4, "r", "u3", " "));
    let publish = json!({ "kind": "publish", "room": "r", "user": "u1", "stream": "s", "medium": "desktop", "resolution": "1x1" });
    apply(&mut live, &told(5, publish));
    let row = live.room(&key("r")).unwrap();
    assert_eq!(&*row.names, "王芳 · evilname · u3");
    assert_eq!((row.people, row.more, row.desktop, row.audio), (3, 0, 1, 0));
    let people = live.people(&key("r"));
    assert_eq!(
        people.iter().map(|it| &*it.id).collect::<Vec<_>>(),
        ["u1", "u2", "u3"]
    );
    assert_eq!(people.first().unwrap().streams.len(), 1);
    assert!(live.has(&key("r"), "王") && live.has(&key("r"), "u2") && !live.has(&key("r"), "zz"));
    // What is told again changes nothing that is shown.
    apply(&mut live, &join(6, "r", "u1", "王芳"));
    let row = |live: &Live| live.room(&key("r")).unwrap();
    let before = row(&live);
    apply(&mut live, &join(7, "r", "u1", "王芳"));
    assert_eq!(row(&live), before);
    // After a crash of the server nobody is certain.
    apply(&mut live, &told(8, json!({ "kind": "open", "room": "r" })));
    assert_eq!(row(&live).doubtful, 3);
    apply(
        &mut live,
        &told(9, json!({ "kind": "close", "room": "r", "reason": "auto" })),
    );
    assert!(live.room(&key("r")).is_none() && live.order().is_empty());
    assert_eq!((live.newest_id(), live.newest_ms()), (9, 1_009));
}

#[test]
fn a_long_list_is_read_in_portions() {
    let room = |number| json!({ "vendor": "3tee", "room": format!("r{number}"), "since_ms": 1, "told_ms": 1, "people": {} });
    let rooms: Vec<_> = (0..20_000).map(room).collect();
    let body = json!({ "id": 7, "rooms": rooms }).to_string();
    let mut answers = Answers::default();
    let mut rest = answers.begin(&Ask::Rooms, body.as_bytes()).unwrap();
    let mut portions = 1;
    while answers.go_on(&mut rest) {
        portions += 1;
    }
    assert!(portions > body.len() / 400_000, "{portions}");
    assert_eq!(Live::of(answers).order().len(), 20_000);
}

#[test]
fn which_rooms_are_open_changes_with_few_events() {
    let mut live = Live::default();
    let mut check = |id, event: Value, expect| {
        let touched = apply(&mut live, &told(id, event));
        assert_eq!(touched.order, expect, "{id}");
    };
    let about = |kind: &str| json!({ "kind": kind, "room": "r", "user": "u", "reason": null });
    check(1, about("leave"), false);
    check(2, about("join"), true);
    check(3, about("open"), false);
    check(4, about("leave"), false);
    check(5, about("close"), true);
    check(6, about("close"), false);
}

#[test]
fn nothing_comes_twice() {
    let mut world = World::default();
    let call =
        json!({ "vendor": "netease", "kind": "call", "user": "a", "to": ["b"], "media": "audio" });
    let entry = Entry::parse(&told(4, call.clone())).unwrap();
    world.apply(entry.event.as_ref().unwrap(), 1_004);
    // The calls were read when event 4 was in them, the rooms before it.
    let mut live = Live::of(answers(&world, [3, 4, 4, 4]));
    assert_eq!(live.newest_id(), 3);
    assert!(!live.apply(&entry).calls);
    assert_eq!(live.calls().len(), 1);
    assert!(apply(&mut live, &told(5, call.clone())).calls);
    assert!(!apply(&mut live, &told(5, call)).calls);
    assert_eq!(live.calls().len(), 2);
}

#[test]
fn what_a_newer_gateway_tells_is_kept_and_counted() {
    let mut live = Live::default();
    let entry = Entry::parse(&told(
        1,
        json!({ "vendor": "zoom", "kind": "dance", "room": "r", "steps": [1] }),
    ))
    .unwrap();
    assert_eq!(
        (&*entry.vendor, &*entry.kind, entry.event.is_none()),
        ("zoom", "dance", true)
    );
    live.apply(&entry);
    assert_eq!((live.unread(), live.newest_id()), (1, 1));
    let mut answers = Answers::default();
    let body = json!({ "id": 1, "rooms": [{ "room": 7 }, { "vendor": "3tee", "room": "r", "since_ms": 1, "told_ms": 1, "people": {} }] });
    answers
        .read(&Ask::Rooms, body.to_string().as_bytes())
        .unwrap();
    let live = Live::of(answers);
    assert_eq!((live.unread(), live.order().len()), (1, 1));
}

#[test]
fn answers_of_something_else_are_none() {
    for body in ["", "<html>", "[]", "{}", r#"{"id":1}"#, r#"{"rooms":[]}"#] {
        assert!(
            Answers::default()
                .read(&Ask::Rooms, body.as_bytes())
                .is_err(),
            "{body}"
        );
        assert!(read_history(body.as_bytes()).is_err() && read_status(body.as_bytes()).is_err());
        assert!(read_refused(body.as_bytes()).is_err());
    }
    let status = json!({ "id": 3, "now_ms": 9, "polling": { "at_ms": 1, "error": "no", "rooms": null }, "vendors": {
        "3tee": { "newest_ms": 8, "refused": { "unsigned": 2, "stale": 1 }, "late": 4 }, "netease": { "newest_ms": 0, "refused": {} } } });
    let status = read_status(status.to_string().as_bytes()).unwrap();
    assert_eq!(
        (status.newest_ms("3tee"), status.newest_ms("netease")),
        (Some(8), None)
    );
    assert_eq!((status.refused(), status.late()), (3, 4));
    let history = json!({ "events": [{ "id": 1 }, serde_json::from_str::<Value>(&join(2, "r", "u", "n")).unwrap()] });
    let history = read_history(history.to_string().as_bytes()).unwrap();
    assert_eq!((history.entries.len(), history.unread), (1, 1));
}

#[test]
fn what_is_looked_for() {
    let entry = Entry::parse(&join(7, "r", "u", "n")).unwrap();
    let check = |change: fn(&mut Search), expect| {
        let mut search = Search::default();
        change(&mut search);
        assert_eq!(search.finds(&entry), expect, "{search:?}");
    };
    check(|_| {}, true);
    check(|it| it.vendor = "netease".into(), false);
    check(|it| it.kind = "join".into(), true);
    check(|it| it.room = " r ".into(), true);
    check(|it| it.room = "rr".into(), false);
    check(|it| it.user = "x".into(), false);
    check(|it| it.text = "\"join\"".into(), true);
    check(|it| it.text = "JOIN".into(), false);
    check(|it| it.from_ms = Some(1_007), true);
    check(|it| it.from_ms = Some(1_008), false);
    check(|it| it.until_ms = Some(1_007), false);
    for kind in KINDS {
        assert!(
            kind.bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte == b'_')
        );
    }
}

#[test]
fn files() {
    let hostile = told(
        1,
        json!({ "kind": "join", "room": "=cmd|' /C calc'!A0", "user": "a,\"b\"\r\n" }),
    );
    let entries = [
        Entry::parse(&hostile).unwrap(),
        Entry::parse(&join(2, "r", "u", "n")).unwrap(),
    ];
    let columns = ["Time", "Vendor", "Event", "Room", "Person", "Content"];
    let table = to_csv(&entries, &columns, |ms| ms.to_string()).into_text();
    assert!(table.contains(",'=cmd"), "{table}");
    let all: Value = serde_json::from_str(&to_json(&entries)).unwrap();
    let first = all.get(0).unwrap();
    assert_eq!(first["room"], "=cmd|' /C calc'!A0");
    assert_eq!(first["raw"], json!({ "event": "join" }));
    assert_eq!(to_json(&[]), "[\n\n]\n");
}

/// Something that happens, in few rooms, to few people.
fn anything() -> impl Strategy<Value = Value> {
    let kinds = prop::sample::select(KINDS.to_vec());
    (kinds, 0u8..3, 0u8..3, 0u8..3).prop_map(|(kind, room, user, stream)| {
        json!({
            "kind": kind, "room": format!("r{room}"), "user": format!("u{user}"), "stream": format!("s{stream}"),
            "medium": "audio", "to": [format!("u{user}")], "name": "n", "recording": format!("x{stream}"), "step": "started",
        })
    })
}

/// Events as a gateway keeps them that forgets what it may after each of some.
fn kept(events: &[Value], forgets: &[bool]) -> Vec<Entry> {
    let mut world = World::default();
    let mut entries = Vec::<Entry>::new();
    let keep = |world: &mut World, entries: &mut Vec<Entry>, event: Value| {
        let id = i64::try_from(entries.len()).unwrap() + 1;
        let entry = Entry::parse(&told(id, event)).unwrap();
        world.apply(entry.event.as_ref().unwrap(), entry.at_ms);
        entries.push(entry);
    };
    for (event, forgets) in events.iter().zip(forgets) {
        keep(&mut world, &mut entries, event.clone());
        let over = forget::events(&world, 1_000, u64::MAX, usize::MAX);
        for event in over.iter().filter(|_| *forgets) {
            keep(
                &mut world,
                &mut entries,
                serde_json::to_value(event).unwrap(),
            );
        }
    }
    entries
}

#[test]
fn what_the_gateway_forgets_is_gone_here() {
    let open = json!({ "kind": "open", "room": "r" });
    let entries = kept(&[open], &[true]);
    let mut live = Live::default();
    live.apply(&entries[0]);
    assert!(live.is_open(&key("r")));
    let touched = live.apply(&entries[1]);
    assert_eq!(touched.room, Some(key("r")));
    assert!(live.order().is_empty() && live.room(&key("r")).is_none());
    let origins: Vec<_> = entries.iter().map(Entry::origin).collect();
    assert_eq!(origins, [Origin::Told, Origin::Forgotten]);
    let found =
        json!({ "kind": "leave", "room": "r", "user": "u", "reason": "polled", "polled": true });
    let found = Entry::parse(&told(3, found)).unwrap();
    assert_eq!(found.origin(), Origin::Found);
}

proptest! {
    /// Wherever it begins to follow, it knows in the end what the gateway knows.
    #[test]
    fn it_knows_what_the_gateway_knows(
        events in prop::collection::vec(anything(), 0..60),
        forgets in prop::collection::vec(any::<bool>(), 60),
        cuts in prop::array::uniform4(0usize..60),
    ) {
        let entries = kept(&events, &forgets);
        prop_assert!(entries.iter().all(|entry| entry.event.is_some()));
        let world = |upto: usize| {
            let mut world = World::default();
            for entry in entries.iter().take(upto) {
                world.apply(entry.event.as_ref().unwrap(), entry.at_ms);
            }
            world
        };
        let mut read = Answers::default();
        let asks = [(Ask::Rooms, "rooms"), (Ask::Recordings, "recordings"), (Ask::Calls, "calls"), (Ask::Warnings, "warnings")];
        for ((ask, name), cut) in asks.into_iter().zip(cuts) {
            let cut = cut.min(entries.len());
            let all: Value = serde_json::from_str(&world(cut).to_json().unwrap()).unwrap();
            let body = json!({ "id": cut, "now_ms": 5, name: all.get(name) });
            read.read(&ask, body.to_string().as_bytes()).unwrap();
        }
        let mut live = Live::of(read);
        let begin = usize::try_from(live.newest_id()).unwrap();
        for entry in entries.iter().skip(begin) {
            live.apply(entry);
        }
        let whole = Live::of(answers(&world(entries.len()), [0; 4]));
        prop_assert_eq!(live.order(), whole.order());
        for key in whole.order() {
            prop_assert_eq!(live.people(&key), whole.people(&key));
            prop_assert_eq!(live.room(&key), whole.room(&key));
        }
        prop_assert_eq!(live.recordings(), whole.recordings());
        prop_assert_eq!(live.calls(), whole.calls());
        prop_assert_eq!(live.warnings(), whole.warnings());
    }

    /// No bytes are too much for it.
    #[test]
    fn any_bytes(body in prop::collection::vec(any::<u8>(), 0..200), text in ".{0,80}") {
        let _ = (read_status(&body), read_history(&body), read_refused(&body), Entry::parse(&text));
        for ask in Ask::ALL {
            let _ = Answers::default().read(&ask, &body);
        }
    }
}
