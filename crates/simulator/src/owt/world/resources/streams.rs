//! Streams, and those that are brought in from elsewhere.

use super::{after, failed, is_id};
use crate::owt::world::World;
use crate::owt::world::call::Call;
use crate::owt::world::checks::{is_stream_update, is_streaming_in};
use crate::owt::world::conference::{Picture, Publication, Stream};
use crate::owt::world::handle::done;
use crate::owt::world::ids;
use crate::owt::world::json::at;
use crate::owt::world::refusal::{no_such_stream, operation_failed};
use crate::world::request::{Answer, Reply};
use serde_json::{Value, json};

/// How long it takes to fetch a stream, to see that it can't be had, and to give one up that never comes (ms).
const STARTED_MS: u64 = 360;
const REFUSED_MS: u64 = 1_200;
const GIVEN_UP_MS: u64 = 85_200;

fn shown(call: &Call, stream: &Stream) -> Value {
    if call.is_v1_1 {
        stream.for_v1_1()
    } else {
        stream.for_v1()
    }
}

/// Lists them.
pub fn list(world: &mut World, call: &Call) -> Answer {
    let conference = world.conference(&call.room);
    let streams = conference.into_iter().flat_map(|c| &c.streams);
    Reply::json(200, streams.map(|stream| shown(call, stream)).collect()).into()
}

/// Shows one.
pub fn get(world: &mut World, call: &Call) -> Answer {
    let conference = world.conference(&call.room);
    match conference.and_then(|c| c.stream(&call.id)) {
        Some(stream) => Reply::json(200, shown(call, stream)).into(),
        None => no_such_stream().into(),
    }
}

/// Changes one: mixed in or out, on or off, or the picture of a view's.
pub fn patch(world: &mut World, call: &Call) -> Answer {
    if !is_id(&call.id) || !is_stream_update(&call.body) {
        return failed();
    }
    let Some(conference) = world.conference(&call.room) else {
        return failed();
    };
    let patch = call.body.as_array().map_or(&[][..], Vec::as_slice);
    let changed = conference.change_stream(&call.id, patch);
    match (changed, conference.stream(&call.id)) {
        (Ok(()), Some(stream)) => Reply::json(200, shown(call, stream)).into(),
        _ => failed(),
    }
}

/// Ends one. Only the first time.
pub fn delete(world: &mut World, call: &Call) -> Answer {
    let conference = world.conference(&call.room).filter(|_| is_id(&call.id));
    match conference.is_some_and(|c| c.remove_stream(&call.id)) {
        true => done().into(),
        false => failed(),
    }
}

/// Brings one in. An address with `fail` in it can't be had, one with `noanswer` never comes.
pub fn start(world: &mut World, call: &Call) -> Answer {
    if !is_id(&call.room) || !is_streaming_in(&call.body) {
        return failed();
    }
    let id = ids::number(&mut world.random);
    let Ok(conference) = world.activate(&call.room) else {
        return failed();
    };
    let url = at(&call.body, &["connection", "url"])
        .as_str()
        .unwrap_or("");
    for (word, delay) in [("fail", REFUSED_MS), ("noanswer", GIVEN_UP_MS)] {
        if url.contains(word) {
            // It is told that a stream ended which nobody was told of.
            conference.notifier.stream(&id, "remove", None);
            return after(delay, operation_failed());
        }
    }
    let wants = |kind: &str| at(&call.body, &["media", kind]) != &json!(false);
    let picture = Picture {
        format: json!({"codec": "h264", "profile": "B"}),
        parameters: Some(json!({"resolution": {"width": 640, "height": 360}})),
        source: None,
        simulcast: Vec::new(),
    };
    let published = conference.publish(Publication {
        id: id.clone(),
        owner: "admin".to_owned(),
        kind: "streaming",
        audio: wants("audio").then(String::new),
        picture: wants("video").then_some(picture),
        attributes: call.body.get("attributes").cloned(),
    });
    match (published, conference.stream(&id)) {
        (Ok(()), Some(stream)) => after(STARTED_MS, Reply::json(200, shown(call, stream))),
        _ => failed(),
    }
}
