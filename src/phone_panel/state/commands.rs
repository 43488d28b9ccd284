//! What a host wants, until it is seen or failed.

use std::sync::Arc;

use leptos::prelude::*;
use phone::{Call, CallKey, Callee, Command, CommandId, ConfId, Failure, Input, Phase, Status};

use super::{Live, LogKind};

/// What is wanted, in short: for whom, as they were called then.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// A conference.
    Create,
    /// To go on with this one.
    Attach(Arc<str>),
    /// This number in it.
    Invite(Arc<str>),
    /// That somebody is out of it; their number.
    HangUp(CallKey, Arc<str>),
    /// That it ends.
    Dismiss,
}

impl Wanted {
    /// Returns the number that it is about; empty where it is about none.
    pub fn number(&self) -> &str {
        match self {
            Self::Invite(number) | Self::HangUp(_, number) => number,
            Self::Create | Self::Attach(_) | Self::Dismiss => "",
        }
    }
}

/// What is told in passing: a command failed, and why.
#[derive(Clone, Debug, PartialEq)]
pub struct Notice(pub Wanted, pub Failure);

impl Live {
    /// Makes a conference.
    pub fn create(self) {
        self.send(Wanted::Create, Command::Create);
    }

    /// Goes on with a conference that is there. Returns whether it can be one.
    pub fn attach(self, number: &str) -> bool {
        let Some(conf) = ConfId::new(number) else {
            return false;
        };
        self.send(Wanted::Attach(conf.as_str().into()), Command::Attach(conf));
        true
    }

    /// Calls somebody.
    pub fn invite(self, callee: Callee) {
        let wanted = Wanted::Invite(callee.number.clone());
        self.send(wanted, Command::Invite(callee));
    }

    /// Hangs up on somebody.
    pub fn hang_up(self, call: &Call) {
        let wanted = Wanted::HangUp(call.key, call.number.clone());
        self.send(wanted, Command::HangUp(call.key));
    }

    /// Ends the conference.
    pub fn dismiss(self) {
        self.send(Wanted::Dismiss, Command::Dismiss);
    }

    /// Returns why nothing can be asked now, whatever it is. Followed.
    pub fn refusal(self) -> Option<Failure> {
        let phase = self.connection().with(|it| it.phase);
        (phase != Phase::Live).then_some(Failure::NotConnected)
    }

    /// Returns why no conference can be made now. Followed.
    pub fn create_refusal(self) -> Option<Failure> {
        let is_open = self.facts().with(|facts| facts.is_open());
        let is_there = is_open.then_some(Failure::AlreadyOpen);
        self.refusal().or(is_there)
    }

    /// Returns why nothing can be asked of the conference now. Followed.
    pub fn conference_refusal(self) -> Option<Failure> {
        let is_open = self.facts().with(|facts| facts.is_open());
        let is_none = (!is_open).then_some(Failure::NoConference);
        self.refusal().or(is_none)
    }

    fn send(self, wanted: Wanted, command: Command) {
        let id = self.change(|line| {
            line.last_command += 1;
            let id = CommandId(line.last_command);
            line.commands.insert(id, wanted);
            id
        });
        if let Some(id) = id {
            self.input(Input::Do(id, command));
        }
    }

    /// Takes what became of a command.
    pub(super) fn settle(self, id: CommandId, status: Status) {
        let failure = match status {
            Status::Waiting | Status::Sent | Status::Accepted => return,
            Status::Seen => None,
            Status::Failed(why) => Some(why),
        };
        let Some(wanted) = self.change(|line| line.commands.remove(&id)).flatten() else {
            return;
        };
        let Some(why) = failure else {
            // Whoever is called tells of themselves.
            if !matches!(wanted, Wanted::Invite(_) | Wanted::Attach(_)) {
                self.note(LogKind::Done(wanted));
            }
            return;
        };
        let is_told_by_call = matches!(wanted, Wanted::Invite(_))
            && matches!(
                why,
                Failure::Refused(_) | Failure::CallFailed(_) | Failure::NoAnswer | Failure::Over
            );
        if !is_told_by_call {
            self.note(LogKind::Failed(wanted.clone(), why.clone()));
        }
        // That all calls are over is said once, by the conference's end.
        if why != Failure::Over {
            self.notices.tell(Notice(wanted, why));
        }
    }

    /// Shows what is under way.
    pub(super) fn show_pending(self) {
        let pending = self.change(|line| line.commands.values().cloned().collect::<Vec<_>>());
        let pending = pending.unwrap_or_default();
        if self.pending().with_untracked(|shown| shown.len()) != pending.len()
            || !pending.is_empty()
        {
            self.set_pending(pending.into());
        }
    }
}
