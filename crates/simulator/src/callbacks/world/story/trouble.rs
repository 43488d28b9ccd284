//! What goes wrong: a server that crashes or warns, events that nobody knows, and callbacks of who has no key.

use super::super::media_server::Stream;
use super::super::{Body, Callback, Signed, World};
use super::{rooms, stranger, tell, tell_three_tee};

/// The master can't reach a port of a media server.
pub fn warn(world: &mut World) {
    let told = [
        ("event_type", "check_port"),
        ("box_code", "box-1"),
        (
            "options",
            r#"[{"type":"tcp","port":8088}, {"type":"websocket","port":7630}]"#,
        ),
    ];
    tell_three_tee(world, "warning_notify", &told);
}

/// The media server crashes. No end of anything is told: rooms to which somebody comes back open again, and whoever gives up is gone.
pub fn crash(world: &mut World) {
    if world.settings.calm {
        return;
    }
    for mut room in std::mem::take(&mut world.media_server.rooms) {
        room.recording = None;
        room.people.retain(|_| world.random.chance(70));
        if room.people.is_empty() {
            continue;
        }
        tell_three_tee(world, "open", &[("room_id", &room.id)]);
        for person in &mut room.people {
            rooms::tell_join(world, &room.id, person);
            let media: Vec<_> = person.streams.iter().map(|stream| stream.medium).collect();
            person.streams.clear();
            for medium in media {
                let stream = Stream::new(medium, &mut world.random);
                rooms::tell_stream(world, "publish", &room.id, person, &stream);
                person.streams.push(stream);
            }
        }
        world.media_server.rooms.push(room);
    }
}

/// An event that isn't in the documents.
pub fn tell_unknown(world: &mut World) {
    if world.settings.calm {
        return;
    }
    match world.random.chance(50) {
        true => tell_three_tee(world, "moonrise", &[("event_type", "full")]),
        false => {
            let subject = "strangers".to_owned();
            tell(world, subject, Body::NetEase(stranger("MOONRISE")));
        }
    }
}

/// Somebody without the key makes an event up.
pub fn forge(world: &mut World) {
    if world.settings.calm {
        return;
    }
    let pairs = vec![
        ("event", "open".to_owned()),
        ("trace_id", world.random.uuid()),
        ("room_id", "forged".to_owned()),
    ];
    let (body, signed) = match world.random.below(3) {
        0 => (Body::ThreeTee(pairs), Signed::Badly),
        1 => (Body::ThreeTee(pairs), Signed::Not),
        _ => (Body::NetEase(stranger("forged")), Signed::Badly),
    };
    world.untold.push_back(Callback {
        at_ms: world.now_ms,
        subject: "strangers".to_owned(),
        body,
        signed,
    });
}
