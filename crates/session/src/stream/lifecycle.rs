//! The stream is opened with the current token, and opened again for as long as the page is open.

use super::StreamState;
use super::held_back::PATIENCE_MS;
use crate::requests::Purpose;
use crate::{Life, Now, Output, Session, StreamFailure, StreamId};

/// A stream that doesn't open in this time is given up, ms.
const OPENING_MS: u64 = 10_000;
/// A stream younger than this was opened on the network that is there now, ms.
const YOUNG_MS: u64 = 2_000;

impl Session {
    /// Opens a stream without delay, the old one dropped.
    pub(crate) fn open_stream_now(&mut self) {
        self.close_stream();
        self.stream.state = StreamState::Waiting;
    }

    /// Opens another in the place of one that has been silent for so long that nobody can say whether it is alive.
    pub(crate) fn replace_silent_stream(&mut self) {
        self.open_stream_now();
        self.stream.replaces_silent = true;
    }

    pub(crate) fn close_stream(&mut self) {
        if let Some(id) = self.stream.close() {
            self.outbox.push(Output::CloseStream(id));
        }
        self.stream_is_over();
    }

    /// What the stream told is no news any more.
    pub(super) fn stream_is_over(&mut self) {
        self.room.conference.stream_lost();
        self.drop_state_reads();
    }

    pub(crate) fn stream_opened(&mut self, now: Now, id: StreamId) {
        if !self.stream.is_current(id) || self.stream.is_open() {
            return;
        }
        // It was begun since the browser said that there is no network: that closed the one from before.
        self.network_proved(now);
        self.stream.opened(now);
        self.health.streams += 1;
        self.rate_limit.server_answered();
        // Whatever was read without a stream, or is being read, doesn't know what happened until now.
        self.room.conference.stream_lost();
        self.abort(Purpose::Participants);
        if !self.stream.is_held_back() {
            self.state_reads.plan_opening(now);
        }
    }

    pub(crate) fn stream_failed(&mut self, now: Now, id: StreamId, failure: StreamFailure) {
        if !self.stream.is_current(id) {
            return;
        }
        if self.stream.is_parting() {
            return self.close_stream();
        }
        self.stream_lost(now);
        if let StreamFailure::Status(status, retry_after_s) = failure {
            self.network_proved(now);
            if let Some(seconds) = retry_after_s {
                self.rate_limit.retry_after(now.mono_ms, seconds);
            }
            // Whatever it minds, a refresh tells whether it still knows us.
            if (400..500).contains(&status) && status != 429 {
                self.rate_limit.server_answered();
                self.token_is_bad();
            }
        }
        // A question that has a status for an answer tells whether the server still knows us. Not at the first failure, which may be
        // any accident.
        self.stream.probes_first = failure == StreamFailure::Unsaid && self.stream.tries > 1;
    }

    /// It failed; another is opened as soon as requests may go.
    pub(crate) fn stream_lost(&mut self, now: Now) {
        self.something_failed(now);
        self.stream.tries += 1;
        self.open_stream_now();
    }

    /// Returns how long a stream may take to open, ms.
    fn opening_ms(&self) -> u64 {
        if self.stream.is_held_back() {
            PATIENCE_MS
        } else {
            OPENING_MS
        }
    }

    fn stream_did_not_open(&mut self, now: Now) {
        if self.stream.is_held_back() {
            return self.replace_silent_stream();
        }
        let is_first = self.stream.brings_nothing();
        self.stream_lost(now);
        // Whether the server is there at all.
        self.stream.probes_first |= is_first;
    }

    /// Opens the stream if that is due, or looks after the open one.
    pub(crate) fn attend_to_stream(&mut self, now: Now) {
        if self.stream.parts_at().is_some_and(|at| at <= now.mono_ms) {
            return self.close_stream();
        }
        if self.life != Life::Live {
            return;
        }
        match &self.stream.state {
            StreamState::Closed => {}
            StreamState::Waiting => self.open_stream_if_due(now),
            StreamState::Opening { since } => {
                if now.mono_ms >= since + self.opening_ms() {
                    self.stream_did_not_open(now);
                    self.open_stream_if_due(now);
                }
            }
            StreamState::Open(_) => self.watch_stream(now),
        }
    }

    fn open_stream_if_due(&mut self, now: Now) {
        if self.stream_due(now).is_none_or(|at| at > now.mono_ms) {
            return;
        }
        if self.is_token_dying(now) {
            // It would be dead before its stream is open, and the slot gone.
            return self.recover(now);
        }
        self.tried_offline(now);
        if std::mem::take(&mut self.stream.probes_first) {
            return self.send_probe(now);
        }
        let url = self
            .access()
            .map(|(node, token)| wire::events_url(node, token));
        if let Some(url) = url {
            self.rate_limit.count_request(now.mono_ms);
            let id = self.stream.begin(now);
            self.outbox.push(Output::OpenStream { id, url });
        }
    }

    /// The network is another one: a stream from before it is dead, even if it doesn't know yet.
    pub(crate) fn network_changed(&mut self, now: Now) {
        let is_old = |since: u64| now.mono_ms >= since + YOUNG_MS;
        if self.life == Life::Live && self.stream.since().is_some_and(is_old) {
            self.open_stream_now();
        }
    }

    /// Returns when something is due about the stream, monotonic ms.
    pub(crate) fn stream_due(&self, now: Now) -> Option<u64> {
        if self.life != Life::Live {
            return self.stream.parts_at();
        }
        match &self.stream.state {
            StreamState::Closed => None,
            // This host is ending the meeting: if that fails, there is time enough to listen again.
            StreamState::Waiting if self.commands.awaits_meeting_end() => None,
            StreamState::Waiting => {
                let at = self.next_request_at(now.mono_ms);
                Some(at.max(self.offline_try_at()))
            }
            StreamState::Opening { since } => Some(since + self.opening_ms()),
            StreamState::Open(open) => Some(self.watch_due(now, open)),
        }
    }
}
