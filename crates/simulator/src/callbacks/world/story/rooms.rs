//! Rooms of the media server: people come, send, receive and go; some of it is recorded.

use super::super::World;
use super::super::media_server::{Person, Stream};
use super::{stamp, tell_three_tee};
use crate::world::random::Random;

/// Returns where in a list of so many one is picked; `None` = there are none.
fn place(random: &mut Random, count: usize) -> Option<usize> {
    (count > 0).then(|| usize::try_from(random.below(count as u64)).unwrap_or(0))
}

/// Returns a room's place, a person's place in it, the room's number and the person.
fn somebody(world: &mut World) -> Option<(usize, usize, String, Person)> {
    let room = place(&mut world.random, world.media_server.rooms.len())?;
    let it = world.media_server.rooms.get(room)?;
    let person = place(&mut world.random, it.people.len())?;
    Some((room, person, it.id.clone(), it.people.get(person)?.clone()))
}

/// Opens as many rooms as there may be, with all people in them.
pub fn fill(world: &mut World) {
    let rooms = world.settings.rooms.max(1);
    for number in 0..rooms {
        open(world);
        let people = world.settings.people / rooms;
        let more = usize::from(number < world.settings.people % rooms);
        for _ in 0..people + more {
            join_room(world, number);
        }
    }
}

pub fn open(world: &mut World) {
    if world.media_server.rooms.len() < world.settings.rooms {
        let room = world.media_server.open();
        tell_three_tee(world, "open", &[("room_id", &room)]);
    }
}

pub fn close(world: &mut World) {
    let Some(at) = place(&mut world.random, world.media_server.rooms.len()) else {
        return;
    };
    let room = world.media_server.rooms.swap_remove(at);
    for person in &room.people {
        let told = [
            ("room_id", &*room.id),
            ("user_id", &*person.id),
            ("event_type", "normal"),
        ];
        tell_three_tee(world, "leave", &told);
    }
    let why = if room.people.is_empty() {
        "auto"
    } else {
        "user"
    };
    tell_three_tee(
        world,
        "close",
        &[("room_id", &room.id), ("event_type", why)],
    );
}

pub fn join(world: &mut World) {
    if world.media_server.people() < world.settings.people
        && let Some(at) = place(&mut world.random, world.media_server.rooms.len())
    {
        join_room(world, at);
    }
}

fn join_room(world: &mut World, at: usize) {
    let mut person = Person::new(&mut world.random);
    let Some(room) = world.media_server.rooms.get(at).map(|room| room.id.clone()) else {
        return;
    };
    tell_join(world, &room, &person);
    for (medium, percent) in [("audio", 90), ("video", 60)] {
        if world.random.chance(percent) {
            let stream = Stream::new(medium, &mut world.random);
            tell_stream(world, "publish", &room, &person, &stream);
            person.streams.push(stream);
        }
    }
    if let Some(room) = world.media_server.rooms.get_mut(at) {
        room.people.push(person);
    }
}

pub fn tell_join(world: &mut World, room: &str, person: &Person) {
    let told = [
        ("room_id", room),
        ("user_id", &*person.id),
        ("user_name", &*person.name),
        ("event_type", "normal"),
        ("endpoint_type", person.endpoint),
    ];
    tell_three_tee(world, "join", &told);
}

pub fn tell_stream(world: &mut World, event: &str, room: &str, person: &Person, stream: &Stream) {
    let told = [
        ("room_id", room),
        ("user_id", &*person.id),
        ("stream_type", stream.medium),
        ("stream_id", &*stream.id),
        ("resolution", stream.resolution()),
    ];
    tell_three_tee(world, event, &told);
}

