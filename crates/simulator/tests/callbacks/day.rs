//! What a day tells.

use simulator::callbacks::world::{Body, Callback, Settings, Signed, World};
use std::collections::{BTreeMap, BTreeSet};

fn day(settings: Settings) -> (World, Vec<Callback>) {
    let mut world = World::new(settings);
    let told = std::iter::from_fn(|| world.next_callback()).collect();
    (world, told)
}

/// The events of 叁体's, by name.
fn names(told: &[Callback]) -> BTreeMap<&str, usize> {
    let mut names = BTreeMap::new();
    for callback in told {
        if let Some(name) = callback.get("event") {
            *names.entry(name).or_default() += 1;
        }
    }
    names
}

#[test]
fn the_same_seed_tells_the_same_day() {
    let settings = |seed| Settings {
        seed,
        minutes: 30,
        ..Settings::default()
    };
    assert_eq!(day(settings(7)).1, day(settings(7)).1);
    assert_ne!(day(settings(7)).1, day(settings(8)).1);
}

#[test]
fn every_event_of_both_documents_is_told_and_all_that_goes_wrong() {
    let (_, told) = day(Settings::default());
    let names = names(&told);
    let documents = [
        "open",
        "close",
        "join",
        "leave",
        "publish",
        "unpublish",
        "sub",
        "unsub",
        "update",
        "start_record",
        "stop_record",
        "record_transcoding_completion",
        "warning_notify",
        "moonrise",
    ];
    assert_eq!(
        names.keys().copied().collect::<BTreeSet<_>>(),
        documents.into_iter().collect()
    );
    let netease: BTreeSet<_> = told
        .iter()
        .filter_map(|callback| match &callback.body {
            Body::NetEase(json) => Some(json["eventType"].to_string()),
            Body::ThreeTee(_) => None,
        })
        .collect();
    for kind in [
        "20",
        "21",
        "2",
        "3",
        "4",
        "5",
        "11",
        "12",
        "13",
        "\"MOONRISE\"",
    ] {
        assert!(netease.contains(kind), "{kind} isn't in {netease:?}");
    }
    for signed in [Signed::Well, Signed::Badly, Signed::Not] {
        assert!(told.iter().any(|it| it.signed == signed), "{signed:?}");
    }
    let twice = told.windows(2).filter(|pair| pair[0] == pair[1]).count();
    assert!(twice > 100, "{twice} came twice");
    let failed = told
        .iter()
        .filter(|it| it.get("event_type") == Some("faild"));
    assert!(failed.count() > 10);
    assert!(told.is_sorted_by_key(|callback| callback.at_ms));
}

/// After a crash rooms open that never closed, and people come in who never left.
#[test]
fn a_crash_is_told_by_repeated_openings_alone() {
    let (_, told) = day(Settings::default());
    let mut open = BTreeSet::new();
    let mut again = BTreeSet::new();
    for callback in &told {
        let is_genuine = callback.signed == Signed::Well;
        match (callback.get("event"), callback.get("room_id")) {
            (Some("open"), Some(room)) if is_genuine && !open.insert(room) => {
                again.insert(room);
            }
            (Some("close"), Some(room)) => {
                open.remove(room);
            }
            _ => {}
        }
    }
    assert!(again.len() > 3, "{again:?}");
}

/// Whoever believes all that is told of a calm day knows what the media server knows.
#[test]
fn a_calm_day_is_told_whole() {
    let (world, told) = day(Settings {
        calm: true,
        minutes: 300,
        ..Settings::default()
    });
    let mut rooms: BTreeMap<&str, BTreeMap<&str, BTreeSet<&str>>> = BTreeMap::new();
    for callback in &told {
        assert_eq!(callback.signed, Signed::Well);
        let get = |name| callback.get(name).unwrap_or_default();
        let (room, user, stream) = (get("room_id"), get("user_id"), get("stream_id"));
        match get("event") {
            "open" => assert!(rooms.insert(room, BTreeMap::new()).is_none()),
            "close" => assert_eq!(rooms.remove(room), Some(BTreeMap::new())),
            "join" => {
                let before = rooms.get_mut(room).unwrap().insert(user, BTreeSet::new());
                assert!(before.is_none());
            }
            "leave" => assert!(rooms.get_mut(room).unwrap().remove(user).is_some()),
            "publish" => assert!(
                rooms
                    .get_mut(room)
                    .unwrap()
                    .get_mut(user)
                    .unwrap()
                    .insert(stream)
            ),
            "unpublish" => assert!(
                rooms
                    .get_mut(room)
                    .unwrap()
                    .get_mut(user)
                    .unwrap()
                    .remove(stream)
            ),
            _ => {}
        }
    }
    let known = world.media_server().rooms().map(|room| {
        let people = room.people.iter().map(|person| {
            let streams = person.streams.iter().map(|stream| stream.id.as_str());
            (person.id.as_str(), streams.collect())
        });
        (room.id.as_str(), people.collect())
    });
    assert_eq!(known.collect::<BTreeMap<_, _>>(), rooms);
    assert!(world.media_server().people() > 10);
}

#[test]
fn rooms_are_full_at_once_and_a_day_ends_where_it_is_told_to() {
    let (world, told) = day(Settings {
        rooms: 50,
        people: 1003,
        full: true,
        calm: true,
        events: Some(3000),
        ..Settings::default()
    });
    assert_eq!(told.len(), 3000);
    assert!(world.media_server().rooms().count() <= 50);
    let joined = names(&told[..2600])["join"];
    assert_eq!(joined, 1003);
    assert_eq!(told[2000].at_ms, 0);
}
