//! The same done to many people, a few at a time.

use conference::{Command, CommandId};
use std::collections::VecDeque;

/// More than these are not under way at once: a server and a browser have other things to do as well.
pub(super) const AT_ONCE: usize = 8;

/// How the queue of commands gets on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct QueueProgress {
    /// How many wait to be sent.
    pub waiting: usize,
    /// How many were given up because the connection broke, since a queue was last asked for.
    pub not_sent: usize,
}

/// Commands that wait to be sent.
#[derive(Debug, Default)]
pub(super) struct CommandQueue {
    waiting: VecDeque<(CommandId, Command)>,
    not_sent: usize,
}

impl CommandQueue {
    pub fn progress(&self) -> QueueProgress {
        QueueProgress {
            waiting: self.waiting.len(),
            not_sent: self.not_sent,
        }
    }

    /// Adds `commands` after those that wait already.
    pub fn add(&mut self, commands: Vec<(CommandId, Command)>) {
        self.not_sent = 0;
        self.waiting.extend(commands);
    }

    /// What was given up is no news any more.
    pub fn forget_not_sent(&mut self) {
        self.not_sent = 0;
    }

    /// Takes the next one out.
    pub fn next(&mut self) -> Option<(CommandId, Command)> {
        self.waiting.pop_front()
    }

    /// Takes out those of `ids` that wait, and returns them.
    pub fn cancel(&mut self, ids: &[CommandId]) -> Vec<CommandId> {
        let mut ids = ids.to_vec();
        ids.sort_unstable();
        let mut cancelled = Vec::new();
        self.waiting.retain(|(id, _)| {
            let is_kept = ids.binary_search(id).is_err();
            cancelled.extend((!is_kept).then_some(*id));
            is_kept
        });
        cancelled
    }

    /// Gives up all that wait, and returns their ids.
    pub fn give_up(&mut self) -> Vec<CommandId> {
        self.not_sent += self.waiting.len();
        self.waiting.drain(..).map(|(id, _)| id).collect()
    }
}
