//! A host's command: pending → confirmed by the server's state → or failed with the reason. Nothing unsafe goes out twice.

use crate::requests::Purpose;
use crate::{Notice, Now, Outcome, Session};
use conference::{Command, Confirmation, Kind, can, confirmed};
use std::sync::Arc;
use wire::{Refusal, RefusalKind, Reply};

/// After "accepted" the server's state has this long to show it, ms; then it is asked.
const CONFIRM_MS: u64 = 5_000;
/// The state has this long to be read, ms; then the truth is that nobody knows.
const READ_MS: u64 = 12_000;

/// A command under way.
#[derive(Debug)]
pub(crate) struct Act {
    number: u32,
    pub command: Command,
    name: Option<Arc<str>>,
    stage: Stage,
    /// The state showed it already when it was sent, so that only the answer can tell.
    was_so: bool,
    pictures_before: u32,
    repeated: bool,
}

#[derive(Debug, PartialEq)]
enum Stage {
    /// Sent, no answer yet.
    Sent,
    /// To be sent once more as soon as there is a new token; until then at most.
    AwaitsToken { until: u64 },
    /// The server said yes; its state has until then to show it.
    Accepted { until: u64 },
    /// The state is being read; `accepted` = the server had said yes.
    Reading { until: u64, accepted: bool },
}

impl Act {
    /// When something is due, monotonic ms.
    pub fn due(&self) -> Option<u64> {
        match self.stage {
            Stage::Sent => None,
            Stage::AwaitsToken { until }
            | Stage::Accepted { until }
            | Stage::Reading { until, .. } => Some(until),
        }
    }
}

impl Session {
    pub(crate) fn act(&mut self, now: Now, command: Command) {
        let target = command.target().and_then(|id| self.conference.person(id));
        if let Err(refusal) = can(command.kind(), &self.powers, target) {
            return self.tell(
                command.kind(),
                self.name_of(&command),
                Outcome::NotAllowed(refusal),
            );
        }
        if self
            .acts
            .iter()
            .any(|act| is_same_gesture(&act.command, &command))
        {
            return;
        }
        self.requests.next_id();
        let number = self
            .acts
            .iter()
            .map(|act| act.number)
            .max()
            .unwrap_or(0)
            .wrapping_add(1);
        let pictures_before = self.conference.pictures_seen();
        let was_so =
            confirmed(&command, &self.conference, pictures_before) == Confirmation::State(true);
        let name = self.name_of(&command);
        self.acts.push(Act {
            number,
            command,
            name,
            stage: Stage::Sent,
            was_so,
            pictures_before,
            repeated: false,
        });
        self.send_act(now, number);
    }

    fn send_act(&mut self, now: Now, number: u32) {
        let Some(act) = self.acts.iter().find(|act| act.number == number) else {
            return;
        };
        if let (Some(at), Some(keeper)) = (&self.entry.endpoint, &self.keeper) {
            let request = wire::command(at, keeper.token(), &act.command, &self.dialect);
            self.send(now, Purpose::Command(number), request);
        }
    }

    pub(crate) fn command_answered(&mut self, now: Now, number: u32, reply: &Reply<'_>) {
        let Some(act) = self.acts.iter_mut().find(|act| act.number == number) else {
            return;
        };
        match wire::read_done(reply) {
            Ok(()) => {
                act.stage = Stage::Accepted {
                    until: now.mono_ms + CONFIRM_MS,
                };
                match act.command.clone() {
                    Command::Message(text) => self.said(now, text),
                    Command::DisconnectAll => self.end(crate::Ending::EndedForAll),
                    _ => {}
                }
            }
            Err(refusal) => self.command_refused(now, number, refusal),
        }
    }

    fn command_refused(&mut self, now: Now, number: u32, refusal: Refusal) {
        let Some(act) = self.acts.iter_mut().find(|act| act.number == number) else {
            return;
        };
        let kind = act.command.kind();
        if refusal.kind == RefusalKind::InvalidToken {
            let again = kind.is_safe_to_repeat() && !act.repeated;
            if again {
                act.stage = Stage::AwaitsToken {
                    until: now.mono_ms + READ_MS,
                };
            }
            self.want_refresh();
            if again {
                return;
            }
        }
        if refusal.kind == RefusalKind::NotOffered {
            if self.learn_dialect(kind) {
                return self.send_act(now, number);
            }
            if means_not_offered(kind, refusal.status) {
                self.unsupported(kind);
                return self.close_act(number, Outcome::NotOffered);
            }
        }
        let words = Arc::from(refusal.words.as_deref().unwrap_or_default());
        self.close_act(
            number,
            Outcome::Refused {
                status: refusal.status,
                words,
            },
        );
    }

    /// A caption has two spellings: where one isn't known, the other is tried, once, and remembered.
    fn learn_dialect(&mut self, kind: Kind) -> bool {
        let learns = kind == Kind::OverlayText && !self.dialect.override_text;
        self.dialect.override_text |= learns;
        learns
    }

