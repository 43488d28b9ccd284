//! The server tells its state, or doesn't.

use super::PlannedRead;
use crate::health::support_of;
use crate::requests::SentRequest;
use crate::{Now, Session};
use conference::{Event, ServicePatch};
use wire::{Refusal, RefusalKind, Reply};

/// A state that was not found is asked for once more after this, ms.
const MISSING_MS: u64 = 2_000;

impl Session {
    pub(crate) fn participants_answered(
        &mut self,
        now: Now,
        asked: &SentRequest,
        reply: &Reply<'_>,
    ) {
        if !self.room.conference.awaits_roster() {
            // The stream has told it, or is telling it.
            self.state_reads.roster_told();
            return self.state_was_read(now, true, true);
        }
        let read = wire::read_participants(reply);
        let seen = support_of(&read);
        self.health.participants = seen.or(self.health.participants);
        match read {
            Ok((people, _unreadable)) => {
                self.state_reads.is_roster_required = false;
                self.state_reads.roster_told();
                self.rate_limit.server_answered();
                self.shown_was_proved(now, asked.sent);
                self.stream.roster_read(asked.sent);
                self.room.apply(now.wall_ms, Event::Roster(people));
                self.state_was_read(now, true, true);
            }
            Err(refusal)
                if refusal.kind == RefusalKind::NotOffered
                    && !self.state_reads.is_roster_required =>
            {
                self.state_was_read(now, true, false);
                self.replace_stream_if_silent(now);
            }
            Err(refusal) => {
                self.participants_failed(now);
                self.token_refused(refusal.kind, asked.token);
            }
        }
    }

    /// The roster could not be read.
    pub(crate) fn participants_failed(&mut self, now: Now) {
        self.something_failed(now);
        self.state_was_read(now, true, false);
        if !self.state_reads.roster_failed(now) {
            // It would have told whether what is shown is true: now only another stream can tell.
            self.replace_stream_if_silent(now);
        }
    }

    fn take_status(&mut self, reply: &Reply<'_>) -> Result<ServicePatch, Refusal> {
        let read = wire::read_service_status(reply);
        self.health.service_status = support_of(&read).or(self.health.service_status);
        self.health.misspelt_status |= reply.is_misspelt();
        if read.is_ok() {
            self.state_reads.status_news.found();
        }
        read
    }

    pub(crate) fn status_answered(&mut self, now: Now, asked: &SentRequest, reply: &Reply<'_>) {
        match self.take_status(reply) {
            Ok(patch) => {
                self.state_reads.status_fails = false;
                self.rate_limit.server_answered();
                self.apply_status(now, asked, patch);
                self.state_was_read(now, false, true);
            }
            Err(refusal)
                if refusal.kind == RefusalKind::NotOffered
                    && !self.state_reads.status_news.is_known() =>
            {
                self.status_missing(now);
            }
            Err(refusal) => {
                self.status_failed(now);
                self.token_refused(refusal.kind, asked.token);
            }
        }
    }

    fn apply_status(&mut self, now: Now, asked: &SentRequest, read: ServicePatch) {
        if let Some(patch) = self.state_reads.status_news.merge(asked.sent, read) {
            self.room.apply(now.wall_ms, Event::Service(patch));
        }
    }

    /// The meeting's state could not be read.
    pub(crate) fn status_failed(&mut self, now: Now) {
        self.state_was_read(now, false, false);
        self.something_failed(now);
        self.state_reads.status = Some(PlannedRead {
            at: now.mono_ms,
            is_opening: false,
        });
        // Without a stream it was asked for only to tell what became of a command.
        self.state_reads.status_fails |= self.stream.is_open();
    }

    fn status_missing(&mut self, now: Now) {
        self.state_was_read(now, false, false);
        self.state_reads.status_fails = false;
        if self.state_reads.status_news.missing() {
            self.state_reads.status = Some(PlannedRead {
                at: now.mono_ms + MISSING_MS,
                is_opening: false,
            });
        }
    }

    pub(crate) fn probe_answered(&mut self, now: Now, asked: &SentRequest, reply: &Reply<'_>) {
        match self.take_status(reply) {
            Ok(patch) => {
                self.rate_limit.server_answered();
                self.probe_proved(now, asked.sent);
                self.apply_status(now, asked, patch);
            }
            Err(refusal) => match refusal.kind {
                RefusalKind::InvalidToken => {
                    self.something_failed(now);
                    self.token_refused(refusal.kind, asked.token);
                }
                // It is there, and has no such command: that is an answer too.
                RefusalKind::NotOffered if !self.state_reads.status_news.is_known() => {
                    self.rate_limit.server_answered();
                    self.probe_proved(now, asked.sent);
                }
                _ => self.probe_failed(now),
            },
        }
    }

    /// That the server is there has to do where the roster isn't asked for as well.
    fn probe_proved(&mut self, now: Now, asked: Now) {
        if !self.polls_roster() {
            self.shown_was_proved(now, asked);
        }
    }

    /// The server can't be heard.
    pub(crate) fn probe_failed(&mut self, now: Now) {
        if self.stream.is_open() {
            self.stream_lost(now);
        } else {
            self.something_failed(now);
        }
    }
}
