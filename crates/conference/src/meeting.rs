//! Facts about the meeting as a whole.

use crate::ParticipantId;
use std::sync::Arc;

/// What is known of the meeting itself; `None` = not told yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Meeting {
    /// New guests wait.
    pub locked: Option<bool>,
    /// All guests are muted.
    pub guests_muted: Option<bool>,
    /// A host has opened it.
    pub started: Option<bool>,
    /// It is being recorded; told by the private edition alone.
    pub recording: Option<bool>,
    /// It is being streamed live; told by the private edition alone.
    pub live: Option<bool>,
}

/// A presentation under way.
#[derive(Clone, Debug, PartialEq)]
pub struct Presentation {
    /// Who presents, cleaned; empty when the server didn't say.
    pub name: Arc<str>,
    /// Their uuid, where it is known.
    pub id: Option<ParticipantId>,
}

/// A chat line.
#[derive(Clone, Debug, PartialEq)]
pub struct ChatLine {
    /// When it came, ms since 1970 by this browser's clock.
    pub at_ms: u64,
    /// Whose.
    pub id: Option<ParticipantId>,
    /// Their name, cleaned.
    pub name: Arc<str>,
    /// What was said.
    pub text: Arc<str>,
    /// Said by this session.
    pub own: bool,
}
