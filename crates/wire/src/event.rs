//! Events of the stream as facts about the meeting.

use crate::participant::{read_id, read_patch};
use crate::roster::read_service_fields;
use conference::{CallId, Event, LayoutEvent, LayoutName, ParticipantId, Speaker};
use json::{Bad, Reader, Scalar, cut, trim};
use std::borrow::Cow;
use std::sync::Arc;

/// The name of the event that stands for one that was dropped because of its size.
pub const TOO_LARGE: &str = "gavel:too-large";

/// Event names are cut here.
const LONGEST_NAME: usize = 64;
/// The server's reasons are cut here.
const LONGEST_REASON: usize = 500;
/// More slots or speakers than this are dropped: no picture has as many.
const MOST_SLOTS: usize = 1000;

/// Names that a reader has to listen for one by one where it can't hear them all (the browser's `EventSource`): the
/// document's, and the other spellings that servers use.
pub const EVENT_NAMES: [&str; 25] = [
    "message",
    "Message",
    "message_received",
    "participant_create",
    "partcipant_create",
    "participant_update",
    "participant_delete",
    "participant_sync_begin",
    "participant_sync_end",
    "service_update",
    "Service_update",
    "conference_update",
    "layout",
    "stage",
    "Stage",
    "presentation_start",
    "presentation_stop",
    "presentation_frame",
    "call_disconnected",
    "disconnect",
    "Disconnect",
    "refresh_session",
    "refresh_token",
    "refer",
    "on_hold",
];

/// One event as the stream has it.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct RawEvent {
    /// Its name as sent; empty = unnamed, which is the same as `message`.
    pub name: String,
    /// Its `data` lines; empty = none.
    pub data: String,
    /// The stream's last event id.
    pub id: String,
}

/// Makes sense of an event. `None` = the server says itself that it is to be ignored. What can't be read becomes
/// [`Event::Garbled`], what isn't known [`Event::Other`]: whatever was sent, the stream goes on.
// As fast as this crate is compiled, wherever it is called.
#[inline(never)]
pub fn read_event(raw: &RawEvent) -> Option<Event> {
    let name = plain_name(&raw.name);
    match read_named(&name, raw) {
        Ok(event) => event,
        Err(Bad) => Some(Event::Garbled(Arc::from(cut(&name, LONGEST_NAME)))),
    }
}

/// Whether a name is another spelling of one that the document has.
pub fn is_respelt(name: &str) -> bool {
    let plain = plain_name(name);
    !name.is_empty() && plain != name && EVENT_NAMES.contains(&&*plain)
}

/// Letter case and family of spelling don't matter.
fn plain_name(name: &str) -> Cow<'_, str> {
    let name = trim(name);
    let name = if name.bytes().any(|b| b.is_ascii_uppercase()) {
        Cow::Owned(name.to_ascii_lowercase())
    } else {
        Cow::Borrowed(name)
    };
    match &*name {
        "" | "message_received" => Cow::Borrowed("message"),
        "conference_update" => Cow::Borrowed("service_update"),
        "refresh_token" => Cow::Borrowed("refresh_session"),
        _ => match name.strip_prefix("partcipant_") {
            Some(rest) => Cow::Owned(format!("participant_{rest}")),
            None => name,
        },
    }
}

