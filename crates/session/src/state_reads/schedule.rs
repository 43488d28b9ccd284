//! When the state is read.

use super::PlannedRead;
use crate::requests::Purpose;
use crate::{Now, Session};

impl Session {
    /// Without a stream nothing is to be read, and nothing that was asked is waited for.
    pub(crate) fn drop_state_reads(&mut self) {
        self.state_reads.forget_plans();
        self.abort(Purpose::Participants);
        self.abort(Purpose::ServiceStatus);
        self.abort(Purpose::Probe);
    }

    /// Reads whatever is due, as long as somebody is there to ask.
    pub(crate) fn read_state_if_due(&mut self, now: Now) {
        if !self.stream.is_open() || self.page.offline {
            return;
        }
        self.ask_for_events(now);
        let meeting = &self.room.conference;
        if meeting.is_complete() || meeting.sync_progress() > Some(0) {
            self.state_reads.roster_is_needless();
        }
        if let Some(planned) = self.state_reads.roster
            && self.may_read_at(now, planned) <= now.mono_ms
        {
            self.state_reads.roster = None;
            self.rate_limit.count_request(now.mono_ms);
            self.state_reads.is_roster_required = true;
            self.read_participants(now);
        }
        if let Some(planned) = self.planned_status()
            && self.may_read_at(now, planned) <= now.mono_ms
        {
            self.state_reads.status = None;
            self.rate_limit.count_request(now.mono_ms);
            self.read_status(now, Purpose::ServiceStatus);
        }
    }

    fn may_read_at(&self, now: Now, planned: PlannedRead) -> u64 {
        self.next_request_at(planned.at.max(now.mono_ms))
    }

    /// Returns `true` if something is to be read.
    pub(crate) fn is_read_due(&self) -> bool {
        self.state_reads.roster.is_some() || self.planned_status().is_some()
    }

    /// The meeting's state, where it may be asked for: in trouble who is there comes first.
    fn planned_status(&self) -> Option<PlannedRead> {
        let is_free = !self.rate_limit.is_in_trouble() || self.room.conference.is_complete();
        self.state_reads.status.filter(|_| is_free)
    }

    /// Plans to read the roster where events leave open who is there.
    fn ask_for_events(&mut self, now: Now) {
        if self.may_events_ask()
            && now.mono_ms >= self.state_reads.event_read_at
            && self.room.conference.take_roster_request()
        {
            self.state_reads.event_asks(now);
        }
    }

    fn may_events_ask(&self) -> bool {
        self.room.conference.wants_roster()
            && self.state_reads.roster.is_none()
            && !self.requests.is_under_way(Purpose::Participants)
    }

    /// Returns when something is to be read, monotonic ms.
    pub(crate) fn state_reads_due(&self, now: Now) -> Option<u64> {
        if !self.stream.is_open() || self.page.offline {
            return None;
        }
        let for_events = self
            .may_events_ask()
            .then_some(self.state_reads.event_read_at);
        [self.state_reads.roster, self.planned_status()]
            .into_iter()
            .flatten()
            .map(|planned| self.may_read_at(now, planned))
            .chain(for_events)
            .min()
    }
}
