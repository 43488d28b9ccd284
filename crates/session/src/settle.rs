//! What became of a command: confirmed by the server's state, not confirmed, or unknown. Told once each.

use crate::act::{Act, Stage, shows_in_roster};
use crate::calls::is_calling;
use crate::{Notice, Now, Outcome, Session};
use conference::{Command, Confirmation, Kind, confirmed, is_on_air};
use std::sync::Arc;

/// After "accepted" the server's state has this long to show it, ms; then it is asked.
pub(crate) const CONFIRM_MS: u64 = 5_000;
/// The state has this long to be read, ms; then the truth is that nobody knows.
pub(crate) const READ_MS: u64 = 12_000;

impl Session {
    /// The roster (or the meeting's state) was read, or could not be: whoever waited for that knows now, or never will.
    pub(crate) fn state_was_read(&mut self, now: Now, roster: bool, known: bool) {
        let listing = self.conference.sync_progress() > Some(0);
        if roster && known && listing {
            // What counts is the snapshot under way; its end confirms, or the time runs out.
            return;
        }
        if roster && known {
            self.settle_doubts();
            self.doubts.clear();
        }
        for act in &mut self.acts {
            if let Stage::Reading { until, accepted } = &mut act.stage
                && shows_in_roster(act.command.kind()) == roster
            {
                *until = now.mono_ms;
                *accepted &= known;
            }
        }
    }

    /// Somebody turns out to have left: a 404 about them said nothing about the command.
    fn settle_doubts(&mut self) {
        let (here, gone): (Vec<_>, Vec<_>) = std::mem::take(&mut self.doubts)
            .into_iter()
            .partition(|(_, id)| self.conference.person(id).is_some());
        self.doubts = here;
        for (kind, _) in gone {
            self.powers.unsupported.retain(|known| *known != kind);
            self.health.forget(kind);
        }
    }

    /// Whatever the state confirms is done; whatever is due is told.
    pub(crate) fn check_acts(&mut self, now: Now) {
        self.settle_doubts();
        let mut closed = Vec::new();
        let mut ask = Vec::new();
        for act in &mut self.acts {
            let mut shown = confirmed(&act.command, &self.conference, act.pictures_before);
            if let Command::Dial(dial) = &act.command {
                shown = is_calling(act, dial, &self.conference);
            }
            let due = act.due().is_some_and(|at| at <= now.mono_ms);
            let other = if let Command::OverrideLayout(asked) = &act.command {
                if due && !asked.is_empty() && is_on_air(asked, &self.conference) {
                    shown = Confirmation::State(true);
                }
                self.conference.pictures_seen() != act.pictures_before
            } else {
                false
            };
            let outcome = match (&act.stage, shown) {
                (Stage::Accepted { .. }, Confirmation::Answer | Confirmation::State(true))
                | (Stage::Reading { .. }, Confirmation::State(true)) => Some(Outcome::Done),
                (Stage::Sent, Confirmation::State(true)) if event_tells(act) => Some(Outcome::Done),
                (Stage::Accepted { .. }, Confirmation::State(false)) if due && other => {
                    Some(Outcome::Otherwise)
                }
                (Stage::Accepted { .. }, Confirmation::State(false)) if due => {
                    act.stage = Stage::Reading {
                        until: now.mono_ms + READ_MS,
                        accepted: true,
                    };
                    ask.push(shows_in_roster(act.command.kind()));
                    None
                }
                (Stage::Reading { accepted: true, .. }, _) if due => Some(Outcome::NoEffect),
                (Stage::Reading { .. }, _) if due => Some(Outcome::Unknown),
                (Stage::AwaitsToken { .. }, _) if due => Some(Outcome::NotSent),
                _ => None,
            };
            closed.extend(outcome.map(|outcome| (act.number, outcome)));
        }
        for (number, outcome) in closed {
            self.close_act(number, outcome);
        }
        self.send_waiting_tones(now);
        for about_people in [true, false] {
            if ask.contains(&about_people) {
                self.read_for_command(now, about_people);
            }
        }
    }

    /// The session died under them: told once each, never sent again.
    pub(crate) fn fail_acts(&mut self) {
        for act in std::mem::take(&mut self.acts) {
            let outcome = match act.stage {
                Stage::Waits | Stage::AwaitsToken { .. } => Outcome::NotSent,
                _ => Outcome::Unknown,
            };
            self.tell(act.command.kind(), act.name, outcome);
        }
    }

    pub(crate) fn close_act(&mut self, number: u32, outcome: Outcome) {
        if let Some(at) = self.acts.iter().position(|act| act.number == number) {
            let act = self.acts.remove(at);
            if outcome == Outcome::Done {
                // The event may tell it before the answer does.
                self.dialect = act.spelling.unwrap_or(self.dialect);
            } else {
                self.drop_tones_after(&act);
            }
            self.tell(act.command.kind(), act.name, outcome);
        }
    }

    pub(crate) fn tell(&mut self, kind: Kind, name: Option<Arc<str>>, outcome: Outcome) {
        self.health.told(kind, &outcome);
        self.notice(Notice::Command {
            kind,
            name,
            outcome,
        });
    }
}

/// Whether the state alone tells that it was carried out, before the answer does: it must not have been so already, and a
/// layout on air may be somebody else's.
fn event_tells(act: &Act) -> bool {
    !act.was_so && !matches!(act.command, Command::OverrideLayout(_))
}