fn read_named(name: &str, raw: &RawEvent) -> Result<Option<Event>, Bad> {
    let data = raw.data.as_str();
    let event = match name {
        "participant_update" => Event::Updated(Box::new(whole(data, &mut read_patch)?)),
        "participant_create" => Event::Created(Box::new(whole(data, &mut read_patch)?)),
        "participant_delete" => Event::Deleted(whole(data, &mut read_deleted)?),
        "participant_sync_begin" => Event::SyncBegin,
        "participant_sync_end" => Event::SyncEnd,
        "stage" => Event::Stage(whole(data, &mut read_stage)?),
        "layout" => return Ok(whole(data, &mut read_layout)?.map(Event::Layout)),
        "service_update" => Event::Service(whole(data, &mut read_service_fields)?),
        "presentation_start" => whole(data, &mut read_presentation)?,
        "presentation_stop" => Event::PresentationStop,
        "presentation_frame" => Event::PresentationFrame(Box::from(raw.id.as_str())),
        "message" => whole(data, &mut read_message)?,
        "call_disconnected" => {
            let end = read_end(data)?;
            Event::CallDisconnected {
                call: end.call,
                reason: end.reason,
            }
        }
        "disconnect" => {
            let end = read_end(data)?;
            Event::Disconnected {
                id: end.id,
                reason: end.reason,
            }
        }
        "refresh_session" => Event::RefreshNow,
        TOO_LARGE => return Err(Bad),
        _ => Event::Other(Arc::from(cut(name, LONGEST_NAME))),
    };
    Ok(Some(event))
}

/// Reads all of `data`: what goes wrong behind a good part makes the whole of it bad.
fn whole<'a, T>(
    data: &'a str,
    read: &mut dyn FnMut(&mut Reader<'a>) -> Result<T, Bad>,
) -> Result<T, Bad> {
    let mut reader = Reader::new(data);
    let value = read(&mut reader)?;
    reader.end()?;
    Ok(value)
}

fn read_deleted(reader: &mut Reader<'_>) -> Result<ParticipantId, Bad> {
    let mut id = None;
    reader.object(&mut |reader, key| {
        let value = reader.scalar()?;
        if matches!(key, "uuid" | "participant_uuid") {
            id = read_id(&value).or(id.take());
        }
        Ok(())
    })?;
    id.ok_or(Bad)
}

fn read_stage(reader: &mut Reader<'_>) -> Result<Vec<Speaker>, Bad> {
    let mut stage: Vec<(f64, Speaker)> = Vec::new();
    reader.array(&mut |reader| {
        if reader.peek() != Some(b'{') {
            return reader.skip();
        }
        let (mut id, mut vad, mut index) = (None, 0, None);
        reader.object(&mut |reader, key| {
            let value = reader.scalar()?;
            match key {
                "participant_uuid" | "uuid" => id = read_id(&value).or(id.take()),
                "vad" => vad = read_vad(&value),
                "stage_index" => index = value.as_number(),
                _ => {}
            }
            Ok(())
        })?;
        if let Some(id) = id
            && stage.len() < MOST_SLOTS
        {
            // Servers send the stage in order, so the search ends at once. An entry without a place stands where it came.
            let index = index.unwrap_or(stage.len() as f64);
            let place = stage
                .iter()
                .rposition(|(other, _)| *other <= index)
                .map_or(0, |before| before + 1);
            stage.insert(place, (index, Speaker { id, vad }));
        }
        Ok(())
    })?;
    Ok(stage.into_iter().map(|(_, speaker)| speaker).collect())
}

fn read_vad(value: &Scalar<'_>) -> u8 {
    match value {
        Scalar::Flag(speaks) => u8::from(*speaks) * 100,
        // A cast keeps within 0…255 by itself; NaN can't come out of a text.
        _ => value
            .as_number()
            .map_or(0, |vad| vad.clamp(0.0, 100.0).ceil() as u8),
    }
}

fn read_layout(reader: &mut Reader<'_>) -> Result<Option<LayoutEvent>, Bad> {
    let mut layout = LayoutEvent::default();
    let mut ignore = false;
    reader.object(&mut |reader, key| {
        if key == "participants" && reader.peek() == Some(b'[') {
            layout.participants = Some(read_slots(reader)?);
            return Ok(());
        }
        let value = reader.scalar()?;
        let name = || value.as_word().map(LayoutName::new);
        match key {
            "view" => layout.view = name(),
            "host_view" => layout.host_view = name(),
            "guest_view" => layout.guest_view = name(),
            "ignore" => ignore = value.as_flag() == Some(true),
            _ => {}
        }
        Ok(())
    })?;
    Ok((!ignore).then_some(layout))
}

