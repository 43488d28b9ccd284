//! What the server says to a command.

use super::spelling::{is_about_its_object, other_spelling};
use super::under_way::Stage;
use super::verdict::{CONFIRM_MS, READ_MS, shows_in_roster};
use crate::{CommandError, CommandStatus, Ending, Now, Session};
use conference::{Command, Kind, ParticipantId};
use std::sync::Arc;
use wire::{Refusal, RefusalKind, Reply};

impl Session {
    pub(crate) fn command_answered(
        &mut self,
        now: Now,
        number: u32,
        token: u32,
        reply: &Reply<'_>,
    ) {
        match wire::read_done(reply) {
            Ok(()) => {
                for call in self.commands.rings(number, reply) {
                    self.tell_of_ended_call(call);
                }
                self.command_accepted(now, number);
            }
            Err(refusal) => self.command_refused(now, number, token, refusal),
        }
    }

    fn command_accepted(&mut self, now: Now, number: u32) {
        let Some(known) = self.commands.find(number) else {
            return;
        };
        known.stage = Stage::Accepted {
            until: now.mono_ms + CONFIRM_MS,
        };
        let (command, spelling) = (known.command.clone(), known.spelling);
        self.commands.learn(spelling);
        match command {
            Command::Message(text) => self.room.said(now.wall_ms, text),
            Command::DisconnectAll => self.end(Ending::EndedForAll),
            _ => {}
        }
    }

    fn command_refused(&mut self, now: Now, number: u32, token: u32, refusal: Refusal) {
        self.token_refused(refusal.kind, token);
        let has_new_token = self.credentials.number() != token;
        let learned = self.dialect();
        let Some(known) = self.commands.find(number) else {
            return;
        };
        let kind = known.command.kind();
        if refusal.kind == RefusalKind::InvalidToken && kind.is_safe_to_repeat() && !known.repeated
        {
            if has_new_token {
                known.repeated = true;
                return self.send_command(now, number);
            }
            known.stage = Stage::AwaitsToken {
                until: now.mono_ms + READ_MS,
            };
            return;
        }
        if known.spelling.is_none()
            && let Some(other) = other_spelling(&known.command, refusal.status, learned)
        {
            known.spelling = Some(other);
            return self.send_or_hold(now, number);
        }
        let target = known.command.target().cloned();
        let error = self.error_of(now, target, kind, refusal);
        self.finish_command(number, CommandStatus::Failed(error));
    }

    /// Returns what a refusal means, about `target` where it is about a person.
    pub(crate) fn error_of(
        &mut self,
        now: Now,
        target: Option<ParticipantId>,
        kind: Kind,
        refusal: Refusal,
    ) -> CommandError {
        let words = refusal.words.as_deref().unwrap_or_default();
        // A 404 about somebody who has just left, or about an address, says nothing about the command.
        let left = target
            .as_ref()
            .is_some_and(|id| self.room.conference.person(id).is_none());
        let other = refusal.status == 404 && is_about_its_object(words);
        if refusal.kind == RefusalKind::NotOffered && !left && !other {
            self.room.mark_unsupported(kind);
            if let Some(id) = target.filter(|_| refusal.status == 404) {
                self.commands.unverified.push((kind, id));
                self.read_for_command(now, true);
            }
            return CommandError::NotOffered;
        }
        refusal.into()
    }

    /// No answer. The server may have acted: its state is read, and nothing is sent again.
    pub(crate) fn command_unanswered(&mut self, now: Now, number: u32) {
        let Some(known) = self.commands.find(number) else {
            return;
        };
        known.stage = Stage::Reading {
            until: now.mono_ms + READ_MS,
            accepted: false,
        };
        let (id, kind, name) = (known.id, known.command.kind(), known.name.clone());
        self.outbox
            .tell_status(&known.followers, &CommandStatus::Checking);
        self.notice_command(id, kind, name, CommandStatus::Checking);
        self.read_for_command(now, shows_in_roster(kind, &self.room.conference));
    }
}

impl From<Refusal> for CommandError {
    fn from(refusal: Refusal) -> Self {
        Self::Refused {
            status: refusal.status,
            words: Arc::from(refusal.words.as_deref().unwrap_or_default()),
        }
    }
}
