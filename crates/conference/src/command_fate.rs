//! What became of a command, as far as whoever sent it has to know.

/// What is known of a command that was sent. Whoever waits for one (the layout editor, the chat's field) keeps its
/// [`crate::CommandId`] and is told this; the reasons are told elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CommandFate {
    /// Nothing yet.
    Pending,
    /// The server's state shows what was asked for, or its answer says so where no state can.
    Confirmed,
    /// The server said yes, and its state shows something else.
    Contradicted,
    /// It was refused or lost.
    Failed,
}

impl CommandFate {
    /// Returns whether nothing more will be heard of the command.
    pub const fn is_final(self) -> bool {
        !matches!(self, Self::Pending)
    }
}
