//! Calls that this host has made: whether the server really calls, and how those ended that came to nothing.

use super::Commands;
use super::under_way::{CommandUnderWay, Stage};
use crate::{Notice, Session};
use conference::{
    CallEnd, Change, Command, Conference, Confirmation, Dial, LogKind, ParticipantId,
};
use wire::Reply;

impl Commands {
    /// The server says that it calls, and whom.
    pub fn rings(&mut self, number: u32, reply: &Reply<'_>) {
        if let Some(command) = self.find(number)
            && matches!(command.command, Command::Dial(_))
        {
            // What isn't a list of ids tells nothing; the roster will.
            let called = wire::read_dial(reply).unwrap_or_default();
            command.called.clone_from(&called);
            self.ringing.extend(called);
        }
    }

    /// Returns `true` if a call of this host's rings, or rang, at `id`; that is then over.
    fn stops_ringing(&mut self, id: Option<&ParticipantId>) -> bool {
        let at = self.ringing.iter().position(|known| Some(known) == id);
        at.map(|at| self.ringing.swap_remove(at)).is_some()
    }
}

impl CommandUnderWay {
    /// Returns whether the roster shows that the server calls: whom its answer named, or without that somebody new of that name
    /// or address.
    pub fn is_ringing(&self, dial: &Dial, meeting: &Conference) -> Confirmation {
        let has_seen = |id: &ParticipantId| meeting.has_seen(id);
        let is_seen = || {
            meeting
                .arrived_since(self.newest_before)
                .any(|person| dial.may_have_reached(person))
        };
        Confirmation::State(match self.stage {
            // The answer says who it is.
            Stage::Sent => false,
            _ if self.called.is_empty() => is_seen(),
            _ => self.called.iter().any(has_seen),
        })
    }
}

impl Session {
    /// Tells of calls that came to nothing. One that this host took back is no news.
    pub(crate) fn tell_of_ended_calls(&mut self, changes: &[Change]) {
        for change in changes {
            if let Change::Log(entry) = change
                && let LogKind::CallEnded(end) = &entry.kind
                && self.commands.stops_ringing(entry.id.as_ref())
                && *end != CallEnd::HungUp
            {
                self.outbox.notice(Notice::Call {
                    name: entry.name.clone(),
                    end: end.clone(),
                });
            }
        }
    }
}
