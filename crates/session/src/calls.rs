//! Calls that this host has made: whether the server really calls, and how those ended that came to nothing.

use crate::act::{Act, Stage};
use crate::{Notice, Session};
use conference::{
    CallEnd, Change, Command, Conference, Confirmation, Dial, LogKind, ParticipantId,
};
use wire::Reply;

impl Session {
    /// The server says that it calls, and whom.
    pub(crate) fn rings(&mut self, number: u32, reply: &Reply<'_>) {
        let is_dial =
            |act: &&mut Act| act.number == number && matches!(act.command, Command::Dial(_));
        if let Some(act) = self.acts.iter_mut().find(is_dial) {
            // What isn't a list of ids tells nothing; the roster will.
            act.called = wire::read_dial(reply).unwrap_or_default();
            self.called.extend(act.called.iter().cloned());
        }
    }

    /// Tells of calls that came to nothing. One that this host took back is no news.
    pub(crate) fn tell_of_calls(&mut self, changes: &[Change]) {
        for change in changes {
            if let Change::Log(entry) = change
                && let LogKind::CallEnded(end) = &entry.kind
                && let Some(at) = self
                    .called
                    .iter()
                    .position(|id| Some(id) == entry.id.as_ref())
            {
                self.called.swap_remove(at);
                if *end != CallEnd::HungUp {
                    self.notice(Notice::Call {
                        name: entry.name.clone(),
                        end: end.clone(),
                    });
                }
            }
        }
    }
}

/// Whether the roster shows that the server calls: whom its answer named, or without that somebody new of that name or address.
pub(crate) fn is_calling(act: &Act, dial: &Dial, meeting: &Conference) -> Confirmation {
    let has_met = |id: &ParticipantId| meeting.has_met(id);
    let by_looks = || {
        meeting
            .come_since(act.newest_before)
            .any(|person| dial.may_have_rung(person))
    };
    Confirmation::State(match act.stage {
        // The answer says who it is.
        Stage::Sent => false,
        _ if act.called.is_empty() => by_looks(),
        _ => act.called.iter().any(has_met),
    })
}
