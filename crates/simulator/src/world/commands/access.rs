//! Coming, staying and going: tokens, the event stream, presentation frames.

use crate::world::command::CommandRequest;
use crate::world::fields::Fields;
use crate::world::forms::OldForm;
use crate::world::person::Person;
use crate::world::request::{Content, Reply};
use crate::world::room::Room;
use crate::world::session::Session;
use crate::world::streams::{Ending, EventStream, StreamMode};
use crate::world::template::{GUEST_PIN, HOST_PIN, Pins};
use serde_json::{Map, Value, json};

/// `new_session`: a token for the right PIN or the token of a `refer`, or a question.
pub fn new_session(room: &mut Room, command: &CommandRequest) -> Result<Reply, Reply> {
    let fields = Fields::parse(&command.request.body)?;
    let name = fields.non_empty("display_name")?;
    // "" as well: the vendor's own client sends it.
    let hidden = fields.choice("hideme", &["yes", "no", ""])? == "yes";
    let extension = fields.optional("conference_extension")?;
    let ticket = fields.optional("token")?.and_then(|t| room.take_ticket(t));
    let host = match &ticket {
        Some(ticket) => ticket.host,
        None => check_pin(room, command.request.pin.as_deref().unwrap_or(""))?,
    };
    if let Some(wanted) = room.template.extension.filter(|_| ticket.is_none()) {
        match extension {
            None | Some("") => {
                return Err(ask_for(json!({
                    "conference_extension": "required",
                    "conference_extension_type": "standard",
                })));
            }
            Some(given) if given != wanted => {
                return Err(Reply::failed(403, "Neither conference nor gateway found"));
            }
            Some(_) => {}
        }
    }
    let waits = !host && (room.locked || !room.started);
    let uuid = room.ids.uuid();
    let mut person = Person::new(&uuid, name, room.template.alias, room.now);
    person.hidden = hidden;
    person.set("protocol", "api");
    person.set("has_media", false);
    person.set("presentation_supported", "NO");
    person.set("role", if host { "chair" } else { "guest" });
    person.set("uri", "CloudConnect_127.0.0.1");
    person.set("vendor", "CloudConnect/2.0.0-25227.0.0");
    person.set(
        "service_type",
        if waits {
            "waiting_room"
        } else {
            room.service_type()
        },
    );
    if room.guests_muted && !host {
        person.set("is_muted", "YES");
    }
    let token = room.ids.token();
    let expires_at = room.token_expiry();
    room.sessions.push(Session {
        token: token.clone(),
        expires_at,
        person: uuid.clone(),
        waits,
    });
    room.add(vec![person]);
    let now_in = if waits {
        "waiting_room"
    } else {
        room.service_type()
    };
    let mut result = json!({
        "token": token,
        "expires": room.expires(),
        "participant_uuid": uuid,
        "display_name": name,
        "stun": [{"url": "stun:stun.example.cn"}],
        "analytics_enabled": true,
        "version": {"pseudo_version": "25010.0.0", "version_id": "12"},
        "role": role_name(host),
        "service_type": room.template.service_type,
        "chat_enabled": true,
        "current_service_type": now_in,
    });
    if let Some(fields) = result.as_object_mut() {
        fields.extend(beyond_document(room));
    }
    Ok(Reply::success(result))
}

/// Returns the fields of `new_session`'s answer that the document doesn't have: all but one are the public edition's.
fn beyond_document(room: &Room) -> Map<String, Value> {
    let mut fields = Map::new();
    if room.old(OldForm::DocumentFields) {
        return fields;
    }
    fields.insert("conferenceName".into(), room.template.name.into());
    let public = json!({
        "allow_1080p": true,
        "bandwidth_in": 512,
        "bandwidth_out": 512,
        "call_type": "video",
        "fecc_enabled": false,
        "guests_can_present": true,
        "owner": "127.0.0.1",
        "rtmp_enabled": true,
        "rtsp_enabled": true,
    });
    if let Value::Object(public) = public
        && !room.template.private
    {
        fields.extend(public);
    }
    fields
}

