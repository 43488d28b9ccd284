//! The small facts that an event turns into. State, log and digest are all made of them.

use crate::{LogEntry, Participant, ParticipantId};
use std::sync::Arc;

/// Which parts of a participant changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Facts(u16);

impl Facts {
    /// Nothing changed.
    pub const NONE: Self = Self(0);
    /// Name or address.
    pub const NAME: Self = Self(1);
    /// Role.
    pub const ROLE: Self = Self(1 << 1);
    /// Service: waiting, connecting, in the meeting.
    pub const SERVICE: Self = Self(1 << 2);
    /// Microphone.
    pub const MUTED: Self = Self(1 << 3);
    /// Presenting.
    pub const PRESENTING: Self = Self(1 << 4);
    /// May receive the presentation.
    pub const RX_PRESENTATION: Self = Self(1 << 5);
    /// Spotlight stamp.
    pub const SPOTLIGHT: Self = Self(1 << 6);
    /// Anything else.
    pub const OTHER: Self = Self(1 << 7);
    /// Everything: after a resync nobody looks what exactly.
    pub const ALL: Self = Self(0xff);

    /// Both together.
    #[must_use]
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether any of `other` is in here.
    pub const fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether nothing changed.
    pub const fn is_none(self) -> bool {
        self.0 == 0
    }
}

/// One small fact about the meeting. Values are read from [`crate::Conference`].
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// Somebody is new in the roster.
    Added(ParticipantId),
    /// Somebody changed.
    Changed(ParticipantId, Facts),
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
    /// A new presentation frame is to be had under this event id.
    Frame(Box<str>),
    /// A chat line was added at the end.
    Chat,
    /// A log line was added at the end.
    Log(LogEntry),
}
