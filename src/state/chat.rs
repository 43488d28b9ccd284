//! What people write, and what the host is writing.

use conference::{ChatDraft, ChatLine, CommandFate, CommandId, Lines};
use leptos::prelude::*;

use super::Commands;

/// As many as the conference keeps.
const MAX_LINES: usize = 1000;

/// Chat. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Chat {
    pub(super) lines: RwSignal<Lines<ChatLine>>,
    /// How many lines of all that there have ever been somebody has seen.
    pub read: RwSignal<u64>,
    draft: RwSignal<ChatDraft>,
    commands: Commands,
}

impl Chat {
    pub(super) fn new(commands: Commands) -> Self {
        Self {
            lines: RwSignal::new(Lines::new(MAX_LINES)),
            read: RwSignal::default(),
            draft: RwSignal::default(),
            commands,
        }
    }

    /// The newest lines.
    pub fn lines(self) -> ReadSignal<Lines<ChatLine>> {
        self.lines.read_only()
    }

    /// Returns what is being written; follows it.
    pub fn text(self) -> String {
        self.draft.with(|draft| draft.text.clone())
    }

    /// Changes what is being written.
    pub fn set_text(self, text: String) {
        self.draft.update(|draft| draft.text = text);
    }

    /// Sends what is written, if it says anything. It comes back into the field if it fails, unless another line is being written.
    pub fn send(self) {
        let message = self
            .draft
            .try_update(|draft| draft.take_message())
            .flatten();
        if let Some(message) = message {
            let id = self.commands.send(message);
            self.draft.update(|draft| draft.sent(id));
            // It may have been refused before it was known by its id.
            if let Some(status) = self.commands.status_untracked(id) {
                self.command_status(id, super::commands::fate(&status));
            }
        }
    }

    pub(super) fn command_status(self, id: CommandId, fate: CommandFate) {
        if self
            .draft
            .with_untracked(|draft| draft.pending_command() == Some(id))
        {
            self.draft.update(|draft| draft.command_status(id, fate));
        }
    }

    pub(super) fn clear(self) {
        self.lines.update(Lines::clear);
        // Lines of another meeting aren't news: they count on, though they are gone.
        self.read.set(self.lines.with_untracked(Lines::total));
        self.draft.set(ChatDraft::default());
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    #[test]
    fn lines_of_another_meeting_are_no_news() {
        let owner = Owner::new();
        owner.set();
        let chat = Chat::new(Commands::new());
        let check = |expect: u64| {
            let total = chat.lines.with_untracked(Lines::total);
            assert_eq!(total - chat.read.get_untracked(), expect);
        };
        let say = |text: &str| {
            let line = ChatLine {
                at_ms: 0,
                id: None,
                name: Arc::from("Bob"),
                text: Arc::from(text),
                own: false,
                is_direct: false,
            };
            chat.lines.update(|lines| lines.push(line));
        };
        check(0);
        say("one");
        say("two");
        check(2);
        chat.clear();
        check(0);
        say("three");
        check(1);
    }
}
