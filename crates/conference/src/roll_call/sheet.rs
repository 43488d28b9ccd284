//! What a roll call leaves behind.

use crate::ParticipantId;
use std::sync::Arc;

/// What was found out about somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// They answered.
    Present,
    /// They didn't.
    Absent,
    /// They are called again when the others have been.
    Later,
    /// They weren't in the meeting any more when it was their turn, and haven't come back.
    Left,
}

impl Mark {
    /// Returns the word of `data-mark`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Present => "present",
            Self::Absent => "absent",
            Self::Later => "later",
            Self::Left => "left",
        }
    }
}

/// One person on the sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetLine {
    /// Who: under the uuid that they have now, where they dropped out and are back.
    pub id: ParticipantId,
    /// Their name when the roll call began.
    pub name: Arc<str>,
    /// Their address.
    pub address: Arc<str>,
    /// What was found out; `None` before they are called.
    pub mark: Option<Mark>,
    /// When that was, ms since 1970.
    pub at_ms: Option<u64>,
}
