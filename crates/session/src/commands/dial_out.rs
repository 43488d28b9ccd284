//! Calls that this host has made: whether the server really calls, and how those ended that came to nothing.

use super::Commands;
use super::under_way::{CommandUnderWay, Stage};
use crate::{Notice, Session};
use conference::{
    CallEnd, Change, Command, Conference, Confirmation, Dial, LogKind, ParticipantId,
};
use std::sync::Arc;
use wire::Reply;

/// So many ends of calls are kept that may be about a call whose answer hasn't come.
const MOST_EARLY_ENDS: usize = 8;

/// A call that came to nothing.
#[derive(Clone, Debug)]
pub(crate) struct EndedCall {
    /// Whom it rang.
    id: ParticipantId,
    /// What they were called.
    name: Arc<str>,
    /// How it ended.
    end: CallEnd,
}

impl Commands {
    /// The server says that it calls, and whom. Returns the calls among these that are over already.
    pub fn rings(&mut self, number: u32, reply: &Reply<'_>) -> Vec<EndedCall> {
        let Some(command) = self.find(number) else {
            return Vec::new();
        };
        if !matches!(command.command, Command::Dial(_)) {
            return Vec::new();
        }
        // What isn't a list of ids tells nothing; the roster will.
        let called = wire::read_dial(reply).unwrap_or_default();
        command.called.clone_from(&called);
        let (over, ring): (Vec<_>, Vec<_>) = called
            .into_iter()
            .partition(|id| self.early_ends.iter().any(|call| call.id == *id));
        self.ringing.extend(ring);
        let is_over = |call: &mut EndedCall| over.contains(&call.id);
        self.early_ends.extract_if(.., is_over).collect()
    }

    /// Returns `true` if a call of this host's rings, or rang, at `id`; that is then over.
    fn stops_ringing(&mut self, id: &ParticipantId) -> bool {
        let at = self.ringing.iter().position(|known| known == id);
        at.map(|at| self.ringing.swap_remove(at)).is_some()
    }

    /// Keeps a call's end that may have come before the answer that says whose call it is.
    fn keep_early_end(&mut self, call: EndedCall) {
        let is_asked = |known: &CommandUnderWay| {
            matches!(known.command, Command::Dial(_)) && known.stage == Stage::Sent
        };
        if self.under_way.iter().any(is_asked) {
            self.early_ends.truncate(MOST_EARLY_ENDS - 1);
            self.early_ends.insert(0, call);
        }
    }
}

impl CommandUnderWay {
    /// Returns whether the roster shows that the server calls: whom its answer named, or without that somebody new of that name
    /// or address.
    pub fn is_ringing(&self, dial: &Dial, meeting: &Conference) -> Confirmation {
        let has_seen = |id: &ParticipantId| meeting.has_seen(id);
        let is_seen = || {
            meeting
                .arrived_since(self.before.newest)
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
    /// Tells of calls that came to nothing.
    pub(crate) fn tell_of_ended_calls(&mut self, changes: &[Change]) {
        for change in changes {
            if let Change::Log(entry) = change
                && let LogKind::CallEnded(end) = &entry.kind
                && let Some(id) = &entry.id
            {
                let call = EndedCall {
                    id: id.clone(),
                    name: entry.name.clone(),
                    end: end.clone(),
                };
                if self.commands.stops_ringing(id) {
                    self.tell_of_ended_call(call);
                } else {
                    self.commands.keep_early_end(call);
                }
            }
        }
    }

    /// Tells of a call of this host's. One that this host took back is no news.
    pub(super) fn tell_of_ended_call(&mut self, EndedCall { name, end, .. }: EndedCall) {
        if end != CallEnd::HungUp {
            self.outbox.notice(Notice::Call { name, end });
        }
    }
}
