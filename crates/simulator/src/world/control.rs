//! The control endpoint: by it tests change the world and read it. Off unless asked for; the shell lets this machine in only.

use super::World;
use super::call::Call;
use super::fields::{Fields, bad_request};
use super::forms::OldForms;
use super::person::Person;
use super::random::Random;
use super::request::{Reply, Request, percent_decode};
use super::room::Room;
use super::streams::{self, Ending, StreamMode};
use serde_json::{Value, json};

/// What stands before everything here.
pub const CONTROL_PREFIX: &str = "/__control/";

/// The most people that one `people` call lets in.
const MOST_PEOPLE: u64 = 50_000;

impl World {
    /// Answers a request under [`CONTROL_PREFIX`].
    pub fn control(&mut self, request: &Request) -> Reply {
        let rest = request.path.strip_prefix(CONTROL_PREFIX).unwrap_or("");
        let segments: Vec<String> = rest.split('/').map(percent_decode).collect();
        let words: Vec<&str> = segments.iter().map(String::as_str).collect();
        let method = request.method.as_str();
        if let ("POST", ["restart"]) = (method, words.as_slice()) {
            self.restart();
            return Reply::success(true);
        }
        let Some((name, command)) = words.split_first() else {
            return Reply::failed(404, "No such control command");
        };
        let Some(room) = self.room(name) else {
            return Reply::failed(404, format!("No room {name:?}"));
        };
        let reply = match (method, command) {
            ("GET", ["state"]) => Ok(Reply::json(200, state(room))),
            ("GET", ["requests"]) => Ok(Reply::json(200, room.log.to_json())),
            ("POST", command) => act(room, command, request),
            _ => Err(Reply::failed(404, "No such control command")),
        };
        reply.unwrap_or_else(|refusal| refusal)
    }
}

fn act(room: &mut Room, command: &[&str], request: &Request) -> Result<Reply, Reply> {
    // Commands without fields may come without a body.
    let fields = if request.body.is_empty() {
        Fields::try_from(&json!({}))?
    } else {
        Fields::parse(&request.body)?
    };
    match command {
        ["join"] => return join(room, &fields),
        ["people"] => return people(room, &fields),
        ["leave"] => {
            require_person(room, &fields)?;
            room.remove(fields.text("uuid")?);
        }
        ["update"] => {
            let uuid = require_person(room, &fields)?;
            if let Some(person) = room.person_mut(&uuid) {
                person.merge(fields.as_map());
            }
            room.publish(&uuid);
        }
        ["speak"] => {
            let uuid = require_person(room, &fields)?;
            room.speak(&uuid, fields.whole_number("vad")?);
        }
        ["present"] => {
            let uuid = require_person(room, &fields)?;
            room.present(&uuid);
        }
        ["frame"] => room.next_frame(),
        ["stop_presenting"] => {
            room.stop_presenting();
        }
        ["chat"] => chat(room, &fields)?,
        ["layout"] => layout(room, &fields)?,
        ["disconnect_session"] => {
            let uuid = require_person(room, &fields)?;
            let reason = fields.optional("reason")?;
            room.disconnect_person(
                &uuid,
                reason.unwrap_or("API initiated participant disconnect"),
            );
        }
        ["expire_tokens"] => {
            for session in &mut room.sessions {
                session.expires_at = 0;
            }
            room.advance(room.now);
        }
        ["end_calls"] => {
            let reason = fields.optional("reason")?;
            room.end_all_calls(reason.unwrap_or("Call disconnected"));
        }
        ["event"] => event(room, &fields)?,
        ["raw"] => room.emit_raw(fields.text("text")?.as_bytes()),
        ["streams"] => stream_mode(room, &fields)?,
        ["sync"] => {
            let on = |key: &str| fields.value(key) == Some(&Value::Bool(true));
            room.sync_faults.drop_end = on("drop_end");
            room.sync_faults.drop_all = on("drop_all");
            room.sync_faults.drop_create = on("drop_create");
        }
        ["forms"] => room.old_forms = OldForms::read(&fields)?,
        ["faults"] => room.faults.add(&fields)?,
        ["faults", "clear"] => room.faults.clear(),
        _ => return Err(Reply::failed(404, "No such control command")),
    }
    Ok(Reply::success(true))
}

/// Returns the uuid in the fields, if somebody has it.
fn require_person(room: &Room, fields: &Fields) -> Result<String, Reply> {
    let uuid = fields.non_empty("uuid")?;
    match room.person(uuid) {
        Some(_) => Ok(uuid.to_owned()),
        None => Err(Reply::failed(404, format!("Nobody has the uuid {uuid:?}"))),
    }
}

/// Returns a generator that is new each time, so that two joins differ.
fn new_random(room: &mut Room) -> Random {
    Random::new(room.ids.bits())
}

