//! Events of the stream as facts about the meeting.
//!
//! API document: 云平台发送的事件 (events that the cloud sends).

mod ending;
mod layout;
mod message;
mod name;
mod on_hold;
mod participant;
mod presentation;
mod refer;
mod service;
mod stage;

pub use name::{EVENT_NAMES, TOO_LARGE, is_respelt};
pub(crate) use participant::Participant;
pub use refer::{Referral, read_referral};
pub(crate) use service::ServiceStatus;

use crate::lenient::{MAX_WORD_BYTES, cut, read};
use conference::{Event, ParticipantPatch};
use ending::Ending;
use layout::Layout;
use message::Message;
use name::plain_name;
use on_hold::OnHold;
use participant::ParticipantDelete;
use presentation::PresentationStart;
use stage::Stage;
use std::sync::Arc;

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

/// Why an event can't be read. It is counted and shown in the log; the stream goes on.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Unreadable {
    /// Not JSON, or JSON of another shape.
    #[error(transparent)]
    Json(#[from] serde_json::Error),
    /// There is nobody it could be about.
    #[error("it has no participant's id")]
    NoId,
    /// It was dropped by the parser of the stream.
    #[error("it is too large")]
    TooLarge,
}

/// Makes sense of an event. `None` = the server says itself that it is to be ignored. What can't be read becomes
/// [`Event::Malformed`], what isn't known [`Event::Other`]: whatever was sent, the stream goes on.
pub fn read_event(raw: &RawEvent) -> Option<Event> {
    let name = plain_name(&raw.name);
    read_named(&name, raw)
        .unwrap_or_else(|_| Some(Event::Malformed(Arc::from(cut(&name, MAX_WORD_BYTES)))))
}

fn read_named(name: &str, raw: &RawEvent) -> Result<Option<Event>, Unreadable> {
    let data = raw.data.as_str();
    Ok(Some(match name {
        "participant_update" => Event::Updated(Box::new(read_participant(data)?)),
        "participant_create" => Event::Created(Box::new(read_participant(data)?)),
        "participant_delete" => Event::Deleted(read::<ParticipantDelete>(data)?.id()?),
        "participant_sync_begin" => Event::SyncBegin,
        "participant_sync_end" => Event::SyncEnd,
        "stage" => Event::Stage(read::<Stage>(data)?.speakers()),
        "layout" => return Ok(read::<Layout>(data)?.event().map(Event::Layout)),
        "service_update" => Event::Service(read::<ServiceStatus>(data)?.into()),
        "presentation_start" => read::<PresentationStart>(data)?.into(),
        "presentation_stop" => Event::PresentationStop,
        "presentation_frame" => Event::PresentationFrame(Box::from(raw.id.as_str())),
        "message" => read::<Message>(data)?.into(),
        "call_disconnected" => {
            let Ending { call, reason, .. } = Ending::read(data)?;
            Event::CallDisconnected { call, reason }
        }
        "disconnect" => {
            let Ending { id, reason, .. } = Ending::read(data)?;
            Event::Disconnected { id, reason }
        }
        "refresh_session" => Event::RefreshNow,
        "on_hold" => read::<OnHold>(data).unwrap_or_default().into(),
        TOO_LARGE => return Err(Unreadable::TooLarge),
        _ => Event::Other(Arc::from(cut(name, MAX_WORD_BYTES))),
    }))
}

fn read_participant(data: &str) -> Result<ParticipantPatch, Unreadable> {
    read::<Participant>(data)?.try_into()
}
