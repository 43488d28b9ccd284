//! The silence of an open stream is watched: it may be dead, or what is shown may not be true any more.

use super::held_back::PATIENCE_MS;
use super::open::OpenStream;
use super::{STABLE_MS, StreamState};
use crate::{Now, Session};

/// A roster of no more than so many people is asked for when the stream is silent.
const MOST_TO_ASK_FOR: usize = 500;

impl Session {
    /// Does whatever is due on an open stream.
    pub(super) fn watch_stream(&mut self, now: Now) {
        if self.stream.is_held_back() {
            if self.held_back_stream_ends(now) {
                self.replace_silent_stream();
            }
            return;
        }
        let listed = self.room.conference.sync_progress();
        let may_ask = self.may_probe(now) && !self.is_read_due();
        let Some(open) = self.stream.open() else {
            return;
        };
        open.watch_sync(now, listed);
        open.update_doubt(now);
        if open.dead_at() <= now.mono_ms {
            return self.drop_dead_stream(now);
        }
        if open.turns_out_silent(now) && self.stream.brings_nothing() {
            return self.replace_silent_stream();
        }
        let Some(open) = self.stream.open() else {
            return;
        };
        let probes = may_ask && open.probe_at().is_some_and(|at| at <= now.mono_ms);
        if open.give_up_stuck_sync(now) {
            self.room.abandon_sync(now.wall_ms);
        }
        self.end_trouble_if_stable(now);
        if probes {
            self.probe(now);
        }
    }

    fn held_back_stream_ends(&self, now: Now) -> bool {
        let since = self.stream.since();
        since.is_some_and(|since| now.mono_ms >= since + PATIENCE_MS)
    }

    fn may_probe(&self, now: Now) -> bool {
        self.rate_limit.next_request_at(now.mono_ms) <= now.mono_ms
    }

    fn end_trouble_if_stable(&mut self, now: Now) {
        let is_stable = self.stream.is_stable(now) && self.stream.is_trusted();
        let is_failing = self.state_reads.is_failing() || self.rate_limit.refresh_fails();
        if is_stable && self.room.is_whole() && !is_failing {
            self.stream.tries = 0;
            self.rate_limit.stream_is_stable(now.mono_ms);
        }
    }

    /// Drops a stream that is silent for longer than its server ever is: it leads nowhere.
    pub(crate) fn drop_dead_stream(&mut self, now: Now) {
        if let StreamState::Open(open) = &self.stream.state
            && open.dead_at() <= now.mono_ms
        {
            if open.keep_alive_gap().is_some() {
                self.stream_lost(now);
            } else {
                self.replace_silent_stream();
            }
        }
    }

    /// Returns when something is due on an open stream, monotonic ms.
    pub(super) fn watch_due(&self, now: Now, open: &OpenStream) -> u64 {
        if self.stream.is_held_back() {
            return open.since + PATIENCE_MS;
        }
        // Something else that is due is asked for first.
        let probe = open
            .probe_at()
            .filter(|_| !self.is_read_due())
            .map(|at| self.rate_limit.next_request_at(at.max(now.mono_ms)));
        let others = [
            probe,
            open.doubtful_at(),
            open.sync_stuck_at(),
            self.trouble_end_due(now, open),
        ];
        others.into_iter().flatten().fold(open.dead_at(), u64::min)
    }

    /// Trouble ends when the stream has been stable for a while; nothing else may come to notice it.
    fn trouble_end_due(&self, now: Now, open: &OpenStream) -> Option<u64> {
        let end = self.rate_limit.trouble_ends_at();
        end.map(|at| at.max(open.since + STABLE_MS))
            .filter(|at| *at > now.mono_ms)
    }

    /// Asks the server whether it is still there, and for the roster where that is cheap: what is shown is then known to be
    /// true, or is mended.
    fn probe(&mut self, now: Now) {
        if let Some(open) = self.stream.open() {
            open.probed(now);
        }
        let polls_roster = self.polls_roster();
        // In trouble one question has to do.
        if !polls_roster || !self.rate_limit.is_in_trouble() {
            self.send_probe(now);
        }
        if polls_roster {
            self.rate_limit.count_request(now.mono_ms);
            self.read_participants(now);
        }
    }

    /// Returns `true` if the roster is asked for when the stream is silent.
    pub(crate) fn polls_roster(&self) -> bool {
        self.room.conference.people_count() <= MOST_TO_ASK_FOR
    }

    /// The server has said how things are, or at least that it is there. Its answer is as old as the question.
    pub(crate) fn shown_was_proved(&mut self, now: Now, asked: Now) {
        if let Some(open) = self.stream.open() {
            open.proved(now, asked);
        }
    }

    /// Replaces the stream if nothing was heard for so long that what is shown has to be proved otherwise, and can't be.
    pub(crate) fn replace_stream_if_silent(&mut self, now: Now) {
        if matches!(&self.stream.state, StreamState::Open(open) if open.is_silent(now)) {
            self.replace_silent_stream();
        }
    }

    /// Somebody looks at the page again: a stream that was silent for a while has to prove itself.
    pub(crate) fn probe_if_not_fresh(&mut self, now: Now) {
        if let StreamState::Open(open) = &self.stream.state
            && !open.is_fresh(now)
            && self.may_probe(now)
        {
            self.probe(now);
        }
    }
}