fn join(room: &mut Room, fields: &Fields) -> Result<Reply, Reply> {
    let name = fields.text("display_name")?;
    let mut random = new_random(room);
    let mut person = room.new_person(&mut random);
    person.set("overlay_text", name);
    person.set("protocol", "webrtc");
    person.set("encryption", "On");
    person.set("uri", "CloudConnect_10.44.21.35");
    person.set(
        "vendor",
        "CloudConnect/2.0.0-25227.0.0 (Windows NT 10.0; Win64; x64) Chrome/126.0.0.0",
    );
    person.set("is_audio_only_call", "NO");
    person.set("is_video_call", "YES");
    person.set("presentation_supported", "YES");
    person.set("is_external", false);
    person.merge(fields.as_map());
    if room.locked && !person.is_host() && fields.value("service_type").is_none() {
        person.set("service_type", "waiting_room");
    }
    if room.guests_muted && !person.is_host() && fields.value("is_muted").is_none() {
        person.set("is_muted", "YES");
    }
    if fields.value("uuid").is_some() {
        let uuid = fields.non_empty("uuid")?;
        if room.person(uuid).is_some() {
            return Err(bad_request(format!(
                "somebody has the uuid {uuid:?} already"
            )));
        }
        person.rename(uuid);
    }
    let uuid = person.uuid().to_owned();
    room.add(vec![person]);
    Ok(Reply::json(200, json!({"uuid": uuid})))
}

fn people(room: &mut Room, fields: &Fields) -> Result<Reply, Reply> {
    let count = fields.whole_number("count")?;
    if count > MOST_PEOPLE {
        return Err(bad_request(format!("at most {MOST_PEOPLE} people at once")));
    }
    let mut random = new_random(room);
    let newcomers: Vec<_> = (0..count).map(|_| room.new_person(&mut random)).collect();
    let uuids: Vec<&str> = newcomers.iter().map(|p| p.uuid()).collect();
    let answer = json!({"uuids": uuids});
    room.add(newcomers);
    Ok(Reply::json(200, answer))
}

fn chat(room: &mut Room, fields: &Fields) -> Result<(), Reply> {
    let uuid = require_person(room, fields)?;
    let payload = fields.text("payload")?;
    let kind = fields.optional("type")?.unwrap_or("text/plain");
    room.chat(&uuid, kind, payload);
    Ok(())
}

fn layout(room: &mut Room, fields: &Fields) -> Result<(), Reply> {
    let view = fields.non_empty("view")?;
    let mut data = json!({
        "guest_view": view,
        "host_view": view,
        "missing": [],
        "participants": [],
        "quality": "high",
        "rtx_ssrcs_map": {},
        "ssrcs": [],
        "time": room.now / 1000,
    });
    if let Some(map) = data.as_object_mut() {
        map.extend(fields.as_map().clone());
    }
    room.forced_layout = Some(data);
    room.show_layout(true);
    Ok(())
}

fn event(room: &mut Room, fields: &Fields) -> Result<(), Reply> {
    let name = fields.text("name")?;
    let id = match fields.value("id") {
        None | Some(Value::Null) => room.next_event_id().to_string(),
        Some(Value::String(text)) => text.clone(),
        Some(other) => other.to_string(),
    };
    let data = match fields.value("data") {
        None | Some(Value::Null) => None,
        Some(value) => Some(value.to_string()),
    };
    let data = fields.optional("text")?.map(str::to_owned).or(data);
    let bytes = streams::format_event(Some(&id), name, data.as_deref());
    room.emit_raw(&bytes);
    Ok(())
}

fn stream_mode(room: &mut Room, fields: &Fields) -> Result<(), Reply> {
    let word = fields.text("do")?;
    // Ends those that are open now; new ones work.
    let once = match word {
        "cut_once" => Some(Ending::Cut),
        "end_once" => Some(Ending::Clean),
        _ => None,
    };
    let mode = match once {
        Some(_) => room.mode,
        None => StreamMode::parse(word).ok_or_else(|| {
            bad_request("\"do\" must be cut, cut_once, end_once, half_open, refuse503, html or ok")
        })?,
    };
    room.mode = mode;
    for stream in &mut room.streams {
        if let Some(ending) = once {
            stream.end(ending);
            continue;
        }
        match mode {
            StreamMode::Works => {}
            StreamMode::HalfOpen => stream.dead = true,
            StreamMode::Cut | StreamMode::Refused | StreamMode::Html => stream.end(Ending::Cut),
        }
    }
    Ok(())
}

/// Returns everything that a test wants to know.
fn state(room: &Room) -> Value {
    let sessions: Vec<Value> = room
        .sessions
        .iter()
        .map(|session| {
            let person = room.person(&session.person);
            json!({
                "uuid": session.person,
                "role": person.map_or("", |p| p.text("role")),
                "hidden": person.is_some_and(|p| p.hidden),
                "waits": session.waits,
                "streams": room.streams.iter().filter(|s| s.session == session.person).count(),
                "expires_in_ms": session.expires_at.saturating_sub(room.now),
            })
        })
        .collect();
    let calls: Vec<Value> = room.people.iter().flat_map(calls_of).collect();
    json!({
        "participants": room.participants_for(""),
        "calls": calls,
        "locked": room.locked,
        "guests_muted": room.guests_muted,
        "started": room.started,
        "streams": room.streams.len(),
        "sessions": sessions,
        "layout": room.layout(true),
        "guest_layout": room.layout(false),
        "presenter": room.presentation.presenter,
        "last_event": room.last_event_id(),
    })
}

/// Returns the calls that somebody has beside their own.
fn calls_of(person: &Person) -> Vec<Value> {
    let call = |call: &Call| {
        json!({
            "uuid": call.uuid,
            "participant": person.uuid(),
            "call_type": call.kind,
            "present": call.present,
            "acknowledged": call.acknowledged,
            "frames_received": call.frames,
        })
    };
    person.calls.iter().map(call).collect()
}
