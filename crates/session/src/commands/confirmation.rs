//! The server's state confirms commands, or shows that nothing came of them.

use super::under_way::Stage;
use super::verdict::{READ_MS, Verdict, shows_in_roster};
use crate::{Now, Session};

impl Session {
    /// The roster (or the meeting's state) was read, or could not be: whoever waited for that knows now, or never will.
    pub(crate) fn state_was_read(&mut self, now: Now, roster: bool, known: bool) {
        let is_being_listed = self.room.conference.sync_progress() > Some(0);
        if roster && known && is_being_listed {
            // What counts is the snapshot under way; its end confirms, or the time runs out.
            return;
        }
        if roster && known {
            self.take_back_unsupported();
            self.commands.unverified.clear();
        }
        for command in &mut self.commands.under_way {
            if let Stage::Reading { until, accepted } = &mut command.stage
                && shows_in_roster(command.command.kind(), &self.room.conference) == roster
            {
                *until = now.mono_ms;
                *accepted &= known;
            }
        }
    }

    /// Somebody turns out to have left: a 404 about them said nothing about the command.
    fn take_back_unsupported(&mut self) {
        let (here, gone): (Vec<_>, Vec<_>) = std::mem::take(&mut self.commands.unverified)
            .into_iter()
            .partition(|(_, id)| self.room.conference.person(id).is_some());
        self.commands.unverified = here;
        for (kind, _) in gone {
            let unsupported = &mut self.room.powers.unsupported;
            unsupported.retain(|known| *known != kind);
            self.health.forget(kind);
        }
    }

    /// Finishes what the state confirms and what is due, and sends what may follow.
    pub(crate) fn check_commands(&mut self, now: Now) {
        self.take_back_unsupported();
        let mut finished = Vec::new();
        let mut to_read = Vec::new();
        for command in &mut self.commands.under_way {
            match command.verdict(&self.room.conference, now.mono_ms) {
                Verdict::Wait => {}
                Verdict::Read => {
                    command.stage = Stage::Reading {
                        until: now.mono_ms + READ_MS,
                        accepted: true,
                    };
                    to_read.push(shows_in_roster(
                        command.command.kind(),
                        &self.room.conference,
                    ));
                }
                Verdict::Finish(status) => finished.push((command.number, status)),
            }
        }
        for (number, status) in finished {
            self.finish_command(number, status);
        }
        self.send_waiting_tones(now);
        for about_people in [true, false] {
            if to_read.contains(&about_people) {
                self.read_for_command(now, about_people);
            }
        }
        self.reorder_spotlight(now);
        self.send_queued_commands(now);
    }
}
