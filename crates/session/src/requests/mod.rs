//! Requests under way: what each is for, and when it is given up.

mod answers;
mod send;

use crate::{CallNumber, Now, RequestId};

/// A refresh usually takes no longer than this, ms.
pub(crate) const REFRESH_MS: u64 = 1_000;
/// A request that hangs this long is given up, ms.
const LIMIT_MS: u64 = 10_000;
/// A probe that hangs this long says that the server can't be heard, ms.
const PROBE_LIMIT_MS: u64 = 4_000;

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

impl Purpose {
    /// Returns after how long a request for this is given up, ms.
    fn limit_ms(self) -> u64 {
        if self == Self::Probe {
            PROBE_LIMIT_MS
        } else {
            LIMIT_MS
        }
    }

    fn is_for_host(self) -> bool {
        matches!(self, Self::Command(_) | Self::EndCall(_))
    }
}

/// A request that was sent.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SentRequest {
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
    last_id: u32,
    under_way: Vec<SentRequest>,
}

impl Requests {
    /// Returns the number of a request that is about to go out.
    pub fn next_id(&mut self) -> RequestId {
        self.last_id = self.last_id.wrapping_add(1);
        RequestId(self.last_id)
    }

    /// Notes a request that goes out now, with the token of this number.
    fn begin(&mut self, now: Now, purpose: Purpose, token: u32) -> RequestId {
        let id = self.next_id();
        self.under_way.push(SentRequest {
            id,
            purpose,
            sent: now,
            deadline: now.mono_ms + purpose.limit_ms(),
            token,
        });
        id
    }

    /// Returns `true` if one for this is under way.
    pub fn is_under_way(&self, purpose: Purpose) -> bool {
        self.under_way.iter().any(|known| known.purpose == purpose)
    }

    /// Returns when what is under way for `purpose` was sent, monotonic ms.
    pub fn sent_at(&self, purpose: Purpose) -> Option<u64> {
        let known = self.under_way.iter().find(|known| known.purpose == purpose);
        known.map(|known| known.sent.mono_ms)
    }

    /// Returns when the next one is given up, monotonic ms.
    pub fn next_deadline(&self) -> Option<u64> {
        self.under_way.iter().map(|known| known.deadline).min()
    }

    /// Forgets those for `purpose`, and returns what is to be aborted.
    fn forget(&mut self, purpose: Purpose) -> Vec<RequestId> {
        let fits = |known: &mut SentRequest| known.purpose == purpose;
        let forgotten = self.under_way.extract_if(.., fits);
        forgotten.map(|known| known.id).collect()
    }

    /// Forgets all, and returns what is to be aborted: with `spare_commands` all but what the host asked for.
    fn forget_all(&mut self, spare_commands: bool) -> Vec<RequestId> {
        self.under_way
            .drain(..)
            .filter(|known| !(spare_commands && known.purpose.is_for_host()))
            .map(|known| known.id)
            .collect()
    }

    fn take(&mut self, id: RequestId) -> Option<SentRequest> {
        let at = self.under_way.iter().position(|known| known.id == id)?;
        Some(self.under_way.swap_remove(at))
    }

    fn overdue(&self, mono_ms: u64) -> Option<RequestId> {
        let is_overdue = |known: &&SentRequest| known.deadline <= mono_ms;
        self.under_way.iter().find(is_overdue).map(|known| known.id)
    }
}
