//! What has become of a host's command, by the id that the host's gesture has.

use conference::Refusal;
use std::sync::Arc;

/// The fate of a command.
#[derive(Clone, Debug, PartialEq)]
pub enum CommandStatus {
    /// Queued, sent or accepted; the server's state doesn't show it yet.
    Pending,
    /// No answer came; the server's state is being read.
    Checking,
    /// The server's state shows it, or its answer says so where the state can't.
    Confirmed,
    /// It was not carried out, or nobody knows whether it was.
    Failed(CommandError),
}

impl CommandStatus {
    /// Returns `true` if the status never changes any more.
    pub fn is_final(&self) -> bool {
        matches!(self, Self::Confirmed | Self::Failed(_))
    }

    /// Returns why the command failed, if it did.
    pub fn error(&self) -> Option<&CommandError> {
        match self {
            Self::Failed(error) => Some(error),
            _ => None,
        }
    }

    /// Returns the command's end, once it has come to one: done, or nothing was left to be done, or why it failed.
    pub fn end(&self) -> Option<Result<(), &CommandError>> {
        match self {
            Self::Pending | Self::Checking => None,
            Self::Confirmed => Some(Ok(())),
            Self::Failed(error) if error.is_moot() => Some(Ok(())),
            Self::Failed(error) => Some(Err(error)),
        }
    }
}

/// Why a command failed. Facts only; the sentences are the locale's.
#[derive(Clone, Debug, PartialEq)]
pub enum CommandError {
    /// Refused by Gavel before it was sent.
    NotAllowed(Refusal),
    /// Refused by the server.
    Refused {
        /// The HTTP status.
        status: u16,
        /// The server's own words; may be empty.
        words: Arc<str>,
    },
    /// The server doesn't offer this command; it stays disabled.
    NotOffered,
    /// The server said yes, but its state doesn't show it.
    NoEffect,
    /// The server said yes, and its state shows something else.
    Contradicted,
    /// No answer, and the state doesn't show it. It isn't sent again.
    Unknown,
    /// It was given up before it was sent. It isn't sent any more.
    NotSent,
    /// The opposite about the same target is still under way. It wasn't sent.
    Busy,
}

impl CommandError {
    /// Returns whether nothing is left to be done: whoever has left or was admitted by hand needs it no more.
    pub const fn is_moot(&self) -> bool {
        matches!(self, Self::NotAllowed(Refusal::Gone | Refusal::NotWaiting))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_is_gone_is_no_failure() {
        let check = |status: CommandStatus, expect: Option<bool>| {
            let end = status.end();
            assert_eq!(end.map(|end| end.is_ok()), expect, "{status:?}");
        };
        let failed = CommandStatus::Failed;
        check(CommandStatus::Pending, None);
        check(CommandStatus::Checking, None);
        check(CommandStatus::Confirmed, Some(true));
        check(failed(CommandError::NotAllowed(Refusal::Gone)), Some(true));
        check(
            failed(CommandError::NotAllowed(Refusal::NotWaiting)),
            Some(true),
        );
        check(
            failed(CommandError::NotAllowed(Refusal::HostsOnly)),
            Some(false),
        );
        check(failed(CommandError::Contradicted), Some(false));
    }
}
