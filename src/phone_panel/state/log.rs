//! What happened, as lines of a log.

use std::sync::Arc;

use phone::{Call, Ending, Failure, ServerError};

use super::Wanted;

/// A line of the log.
#[derive(Clone, Debug, PartialEq)]
pub struct LogEntry {
    /// When, by the wall clock, ms since 1970.
    pub at_ms: u64,
    /// What.
    pub kind: LogKind,
}

/// What happened.
#[derive(Clone, Debug, PartialEq)]
pub enum LogKind {
    /// There is a conference, of this number.
    Began(Arc<str>),
    /// Somebody's call stands like this now.
    Call(Arc<Call>),
    /// The conference is over.
    Ended(Ending),
    /// The server answers, for the first time or again.
    Connected,
    /// It doesn't any more.
    Lost,
    /// A command was done.
    Done(Wanted),
    /// A command failed.
    Failed(Wanted, Failure),
    /// This server's hang-up does nothing.
    HangUpBroken,
    /// The server told something of this name.
    Unknown(Arc<str>),
    /// The server has said so many things that can't be understood.
    NotUnderstood(u32),
    /// The server doesn't say how many are in.
    NotCounted(ServerError),
}

impl LogKind {
    /// Returns the number and the name that it is about; empty where there is none.
    pub fn about(&self) -> (&str, &str) {
        match self {
            Self::Call(call) => (&call.number, &call.name),
            Self::Done(wanted) | Self::Failed(wanted, _) => (wanted.number(), ""),
            _ => ("", ""),
        }
    }
}
