//! What goes out of a room: streaming-outs, recordings, analytics.

use super::{after, failed, is_id};
use crate::owt::world::World;
use crate::owt::world::call::Call;
use crate::owt::world::checks::{
    is_algorithm, is_container, is_media_out, is_streaming_out_connection, is_subscription_update,
};
use crate::owt::world::conference::{Conference, Picture, Publication, Subscription};
use crate::owt::world::handle::done;
use crate::owt::world::ids;
use crate::owt::world::json::{at, set};
use crate::owt::world::refusal::{bad_request, cluster_failed, unexpected};
use crate::owt::world::settings::Agents;
use crate::world::request::{Answer, Reply};
use serde_json::{Value, json};

/// How long it takes to begin (ms).
const STARTED_MS: u64 = 490;
const REFUSED_MS: u64 = 750;

/// Returns how a subscription of a resource is called in the server.
fn kind_of(resource: &str) -> &'static str {
    match resource {
        "streaming-outs" => "streaming",
        "analytics" => "analytics",
        _ => "recording",
    }
}

fn not_started() -> Answer {
    after(
        REFUSED_MS,
        cluster_failed("RPC:addServerSideSubscription failed"),
    )
}

/// Lists a resource's.
pub fn list(world: &mut World, call: &Call) -> Answer {
    let kind = kind_of(&call.resource);
    let conference = world.conference(&call.room);
    let all = conference.into_iter().flat_map(|c| &c.subscriptions);
    let list = all.filter(|s| s.kind == kind).map(Subscription::to_json);
    Reply::json(200, list.collect()).into()
}

/// Changes one.
pub fn patch(world: &mut World, call: &Call) -> Answer {
    if !is_id(&call.id) || !is_subscription_update(&call.body, "") {
        return failed();
    }
    let agents = world.agents;
    let Some(conference) = world.conference(&call.room) else {
        return failed();
    };
    let patch = call.body.as_array().map_or(&[][..], Vec::as_slice);
    let changed = conference.change_subscription(&call.id, patch, agents);
    let found = conference.subscriptions.iter().find(|s| s.id == call.id);
    match (changed, found) {
        (Ok(()), Some(subscription)) => Reply::json(200, subscription.to_json()).into(),
        _ => failed(),
    }
}

/// Ends one of the resource. Only the first time.
pub fn delete(world: &mut World, call: &Call) -> Answer {
    let kind = kind_of(&call.resource);
    let Some(conference) = world.conference(&call.room).filter(|_| is_id(&call.id)) else {
        return failed();
    };
    let all = &conference.subscriptions;
    let Some(place) = all.iter().position(|s| s.id == call.id && s.kind == kind) else {
        return failed();
    };
    let gone = conference.subscriptions.remove(place);
    if let Some((_, analytics)) = gone.place.filter(|_| kind == "analytics") {
        conference.remove_stream(at(&analytics, &["id"]).as_str().unwrap_or(""));
    }
    done().into()
}

/// Starts one that is asked for.
fn start(
    world: &mut World,
    call: &Call,
    default: fn(&Conference, &str) -> Value,
    place: (&'static str, Value),
) -> Result<String, ()> {
    let id = ids::number(&mut world.random);
    let agents: Agents = world.agents;
    let conference = world.activate(&call.room)?;
    let halves = conference.halves(call.field("media"), default, agents)?;
    let subscription = Subscription {
        id: id.clone(),
        kind: kind_of(&call.resource),
        owner: "admin".to_owned(),
        halves,
        place: Some(place),
    };
    conference.subscriptions.push(subscription);
    Ok(id)
}

/// Answers what became of it.
fn started(world: &mut World, call: &Call, id: Result<String, ()>) -> Answer {
    let conference = world.conference(&call.room);
    let all = conference.into_iter().flat_map(|c| &c.subscriptions);
    let found = id.ok().and_then(|id| all.into_iter().find(|s| s.id == id));
    match found {
        Some(subscription) => after(STARTED_MS, Reply::json(200, subscription.to_json())),
        None => not_started(),
    }
}

/// Streams out of the room. An address with `fail` in it takes nothing.
pub fn stream_out(world: &mut World, call: &Call) -> Answer {
    let url = call.field("url");
    let protocol = match (call.field("protocol"), url.as_str()) {
        (Value::String(protocol), _) if !protocol.is_empty() => protocol.clone(),
        (_, Some(url)) => guess_protocol(url).to_owned(),
        _ => {
            let why = "TypeError Cannot read properties of undefined (reading 'startsWith')";
            return unexpected(why).into();
        }
    };
    let mut connection = json!({"protocol": protocol, "url": url});
    let default = match protocol.as_str() {
        "hls" => Some(json!({"method": "PUT", "hlsTime": 2, "hlsListSize": 5})),
        "dash" => Some(json!({"method": "PUT", "dashSegDuration": 2, "dashWindowSize": 5})),
        // The others' aren't looked at.
        _ => None,
    };
    if let Some(default) = default {
        let given = call.field("parameters");
        let parameters = if given.is_null() { &default } else { given };
        set(&mut connection, "parameters", parameters.clone());
    }
    if !is_streaming_out_connection(&connection) || !is_media_out(call.field("media")) {
        return bad_request("Bad request").into();
    }
    let codec = |half: &str| at(call.field("media"), &[half, "format", "codec"]).as_str();
    let is_codable = codec("audio").is_none_or(|codec| codec == "aac")
        && codec("video").is_none_or(|codec| codec == "h264");
    if !is_codable || url.as_str().is_some_and(|url| url.contains("fail")) {
        return not_started();
    }
    let id = start(world, call, outgoing_format, ("url", url.clone()));
    started(world, call, id)
}

fn guess_protocol(url: &str) -> &'static str {
    if url.starts_with("rtmp://") {
        "rtmp"
    } else if url.starts_with("rtsp://") {
        "rtsp"
    } else if url.ends_with(".m3u8") {
        "hls"
    } else if url.ends_with(".mpd") {
        "dash"
    } else {
        "unknown"
    }
}

