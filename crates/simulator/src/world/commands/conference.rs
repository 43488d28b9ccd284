//! Commands about the meeting as a whole.

use crate::world::command::CommandRequest;
use crate::world::fields::{Fields, bad_request};
use crate::world::person::{Person, Ringing};
use crate::world::picture::{PRIVATE_LAYOUTS, PUBLIC_LAYOUTS, Picture};
use crate::world::request::Reply;
use crate::world::room::Room;
use serde_json::{Value, json};

/// How long a called party takes to answer or refuse (ms).
pub const ANSWER_MS: u64 = 2_500;
/// How long an unanswered call rings (ms, document).
pub const RING_MS: u64 = 30_000;

/// `dial`: calls somebody. The row is there at once, as `connecting`.
pub fn dial(room: &mut Room, command: &CommandRequest) -> Result<Reply, Reply> {
    let fields = Fields::parse(&command.request.body)?;
    let role = super::role(room, &fields)?;
    let destination = fields.non_empty("destination")?.to_owned();
    let protocol = fields.choice(
        "protocol",
        &["sip", "h323", "rtmp", "mssip", "phone", "rtsp", "auto"],
    )?;
    let streaming = fields.optional_choice("streaming", &["yes", "no"])? == Some("yes");
    let kind = fields
        .optional_choice("call_type", &["video", "video-only", "audio"])?
        .unwrap_or("video");
    for key in [
        "dtmf_sequence",
        "source_display_name",
        "source",
        "presentation_url",
    ] {
        fields.optional(key)?;
    }
    fields.optional_choice(
        "keep_conference_alive",
        &[
            "keep_conference_alive",
            "keep_conference_alive_if_multiple",
            "keep_conference_alive_never",
        ],
    )?;
    let caption = fields.optional("text")?.filter(|text| !text.is_empty());
    let name = fields.optional("remote_display_name")?;
    let uuid = room.ids.uuid();
    let name = name.unwrap_or(&destination);
    let mut person = Person::new(&uuid, name, room.template.alias, room.now);
    if let Some(caption) = caption {
        person.set("overlay_text", caption);
    }
    let audio = kind == "audio" || protocol == "phone";
    person.set("service_type", "connecting");
    person.set("call_direction", "out");
    person.set("has_media", false);
    person.set("role", role);
    person.set(
        "protocol",
        if protocol == "auto" { "sip" } else { protocol },
    );
    person.set("uri", destination.as_str());
    person.set("is_streaming_conference", streaming);
    person.set("is_external", protocol == "mssip");
    person.set("is_audio_only_call", if audio { "YES" } else { "NO" });
    person.set("is_video_call", if audio { "NO" } else { "YES" });
    person.set(
        "presentation_supported",
        if kind == "video" && !audio {
            "YES"
        } else {
            "NO"
        },
    );
    person.ringing = Some(if destination.contains("noanswer") {
        Ringing::Vanishes(room.now + RING_MS)
    } else if destination.contains("refuse") {
        Ringing::Vanishes(room.now + ANSWER_MS)
    } else {
        Ringing::Answers(room.now + ANSWER_MS)
    });
    room.add(vec![person]);
    Ok(Reply::success(json!([uuid])))
}

/// `service_status`, in the document's own spelling of its envelope ("tatus", "uccess").
pub fn service_status(room: &mut Room, _: &CommandRequest) -> Result<Reply, Reply> {
    Ok(Reply::json(
        200,
        json!({"tatus": "uccess", "result": room.status()}),
    ))
}

/// `lock`: new guests wait.
pub fn lock(room: &mut Room, _: &CommandRequest) -> Result<Reply, Reply> {
    room.locked = true;
    room.emit("service_update", Some(&room.status()));
    Ok(Reply::success(true))
}

/// `unlock`: whoever waits comes in.
pub fn unlock(room: &mut Room, _: &CommandRequest) -> Result<Reply, Reply> {
    room.locked = false;
    room.emit("service_update", Some(&room.status()));
    room.admit_all();
    Ok(Reply::success(true))
}

/// `start_service`: opens the meeting without a host on video; everybody who waits comes in.
pub fn start_service(room: &mut Room, _: &CommandRequest) -> Result<Reply, Reply> {
    room.open();
    room.admit_all();
    Ok(Reply::success(true))
}

