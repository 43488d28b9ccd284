//! What the host is told in passing. Facts only; the sentences are the locale's.

use crate::{CommandError, CommandStatus};
use conference::{CallEnd, CommandId, Kind, Role};
use std::sync::Arc;

/// One thing to tell the host.
#[derive(Clone, Debug, PartialEq)]
pub enum Notice {
    /// What became of a command: that it is being checked, or its end.
    Command {
        /// The gesture that led to it.
        id: CommandId,
        /// Which command.
        kind: Kind,
        /// The name of whom it is about, as last seen.
        name: Option<Arc<str>>,
        /// What became of it.
        status: CommandStatus,
    },
    /// Somebody whom this host called hasn't come in.
    Call {
        /// The name or address of their row.
        name: Arc<str>,
        /// How it ended, as far as it is known.
        end: CallEnd,
    },
    /// A media call could not be added to somebody, or not be ended.
    MediaCallFailed {
        /// Which of the two: [`Kind::AddCall`] or [`Kind::EndCall`].
        kind: Kind,
        /// The name of whose it is, as last seen.
        name: Option<Arc<str>>,
        /// Why.
        error: CommandError,
    },
    /// The media of a call that this host added to somebody couldn't be had, or broke off in this browser.
    MediaLost {
        /// The name of whose it was.
        name: Option<Arc<str>>,
    },
    /// A media call that this host added to somebody is over, by no doing of theirs.
    MediaCallEnded {
        /// The name of whose it was, as last seen.
        name: Option<Arc<str>>,
        /// Why, in the server's words; may be empty.
        reason: Arc<str>,
    },
    /// The role changed in mid-meeting.
    RoleChanged(Role),
    /// The server doesn't renew the session's token; Gavel tries again while it lives.
    RenewalFailing,
    /// Joined again with a new session after the old one died.
    Rejoined,
    /// The page was asleep or frozen for so many ms and has caught up.
    WereAway(u64),
}
