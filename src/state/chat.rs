//! What people write, and what the host is writing.

use conference::{ChatDraft, ChatLine, CommandFate, CommandId, Lines};
use leptos::prelude::*;

use super::Commands;

/// As many as the conference keeps.
const MAX_LINES: usize = 1000;
/// An answer may be to one of so many lines.
const ANSWERED: u64 = 100;

/// Chat. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Chat {
    lines: RwSignal<Lines<ChatLine>>,
    /// How many lines there had been when the newest one came that is to this session alone.
    newest_direct: RwSignal<Option<u64>>,
    /// How many lines of all that there have ever been somebody has seen.
    pub read: RwSignal<u64>,
    draft: RwSignal<ChatDraft>,
    commands: Commands,
}

impl Chat {
    pub(super) fn new(commands: Commands) -> Self {
        Self {
            lines: RwSignal::new(Lines::new(MAX_LINES)),
            newest_direct: RwSignal::default(),
            read: RwSignal::default(),
            draft: RwSignal::default(),
            commands,
        }
    }

    /// The newest lines.
    pub fn lines(self) -> ReadSignal<Lines<ChatLine>> {
        self.lines.read_only()
    }

    /// Returns whether a line that may still be answered is to this session alone; follows it.
    pub fn has_direct(self) -> bool {
        let is_recent = |count: u64| self.lines.with(Lines::total).saturating_sub(count) < ANSWERED;
        self.newest_direct.get().is_some_and(is_recent)
    }

    /// Returns how many lines nobody has seen; followed.
    pub fn unread(self) -> u64 {
        self.lines
            .with(Lines::total)
            .saturating_sub(self.read.get())
    }

    pub(super) fn push_all(self, new: impl Iterator<Item = ChatLine>) {
        self.lines.update(|lines| {
            for line in new {
                let is_direct = line.is_direct;
                lines.push(line);
                if is_direct {
                    self.newest_direct.set(Some(lines.total()));
                }
            }
        });
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
        self.newest_direct.set(None);
        // Lines of another meeting aren't news: they count on, though they are gone.
        self.read.set(self.lines.with_untracked(Lines::total));
        self.draft.set(ChatDraft::default());
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    fn chat() -> Chat {
        Owner::new().set();
        Chat::new(Commands::new())
    }

    fn say(chat: Chat, is_direct: bool) {
        let line = ChatLine {
            at_ms: 0,
            id: None,
            name: Arc::from("Bob"),
            text: Arc::from("hello"),
            own: false,
            is_direct,
        };
        chat.push_all([line].into_iter());
    }

    #[test]
    fn lines_of_another_meeting_are_no_news() {
        let chat = chat();
        let check = |expect: u64| {
            let total = chat.lines.with_untracked(Lines::total);
            assert_eq!(total - chat.read.get_untracked(), expect);
        };
        check(0);
        say(chat, false);
        say(chat, false);
        check(2);
        chat.clear();
        check(0);
        say(chat, false);
        check(1);
    }

    #[test]
    fn a_line_to_this_session_alone_is_known_until_nobody_answers_it() {
        let chat = chat();
        let check = |expect: bool| assert_eq!(untrack(|| chat.has_direct()), expect);
        check(false);
        say(chat, false);
        check(false);
        say(chat, true);
        check(true);
        for _ in 1..ANSWERED {
            say(chat, false);
            check(true);
        }
        say(chat, false);
        check(false);
        say(chat, true);
        check(true);
        chat.clear();
        check(false);
        say(chat, false);
        check(false);
    }
}