/// `muteguests`
pub fn mute_guests(room: &mut Room, _: &CommandRequest) -> Result<Reply, Reply> {
    room.set_guests_muted(true);
    Ok(Reply::success(true))
}

/// `unmuteguests`
pub fn unmute_guests(room: &mut Room, _: &CommandRequest) -> Result<Reply, Reply> {
    room.set_guests_muted(false);
    Ok(Reply::success(true))
}

/// `disconnect`: everybody out, the caller too.
pub fn disconnect(room: &mut Room, _: &CommandRequest) -> Result<Reply, Reply> {
    room.end_meeting("API initiated conference termination");
    Ok(Reply::success(true))
}

/// `message`: a line for everybody else.
pub fn message(room: &mut Room, command: &CommandRequest) -> Result<Reply, Reply> {
    let fields = Fields::parse(&command.request.body)?;
    let kind = fields.non_empty("type")?;
    let payload = fields.text("payload")?;
    if room.waits(&command.caller) {
        return Err(Reply::failed(403, "You are in the waiting room"));
    }
    room.chat(&command.caller, kind, payload);
    Ok(Reply::success(true))
}

/// `participants`
pub fn participants(room: &mut Room, command: &CommandRequest) -> Result<Reply, Reply> {
    Ok(Reply::success(room.participants_for(&command.caller)))
}

/// `override_layout`: an entry for hosts, one for guests; none at all puts the default back.
pub fn override_layout(room: &mut Room, command: &CommandRequest) -> Result<Reply, Reply> {
    let fields = Fields::parse(&command.request.body)?;
    let entries = fields.list("layouts")?;
    let private = room.template.private;
    // A layout that is on air is known, whatever its name.
    let air = room.layout(true);
    let shown = air.get("view").and_then(Value::as_str).unwrap_or("");
    let read: Vec<(bool, Picture)> = entries
        .iter()
        .enumerate()
        .map(|(index, entry)| {
            layout_entry(entry, private, shown).map_err(|reply| {
                let why = reply.body();
                let why = why.get("result").and_then(Value::as_str).unwrap_or("");
                bad_request(format!("layouts[{index}]: {why}"))
            })
        })
        .collect::<Result<_, Reply>>()?;
    let (hosts, guests) = room.template.default_layouts;
    let [for_hosts, for_guests] = &mut room.pictures;
    if read.is_empty() {
        *for_hosts = Picture::automatic(hosts);
        *for_guests = Picture::automatic(guests);
    }
    for (host, picture) in read {
        *(if host {
            &mut *for_hosts
        } else {
            &mut *for_guests
        }) = picture;
    }
    room.forced_layout = None;
    room.show_layout(true);
    Ok(Reply::success(room.participants_for(&command.caller)))
}

fn layout_entry(entry: &Value, private: bool, shown: &str) -> Result<(bool, Picture), Reply> {
    let fields = Fields::try_from(entry)?;
    let audience = fields.choice("audience", &["hosts", ""])?;
    let known = if private {
        PRIVATE_LAYOUTS
    } else {
        PUBLIC_LAYOUTS
    };
    let layout = match fields.text("layout")? {
        name if name == shown => name,
        _ => fields.choice("layout", known)?,
    };
    let backfill = fields.boolean("vad_backfill")?;
    fields.choice("plus_n", &["off", "auto"])?;
    fields.choice("actors_overlay_text", &["auto"])?;
    let actors: Vec<String> = fields
        .list("actors")?
        .iter()
        .map(|actor| match actor.as_str() {
            Some(text) if is_uuid(text) || (private && is_code(text)) => Ok(text.to_owned()),
            Some(text) => Err(bad_request(format!(
                "the actor {text:?} is not a participant's uuid"
            ))),
            None => Err(bad_request("\"actors\" must hold strings")),
        })
        .collect::<Result<_, Reply>>()?;
    let picture = Picture {
        layout: layout.to_owned(),
        actors,
        backfill,
    };
    Ok((audience == "hosts", picture))
}

fn is_code(text: &str) -> bool {
    ["-2", "-1", "0", "1010"].contains(&text)
}

fn is_uuid(text: &str) -> bool {
    text.len() == 36
        && text.char_indices().all(|(at, c)| match at {
            8 | 13 | 18 | 23 => c == '-',
            _ => c.is_ascii_hexdigit(),
        })
}
