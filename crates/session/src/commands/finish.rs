//! The end of a command: told once each.

use super::under_way::{CommandUnderWay, Stage};
use crate::{CommandError, CommandStatus, Ending, Notice, Session};
use conference::{Command, CommandId, Kind};
use std::sync::Arc;

impl Session {
    /// The command with this number has come to its end.
    pub(super) fn finish_command(&mut self, number: u32, status: CommandStatus) {
        let Some(command) = self.commands.take(number) else {
            return;
        };
        match &status {
            // The event may tell it before the answer does.
            CommandStatus::Confirmed => self.commands.learn(command.spelling),
            CommandStatus::Failed(error) => {
                self.commands.spotlight.step_failed(command.id, error);
                self.drop_tones_after(&command);
            }
            _ => {}
        }
        self.tell_end(command, status);
    }

    /// The session died under them: told once each, never sent again.
    pub(crate) fn fail_commands(&mut self) {
        for command in std::mem::take(&mut self.commands.under_way) {
            let error = command.given_up();
            self.tell_end(command, CommandStatus::Failed(error));
        }
        self.give_up_reordering();
    }

    /// The session is over: nobody waits for them any more, and there is nothing to tell the host about them.
    pub(crate) fn drop_commands(&mut self, why: &Ending) {
        for command in std::mem::take(&mut self.commands.under_way) {
            let is_done = command.command == Command::DisconnectAll
                && command.stage != Stage::Held
                && *why == Ending::EndedForAll;
            let status = if is_done {
                CommandStatus::Confirmed
            } else {
                CommandStatus::Failed(command.given_up())
            };
            self.outbox.tell_status(&command.followers, &status);
        }
        self.give_up_reordering();
    }

    pub(super) fn tell_end(&mut self, command: CommandUnderWay, status: CommandStatus) {
        self.outbox.tell_status(&command.followers, &status);
        self.notice_command(command.id, command.command.kind(), command.name, status);
    }

    /// Tells the host what became of a command.
    pub(super) fn notice_command(
        &mut self,
        id: CommandId,
        kind: Kind,
        name: Option<Arc<str>>,
        status: CommandStatus,
    ) {
        self.health.record(kind, &status);
        self.outbox.notice(Notice::Command {
            id,
            kind,
            name,
            status,
        });
    }

    /// Tells the host that a media call could not be added or ended.
    pub(crate) fn notice_media_call(
        &mut self,
        kind: Kind,
        name: Option<Arc<str>>,
        error: CommandError,
    ) {
        self.health
            .record(kind, &CommandStatus::Failed(error.clone()));
        self.outbox
            .notice(Notice::MediaCallFailed { kind, name, error });
    }
}
