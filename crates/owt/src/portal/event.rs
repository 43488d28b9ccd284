//! What happens in a room, and what whoever joins is told.

use super::frame::words;
use crate::answer::{Entry, Participant, Status, Stream};
use crate::ask::Track;
use crate::id::{ParticipantId, StreamId};
use crate::layout::{Slot, SlotInfo, slots_of};
use crate::lenient;
use serde::Deserialize;
use serde_json::value::RawValue;
use std::sync::Arc;

/// Something happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PortalEvent {
    /// Somebody came (`participant` "join").
    Joined(Participant),
    /// Somebody went (`participant` "leave").
    Left(ParticipantId),
    /// A stream came (`stream` "add").
    StreamAdded(Box<Stream>),
    /// A stream is other now (`stream` "update").
    StreamChanged(StreamId, StreamChange),
    /// A stream went (`stream` "remove"), or one failed that never was there.
    StreamRemoved(StreamId),
    /// This connection was dropped from the room: somebody did that, or the room ended (`drop`).
    Dropped,
    /// Somebody wrote something (`text`).
    Text {
        /// Who.
        from: ParticipantId,
        /// Whether it is for everybody.
        is_for_all: bool,
        /// What, safe to show.
        message: Arc<str>,
    },
}

/// What of a stream is other now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StreamChange {
    /// A track was muted or isn't any more ("audio.status", "video.status").
    Status(Track, Status),
    /// The mixed picture is arranged otherwise ("video.layout").
    Layout(Vec<Slot>),
    /// Another one is heard ("activeInput").
    ActiveInput(Option<StreamId>),
    /// Anything of it (".").
    Whole(Box<Stream>),
}

/// What whoever joins is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoginResult {
    /// Who one is there; `None` = not told.
    pub own_id: Option<ParticipantId>,
    /// Everybody.
    pub participants: Vec<Participant>,
    /// All streams.
    pub streams: Vec<Stream>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct ParticipantAction<'a> {
    #[serde(deserialize_with = "lenient::text")]
    action: Option<Arc<str>>,
    #[serde(borrow)]
    data: Option<&'a RawValue>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct StreamMessage<'a> {
    #[serde(deserialize_with = "lenient::id")]
    id: Option<StreamId>,
    #[serde(deserialize_with = "lenient::text")]
    status: Option<Arc<str>>,
    #[serde(borrow)]
    data: Option<&'a RawValue>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct StreamUpdate<'a> {
    #[serde(deserialize_with = "lenient::text")]
    field: Option<Arc<str>>,
    #[serde(borrow)]
    value: Option<&'a RawValue>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct TextMessage {
    #[serde(deserialize_with = "lenient::id")]
    from: Option<ParticipantId>,
    #[serde(deserialize_with = "lenient::text")]
    to: Option<Arc<str>>,
    #[serde(deserialize_with = "lenient::verbatim")]
    message: Option<String>,
}

/// A message is at most so many characters, says the protocol.
const LONGEST_MESSAGE: usize = 2048;

/// Reads an event by its name; `None` = it says nothing of the room, or isn't one.
pub fn read_event(name: &str, data: &str) -> Option<PortalEvent> {
    match name {
        "participant" => {
            let it: ParticipantAction<'_> = lenient::read(data)?;
            let data = it.data?.get();
            match it.action.as_deref()? {
                "join" => Participant::read(data).map(PortalEvent::Joined),
                "leave" => id_of(data).map(PortalEvent::Left),
                _ => None,
            }
        }
        "stream" => {
            let it: StreamMessage<'_> = lenient::read(data)?;
            match it.status.as_deref()? {
                "add" => stream_of(it.data?.get()).map(PortalEvent::StreamAdded),
                "update" => {
                    let change = change_of(lenient::read(it.data?.get())?)?;
                    Some(PortalEvent::StreamChanged(it.id?, change))
                }
                "remove" => it.id.map(PortalEvent::StreamRemoved),
                _ => None,
            }
        }
        "drop" => Some(PortalEvent::Dropped),
        "text" => {
            let it: TextMessage = lenient::read(data)?;
            let message = it.message?;
            Some(PortalEvent::Text {
                from: it.from?,
                is_for_all: it.to.as_deref() == Some("all"),
                message: Arc::from(conference::clean_text(&message, LONGEST_MESSAGE)),
            })
        }
        _ => None,
    }
}

fn id_of(json: &str) -> Option<ParticipantId> {
    lenient::id_of(&mut serde_json::Deserializer::from_str(json)).ok()?
}

fn stream_of(json: &str) -> Option<Box<Stream>> {
    Stream::read(json).map(Box::new)
}

fn change_of(it: StreamUpdate<'_>) -> Option<StreamChange> {
    let json = it.value.map_or("null", RawValue::get);
    let status = || {
        let word: String = serde_json::from_str(json).ok()?;
        Status::of(&word)
    };
    match it.field.as_deref()? {
        "audio.status" => status().map(|status| StreamChange::Status(Track::Audio, status)),
        "video.status" => status().map(|status| StreamChange::Status(Track::Video, status)),
        "video.layout" => {
            let entries = lenient::entries(json)?.into_iter();
            let slots: Vec<SlotInfo> = entries.filter_map(lenient::read).collect();
            Some(StreamChange::Layout(slots_of(slots)))
        }
        "activeInput" => {
            let mut json = serde_json::Deserializer::from_str(json);
            let input: Option<StreamId> = lenient::id_of(&mut json).ok()?;
            let input = input.filter(|input| input.as_str() != "unknown");
            Some(StreamChange::ActiveInput(input))
        }
        "." => stream_of(json).map(StreamChange::Whole),
        _ => None,
    }
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct LoginInfo<'a> {
    #[serde(deserialize_with = "lenient::id")]
    id: Option<ParticipantId>,
    #[serde(borrow)]
    room: Option<&'a RawValue>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct RoomInfo<'a> {
    #[serde(borrow)]
    participants: Option<&'a RawValue>,
    #[serde(borrow)]
    streams: Option<&'a RawValue>,
}

/// Reads the answer to [`super::login`].
///
/// # Errors
/// The server's words, where it refused or where the answer isn't one; they are safe to show, and may be empty.
pub fn read_login(is_done: bool, data: &str) -> Result<LoginResult, Arc<str>> {
    let read = || {
        let login: LoginInfo<'_> = lenient::read(data)?;
        let room: RoomInfo<'_> = lenient::read(login.room?.get())?;
        let participants = entries(room.participants);
        let streams = entries(room.streams);
        Some(LoginResult {
            own_id: login.id,
            participants: participants
                .into_iter()
                .filter_map(Participant::read)
                .collect(),
            streams: streams.into_iter().filter_map(Stream::read).collect(),
        })
    };
    match is_done {
        true => read().ok_or_else(|| Arc::from("")),
        false => Err(words(data)),
    }
}

fn entries(raw: Option<&RawValue>) -> Vec<&str> {
    raw.and_then(|raw| lenient::entries(raw.get()))
        .unwrap_or_default()
}
