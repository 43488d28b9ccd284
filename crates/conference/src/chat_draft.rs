//! A chat line being written: it is gone from the field when it is sent, and comes back when it wasn't.

use crate::in_flight::InFlight;
use crate::{Command, CommandFate, CommandId};

/// What is written to everybody, and what was sent and isn't confirmed yet. One line at a time is under way.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ChatDraft {
    /// What stands in the field.
    pub text: String,
    /// The line under way, as it was typed.
    sent: InFlight<String>,
}

impl ChatDraft {
    /// Returns the command that sends what is written, and empties the field. `None` where nothing is written or a line is still
    /// under way. Whoever sends it calls [`ChatDraft::sent`] next.
    pub fn take_message(&mut self) -> Option<Command> {
        if self.sent.is_pending() || self.text.trim().is_empty() {
            return None;
        }
        let text = std::mem::take(&mut self.text);
        let command = Command::Message(text.trim().into());
        self.sent.keep(text);
        Some(command)
    }

    /// Notes by which id the fate of what was taken is told.
    pub const fn sent(&mut self, id: CommandId) {
        self.sent.known_as(id);
    }

    /// Returns the command whose fate is awaited.
    pub const fn pending_command(&self) -> Option<CommandId> {
        self.sent.id()
    }

    /// Returns whether a line is under way.
    pub const fn is_pending(&self) -> bool {
        self.sent.is_pending()
    }

    /// Takes in what became of a command. A line that wasn't sent comes back into the field, unless another one is being written
    /// there.
    pub fn command_status(&mut self, id: CommandId, fate: CommandFate) {
        if let Some(text) = self.sent.finish(id, fate)
            && fate != CommandFate::Confirmed
            && self.text.is_empty()
        {
            self.text = text;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: CommandId = CommandId(7);

    fn sent(text: &str) -> ChatDraft {
        let mut draft = ChatDraft {
            text: text.to_owned(),
            ..ChatDraft::default()
        };
        assert!(draft.take_message().is_some());
        draft.sent(ID);
        draft
    }

    #[test]
    fn what_is_sent() {
        let check = |text: &str, expect: Option<&str>| {
            let mut draft = ChatDraft {
                text: text.to_owned(),
                ..ChatDraft::default()
            };
            let found = draft.take_message();
            assert_eq!(found, expect.map(|text| Command::Message(text.into())));
            assert_eq!(draft.text.is_empty(), expect.is_some() || text.is_empty());
            assert_eq!(draft.is_pending(), expect.is_some());
        };
        check("", None);
        check(" \n", None);
        check(" Hello \n", Some("Hello"));
    }

    #[test]
    fn one_line_at_a_time() {
        let mut draft = sent("first");
        draft.text = "second".to_owned();
        assert_eq!(draft.take_message(), None);
        draft.command_status(ID, CommandFate::Confirmed);
        assert!(draft.take_message().is_some());
    }

    #[test]
    fn what_failed_comes_back() {
        let check = |id: CommandId, fate: CommandFate, typed: &str, expect: &str, pending: bool| {
            let mut draft = sent(" Hello");
            draft.text = typed.to_owned();
            draft.command_status(id, fate);
            assert_eq!(
                (&*draft.text, draft.is_pending()),
                (expect, pending),
                "{fate:?}"
            );
        };
        check(ID, CommandFate::Pending, "", "", true);
        check(ID, CommandFate::Confirmed, "", "", false);
        check(ID, CommandFate::Failed, "", " Hello", false);
        check(ID, CommandFate::Contradicted, "", " Hello", false);
        // Another line is being written: that one stays.
        check(ID, CommandFate::Failed, "Bye", "Bye", false);
        // Another command's fate is none of its business.
        check(CommandId(8), CommandFate::Failed, "", "", true);
    }
}
