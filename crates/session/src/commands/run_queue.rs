//! Sends what is queued as soon as the commands before are done.

use super::gesture::Gesture;
use super::queue::AT_ONCE;
use crate::{CommandError, CommandStatus, Now, Session};
use conference::{Command, CommandId, Reachability, Refusal, can};

impl Session {
    /// Queues `commands`; the first of them go out at once.
    pub(crate) fn queue_commands(&mut self, now: Now, commands: Vec<(CommandId, Command)>) {
        let ids: Vec<_> = commands.iter().map(|(id, _)| *id).collect();
        self.outbox.tell_status(&ids, &CommandStatus::Pending);
        self.commands.queue.add(commands);
        self.send_queued_commands(now);
    }

    /// What waits isn't sent any more.
    pub(crate) fn give_up_queue(&mut self) {
        let given_up = self.commands.queue.give_up();
        let not_sent = CommandStatus::Failed(CommandError::NotSent);
        self.outbox.tell_status(&given_up, &not_sent);
    }

    /// The host doesn't want these any more.
    pub(crate) fn cancel_queued(&mut self, ids: &[CommandId]) {
        let cancelled = self.commands.queue.cancel(ids);
        let not_sent = CommandStatus::Failed(CommandError::NotSent);
        self.outbox.tell_status(&cancelled, &not_sent);
    }

    pub(super) fn send_queued_commands(&mut self, now: Now) {
        if self.commands.queue().waiting == 0 {
            return;
        }
        // What was told last, and what is so by now.
        let reached = [
            self.room.powers.reachability,
            self.connection().reachability(),
        ];
        if reached != [Reachability::Reachable; 2] {
            return self.give_up_queue();
        }
        while self.commands.under_way.len() < AT_ONCE
            && let Some((id, command)) = self.commands.queue.next()
        {
            let target = command
                .target()
                .and_then(|id| self.room.conference.person(id));
            match can(command.kind(), &self.room.powers, target) {
                // Nothing is left to be done about who has left or was admitted by hand, and nothing to be told.
                Err(moot @ (Refusal::Gone | Refusal::NotWaiting)) => {
                    let status = CommandStatus::Failed(CommandError::NotAllowed(moot));
                    self.outbox.tell_status(&[id], &status);
                }
                _ => self.begin_command(now, Gesture::Queued(id), command),
            }
        }
    }
}
