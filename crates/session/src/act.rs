//! A host's command on its way: sent once, answered, refused, or lost. Nothing unsafe goes out twice.

use crate::requests::Purpose;
use crate::settle::{CONFIRM_MS, READ_MS};
use crate::{Now, Outcome, Session};
use conference::{
    Audience, Command, Confirmation, Kind, LayoutRequest, ParticipantId, can, confirmed, holds,
};
use std::sync::Arc;
use wire::{Dialect, Refusal, RefusalKind, Reply};

/// A command under way.
#[derive(Debug)]
pub(crate) struct Act {
    pub number: u32,
    pub command: Command,
    pub name: Option<Arc<str>>,
    pub stage: Stage,
    /// The state showed it already when it was sent, so that only the answer can tell.
    pub was_so: bool,
    pub pictures_before: u32,
    /// Who came after it was sent has come since this ([`conference::Conference::newest`]).
    pub newest_before: u32,
    /// Whom the server says that it calls.
    pub called: Vec<ParticipantId>,
    /// It has gone out a second time, with a new token.
    repeated: bool,
    /// It was not understood, and is being tried in another spelling.
    pub spelling: Option<Dialect>,
}

#[derive(Debug, PartialEq)]
pub(crate) enum Stage {
    /// To be sent when the tones before it were answered.
    Waits,
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
            Stage::Waits | Stage::Sent => None,
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
            let name = self.name_of(&command);
            return self.tell(command.kind(), name, Outcome::NotAllowed(refusal));
        }
        let doubled = |act: &Act| is_same_gesture(&act.command, &command);
        if self.acts.iter().any(doubled) {
            return;
        }
        self.last_act = self.last_act.wrapping_add(1);
        let pictures_before = self.conference.pictures_seen();
        let shown = confirmed(&command, &self.conference, pictures_before);
        let name = self.name_of(&command);
        let waits = self.must_wait(&command);
        if let Command::Disconnect(id) = &command {
            self.conference.hangs_up(id);
        }
        self.acts.push(Act {
            number: self.last_act,
            command,
            name,
            stage: if waits { Stage::Waits } else { Stage::Sent },
            was_so: shown == Confirmation::State(true),
            pictures_before,
            newest_before: self.conference.newest(),
            called: Vec::new(),
            repeated: false,
            spelling: None,
        });
        if !waits {
            self.send_act(now, self.last_act);
        }
    }

    pub(crate) fn send_act(&mut self, now: Now, number: u32) {
        let Some(act) = self.acts.iter().find(|act| act.number == number) else {
            return;
        };
        if let (Some(at), Some(keeper)) = (&self.entry.endpoint, &self.keeper) {
            let dialect = act.spelling.unwrap_or(self.dialect);
            let request = wire::command(at, keeper.token(), &act.command, &dialect);
            self.send(now, Purpose::Command(number), request);
        }
    }

    fn act_mut(&mut self, number: u32) -> Option<&mut Act> {
        self.acts.iter_mut().find(|act| act.number == number)
    }

    pub(crate) fn command_answered(
        &mut self,
        now: Now,
        number: u32,
        token: u32,
        reply: &Reply<'_>,
    ) {
        match wire::read_done(reply) {
            Ok(()) => {
                self.rings(number, reply);
                self.command_accepted(now, number);
            }
            Err(refusal) => self.command_refused(now, number, token, refusal),
        }
    }

    fn command_accepted(&mut self, now: Now, number: u32) {
        let Some(act) = self.act_mut(number) else {
            return;
        };
        act.stage = Stage::Accepted {
            until: now.mono_ms + CONFIRM_MS,
        };
        let (command, spelling) = (act.command.clone(), act.spelling);
        self.dialect = spelling.unwrap_or(self.dialect);
        match command {
            Command::Message(text) => self.conference.said(now.wall_ms, text, &mut self.changes),
            Command::DisconnectAll => self.end(crate::Ending::EndedForAll),
            _ => {}
        }
    }

    fn command_refused(&mut self, now: Now, number: u32, token: u32, refusal: Refusal) {
        self.token_refused(refusal.kind, token);
        let fresh = self.token_number != token;
        let learned = self.dialect;
        let Some(act) = self.act_mut(number) else {
            return;
        };
        let kind = act.command.kind();
        if refusal.kind == RefusalKind::InvalidToken && kind.is_safe_to_repeat() && !act.repeated {
            if fresh {
                act.repeated = true;
                return self.send_act(now, number);
            }
            act.stage = Stage::AwaitsToken {
                until: now.mono_ms + READ_MS,
            };
            return;
        }
        if act.spelling.is_none()
            && let Some(other) = other_spelling(&act.command, refusal.status, learned)
        {
            act.spelling = Some(other);
            return self.send_act(now, number);
        }
        let outcome = self.outcome_of(now, number, kind, refusal);
        self.close_act(number, outcome);
    }

    fn outcome_of(&mut self, now: Now, number: u32, kind: Kind, refusal: Refusal) -> Outcome {
        let target = self.act_mut(number).and_then(|act| {
            let id = act.command.target();
            id.cloned()
        });
        self.outcome_for(now, target, kind, refusal)
    }

    /// What a refusal means, about `target` where it is about a person.
    pub(crate) fn outcome_for(
        &mut self,
        now: Now,
        target: Option<ParticipantId>,
        kind: Kind,
        refusal: Refusal,
    ) -> Outcome {
        let words = refusal.words.as_deref().unwrap_or_default();
        // A 404 about somebody who has just left, or about an address, says nothing about the command.
        let left = target
            .as_ref()
            .is_some_and(|id| self.conference.person(id).is_none());
        let other = refusal.status == 404 && is_about_its_object(words);
        if refusal.kind == RefusalKind::NotOffered && !left && !other {
            self.unsupported(kind);
            if let Some(id) = target.filter(|_| refusal.status == 404) {
                self.doubts.push((kind, id));
                self.read_for_command(now, true);
            }
            return Outcome::NotOffered;
        }
        Outcome::Refused {
            status: refusal.status,
            words: Arc::from(words),
        }
    }

    /// No answer. The server may have acted: its state is read, and nothing is sent again.
    pub(crate) fn command_failed(&mut self, now: Now, number: u32) {
        let Some(act) = self.act_mut(number) else {
            return;
        };
        act.stage = Stage::Reading {
            until: now.mono_ms + READ_MS,
            accepted: false,
        };
        let (kind, name) = (act.command.kind(), act.name.clone());
        self.tell(kind, name, Outcome::Checking);
        self.read_for_command(now, shows_in_roster(kind));
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

    /// This host is ending the meeting, whatever is known of it.
    pub(crate) fn is_ending_for_all(&self) -> bool {
        let ends = |act: &Act| act.command == Command::DisconnectAll;
        self.acts.iter().any(ends)
    }

    /// … and the answer was lost: a token that is no good any more tells it as well.
    pub(crate) fn ended_for_all_unheard(&self) -> bool {
        let unheard = |act: &Act| {
            act.command == Command::DisconnectAll && matches!(act.stage, Stage::Reading { .. })
        };
        self.acts.iter().any(unheard)
    }

    /// … and the answer isn't there yet: nothing else is to be asked of the server.
    pub(crate) fn awaits_end_for_all(&self) -> bool {
        let awaits = |act: &Act| act.command == Command::DisconnectAll && act.stage == Stage::Sent;
        self.acts.iter().any(awaits)
    }
}

