//! Requests go out, and are given up.

use super::{Purpose, REFRESH_MS};
use crate::{Failure, Now, Output, Session};
use wire::{Endpoint, Request, Token};

impl Session {
    /// Returns the node to ask and the token to ask with, while there is one.
    pub(crate) fn access(&self) -> Option<(&Endpoint, &Token)> {
        Some((self.sign_in.node()?, self.credentials.token()?))
    }

    /// Something failed that Gavel does by itself: from now on such requests are spaced.
    pub(crate) fn something_failed(&mut self, now: Now) {
        self.rate_limit.failed(now.mono_ms);
    }

    /// Returns when the next automatic request may go out with the token that there is, from `mono_ms` on.
    pub(crate) fn next_request_at(&self, mono_ms: u64) -> u64 {
        // A refresh may kill the old token at once: a new one that is about to come is waited for, but not for long.
        let refreshed = self.requests.sent_at(Purpose::Refresh);
        let mono_ms = refreshed.map_or(mono_ms, |sent| mono_ms.max(sent + REFRESH_MS));
        // One that was just refused leads to nothing: whatever else the answer opens the way for needs another.
        if self.credentials.is_refused() {
            self.rate_limit.next_slot_at(mono_ms)
        } else {
            self.rate_limit.next_request_at(mono_ms)
        }
    }

    /// Sends `request` and remembers what its answer is for.
    pub(crate) fn send(&mut self, now: Now, purpose: Purpose, request: Request) {
        let id = self.requests.begin(now, purpose, self.credentials.number());
        self.outbox.push(Output::Send {
            id,
            request,
            keepalive: false,
        });
    }

    /// Sends `request` even if the page closes. Nobody waits for the answer.
    pub(crate) fn send_farewell(&mut self, request: Request) {
        let id = self.requests.next_id();
        self.outbox.push(Output::Send {
            id,
            request,
            keepalive: true,
        });
    }

    /// Drops what is under way for `purpose`.
    pub(crate) fn abort(&mut self, purpose: Purpose) {
        for id in self.requests.forget(purpose) {
            self.outbox.push(Output::Abort(id));
        }
    }

    /// Drops everything under way: with `spare_commands` all but what the host asked for.
    pub(crate) fn abort_all(&mut self, spare_commands: bool) {
        for id in self.requests.forget_all(spare_commands) {
            self.outbox.push(Output::Abort(id));
        }
    }

    pub(crate) fn give_up_overdue(&mut self, now: Now) {
        while let Some(id) = self.requests.overdue(now.mono_ms) {
            self.outbox.push(Output::Abort(id));
            self.request_failed(now, id, Failure::TimedOut);
        }
    }
}
