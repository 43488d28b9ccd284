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
    draft: RwSignal<ChatDraft>,
    commands: Commands,
}

impl Chat {
    pub(super) fn new(commands: Commands) -> Self {
        Self {
            lines: RwSignal::new(Lines::new(MAX_LINES)),
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
        self.draft.set(ChatDraft::default());
    }
}
