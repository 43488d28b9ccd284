//! Reading the server's state: after each opening of the stream, when something can't be settled otherwise, and to tell
//! what became of a command.

use crate::requests::Purpose;
use crate::{Now, Session};
use conference::Event;
use wire::{RefusalKind, Reply};

impl Session {
    pub(crate) fn read_participants(&mut self, now: Now) {
        if self.requests.is_under_way(Purpose::Participants) {
            return;
        }
        if let (Some(at), Some(keeper)) = (&self.entry.endpoint, &self.keeper) {
            let request = wire::participants(at, keeper.token());
            self.conference.poll_started();
            self.send(now, Purpose::Participants, request);
        }
    }

    pub(crate) fn read_status(&mut self, now: Now) {
        self.ask_status(now, Purpose::ServiceStatus);
    }

    pub(crate) fn send_probe(&mut self, now: Now) {
        self.ask_status(now, Purpose::Probe);
    }

    fn ask_status(&mut self, now: Now, purpose: Purpose) {
        if self.requests.is_under_way(purpose) {
            return;
        }
        if let (Some(at), Some(keeper)) = (&self.entry.endpoint, &self.keeper) {
            let request = wire::service_status(at, keeper.token());
            self.send(now, purpose, request);
        }
    }

    /// The roster must be asked for where only the server can settle it, as long as somebody is there to ask.
    pub(crate) fn keep_roster(&mut self, now: Now) {
        if self.stream.is_open()
            && self.gate.opens_at(now.mono_ms) <= now.mono_ms
            && self.conference.take_wish_for_roster()
        {
            self.gate.passed(now.mono_ms);
            self.read_participants(now);
        }
    }

    pub(crate) fn participants_answered(&mut self, now: Now, reply: &Reply<'_>) {
        if self.conference.awaits_roster() {
            match wire::read_participants(reply) {
                Ok((people, _unreadable)) => self.apply(now, Event::Roster(people)),
                Err(refusal) => self.read_refused(now, refusal.kind),
            }
        }
        self.state_was_read(now);
    }

    pub(crate) fn status_answered(&mut self, now: Now, reply: &Reply<'_>) {
        match wire::read_service_status(reply) {
            Ok(patch) => self.apply(now, Event::Service(patch)),
            Err(refusal) => self.read_refused(now, refusal.kind),
        }
        self.state_was_read(now);
    }

    pub(crate) fn probe_answered(&mut self, now: Now, reply: &Reply<'_>) {
        match wire::read_service_status(reply) {
            Ok(patch) => self.apply(now, Event::Service(patch)),
            Err(refusal) if refusal.kind == RefusalKind::InvalidToken => self.want_refresh(),
            Err(_) => self.line_is_dead(now),
        }
    }

    pub(crate) fn probe_failed(&mut self, now: Now) {
        self.line_is_dead(now);
    }

    pub(crate) fn read_failed(&mut self, now: Now) {
        self.gate.trouble(now.mono_ms);
        self.state_was_read(now);
    }

    fn read_refused(&mut self, now: Now, kind: RefusalKind) {
        self.gate.trouble(now.mono_ms);
        if kind == RefusalKind::InvalidToken {
            self.want_refresh();
        }
    }
}
