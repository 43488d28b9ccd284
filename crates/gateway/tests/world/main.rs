//! The world that events make, and what asking the server and forgetting mend of it.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod asking;
mod events;
mod forgetting;

use gateway::event::{Event, EventKind, StreamTold, Vendor};
use gateway::world::World;
use proptest::prelude::*;

fn event(room: &str, user: Option<&str>, kind: EventKind) -> Event {
    Event {
        vendor: Vendor::ThreeTee,
        room: Some(room.into()),
        user: user.map(str::to_owned),
        kind,
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
    let kind = match word(0) {
        "open" => EventKind::Open,
        "close" => EventKind::Close { reason: None },
        "join" => EventKind::Join {
            name: None,
            endpoint: None,
        },
        "leave" => EventKind::Leave { reason: None },
        "publish" => EventKind::Publish(stream(word(3), word(4))),
        "unpublish" => EventKind::Unpublish(stream(word(3), word(4))),
        "sub" => EventKind::Subscribe(stream(word(3), word(4))),
        other => EventKind::Other { name: other.into() },
    };
    event(word(1), user, kind)
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
