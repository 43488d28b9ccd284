//! What happens in a room, and what whoever joins is told.

use super::frame::words;
use crate::answer::{Entry, Participant, Status, Stream, active_input};
use crate::ask::Track;
use crate::id::{ParticipantId, StreamId};
use crate::layout::Slot;
use crate::lenient::{self, Object};
use crate::live::List;
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

impl PortalEvent {
    /// Returns the list that has more of it than is told: what somebody new may do, and into which views a stream is mixed, of which
    /// only the picture of the view is told. `None` = that is all.
    pub fn leaves_untold(&self) -> Option<List> {
        match self {
            Self::Joined(_) => Some(List::Participants),
            Self::StreamAdded(_) | Self::StreamChanged(_, StreamChange::Layout(_)) => {
                Some(List::Streams)
            }
            _ => None,
        }
    }
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

/// A message is at most so many characters, says the protocol.
const LONGEST_MESSAGE: usize = 2048;

/// Reads an event by its name; `None` = it says nothing of the room, or isn't one.
pub fn read_event(name: &str, data: &str) -> Option<PortalEvent> {
    if name == "drop" {
        return Some(PortalEvent::Dropped);
    }
    let it = Object::read(data)?;
    match name {
        "participant" => {
            let data = it.json("data")?;
            match &*it.text("action")? {
                "join" => Participant::read(data).map(PortalEvent::Joined),
                "leave" => lenient::id_of(data).map(|id| PortalEvent::Left(id.into())),
                _ => None,
            }
        }
        "stream" => match &*it.text("status")? {
            "add" => Stream::of(&it.object("data")?)
                .map(Box::new)
                .map(PortalEvent::StreamAdded),
            "update" => {
                let change = change_of(&it.object("data")?)?;
                Some(PortalEvent::StreamChanged(it.id("id")?.into(), change))
            }
            "remove" => it.id("id").map(|id| PortalEvent::StreamRemoved(id.into())),
            _ => None,
        },
        "text" => Some(PortalEvent::Text {
            from: it.id("from")?.into(),
            is_for_all: it.text("to").as_deref() == Some("all"),
            message: it.line("message", LONGEST_MESSAGE),
        }),
        _ => None,
    }
}

fn change_of(it: &Object<'_>) -> Option<StreamChange> {
    let status = |track| {
        let status = Status::of(&it.text("value")?)?;
        Some(StreamChange::Status(track, status))
    };
    match &*it.text("field")? {
        "audio.status" => status(Track::Audio),
        "video.status" => status(Track::Video),
        "video.layout" => {
            let slots = it.objects("value");
            Some(StreamChange::Layout(slots.iter().map(Slot::read).collect()))
        }
        "activeInput" => {
            let input = it.id_of("value").and_then(active_input);
            Some(StreamChange::ActiveInput(input))
        }
        "." => Stream::of(&it.object("value")?)
            .map(Box::new)
            .map(StreamChange::Whole),
        _ => None,
    }
}

/// Reads the answer to [`super::login`].
///
/// # Errors
/// The server's words, where it refused or where the answer isn't one; they are safe to show, and may be empty.
pub fn read_login(is_done: bool, data: &str) -> Result<LoginResult, Arc<str>> {
    if !is_done {
        return Err(words(data));
    }
    let it = Object::read(data).unwrap_or_default();
    let Some(room) = it.object("room") else {
        return Err(Arc::default());
    };
    let list = |key: &str| {
        room.json(key)
            .and_then(lenient::entries)
            .unwrap_or_default()
    };
    Ok(LoginResult {
        own_id: it.id("id").map(ParticipantId::from),
        participants: list("participants")
            .into_iter()
            .filter_map(Participant::read)
            .collect(),
        streams: list("streams")
            .into_iter()
            .filter_map(Stream::read)
            .collect(),
    })
}
