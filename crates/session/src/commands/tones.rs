//! Tones to one person go out in the order in which they were asked for: the next ones only after the answer to the ones before.

use super::Commands;
use super::under_way::{CommandUnderWay, Stage};
use crate::{CommandError, CommandStatus, Now, Session};
use conference::{Command, Kind};

impl Commands {
    /// Returns `true` if tones to the same person are on their way, so that these have to wait.
    pub fn has_tones_before(&self, command: &Command) -> bool {
        self.under_way
            .iter()
            .any(|known| are_tones_to_same(&known.command, command))
    }

    /// Returns the tones that wait for nothing any more.
    fn sendable_tones(&self) -> Vec<u32> {
        let is_first = |(at, command): &(usize, &CommandUnderWay)| {
            let mut before = self.under_way.iter().take(*at);
            command.stage == Stage::Waits
                && !before.any(|known| are_tones_to_same(&known.command, &command.command))
        };
        let free = self.under_way.iter().enumerate().filter(is_first);
        free.map(|(_, command)| command.number).collect()
    }
}

impl Session {
    pub(super) fn send_waiting_tones(&mut self, now: Now) {
        for number in self.commands.sendable_tones() {
            self.send_or_hold(now, number);
        }
    }

    /// `failed` was not carried out: what was to follow would say something else without it, and isn't sent.
    pub(super) fn drop_tones_after(&mut self, failed: &CommandUnderWay) {
        let follows = |known: &mut CommandUnderWay| {
            known.stage == Stage::Waits && are_tones_to_same(&known.command, &failed.command)
        };
        let following = self.commands.under_way.extract_if(.., follows);
        for command in following.collect::<Vec<_>>() {
            self.tell_end(command, CommandStatus::Failed(CommandError::NotSent));
        }
    }
}

fn are_tones_to_same(one: &Command, other: &Command) -> bool {
    one.kind() == Kind::Dtmf && other.kind() == Kind::Dtmf && one.target() == other.target()
}
