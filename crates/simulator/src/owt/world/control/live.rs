//! What tests do to a room.

use super::no_such_command;
use crate::owt::world::World;
use crate::owt::world::conference::{Conference, Picture, Publication};
use crate::owt::world::ids;
use crate::world::fields::{Fields, bad_request};
use crate::world::names;
use crate::world::random::Random;
use crate::world::request::Reply;
use serde_json::{Value, json};

/// The most people, and the most streams, that one `people` call lets in.
const MOST: u64 = 20_000;

impl World {
    pub(super) fn obey_in_room(
        &mut self,
        method: &str,
        room: &str,
        command: &[&str],
        fields: &Fields,
    ) -> Result<Reply, Reply> {
        match (method, command) {
            ("GET", ["state"]) => return Ok(Reply::json(200, self.room_state(room))),
            ("GET", ["requests"]) => return Ok(Reply::json(200, self.requests_about(room))),
            ("POST", ["faults"]) => {
                let faults = self.room_faults.entry(room.to_owned()).or_default();
                faults.add(fields)?;
            }
            ("POST", ["faults", "clear"]) => {
                self.room_faults.remove(room);
            }
            ("POST", ["end"]) => self.end(room),
            ("POST", ["delete"]) => self.delete_room(room),
            ("POST", ["event"]) => {
                let data = fields.value("data").unwrap_or(&Value::Null);
                self.portal.send_event(room, fields.text("name")?, data);
            }
            ("POST", ["raw"]) => self.portal.send_raw(room, fields.text("text")?),
            ("POST", command) => {
                let mut random = Random::new(self.random.bits());
                let conference = self.activate(room);
                let conference = conference.map_err(|()| Reply::failed(409, "No agents to mix"))?;
                return act(conference, &mut random, command, fields);
            }
            _ => return Err(no_such_command()),
        }
        Ok(Reply::success(true))
    }
}

fn act(
    room: &mut Conference,
    random: &mut Random,
    command: &[&str],
    fields: &Fields,
) -> Result<Reply, Reply> {
    match command {
        ["join"] => {
            let id = join(room, random, fields)?;
            return Ok(Reply::json(200, json!({"id": id})));
        }
        ["people"] => return people(room, random, fields),
        ["publish"] => {
            let id = publish(room, random, fields)?;
            return Ok(Reply::json(200, json!({"id": id})));
        }
        ["leave"] => {
            let id = person(room, fields, "id")?;
            room.leave(&id);
        }
        ["drop"] => {
            let id = person(room, fields, "id")?;
            room.drop_out(&id);
        }
        ["unpublish"] => {
            let id = stream(room, fields)?;
            room.remove_stream(&id);
        }
        ["speak"] => {
            let id = stream(room, fields)?;
            room.speak(&id);
        }
        ["switch"] => {
            let id = stream(room, fields)?;
            let track = fields.choice("track", &["audio", "video"])?;
            let status = fields.choice("status", &["active", "inactive"])?;
            let done = room.switch(&id, track, status);
            done.map_err(|()| bad_request("that stream can't be switched"))?;
        }
        ["resize"] => {
            let id = stream(room, fields)?;
            let (width, height) = (
                fields.whole_number("width")?,
                fields.whole_number("height")?,
            );
            room.resize(&id, width, height);
        }
        ["mix"] => {
            let id = stream(room, fields)?;
            let done = room.mix(&id, fields.text("view")?);
            done.map_err(|()| bad_request("that stream can't be mixed into that view"))?;
        }
        ["unmix"] => {
            let id = stream(room, fields)?;
            let done = room.unmix(&id, fields.text("view")?);
            done.map_err(|()| bad_request("that stream isn't in that view"))?;
        }
        ["text"] => {
            let from = person(room, fields, "id")?;
            let told = json!({"from": from, "to": "all", "message": fields.text("message")?});
            room.notifier
                .tell(super::super::conference::Audience::All, "text", told);
        }
        _ => return Err(no_such_command()),
    }
    Ok(Reply::success(true))
}

/// Returns the id of somebody who is in.
fn person(room: &Conference, fields: &Fields, name: &str) -> Result<String, Reply> {
    let id = fields.non_empty(name)?;
    match room.participant(id) {
        Some(_) => Ok(id.to_owned()),
        None => Err(Reply::failed(404, format!("Nobody has the id {id:?}"))),
    }
}

