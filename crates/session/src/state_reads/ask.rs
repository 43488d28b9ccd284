//! The server is asked for its state.

use crate::requests::Purpose;
use crate::{Now, Session};

impl Session {
    pub(crate) fn read_participants(&mut self, now: Now) {
        if self.requests.is_under_way(Purpose::Participants) {
            return;
        }
        let request = self
            .access()
            .map(|(node, token)| wire::participants(node, token));
        if let Some(request) = request {
            let is_uncertain = self.room.conference.wants_roster();
            self.state_reads.is_roster_required |= is_uncertain;
            self.state_reads.is_roster_uncertain |= is_uncertain;
            self.room.conference.roster_requested();
            self.send(now, Purpose::Participants, request);
        }
    }

    /// Asks whether the server can still be heard.
    pub(crate) fn send_probe(&mut self, now: Now) {
        self.rate_limit.count_request(now.mono_ms);
        self.read_status(now, Purpose::Probe);
    }

    pub(crate) fn read_status(&mut self, now: Now, purpose: Purpose) {
        if self.requests.is_under_way(purpose) {
            return;
        }
        let request = self
            .access()
            .map(|(node, token)| wire::service_status(node, token));
        if let Some(request) = request {
            self.send(now, purpose, request);
        }
    }

    /// Reads the state to tell what became of a host's command: at once, unless the server asked for silence. What was
    /// asked before the command can't tell.
    pub(crate) fn read_for_command(&mut self, now: Now, is_about_people: bool) {
        if self.page.offline || self.rate_limit.is_silenced(now.mono_ms) {
            return;
        }
        if is_about_people {
            self.abort(Purpose::Participants);
            self.read_participants(now);
        } else {
            self.abort(Purpose::ServiceStatus);
            self.read_status(now, Purpose::ServiceStatus);
        }
    }
}
