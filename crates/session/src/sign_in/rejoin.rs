//! Getting in again, with what the host typed.

use crate::requests::Purpose;
use crate::{Ending, Life, Now, Session};
use std::sync::Arc;
use wire::{Refusal, RefusalKind};

impl Session {
    /// The token is dead, or the server doesn't know it any more: joins again with what the host typed.
    pub(crate) fn recover(&mut self, now: Now) {
        if self.life != Life::Live {
            return;
        }
        if self.commands.is_ending_meeting() {
            // Whatever became of the answer: a meeting that this host has ended isn't opened again.
            return self.end(Ending::EndedForAll);
        }
        // The server may have asked for silence, so that nothing could be done for the session.
        let is_excused = self.rate_limit.is_silenced(now.mono_ms);
        self.rejoining.session_died(now, is_excused);
        if self.rejoining.is_hopeless() {
            self.fail_commands();
            return self.end(Ending::NotReadmitted(Arc::from("")));
        }
        self.drop_session(false);
    }

    /// The page is on its way out, but may come back out of the back-forward cache: no new session unless somebody looks.
    pub(crate) fn page_left(&mut self) {
        self.drop_session(true);
    }

    fn drop_session(&mut self, is_page_left: bool) {
        self.credentials.forget();
        self.close_stream();
        self.fail_commands();
        self.forget_media_calls();
        self.abort_all(is_page_left);
        self.rejoining.set_page_left(is_page_left);
        self.go(Life::Recovering {
            since_ms: self.room.true_at_ms,
        });
    }

    pub(crate) fn rejoin_if_due(&mut self, now: Now) {
        if self.rejoin_due(now).is_some_and(|at| at <= now.mono_ms) {
            self.rate_limit.count_request(now.mono_ms);
            self.tried_offline(now);
            self.send_new_session(now);
        }
    }

    /// Returns when `new_session` is tried again, monotonic ms.
    pub(crate) fn rejoin_due(&self, now: Now) -> Option<u64> {
        let waits = matches!(self.life, Life::Recovering { .. })
            && !self.rejoining.is_page_left()
            && !self.requests.is_under_way(Purpose::NewSession);
        waits.then(|| {
            let at = self.rate_limit.next_request_at(now.mono_ms);
            at.max(self.offline_try_at())
        })
    }

    pub(super) fn rejoin_refused(&mut self, now: Now, refusal: Refusal) {
        match refusal.kind {
            RefusalKind::Unavailable
            | RefusalKind::TooMany
            | RefusalKind::Unreadable
            | RefusalKind::NotOffered => self.something_failed(now),
            _ => self.end(Ending::NotReadmitted(Arc::from(
                refusal.words.as_deref().unwrap_or_default(),
            ))),
        }
    }
}