/// Returns whether this PIN makes a host.
fn check_pin(room: &Room, pin: &str) -> Result<bool, Reply> {
    let guests = match room.template.pins {
        Pins::None => return Ok(true),
        Pins::HostOnly => "none",
        Pins::Both => "required",
    };
    match (pin, guests) {
        ("", _) => Err(ask_for(json!({"pin": "required", "guest_pin": guests}))),
        (HOST_PIN, _) => Ok(true),
        (GUEST_PIN, "required") | ("none", "none") => Ok(false),
        _ => Err(Reply::failed(403, "Invalid PIN")),
    }
}

fn ask_for(result: Value) -> Reply {
    Reply::json(403, json!({"status": "success", "result": result}))
}

fn role_name(host: bool) -> &'static str {
    if host { "HOST" } else { "GUEST" }
}

/// `refresh_session`: a new token; the old one dies at once.
pub fn refresh_session(room: &mut Room, command: &CommandRequest) -> Result<Reply, Reply> {
    let old = command.request.token.as_deref().unwrap_or("");
    let token = room.renew_token(old).ok_or_else(Reply::invalid_token)?;
    let host = room
        .session(&token)
        .and_then(|s| room.person(&s.person))
        .is_some_and(Person::is_host);
    Ok(Reply::success(json!({
        "token": token,
        "expires": room.expires(),
        "role": role_name(host),
    })))
}

/// `end_session`: gone. A dead token is fine: clients send it after being put out.
pub fn end_session(room: &mut Room, command: &CommandRequest) -> Result<Reply, Reply> {
    let token = command
        .request
        .token
        .as_deref()
        .ok_or_else(Reply::invalid_token)?;
    if let Some(uuid) = room.session(token).map(|s| s.person.clone()) {
        room.remove(&uuid);
    }
    Ok(Reply::success(true))
}

/// `events?token=…`: the stream begins with the whole state.
pub fn events(room: &mut Room, command: &CommandRequest) -> Result<Reply, Reply> {
    let viewer = query_session(room, command)?;
    match room.mode {
        StreamMode::Refused => {
            return Err(Reply {
                content: Content::Bytes("text/html", GATEWAY_ERROR_PAGE.into()),
                ..Reply::failed(503, "")
            });
        }
        StreamMode::Html => {
            return Ok(Reply {
                content: Content::Bytes("text/html", GATEWAY_ERROR_PAGE.into()),
                ..Reply::success(true)
            });
        }
        StreamMode::Works | StreamMode::Cut | StreamMode::HalfOpen => {}
    }
    let mut stream = EventStream::new(command.stream, &viewer, room.now);
    stream.dead = room.mode == StreamMode::HalfOpen;
    if room.mode == StreamMode::Cut {
        stream.end(Ending::Cut);
    }
    room.streams.push(stream);
    room.sync(command.stream);
    Ok(Reply {
        content: Content::Stream(command.stream),
        headers: vec![
            ("cache-control".into(), "no-store".into()),
            ("x-accel-buffering".into(), "no".into()),
        ],
        ..Reply::success(true)
    })
}

const GATEWAY_ERROR_PAGE: &str =
    "<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>\n";

/// `presentation.jpeg?id=…&token=…`: the frame of that event; without an id the latest.
pub fn presentation_jpeg(room: &mut Room, command: &CommandRequest) -> Result<Reply, Reply> {
    query_session(room, command)?;
    let id = match command.request.query_value("id") {
        None => None,
        Some(text) => Some(text.parse().map_err(|_| {
            crate::world::fields::bad_request(
                "the parameter \"id\" must be a presentation_frame's id",
            )
        })?),
    };
    let frame = room
        .presentation
        .frame(id)
        .filter(|_| !room.template.private)
        .ok_or_else(|| Reply::failed(404, "No such presentation frame"))?;
    Ok(Reply {
        content: Content::Bytes("image/jpeg", frame),
        headers: vec![("cache-control".into(), "no-store".into())],
        ..Reply::success(true)
    })
}

fn query_session(room: &Room, command: &CommandRequest) -> Result<String, Reply> {
    let token = command.request.query_value("token").unwrap_or_default();
    // A token holds a literal percent escape; a client that doesn't escape it again sends it decoded.
    let raw = command
        .request
        .query
        .split('&')
        .find_map(|pair| pair.strip_prefix("token="))
        .unwrap_or("");
    room.session(&token)
        .or_else(|| room.session(raw))
        .map(|s| s.person.clone())
        .ok_or_else(Reply::invalid_token)
}
