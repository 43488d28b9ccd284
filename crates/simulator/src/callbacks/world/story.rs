//! What happens next, and how it is told.

mod rooms;
mod trouble;

use super::{Body, Callback, Signed, World};
use serde_json::Value;

/// The day begins at this Unix time, ms: events carry stamps, and a seed tells them as well.
const DAY_MS: u64 = 1_790_000_000_000;

/// Lets some time pass, and something happen. Nothing may come of it.
pub(super) fn go_on(world: &mut World) {
    if world.settings.full && world.media_server.opened == 0 {
        return rooms::fill(world);
    }
    world.now_ms += world.random.between(200, 3_800);
    match world.random.below(1000) {
        0..60 => rooms::open(world),
        60..320 => rooms::join(world),
        320..480 => rooms::leave(world),
        480..600 => rooms::publish(world),
        600..680 => rooms::unpublish(world),
        680..800 => rooms::subscribe(world),
        800..830 => rooms::update(world),
        830..870 => rooms::record(world),
        870..885 => rooms::close(world),
        885..890 => trouble::warn(world),
        890..970 => netease(world),
        970..972 => trouble::crash(world),
        972..986 => trouble::tell_unknown(world),
        _ => trouble::forge(world),
    }
}

fn netease(world: &mut World) {
    let stamp = DAY_MS + world.now_ms;
    let (room, body) = world.netease.go_on(&mut world.random, stamp);
    tell(world, room, Body::NetEase(body));
}

/// Tells an event of 叁体's, with what all of them have. Names that have nothing are left out.
fn tell_three_tee(world: &mut World, event: &str, pairs: &[(&'static str, &str)]) {
    let mut all = vec![
        ("event", event.to_owned()),
        ("trace_id", world.random.uuid()),
    ];
    let given = pairs.iter().filter(|(_, value)| !value.is_empty());
    all.extend(given.map(|(name, value)| (*name, (*value).to_owned())));
    let room = all.iter().find(|(name, _)| *name == "room_id");
    let subject = room.map_or("master", |(_, room)| room).to_owned();
    tell(world, subject, Body::ThreeTee(all));
}

/// Tells something: now and then twice, now and then not at all.
fn tell(world: &mut World, subject: String, body: Body) {
    let callback = Callback {
        at_ms: world.now_ms,
        subject,
        body,
        signed: Signed::Well,
    };
    if !world.settings.calm {
        match world.random.below(100) {
            0..2 => return,
            2..5 => world.untold.push_back(callback.clone()),
            _ => {}
        }
    }
    world.untold.push_back(callback);
}

fn stamp(world: &World) -> String {
    (DAY_MS + world.now_ms).to_string()
}

/// What isn't in any document.
fn stranger(name: &str) -> Value {
    serde_json::json!({ "eventType": name, "data": { "mood": "calm", "list": [1, "two", null] } })
}
