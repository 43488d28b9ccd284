//! Requests under way: what each is for, and when it is given up.

use crate::token::Keeper;
use crate::{CallNumber, Failure, Now, Output, RequestId, Session};
use wire::{Reply, Request};

/// A request that hangs this long is given up, ms.
pub(crate) const LIMIT_MS: u64 = 10_000;
/// A refresh usually takes no longer than this, ms.
pub(crate) const REFRESH_MS: u64 = 1_000;
/// A probe that hangs this long says that the server can't be heard, ms.
pub(crate) const PROBE_LIMIT_MS: u64 = 4_000;

/// What an answer is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Purpose {
    CheckJoin,
    NewSession,
    Refresh,
    Participants,
    ServiceStatus,
    /// `service_status` to see whether the server can still be heard.
    Probe,
    /// The command with this number.
    Command(u32),
    /// `calls`.
    StartCall(CallNumber),
    /// … `ack`.
    AckCall(CallNumber),
    /// … `disconnect`.
    EndCall(CallNumber),
}

/// One that is under way.
#[derive(Clone, Copy, Debug)]
pub(crate) struct UnderWay {
    id: RequestId,
    purpose: Purpose,
    pub sent: Now,
    /// Monotonic ms.
    deadline: u64,
    /// The number of the token that it went out with.
    pub token: u32,
}

/// What is under way.
#[derive(Debug, Default)]
pub(crate) struct Requests {
    last: u32,
    under_way: Vec<UnderWay>,
}

impl Requests {
    pub fn next_id(&mut self) -> RequestId {
        self.last = self.last.wrapping_add(1);
        RequestId(self.last)
    }

    pub fn is_under_way(&self, purpose: Purpose) -> bool {
        self.under_way.iter().any(|known| known.purpose == purpose)
    }

    /// When what is under way for `purpose` was sent, monotonic ms.
    pub fn sent_at(&self, purpose: Purpose) -> Option<u64> {
        let known = self.under_way.iter().find(|known| known.purpose == purpose);
        known.map(|known| known.sent.mono_ms)
    }

    pub fn next_deadline(&self) -> Option<u64> {
        self.under_way.iter().map(|known| known.deadline).min()
    }

    /// Forgets all, and says which of them are to be aborted.
    pub fn drain(&mut self, spare_commands: bool) -> Vec<RequestId> {
        let spared = |purpose| {
            spare_commands && matches!(purpose, Purpose::Command(_) | Purpose::EndCall(_))
        };
        self.under_way
            .drain(..)
            .filter(|known| !spared(known.purpose))
            .map(|known| known.id)
            .collect()
    }

    fn take(&mut self, id: RequestId) -> Option<UnderWay> {
        let at = self.under_way.iter().position(|known| known.id == id)?;
        Some(self.under_way.swap_remove(at))
    }

    fn overdue(&self, mono_ms: u64) -> Option<RequestId> {
        let overdue = |known: &&UnderWay| known.deadline <= mono_ms;
        self.under_way.iter().find(overdue).map(|known| known.id)
    }
}

impl Session {
    /// Something failed that Gavel does by itself: from now on such requests are spaced.
    pub(crate) fn went_wrong(&mut self, now: Now) {
        self.gate.failed(now.mono_ms, &mut self.rng);
    }

    /// When the next automatic request may go out with the token that there is, from `mono_ms` on.
    pub(crate) fn opens_at(&self, mono_ms: u64) -> u64 {
        // A refresh may kill the old token at once: a new one that is about to come is waited for, but not for long.
        let refreshed = self.requests.sent_at(Purpose::Refresh);
        let mono_ms = refreshed.map_or(mono_ms, |sent| mono_ms.max(sent + REFRESH_MS));
        // One that was just refused leads to nothing: whatever else the answer opens the way for needs another.
        if self.keeper.as_ref().is_some_and(Keeper::is_refused) {
            self.gate.next_turn(mono_ms)
        } else {
            self.gate.opens_at(mono_ms)
        }
    }

    /// `Retry-After`.
    pub(crate) fn asked_for_silence(&mut self, now: Now, seconds: u32) {
        self.gate.retry_after(now.mono_ms, seconds, &mut self.rng);
    }

    /// Sends `request` and remembers what its answer is for.
    pub(crate) fn send(&mut self, now: Now, purpose: Purpose, request: Request) {
        let limit = if purpose == Purpose::Probe {
            PROBE_LIMIT_MS
        } else {
            LIMIT_MS
        };
        let id = self.requests.next_id();
        self.requests.under_way.push(UnderWay {
            id,
            purpose,
            sent: now,
            deadline: now.mono_ms + limit,
            token: self.token_number,
        });
        self.out.push(Output::Send {
            id,
            request,
            keepalive: false,
        });
    }

    /// Drops what is under way for `purpose`.
    pub(crate) fn forget(&mut self, purpose: Purpose) {
        let out = &mut self.out;
        self.requests.under_way.retain(|known| {
            let keep = known.purpose != purpose;
            if !keep {
                out.push(Output::Abort(known.id));
            }
            keep
        });
    }

    pub(crate) fn give_up_overdue(&mut self, now: Now) {
        while let Some(id) = self.requests.overdue(now.mono_ms) {
            self.out.push(Output::Abort(id));
            self.failed(now, id, Failure::TimedOut);
        }
    }

    pub(crate) fn responded(&mut self, now: Now, id: RequestId, reply: &Reply<'_>) {
        // That counts even where the answer itself is no longer waited for.
        if let (429 | 503, Some(seconds)) = (reply.status, reply.retry_after_s) {
            self.asked_for_silence(now, seconds);
        }
        let Some(known) = self.requests.take(id) else {
            return;
        };
        if matches!(known.purpose, Purpose::Command(_)) {
            let ms = now.mono_ms.saturating_sub(known.sent.mono_ms);
            self.health.answered(ms);
        }
        match known.purpose {
            Purpose::CheckJoin => self.check_join_answered(now, reply),
            Purpose::NewSession => self.new_session_answered(now, known.sent, reply),
            Purpose::Refresh => self.refresh_answered(now, known.sent, reply),
            Purpose::Participants => self.participants_answered(now, &known, reply),
            Purpose::ServiceStatus => self.status_answered(now, &known, reply),
            Purpose::Probe => self.probe_answered(now, &known, reply),
            Purpose::Command(number) => self.command_answered(now, number, known.token, reply),
            Purpose::StartCall(number) => self.call_answered(now, number, known.token, reply),
            Purpose::AckCall(number) => self.call_acked(now, number, known.token, Some(reply)),
            Purpose::EndCall(number) => self.call_ended(now, number, known.token, Some(reply)),
        }
    }

    pub(crate) fn failed(&mut self, now: Now, id: RequestId, failure: Failure) {
        let Some(known) = self.requests.take(id) else {
            return;
        };
        match known.purpose {
            Purpose::CheckJoin => self.join_failed(failure),
            Purpose::NewSession => self.new_session_failed(now, failure),
            Purpose::Refresh => self.refresh_failed(now),
            Purpose::Participants => self.roster_unread(now),
            Purpose::ServiceStatus => self.status_unread(now),
            Purpose::Probe => self.probe_failed(now),
            Purpose::Command(number) => self.command_failed(now, number),
            Purpose::StartCall(number) => self.call_unanswered(number),
            Purpose::AckCall(number) => self.call_acked(now, number, known.token, None),
            Purpose::EndCall(number) => self.call_ended(now, number, known.token, None),
        }
    }
}
