//! What a command is part of.

use conference::CommandId;

/// The gesture of the host's that leads to a command.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Gesture {
    /// This command and nothing else.
    Single(CommandId),
    /// It, but it had to wait for others.
    Queued(CommandId),
    /// Another order for the spotlight: one of many steps.
    SpotlightOrder(CommandId),
}

impl Gesture {
    pub fn id(self) -> CommandId {
        match self {
            Self::Single(id) | Self::Queued(id) | Self::SpotlightOrder(id) => id,
        }
    }

    /// Returns who is told the command's status: not a gesture of which it is but a step.
    pub fn follower(self) -> Option<CommandId> {
        match self {
            Self::Single(id) | Self::Queued(id) => Some(id),
            Self::SpotlightOrder(_) => None,
        }
    }

    /// Returns `true` if it was told to be pending before.
    pub fn is_told_pending(self) -> bool {
        matches!(self, Self::Queued(_))
    }
}