/// Returns the id of a stream that is there.
fn stream(room: &Conference, fields: &Fields) -> Result<String, Reply> {
    let id = fields.non_empty("stream")?;
    match room.stream(id) {
        Some(_) => Ok(id.to_owned()),
        None => Err(Reply::failed(404, format!("No stream has the id {id:?}"))),
    }
}

fn join(room: &mut Conference, random: &mut Random, fields: &Fields) -> Result<String, Reply> {
    let id = match fields.optional("id")? {
        Some(id) if room.participant(id).is_some() => {
            return Err(bad_request(format!("somebody has the id {id:?} already")));
        }
        Some(id) => id.to_owned(),
        None => ids::participant(random),
    };
    let role = fields.optional("role")?.unwrap_or("presenter");
    let joined = room.join(&id, fields.text("user")?, role);
    joined.map_err(|why| Reply::failed(409, why))?;
    Ok(id)
}

/// Lets so many people in, who have so many streams together.
fn people(room: &mut Conference, random: &mut Random, fields: &Fields) -> Result<Reply, Reply> {
    let count = fields.whole_number("count")?;
    let streams = match fields.value("streams") {
        None => 0,
        Some(_) => fields.whole_number("streams")?,
    };
    if count > MOST || streams > MOST || (count == 0 && streams > 0) {
        let why =
            format!("at most {MOST} people and streams at once, and no stream without people");
        return Err(bad_request(why));
    }
    let mut made = Vec::new();
    for _ in 0..count {
        let id = ids::participant(random);
        let who = names::random_identity(random);
        let joined = room.join(&id, &who.name, "presenter");
        joined.map_err(|why| Reply::failed(409, why))?;
        made.push((id, who.name));
    }
    let mut published = Vec::new();
    for (owner, name) in made
        .iter()
        .cycle()
        .take(usize::try_from(streams).unwrap_or(0))
    {
        let id = ids::stream(random);
        let mut publication = Publication::of_browser(id.clone(), owner.clone());
        publication.attributes = Some(json!({"from": name}));
        let done = room.publish(publication);
        done.map_err(|()| Reply::failed(409, "Too many inputs"))?;
        published.push(id);
    }
    let people: Vec<&String> = made.iter().map(|(id, _)| id).collect();
    Ok(Reply::json(
        200,
        json!({"ids": people, "streams": published}),
    ))
}

fn publish(room: &mut Conference, random: &mut Random, fields: &Fields) -> Result<String, Reply> {
    let owner = person(room, fields, "id")?;
    let id = match fields.optional("stream")? {
        Some(id) if room.stream(id).is_some() => {
            return Err(bad_request(format!("a stream has the id {id:?} already")));
        }
        Some(id) => id.to_owned(),
        None => ids::stream(random),
    };
    let mut publication = Publication::of_browser(id.clone(), owner);
    publication.attributes = fields.value("attributes").cloned();
    let source = |name: &str, default: &str| match fields.value(name) {
        Some(Value::Bool(false)) => Ok(None),
        Some(Value::String(source)) => Ok(Some(source.clone())),
        None | Some(Value::Bool(true)) => Ok(Some(default.to_owned())),
        Some(_) => Err(bad_request(format!(
            "\"{name}\" must be false, true or a source"
        ))),
    };
    publication.audio = source("audio", "mic")?;
    let size = |value: &Value| json!({"width": value.get("width"), "height": value.get("height")});
    publication.picture = source("video", "camera")?.map(|source| Picture {
        format: match fields.value("codec") {
            Some(codec) => json!({"codec": codec}),
            None => json!({"codec": "vp8"}),
        },
        parameters: fields
            .value("resolution")
            .map(|value| json!({"resolution": size(value)})),
        source: Some(source),
        simulcast: match fields.value("simulcast") {
            Some(Value::Object(layers)) => {
                let layers = layers.iter();
                layers
                    .map(|(rid, value)| (rid.clone(), size(value)))
                    .collect()
            }
            _ => Vec::new(),
        },
    });
    let done = room.publish(publication);
    done.map_err(|()| Reply::failed(409, "Too many inputs"))?;
    Ok(id)
}