fn read_slots(reader: &mut Reader<'_>) -> Result<Vec<ParticipantId>, Bad> {
    let mut slots = Vec::new();
    reader.array(&mut |reader| {
        let id = read_id(&reader.scalar()?);
        if slots.len() < MOST_SLOTS {
            slots.extend(id);
        }
        Ok(())
    })?;
    Ok(slots)
}

fn read_presentation(reader: &mut Reader<'_>) -> Result<Event, Bad> {
    let (mut name, mut address, mut id) = (None, None, None);
    reader.object(&mut |reader, key| {
        let value = reader.scalar()?;
        match key {
            "presenter_name" => name = value.to_text(LONGEST_REASON),
            "presenter_uri" => address = value.to_text(LONGEST_REASON),
            "presenter_uuid" => id = read_id(&value),
            _ => {}
        }
        Ok(())
    })?;
    Ok(Event::PresentationStart {
        name: name.unwrap_or_default(),
        address: address.unwrap_or_default(),
        id,
    })
}

/// A chat line. `message` is also the name of events without one, so what has no `payload` is something else.
fn read_message(reader: &mut Reader<'_>) -> Result<Event, Bad> {
    let (mut origin, mut id, mut text) = (None, None, None);
    let mut mime: Option<Arc<str>> = None;
    reader.object(&mut |reader, key| {
        let value = reader.scalar()?;
        match key {
            "origin" => origin = value.to_text(LONGEST_REASON),
            "uuid" => id = read_id(&value),
            "type" => {
                mime = value
                    .as_word()
                    .map(|word| Arc::from(cut(word, LONGEST_NAME)))
            }
            "payload" => {
                text = match &value {
                    Scalar::Compound(json) => Some(Arc::from(*json)),
                    _ => value.to_text(usize::MAX),
                }
            }
            _ => {}
        }
        Ok(())
    })?;
    Ok(match (text, &mime) {
        // What programs tell each other is no text for people.
        (Some(_), Some(mime)) if mime.starts_with("application/") => {
            Event::Other(Arc::from(["message:", mime].concat()))
        }
        (Some(text), _) => Event::Message {
            origin: origin.unwrap_or_default(),
            id,
            mime: mime.unwrap_or_else(|| Arc::from("text/plain")),
            text,
        },
        (None, _) => Event::Other(Arc::from("message")),
    })
}

/// What `disconnect` and `call_disconnected` say.
#[derive(Default)]
struct End {
    id: Option<ParticipantId>,
    call: Option<CallId>,
    reason: Arc<str>,
}

/// The reason is a text or an object around one. An empty event still says that it is over.
fn read_end(data: &str) -> Result<End, Bad> {
    let mut end = End::default();
    if data.trim().is_empty() {
        return Ok(end);
    }
    let mut reader = Reader::new(data);
    if reader.peek() == Some(b'{') {
        reader.object(&mut |reader, key| {
            if key == "reason" {
                end.reason = read_reason(reader)?;
                return Ok(());
            }
            let value = reader.scalar()?;
            match key {
                "uuid" | "participant_uuid" => end.id = read_id(&value),
                "call_uuid" => end.call = value.as_word().map(CallId::new),
                _ => {}
            }
            Ok(())
        })?;
    } else {
        end.reason = read_reason(&mut reader)?;
    }
    reader.end()?;
    end.reason = Arc::from(&*conference::clean_text(&end.reason, LONGEST_REASON));
    Ok(end)
}

fn read_reason(reader: &mut Reader<'_>) -> Result<Arc<str>, Bad> {
    if reader.peek() != Some(b'{') {
        return Ok(reader.scalar()?.to_text(LONGEST_REASON).unwrap_or_default());
    }
    let mut reason = None;
    reader.object(&mut |reader, key| {
        let value = reader.scalar()?;
        if key == "reason" || (key == "message" && reason.is_none()) {
            reason = value.to_text(LONGEST_REASON);
        }
        Ok(())
    })?;
    Ok(reason.unwrap_or_default())
}
