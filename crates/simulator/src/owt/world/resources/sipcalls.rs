//! SIP calls.

use super::{after, failed, is_id};
use crate::owt::world::World;
use crate::owt::world::call::Call;
use crate::owt::world::checks::{is_sip_call, is_subscription_update};
use crate::owt::world::conference::{Conference, SipCall};
use crate::owt::world::handle::done;
use crate::owt::world::ids;
use crate::owt::world::json::{at, set};
use crate::owt::world::refusal::{bad_request, cluster_failed};
use crate::world::request::{Answer, Reply};
use serde_json::{Value, json};

/// How long it takes until somebody answers, nobody can be reached, and nobody ever answers (ms).
const ANSWERED_MS: u64 = 1_500;
const REFUSED_MS: u64 = 2_040;
const GIVEN_UP_MS: u64 = 90_000;

/// Lists them.
pub fn list(world: &mut World, call: &Call) -> Answer {
    let calls = world.conference(&call.room).map(|c| c.calls());
    Reply::json(200, calls.unwrap_or_default().into()).into()
}

/// Calls somebody. Who has `refuse` in their address doesn't want to talk, one with `noanswer` isn't there.
pub fn make(world: &mut World, call: &Call) -> Answer {
    if !is_sip_call(&call.body) {
        return bad_request("Bad request").into();
    }
    let not_made = |delay| after(delay, cluster_failed("RPC:makeSipCall failed"));
    let agents = world.agents;
    let peer = call.text("peerURI").unwrap_or("");
    let has_account = world.rooms.get(&call.room).is_some_and(Conference::has_sip);
    if !agents.sip || !has_account || peer.contains("refuse") {
        return not_made(REFUSED_MS);
    }
    if peer.contains("noanswer") {
        return not_made(GIVEN_UP_MS);
    }
    let id = format!("SipOut{}", ids::number(&mut world.random));
    let stream = ids::number(&mut world.random);
    let subscription = ids::number(&mut world.random);
    let Ok(conference) = world.activate(&call.room) else {
        return not_made(REFUSED_MS);
    };
    let made = conference.call(
        &SipCall {
            id: &id,
            stream: &stream,
            subscription: &subscription,
            peer,
            has_video: at(&call.body, &["mediaIn", "video"]) == &json!(true),
            media: call.field("mediaOut"),
        },
        agents,
    );
    match (made, conference.call_by_id(&id)) {
        (Ok(()), Some(shown)) => after(ANSWERED_MS, Reply::json(200, shown)),
        _ => not_made(REFUSED_MS),
    }
}

/// Changes what goes to a call.
pub fn patch(world: &mut World, call: &Call) -> Answer {
    if !is_id(&call.id) || !is_subscription_update(&call.body, "/output") {
        return failed();
    }
    let agents = world.agents;
    let Some(conference) = world.conference(&call.room) else {
        return failed();
    };
    let Some(output) = conference.output_of_call(&call.id) else {
        return failed();
    };
    let mut patch = call.body.as_array().cloned().unwrap_or_default();
    for update in &mut patch {
        let path = update.get("path").and_then(Value::as_str).unwrap_or("");
        let path = path.strip_prefix("/output").unwrap_or(path).to_owned();
        set(update, "path", path);
    }
    let changed = conference.change_subscription(&output, &patch, agents);
    match (changed, conference.call_by_id(&call.id)) {
        (Ok(()), Some(shown)) => Reply::json(200, shown).into(),
        _ => failed(),
    }
}

/// Hangs up. Only the first time.
pub fn end(world: &mut World, call: &Call) -> Answer {
    let conference = world.conference(&call.room).filter(|_| is_id(&call.id));
    let Some(conference) = conference else {
        return failed();
    };
    if conference.call_by_id(&call.id).is_none() {
        return failed();
    }
    conference.leave(&call.id);
    done().into()
}
