//! What the server says, whatever its spelling was (the document's section on events).

use crate::{CallId, LayoutName, ParticipantId, ParticipantPatch};
use std::sync::Arc;

/// One event of the stream, or one answer that says the same (`participants`, `service_status`).
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    /// A snapshot of the roster begins.
    SyncBegin,
    /// The snapshot is complete.
    SyncEnd,
    /// `participant_create`.
    Created(Box<ParticipantPatch>),
    /// `participant_update`.
    Updated(Box<ParticipantPatch>),
    /// `participant_delete`.
    Deleted(ParticipantId),
    /// The answer of `GET participants`.
    Roster(Vec<ParticipantPatch>),
    /// `service_update`, or the answer of `service_status`.
    Service(ServicePatch),
    /// `layout`.
    Layout(LayoutEvent),
    /// `stage`, in speaking order.
    Stage(Vec<Speaker>),
    /// `presentation_start`; all empty = the floor was taken.
    PresentationStart {
        /// `presenter_name` as sent.
        name: Arc<str>,
        /// `presenter_uri` as sent.
        address: Arc<str>,
        /// `presenter_uuid`, where told.
        id: Option<ParticipantId>,
    },
    /// `presentation_stop`.
    PresentationStop,
    /// `presentation_frame`; carries the stream's event id, by which the frame is fetched.
    PresentationFrame(Box<str>),
    /// `message`.
    Message {
        /// `origin` as sent.
        origin: Arc<str>,
        /// Whose line it is.
        id: Option<ParticipantId>,
        /// `type`.
        mime: Arc<str>,
        /// `payload`.
        text: Arc<str>,
        /// `direct`: nobody but this session was told.
        is_direct: bool,
    },
    /// `call_disconnected`.
    CallDisconnected {
        /// Which sub-call.
        call: Option<CallId>,
        /// Why, in the server's words.
        reason: Arc<str>,
    },
    /// `disconnect`: this session was put out, unless it names somebody else.
    Disconnected {
        /// Whom, where told.
        id: Option<ParticipantId>,
        /// Why, in the server's words.
        reason: Arc<str>,
    },
    /// `refresh_session` / `refresh_token`: the server asks for a refresh now.
    RefreshNow,
    /// `on_hold`: whether this session is kept waiting outside of what happens.
    OnHold(bool),
    /// An event that is logged and nothing else: an unknown one, or one that doesn't say enough.
    Other(Arc<str>),
    /// An event that could not be read, with its name.
    Malformed(Arc<str>),
}

/// Partial news about the meeting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct ServicePatch {
    /// Whether new guests have to wait.
    pub locked: Option<bool>,
    /// Whether all guests are muted.
    pub guests_muted: Option<bool>,
    /// Whether a host has opened the meeting.
    pub started: Option<bool>,
    /// Whether it is being recorded.
    pub recording: Option<bool>,
    /// Whether it is being streamed live.
    pub live: Option<bool>,
    /// Whether a whiteboard is open.
    pub whiteboard: Option<bool>,
}

/// The picture as the server tells it.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct LayoutEvent {
    /// What this session sees.
    pub view: Option<LayoutName>,
    /// What hosts see.
    pub host_view: Option<LayoutName>,
    /// What guests see.
    pub guest_view: Option<LayoutName>,
    /// Who stands in which slot, in slot order. `None` = not told.
    pub participants: Option<Vec<ParticipantId>>,
}

/// One entry of the stage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Speaker {
    /// Who.
    pub id: ParticipantId,
    /// Voice, 0…100; above 0 = speaking.
    pub vad: u8,
}
