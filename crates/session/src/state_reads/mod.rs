//! Reading the server's state: after each opening of the stream, when something can't be settled otherwise, to see whether
//! the server is still there, and to tell what became of a command.

mod answers;
mod ask;
mod schedule;
mod status;

use crate::Now;
use conference::ServicePatch;

/// The roster of a server that lists people on the stream needn't be asked for: the stream has so long to begin, ms.
const HEAD_START_MS: u64 = 250;
/// The least time between two readings that events ask for, ms; doubles while they go on asking.
const EVENT_GAP_MS: u64 = 2_000;
const LONGEST_EVENT_GAP_MS: u64 = 30_000;
/// Events that asked for nothing for so long may ask at once again, ms.
const EVENT_PEACE_MS: u64 = 60_000;

/// What is to be read, and when. Times are monotonic, ms.
#[derive(Debug, Default)]
pub(crate) struct StateReads {
    roster: Option<PlannedRead>,
    status: Option<PlannedRead>,
    /// The roster that is being asked for must be had: a failure is tried again.
    is_roster_required: bool,
    /// An event has left open who is there, and nobody has said since.
    is_roster_uncertain: bool,
    /// The roster, which has to be had, could not be read, and not since either.
    roster_fails: bool,
    /// … and the meeting's state. Each is told for itself: one that only waits for its turn doesn't fail because the other did.
    status_fails: bool,
    /// When an event may ask for the roster again, and how long that takes.
    event_read_at: u64,
    event_gap: u64,
    status_news: status::StatusNews,
}

/// Something to be read.
#[derive(Clone, Copy, Debug)]
struct PlannedRead {
    at: u64,
    /// Part of opening the stream: a snapshot that has come makes it needless.
    is_opening: bool,
}

impl StateReads {
    /// Forgets all: another server's state will be read.
    pub fn reset(&mut self) {
        *self = Self::default();
    }

    /// The stream is open: the state has to be read, unless the stream tells it first.
    pub fn plan_opening(&mut self, now: Now) {
        let planned = |after: u64| {
            Some(PlannedRead {
                at: now.mono_ms + after,
                is_opening: true,
            })
        };
        self.roster = planned(HEAD_START_MS);
        self.status = planned(0);
    }

    /// The stream tells something of the meeting's state.
    pub fn status_told(&mut self, now: Now, patch: ServicePatch) {
        self.status_news.told(now, patch);
    }

    /// Without a stream nothing is to be read.
    fn forget_plans(&mut self) {
        self.roster = None;
        self.status = None;
        self.is_roster_required = false;
        self.is_roster_uncertain = false;
    }

    /// Returns `true` if something that is asked for again and again is still refused, or not answered.
    pub fn is_failing(&self) -> bool {
        self.roster_fails || self.status_fails
    }

    /// Returns `true` if what is shown may be wrong and the server doesn't say: an event could not be understood, and the list that
    /// would tell is refused.
    pub fn is_in_doubt(&self) -> bool {
        self.is_roster_uncertain && self.roster_fails
    }

    /// The stream tells, or has told, who is there.
    fn roster_told(&mut self) {
        self.is_roster_uncertain = false;
        self.roster_fails = false;
    }

    /// The roster could not be read. Returns `true` if it is tried again.
    fn roster_failed(&mut self, now: Now) -> bool {
        if self.is_roster_required {
            // Unless an event has left it open, the stream may tell it before the next try.
            self.roster = Some(PlannedRead {
                at: now.mono_ms,
                is_opening: !self.is_roster_uncertain,
            });
            self.roster_fails = true;
        }
        self.is_roster_required
    }

    /// Drops what was to be read when the stream opened, and the stream has told. Whether it may be read yet is no matter.
    fn roster_is_needless(&mut self) {
        if self.roster.is_some_and(|planned| planned.is_opening) {
            self.roster = None;
            self.is_roster_required = false;
            self.roster_fails = false;
        }
    }

    /// An event leaves open who is there. One that does so all the time mustn't be obeyed all the time.
    fn event_asks(&mut self, now: Now) {
        let is_peace = now.mono_ms >= self.event_read_at + EVENT_PEACE_MS;
        self.event_gap = if is_peace || self.event_gap == 0 {
            EVENT_GAP_MS
        } else {
            (self.event_gap * 2).min(LONGEST_EVENT_GAP_MS)
        };
        self.event_read_at = now.mono_ms + self.event_gap;
        self.is_roster_uncertain = true;
        self.roster = Some(PlannedRead {
            at: now.mono_ms,
            is_opening: false,
        });
    }
}
