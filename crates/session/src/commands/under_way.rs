//! A command that is under way.

use crate::{CommandError, CommandStatus};
use conference::{Command, CommandId, Conference, Confirmation, ParticipantId, confirmation};
use std::sync::Arc;
use wire::Dialect;

/// A command under way.
#[derive(Debug)]
pub(crate) struct CommandUnderWay {
    pub number: u32,
    /// The gesture that led to it.
    pub id: CommandId,
    /// The gestures that are told its status: its own, unless it is one step of a longer one, and those that doubled it.
    pub followers: Vec<CommandId>,
    pub command: Command,
    /// The name of whom it is about.
    pub name: Option<Arc<str>>,
    pub stage: Stage,
    /// How things were when it was sent.
    pub before: Before,
    /// Whom the server says that it calls.
    pub called: Vec<ParticipantId>,
    /// It has gone out a second time, with a new token.
    pub repeated: bool,
    /// It was not understood, and is being tried in another spelling.
    pub spelling: Option<Dialect>,
}

/// How things were when a command was sent: by what is otherwise now it is known whether it was done.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Before {
    /// The state showed it already, so that only the answer can tell.
    pub was_shown: bool,
    /// How many layouts the server had told of.
    pub pictures: u32,
    /// Who came after it was sent has come since this ([`conference::Conference::arrival_mark`]).
    pub newest: u32,
}

impl Before {
    pub fn of(command: &Command, meeting: &Conference) -> Self {
        let pictures = meeting.layout_event_count();
        let shown = confirmation(command, meeting, pictures);
        Self {
            was_shown: shown == Confirmation::State(true),
            pictures,
            newest: meeting.arrival_mark(),
        }
    }
}

/// How far a command has come. Times are monotonic, ms.
#[derive(Debug, PartialEq)]
pub(crate) enum Stage {
    /// To be sent when the tones before it were answered.
    Waits,
    /// To be sent as soon as the token isn't being changed any more.
    Held,
    /// Sent, no answer yet.
    Sent,
    /// To be sent once more as soon as there is a new token; until then at most.
    AwaitsToken { until: u64 },
    /// The server said yes; its state has until then to show it.
    Accepted { until: u64 },
    /// The state is being read; `accepted` = the server had said yes.
    Reading { until: u64, accepted: bool },
}

impl CommandUnderWay {
    /// Returns when something is due, monotonic ms.
    pub fn due_at(&self) -> Option<u64> {
        match self.stage {
            Stage::Waits | Stage::Held | Stage::Sent => None,
            Stage::AwaitsToken { until }
            | Stage::Accepted { until }
            | Stage::Reading { until, .. } => Some(until),
        }
    }

    /// Returns what is told of it while it is under way.
    pub fn status(&self) -> CommandStatus {
        match self.stage {
            Stage::Reading {
                accepted: false, ..
            } => CommandStatus::Checking,
            _ => CommandStatus::Pending,
        }
    }

    /// Returns why it failed if nobody waits for it any more.
    pub fn given_up(&self) -> CommandError {
        match self.stage {
            Stage::Waits | Stage::Held | Stage::AwaitsToken { .. } => CommandError::NotSent,
            _ => CommandError::Unknown,
        }
    }
}
