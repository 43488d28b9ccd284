//! What an event changes. State, log and digest are all made of these.

use crate::{ChangedFields, LogEntry, Participant, ParticipantId};
use std::sync::Arc;

/// One small change of the meeting. The values are read from [`crate::Conference`].
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// Somebody is new in the roster.
    Added(ParticipantId),
    /// Somebody changed.
    Changed(ParticipantId, ChangedFields),
    /// Somebody is gone; this is how they were last seen.
    Gone(Arc<Participant>),
    /// Locked, guests muted, chat or the like.
    Meeting,
    /// The picture on air.
    Picture,
    /// Who speaks, and how loud.
    Stage,
    /// The presentation started, stopped, or changed hands.
    Presentation,
    /// A new presentation frame is to be had under this event id (`presentation_frame`).
    Frame(Box<str>),
    /// A chat line was added at the end.
    Chat,
    /// A log line was added at the end.
    Log(LogEntry),
}

impl Change {
    /// Returns how many are new in the roster: of thousands who come at once it is good to know before they are counted one by one.
    pub fn added_count(changes: &[Self]) -> usize {
        let added = |change: &&Self| matches!(change, Self::Added(_));
        changes.iter().filter(added).count()
    }
}