fn outgoing_format(conference: &Conference, kind: &str) -> Value {
    if kind == "video" {
        return json!({"codec": "h264", "profile": "CB"});
    }
    let formats = at(conference.config.get("mediaOut"), &["audio"]).as_array();
    let aac = formats
        .into_iter()
        .flatten()
        .find(|f| at(f, &["codec"]) == "aac");
    // A room that has none streams no sound out: no source has this.
    aac.cloned().unwrap_or_else(|| json!({"codec": "none"}))
}

fn as_it_is(_: &Conference, _: &str) -> Value {
    Value::Null
}

/// Records.
pub fn record(world: &mut World, call: &Call) -> Answer {
    if !is_container(&call.body) || !is_media_out(call.field("media")) {
        return bad_request("Bad request").into();
    }
    let place = json!({"host": "192.0.2.2", "file": ""});
    let id = start(world, call, as_it_is, ("storage", place)).and_then(|id| {
        let conference = world.conference(&call.room).ok_or(())?;
        let recording = conference
            .subscriptions
            .iter_mut()
            .find(|s| s.id == id)
            .ok_or(())?;
        match container(call.text("container"), recording) {
            Some(container) => {
                let file = format!("/tmp/{id}.{container}");
                recording.place = Some(("storage", json!({"host": "192.0.2.2", "file": file})));
                Ok(id)
            }
            None => {
                conference.subscriptions.retain(|s| s.id != id);
                Err(())
            }
        }
    });
    started(world, call, id)
}

/// Returns a recording's container; `None` where it can't hold what is recorded.
fn container(asked: Option<&str>, recording: &Subscription) -> Option<&'static str> {
    let codec = |kind: &str| {
        let half = recording.halves.iter().find(|half| half.kind == kind)?;
        at(&half.format, &["codec"]).as_str()
    };
    let (audio, video) = (codec("audio"), codec("video"));
    if !audio.is_none_or(|codec| ["pcmu", "pcma", "opus", "aac"].contains(&codec)) {
        return None;
    }
    let video_fits = video.is_none_or(|codec| ["h264", "h265"].contains(&codec));
    match asked {
        Some("mkv") => Some("mkv"),
        Some("ts") => Some("ts"),
        Some("mp4") => (video_fits && audio.is_none_or(|codec| codec == "aac")).then_some("mp4"),
        _ => Some(if video_fits && audio == Some("aac") {
            "mp4"
        } else {
            "mkv"
        }),
    }
}

/// Analyses a stream; what comes of it is a stream as well.
pub fn analyse(world: &mut World, call: &Call) -> Answer {
    if !is_algorithm(&call.body) || !is_media_out(call.field("media")) {
        return bad_request("Bad request").into();
    }
    let video = call.field("media").get("video");
    let algorithm = call.text("algorithm").filter(|name| !name.is_empty());
    let (Some(algorithm), true) = (algorithm, video.is_some_and(Value::is_object)) else {
        return not_started();
    };
    if !world.agents.analytics || algorithm.contains("fail") {
        return not_started();
    }
    let source = ids::stream(&mut world.random);
    let place = json!({"id": source, "algorithm": algorithm});
    let id = start(world, call, as_it_is, ("analytics", place));
    if let (Ok(id), Some(conference)) = (&id, world.conference(&call.room)) {
        // Sound isn't analysed.
        for subscription in conference.subscriptions.iter_mut().filter(|s| s.id == *id) {
            subscription.halves.retain(|half| half.kind == "video");
        }
        let format = conference.subscriptions.iter().find(|s| s.id == *id);
        let format = format
            .and_then(|s| s.halves.first())
            .map(|half| half.format.clone());
        let picture = format.map(|format| Picture {
            format,
            parameters: None,
            source: None,
            simulcast: Vec::new(),
        });
        let publication = Publication {
            id: source,
            owner: "admin".to_owned(),
            kind: "analytics",
            audio: None,
            picture,
            attributes: None,
        };
        // A room that takes no pictures gets none.
        let _ = conference.publish(publication);
    }
    started(world, call, id)
}
