//! Requests under way: what each is for, and when it is given up.

use crate::{Failure, Now, Output, RequestId, Session};
use wire::{Reply, Request};

/// A request that hangs this long is given up, ms.
pub(crate) const LIMIT_MS: u64 = 10_000;
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
}

/// What is under way.
#[derive(Debug, Default)]
pub(crate) struct Requests {
    last: u32,
    under_way: Vec<(RequestId, Purpose, u64)>,
}

impl Requests {
    pub fn next_id(&mut self) -> RequestId {
        self.last = self.last.wrapping_add(1);
        RequestId(self.last)
    }

    pub fn is_under_way(&self, purpose: Purpose) -> bool {
        self.under_way.iter().any(|(_, known, _)| *known == purpose)
    }

    pub fn next_deadline(&self) -> Option<u64> {
        self.under_way
            .iter()
            .map(|(_, _, deadline)| *deadline)
            .min()
    }

    pub fn take(&mut self, id: RequestId) -> Option<Purpose> {
        let at = self.under_way.iter().position(|(known, ..)| *known == id)?;
        Some(self.under_way.swap_remove(at).1)
    }

    pub fn drain(&mut self) -> Vec<RequestId> {
        self.under_way.drain(..).map(|(id, ..)| id).collect()
    }

    fn overdue(&self, mono_ms: u64) -> Option<RequestId> {
        self.under_way
            .iter()
            .find(|(_, _, deadline)| *deadline <= mono_ms)
            .map(|(id, ..)| *id)
    }
}

impl Session {
    /// Sends `request` and remembers what its answer is for.
    pub(crate) fn send(&mut self, now: Now, purpose: Purpose, request: Request) {
        let limit = if purpose == Purpose::Probe {
            PROBE_LIMIT_MS
        } else {
            LIMIT_MS
        };
        let id = self.requests.next_id();
        self.requests
            .under_way
            .push((id, purpose, now.mono_ms + limit));
        self.out.push(Output::Send {
            id,
            request,
            keepalive: false,
        });
    }

    /// Drops what is under way for `purpose`.
    pub(crate) fn forget(&mut self, purpose: Purpose) {
        while let Some(id) = self
            .requests
            .under_way
            .iter()
            .find(|(_, known, _)| *known == purpose)
            .map(|(id, ..)| *id)
        {
            self.requests.take(id);
            self.out.push(Output::Abort(id));
        }
    }

    pub(crate) fn give_up_overdue(&mut self, now: Now) {
        while let Some(id) = self.requests.overdue(now.mono_ms) {
            self.out.push(Output::Abort(id));
            self.failed(now, id, Failure::TimedOut);
        }
    }

    pub(crate) fn responded(&mut self, now: Now, id: RequestId, reply: &Reply<'_>) {
        if let (429 | 503, Some(seconds)) = (reply.status, reply.retry_after_s) {
            self.gate.retry_after(now.mono_ms, seconds);
        }
        match self.requests.take(id) {
            Some(Purpose::CheckJoin) => self.check_join_answered(now, reply),
            Some(Purpose::NewSession) => self.new_session_answered(now, reply),
            Some(Purpose::Refresh) => self.refresh_answered(now, reply),
            Some(Purpose::Participants) => self.participants_answered(now, reply),
            Some(Purpose::ServiceStatus) => self.status_answered(now, reply),
            Some(Purpose::Probe) => self.probe_answered(now, reply),
            Some(Purpose::Command(number)) => self.command_answered(now, number, reply),
            None => {}
        }
    }

    pub(crate) fn failed(&mut self, now: Now, id: RequestId, failure: Failure) {
        match self.requests.take(id) {
            Some(Purpose::CheckJoin) => self.join_failed(failure),
            Some(Purpose::NewSession) => self.new_session_failed(now, failure),
            Some(Purpose::Refresh) => self.refresh_failed(now),
            Some(Purpose::Participants | Purpose::ServiceStatus) => self.read_failed(now),
            Some(Purpose::Probe) => self.probe_failed(now),
            Some(Purpose::Command(number)) => self.command_failed(now, number),
            None => {}
        }
    }
}