pub fn leave(world: &mut World) {
    let Some((at, who, room, person)) = somebody(world) else {
        return;
    };
    let how = ["normal", "normal", "clientKick", "serverKick", "offline"];
    let told = [
        ("room_id", &*room),
        ("user_id", &*person.id),
        ("event_type", world.random.word(&how)),
    ];
    tell_three_tee(world, "leave", &told);
    if let Some(it) = world.media_server.rooms.get_mut(at) {
        it.people.swap_remove(who);
        if it.people.is_empty() {
            world.media_server.rooms.swap_remove(at);
            tell_three_tee(
                world,
                "close",
                &[("room_id", &room), ("event_type", "auto")],
            );
        }
    }
}

pub fn publish(world: &mut World) {
    let Some((at, who, room, person)) = somebody(world) else {
        return;
    };
    let medium = world.random.word(&["audio", "video", "desktop"]);
    if person.streams.iter().any(|stream| stream.medium == medium) {
        return;
    }
    let stream = Stream::new(medium, &mut world.random);
    tell_stream(world, "publish", &room, &person, &stream);
    let room = world.media_server.rooms.get_mut(at);
    if let Some(person) = room.and_then(|room| room.people.get_mut(who)) {
        person.streams.push(stream);
    }
}

pub fn unpublish(world: &mut World) {
    let Some((at, who, room, person)) = somebody(world) else {
        return;
    };
    let Some(stream) = world.random.pick(&person.streams).cloned() else {
        return;
    };
    tell_stream(world, "unpublish", &room, &person, &stream);
    let room = world.media_server.rooms.get_mut(at);
    if let Some(person) = room.and_then(|room| room.people.get_mut(who)) {
        person.streams.retain(|one| one.id != stream.id);
    }
}

pub fn subscribe(world: &mut World) {
    let Some((at, _, room, person)) = somebody(world) else {
        return;
    };
    let others = world.media_server.rooms.get(at);
    let streams: Vec<_> = others
        .into_iter()
        .flat_map(|room| room.people.iter().filter(|one| one.id != person.id))
        .flat_map(|one| one.streams.clone())
        .collect();
    if let Some(stream) = world.random.pick(&streams) {
        let told = [
            ("room_id", &*room),
            ("user_id", &*person.id),
            ("stream_type", stream.medium),
            ("stream_id", &*stream.id),
        ];
        let event = world.random.word(&["sub", "sub", "unsub"]);
        tell_three_tee(world, event, &told);
    }
}

pub fn update(world: &mut World) {
    if let Some((_, _, room, person)) = somebody(world) {
        let told = [
            ("room_id", &*room),
            ("user_id", &*person.id),
            ("event_type", "userInfo"),
        ];
        tell_three_tee(world, "update", &told);
    }
}

/// A recording begins, or fails to; one that runs ends, and is made into files, or isn't.
pub fn record(world: &mut World) {
    let Some(at) = place(&mut world.random, world.media_server.rooms.len()) else {
        return;
    };
    let new = world.random.uuid();
    let is_good = world.random.chance(85);
    let now = stamp(world);
    let Some(room) = world.media_server.rooms.get_mut(at) else {
        return;
    };
    let (id, running) = (room.id.clone(), room.recording.take());
    if running.is_none() && is_good {
        room.recording = Some(new.clone());
    }
    let recording = running.clone().unwrap_or(new);
    let files = r#"[{"url":"https://files.example.com/rec.mp4","size":52428800}]"#;
    let tell = |world: &mut World, event, failure, options, stop: &str| {
        let told = [
            ("room_id", &*id),
            ("event_type", if is_good { "success" } else { "faild" }),
            ("start_time", &*now),
            ("stop_time", stop),
            ("options", if is_good { options } else { failure }),
            ("exporter_type", "mp4"),
            ("exporter_id", &*recording),
        ];
        tell_three_tee(world, event, &told);
    };
    match running {
        None => tell(world, "start_record", "disk full", "", ""),
        Some(_) => {
            tell(world, "stop_record", "transcoding failed", files, &now);
            tell(
                world,
                "record_transcoding_completion",
                "transcoding failed",
                "",
                "",
            );
        }
    }
}
