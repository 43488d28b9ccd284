//! The token is refreshed at a third of its life, one refresh at a time, with back-off while it lives. It waits until two thirds for
//! commands that would fail by it.

use super::Urgency;
use crate::requests::{Purpose, REFRESH_MS};
use crate::{Ending, Notice, Now, Session};
use wire::{RefusalKind, Reply};

/// Nothing is begun with a token that dies so soon, ms.
const LAST_MS: u64 = 1_000;

impl Session {
    pub(crate) fn refresh_if_due(&mut self, now: Now) {
        if self.is_refresh_due(now) && !self.is_refresh_delayed(now) {
            let request = self
                .access()
                .map(|(node, token)| wire::refresh_session(node, token));
            if let Some(request) = request {
                self.rate_limit.count_refresh(now.mono_ms);
                self.send(now, Purpose::Refresh, request);
            }
        }
    }

    /// Joins again when the token is over: it is no use to anybody.
    pub(crate) fn recover_if_expired(&mut self, now: Now) {
        if self.token_ends_at(now).is_some_and(|at| at <= now.mono_ms) {
            self.recover(now);
        }
    }

    /// Returns `true` if nothing should be begun with the token any more.
    pub(crate) fn is_token_dying(&self, now: Now) -> bool {
        self.token_ends_at(now)
            .is_some_and(|at| at <= now.mono_ms + LAST_MS)
    }

    /// Returns when the token is given up, monotonic ms: when it dies, but the server may just have traded it for another.
    fn token_ends_at(&self, now: Now) -> Option<u64> {
        let death = self.credentials.dies_at(now)?;
        let refreshed = self.requests.sent_at(Purpose::Refresh);
        Some(refreshed.map_or(death, |sent| death.max(sent + REFRESH_MS)))
    }

    fn is_refresh_due(&self, now: Now) -> bool {
        let due = self.credentials.refresh_at(now, self.urgency());
        due.is_some_and(|at| at <= now.mono_ms)
            && !self.is_refresh_blocked()
            && self.rate_limit.next_request_at(now.mono_ms) <= now.mono_ms
    }

    /// Returns `true` if a refresh has time until commands were answered that would fail by it.
    fn is_refresh_delayed(&self, now: Now) -> bool {
        let is_needed = self.commands.need_token() || self.media_calls.await_answers();
        is_needed && !self.credentials.is_urgent(now)
    }

    /// Returns `true` if another token is about to come: a refresh is under way, or is sent as soon as this input was dealt with or
    /// commands were answered.
    pub(crate) fn is_token_changing(&self, now: Now) -> bool {
        self.requests.is_under_way(Purpose::Refresh) || self.is_refresh_due(now)
    }

    /// Nobody to ask, one under way, or the meeting is just being ended by this host.
    fn is_refresh_blocked(&self) -> bool {
        self.page.offline
            || self.requests.is_under_way(Purpose::Refresh)
            || self.commands.awaits_meeting_end()
    }

    /// Returns when something is due about the token, monotonic ms.
    pub(crate) fn token_due(&self, now: Now) -> Option<u64> {
        let end = self.token_ends_at(now);
        if self.is_refresh_blocked() {
            return end;
        }
        if self.is_refresh_delayed(now) {
            // Answers wake us before.
            return end.min(self.credentials.urgent_at(now));
        }
        let due = self.credentials.refresh_at(now, self.urgency())?;
        end.map(|at| at.min(self.rate_limit.next_request_at(due)))
    }

    fn urgency(&self) -> Urgency {
        let is_whole = self.stream.is_open() && self.room.conference.is_complete();
        if self.rate_limit.is_in_trouble() && (!is_whole || self.is_read_due()) {
            // As long as not all that is shown is true, a refresh that has time would only be in the way.
            Urgency::Low
        } else if self.rate_limit.refresh_fails() {
            Urgency::Proof
        } else {
            Urgency::Usual
        }
    }

    /// Somebody was told "Invalid token", or the server asks: refresh now, unless one is under way.
    pub(crate) fn want_refresh(&mut self) {
        self.credentials.refuse();
    }

    /// An answer to a request with the token of this number says something: where it is that the token is no good, a new one is
    /// needed, unless it was an old one.
    pub(crate) fn token_refused(&mut self, kind: RefusalKind, token: u32) {
        if kind == RefusalKind::InvalidToken {
            // An answer that says what to do: ask with another.
            self.rate_limit.server_answered();
            if token == self.credentials.number() {
                self.token_is_bad();
            }
        }
    }

    pub(crate) fn token_is_bad(&mut self) {
        if self.commands.is_meeting_end_unanswered() {
            self.end(Ending::EndedForAll);
        } else {
            self.want_refresh();
        }
    }

    pub(crate) fn refresh_answered(&mut self, now: Now, asked: Now, reply: &Reply<'_>) {
        match wire::read_refresh(reply) {
            Ok(refreshed) => {
                self.rate_limit.server_answered();
                self.rate_limit.refresh_ended(false);
                self.health.refreshes += 1;
                self.credentials
                    .take(refreshed.token, refreshed.expires_s, asked);
                if let Some(role) = refreshed.role {
                    self.take_role(role);
                }
                self.resend_commands(now);
                self.send_held(now);
                self.end_calls_again(now);
            }
            Err(refusal) => match refusal.kind {
                // A server that has been restarted knows neither token nor session.
                RefusalKind::InvalidToken
                | RefusalKind::Forbidden
                | RefusalKind::InvalidPin
                | RefusalKind::NotOffered => {
                    self.something_failed(now);
                    self.rate_limit.refresh_ended(false);
                    self.recover(now);
                    // A page of some proxy's that isn't found leads to nothing.
                    if refusal.kind != RefusalKind::NotOffered {
                        self.rate_limit.new_session_needed();
                    }
                }
                _ => self.refresh_failed(now),
            },
        }
    }

    pub(crate) fn refresh_failed(&mut self, now: Now) {
        self.something_failed(now);
        self.rate_limit.refresh_ended(true);
        self.health.refreshes_failed += 1;
        let is_long_trouble = self.rate_limit.is_in_long_trouble(now.mono_ms);
        if self.credentials.refresh_failed(now, is_long_trouble) {
            self.outbox.notice(Notice::RenewalFailing);
        }
    }

    /// Says goodbye.
    pub(crate) fn send_end(&mut self) {
        let request = self
            .access()
            .map(|(node, token)| wire::end_session(node, token));
        if let Some(request) = request {
            self.send_farewell(request);
        }
    }
}
