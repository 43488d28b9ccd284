//! Commands and the change of tokens: a server that has given a new one refuses what comes with the old one, and what isn't safe to
//! repeat would fail for that. So it is held until the new token is there, and a refresh that has time waits for it. Calls that are
//! added to somebody (`media_calls/`) are waited for and not held.

use super::Commands;
use super::under_way::{Before, CommandUnderWay, Stage};
use crate::{Now, Session};

impl CommandUnderWay {
    /// Returns `true` if it is on its way, and won't be sent again should its token be refused.
    fn is_on_its_only_way(&self) -> bool {
        self.stage == Stage::Sent && !self.command.kind().is_safe_to_repeat()
    }
}

impl Commands {
    /// Returns `true` if a change of the token would make a command fail.
    pub fn need_token(&self) -> bool {
        self.under_way
            .iter()
            .any(CommandUnderWay::is_on_its_only_way)
    }
}

impl Session {
    /// Sends the command with this number, or holds it for as long as the token is being changed.
    pub(super) fn send_or_hold(&mut self, now: Now, number: u32) {
        let is_changing = self.is_token_changing(now);
        let Some(known) = self.commands.find(number) else {
            return;
        };
        if is_changing && !known.command.kind().is_safe_to_repeat() {
            known.stage = Stage::Held;
        } else {
            self.send_command(now, number);
        }
    }

    /// Sends what was held, once the token isn't being changed any more.
    pub(crate) fn send_held_if_free(&mut self, now: Now) {
        // Asked with each input, and hardly ever is anything held.
        let mut under_way = self.commands.under_way.iter();
        if under_way.any(|known| known.stage == Stage::Held) && !self.is_token_changing(now) {
            self.send_held(now);
        }
    }

    /// Sends what was held: the new token is there, or the host goes.
    pub(crate) fn send_held(&mut self, now: Now) {
        let held = self.commands.under_way.iter();
        let held = held.filter(|known| known.stage == Stage::Held);
        for number in held.map(|known| known.number).collect::<Vec<_>>() {
            if let Some(known) = self.commands.find(number) {
                // What happened in the meantime is none of its doing.
                known.before = Before::of(&known.command, &self.room.conference);
            }
            self.send_command(now, number);
        }
    }
}
