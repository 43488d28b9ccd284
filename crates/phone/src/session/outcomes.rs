//! What became of the commands that the server took on.

use super::hang_up::Baseline;
use super::{Failure, Notice, Output, Session, Status, Watch};
use crate::conference::{CallFailure, CallKey, CallState};

impl Session {
    pub(super) fn tell_outcomes(&mut self, now_ms: u64, out: &mut Vec<Output>) {
        for mut it in std::mem::take(&mut self.watched) {
            if let Watch::HangUp { key, baseline } = &mut it.what {
                *baseline = self.follow_others(*key, *baseline);
            }
            let is_late = now_ms >= it.until_ms;
            let status = match it.what {
                Watch::Invite(key) => self.invited(key, is_late, out),
                Watch::HangUp { key, baseline } => self.hung_up(key, baseline, is_late, out),
                Watch::Dismiss if self.conference.open_id().is_none() => Some(Status::Seen),
                Watch::Dismiss => is_late.then_some(Status::Failed(Failure::NotSeen)),
            };
            match status {
                Some(status) => out.push(Output::Status(it.id, status)),
                None => self.watched.push(it),
            }
        }
    }

    fn invited(&mut self, key: CallKey, is_late: bool, out: &mut Vec<Output>) -> Option<Status> {
        if is_late {
            let mut changes = Vec::new();
            self.conference.rang_out(key, &mut changes);
            self.changed(changes, out);
        }
        let state = self.conference.call(key).map(|it| &it.state);
        let failure = match state {
            Some(CallState::In(_)) => return Some(Status::Seen),
            Some(CallState::Failed(CallFailure::Result(code))) => Failure::CallFailed(*code),
            Some(CallState::Failed(CallFailure::NoAnswer)) => Failure::NoAnswer,
            Some(state) if state.is_live() && !is_late => return None,
            Some(state) if state.is_live() => Failure::NotSeen,
            Some(_) | None => Failure::Over,
        };
        Some(Status::Failed(failure))
    }

    fn hung_up(
        &mut self,
        key: CallKey,
        baseline: Baseline,
        is_late: bool,
        out: &mut Vec<Output>,
    ) -> Option<Status> {
        let state = self.conference.call(key).map(|it| it.state.clone());
        if state.is_none_or(|it| !it.is_live()) {
            // Where the conference is over everybody is out.
            self.is_hang_up_broken &= self.conference.open_id().is_none();
            return Some(Status::Seen);
        }
        let counted = self.conference.count().zip(baseline.count);
        if counted.is_some_and(|(count, without)| count < without) {
            let mut changes = Vec::new();
            self.conference.left_by_count(key, &mut changes);
            self.changed(changes, out);
            self.is_hang_up_broken = false;
            return Some(Status::Seen);
        }
        if !is_late {
            return None;
        }
        // Somebody who has come in meanwhile, of whom nobody told, would hide that somebody left.
        let calls = self.conference.calls();
        let may_hide = calls.iter().any(|it| it.key != key && it.state.may_ring());
        if counted.is_none() || may_hide {
            return Some(Status::Failed(Failure::NotSeen));
        }
        if !self.is_hang_up_broken {
            self.is_hang_up_broken = true;
            out.push(Output::Notice(Notice::HangUpBroken));
        }
        Some(Status::Failed(Failure::StillIn))
    }

    pub(super) fn opened(&mut self, now_ms: u64) {
        if self.line.opened(now_ms) {
            self.silences = 0;
            self.heard_ms = now_ms;
            self.is_old = self.conference.open_id().is_some();
            self.count_due_ms = now_ms;
        }
    }

    pub(super) fn closed(&mut self, now_ms: u64, chance: u32, out: &mut Vec<Output>) {
        if self.line.is_off() {
            return;
        }
        self.broken(now_ms, out);
        self.line.broke(now_ms, chance);
    }

    /// What was asked isn't answered any more, and what waits isn't sent: a call that goes out long after the gesture surprises.
    fn broken(&mut self, now_ms: u64, out: &mut Vec<Output>) {
        self.silences = 0;
        if let Some(it) = self.under_way.take() {
            self.unanswered(now_ms, &it, &Failure::ConnectionLost, out);
        }
        self.late.clear();
        self.drop_queue(&Failure::NotConnected, out);
    }

    pub(super) fn leave(&mut self, now_ms: u64, out: &mut Vec<Output>) {
        if self.line.is_off() {
            return;
        }
        self.broken(now_ms, out);
        for it in std::mem::take(&mut self.watched) {
            out.push(Output::Status(it.id, Status::Failed(Failure::NotSeen)));
        }
        self.line.off();
        out.push(Output::Close);
    }
}
