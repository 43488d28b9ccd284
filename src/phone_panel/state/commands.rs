//! What a host wants, until it is seen or failed.

use std::sync::Arc;

use leptos::prelude::*;
use phone::{
    Behind, Call, CallKey, Callee, Command, CommandId, ConfId, Delay, Failure, Input, Phase, Status,
};

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

/// What commands wait for, where that takes long.
#[derive(Clone, Debug, PartialEq)]
pub struct Wait {
    /// What has to be over first.
    pub until: Until,
    /// How many commands wait, and can be called off.
    pub waiting: usize,
}

/// What has to be over before the next command goes out; times by the wall clock, ms since 1970.
#[derive(Clone, Debug, PartialEq)]
pub enum Until {
    /// The server answers this, or is given up at that time.
    Answered(Wanted, u64),
    /// It answers how many are in, or is given up at that time.
    Counted(u64),
    /// It is seen whether this hang-up did anything, which is decided at that time.
    HungUp(Wanted, u64),
    /// Others have had their turn.
    Turn,
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

    /// Nothing that waits is to be sent any more.
    pub fn call_off(self) {
        self.input(Input::CallOff);
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

    /// Returns why nothing can be asked now about anybody in the conference. Followed.
    pub fn call_refusal(self) -> Option<Failure> {
        let is_dismissing = || self.pending().with(|all| all.contains(&Wanted::Dismiss));
        let refusal = self.conference_refusal();
        refusal.or_else(|| is_dismissing().then_some(Failure::Dismissing))
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
    pub(super) fn take_status(self, id: CommandId, status: Status) {
        let failure = match status {
            Status::Waiting | Status::Sent | Status::Accepted => return,
            Status::Seen => None,
            Status::Failed(why) => Some(why),
        };
        let Some(wanted) = self.change(|line| line.commands.remove(&id)).flatten() else {
            return;
        };
        let Some(why) = failure else {
            // Of all others the conference, or whoever is called, has a line of its own.
            if matches!(wanted, Wanted::HangUp(..)) {
                self.note(LogKind::Done(wanted));
            }
            return;
        };
        let is_invitation = matches!(wanted, Wanted::Invite(_));
        let is_told_by_call = matches!(
            why,
            Failure::Refused(_)
                | Failure::CallFailed(_)
                | Failure::NoAnswer
                | Failure::Over
                | Failure::NotConnected
                | Failure::CalledOff
        );
        if !(is_invitation && is_told_by_call) {
            self.note(LogKind::Failed(wanted.clone(), why.clone()));
        }
        let is_known = match why {
            // That all calls are over is said once, by the conference's end; and who called them off knows it.
            Failure::Over | Failure::CalledOff => true,
            // Of hundreds who weren't called as the connection broke, the list and the note about the connection tell.
            Failure::NotConnected => is_invitation,
            _ => false,
        };
        if !is_known {
            self.notices.tell(Notice(wanted, why));
        }
    }

    /// Shows what commands wait for, if that takes long. `offset_ms`: the wall clock is ahead of the session's by it.
    pub(super) fn show_wait(self, delay: Option<Delay>, offset_ms: u64) {
        let wait = delay.and_then(|delay| {
            let wanted = |id| {
                self.change(|line| line.commands.get(&id).cloned())
                    .flatten()
            };
            // To the second, as it is shown: both clocks are read one after another.
            let wall = |ms: u64| (ms + offset_ms + 500) / 1_000 * 1_000;
            let until = match delay.behind {
                Behind::Answer(id, ms) => Until::Answered(wanted(id)?, wall(ms)),
                Behind::Count(ms) => Until::Counted(wall(ms)),
                Behind::HangUp(id, ms) => Until::HungUp(wanted(id)?, wall(ms)),
                Behind::Others => Until::Turn,
            };
            Some(Wait {
                until,
                waiting: delay.waiting,
            })
        });
        self.set_wait(wait);
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