/// One request a target and a purpose while one is under way: a double click, or the opposite before the first is known.
fn is_same_gesture(under_way: &Command, new: &Command) -> bool {
    (under_way == new && new.kind() != Kind::Dtmf)
        || (under_way.target() == new.target()
            && topic(under_way.kind()).is_some_and(|same| Some(same) == topic(new.kind())))
}

/// Commands that undo each other are about the same thing; of those that say something, each is its own. (The same tones twice
/// are two digits alike.)
fn topic(kind: Kind) -> Option<Kind> {
    match kind {
        Kind::Unlock => Some(Kind::Lock),
        Kind::UnmuteGuests => Some(Kind::MuteGuests),
        Kind::Unmute => Some(Kind::Mute),
        Kind::DenyPresentation => Some(Kind::AllowPresentation),
        Kind::SpotlightOff => Some(Kind::SpotlightOn),
        Kind::Message | Kind::Dial | Kind::Dtmf => None,
        _ => Some(kind),
    }
}

/// Whether what a command does is to be seen in the roster, rather than in the meeting's own state.
pub(crate) fn shows_in_roster(kind: Kind) -> bool {
    !matches!(
        kind,
        Kind::Lock | Kind::Unlock | Kind::MuteGuests | Kind::UnmuteGuests
    )
}

/// Whether `plus_n: "auto"` goes out for hosts, which some servers refuse.
fn counts_rest(asked: &LayoutRequest) -> bool {
    asked.audience == Audience::Hosts && asked.plus_n && asked.actors.is_empty()
}

/// Some servers know a command in another spelling, and say so before they do anything.
fn other_spelling(command: &Command, status: u16, known: Dialect) -> Option<Dialect> {
    match command {
        Command::OverlayText(..) if status == 404 => Some(Dialect {
            override_text: !known.override_text,
            ..known
        }),
        Command::OverrideLayout(asked)
            if status == 400 && !known.plus_n_refused && asked.iter().any(counts_rest) =>
        {
            Some(Dialect {
                plus_n_refused: true,
                ..known
            })
        }
        _ => None,
    }
}

/// Whether a 404 is about whom or what was named ("Participant not found", "Neither conference nor gateway found").
fn is_about_its_object(words: &str) -> bool {
    let objects = ["articipant", "onference", "ateway", "estination", "lias"];
    objects.iter().any(|object| holds(words, object))
}