    /// No answer. The server may have acted: its state is read, and nothing is sent again.
    pub(crate) fn command_failed(&mut self, now: Now, number: u32) {
        let Some(act) = self.acts.iter_mut().find(|act| act.number == number) else {
            return;
        };
        act.stage = Stage::Reading {
            until: now.mono_ms + READ_MS,
            accepted: false,
        };
        let (kind, name) = (act.command.kind(), act.name.clone());
        self.tell(kind, name, Outcome::Checking);
        self.read_participants(now);
        self.read_status(now);
    }

    /// A new token is there: what was refused for the old one goes once more, if that does no harm.
    pub(crate) fn resend_after_refresh(&mut self, now: Now) {
        let mut again = Vec::new();
        for act in &mut self.acts {
            if matches!(act.stage, Stage::AwaitsToken { .. }) {
                act.stage = Stage::Sent;
                act.repeated = true;
                again.push(act.number);
            }
        }
        for number in again {
            self.send_act(now, number);
        }
    }

    /// The state was read: whoever waited for that knows now, or doesn't.
    pub(crate) fn state_was_read(&mut self, now: Now) {
        let reading = self.requests.is_under_way(Purpose::Participants)
            || self.requests.is_under_way(Purpose::ServiceStatus)
            || !self.conference.is_complete();
        if reading {
            return;
        }
        for act in &mut self.acts {
            if let Stage::Reading { until, .. } = &mut act.stage {
                *until = now.mono_ms;
            }
        }
    }

    /// Whatever the state confirms is done; whatever is due is told.
    pub(crate) fn check_acts(&mut self, now: Now) {
        let mut closed = Vec::new();
        let mut ask = false;
        for act in &mut self.acts {
            let shown = confirmed(&act.command, &self.conference, act.pictures_before);
            let due = act.due().is_some_and(|at| at <= now.mono_ms);
            match (&act.stage, shown) {
                (Stage::Accepted { .. }, Confirmation::Answer | Confirmation::State(true))
                | (Stage::Reading { .. }, Confirmation::State(true)) => {
                    closed.push((act.number, Outcome::Done))
                }
                (Stage::Sent, Confirmation::State(true)) if !act.was_so => {
                    closed.push((act.number, Outcome::Done))
                }
                (Stage::Accepted { .. }, Confirmation::State(false)) if due => {
                    act.stage = Stage::Reading {
                        until: now.mono_ms + READ_MS,
                        accepted: true,
                    };
                    ask = true;
                }
                (Stage::Reading { accepted: true, .. }, _) if due => {
                    closed.push((act.number, Outcome::NoEffect))
                }
                (
                    Stage::Reading {
                        accepted: false, ..
                    },
                    _,
                ) if due => closed.push((act.number, Outcome::Unknown)),
                (Stage::AwaitsToken { .. }, _) if due => {
                    closed.push((act.number, Outcome::NotSent))
                }
                _ => {}
            }
        }
        for (number, outcome) in closed {
            self.forget(Purpose::Command(number));
            self.close_act(number, outcome);
        }
        if ask {
            self.read_participants(now);
            self.read_status(now);
        }
    }

    /// The session died under them: told once each, never sent again.
    pub(crate) fn fail_acts_not_sent(&mut self) {
        for act in std::mem::take(&mut self.acts) {
            self.tell(act.command.kind(), act.name, Outcome::Unknown);
        }
    }

    pub(crate) fn is_ending_for_all(&self) -> bool {
        self.acts
            .iter()
            .any(|act| act.command == Command::DisconnectAll)
    }

    fn close_act(&mut self, number: u32, outcome: Outcome) {
        if let Some(at) = self.acts.iter().position(|act| act.number == number) {
            let act = self.acts.swap_remove(at);
            self.tell(act.command.kind(), act.name, outcome);
        }
    }

    fn tell(&mut self, kind: Kind, name: Option<Arc<str>>, outcome: Outcome) {
        self.notice(Notice::Command {
            kind,
            name,
            outcome,
        });
    }
}

/// One request a target while one is under way: a double click, or the opposite before the first is known.
fn is_same_gesture(under_way: &Command, new: &Command) -> bool {
    use Command::{Lock, MuteGuests, Unlock, UnmuteGuests};
    match (under_way, new) {
        (Lock | Unlock, Lock | Unlock) | (MuteGuests | UnmuteGuests, MuteGuests | UnmuteGuests) => {
            true
        }
        _ => under_way == new || (new.target().is_some() && under_way.target() == new.target()),
    }
}

/// A 404 about a person may only mean that they have just left; a command that the private edition lacks may not be there.
fn means_not_offered(kind: Kind, status: u16) -> bool {
    matches!(status, 405 | 501)
        || matches!(
            kind,
            Kind::StartService
                | Kind::OverrideLayout
                | Kind::SpotlightOn
                | Kind::SpotlightOff
                | Kind::Admit
                | Kind::SetRole
                | Kind::Transfer
        )
}
