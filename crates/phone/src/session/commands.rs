//! Commands as they come in: what can't be done is said at once.

use super::{Command, CommandId, Failure, Output, Session, Status, Waiting, Watch, Why};
use crate::conference::{CallFailure, CallKey, CallState};

impl Session {
    pub(super) fn take(
        &mut self,
        now_ms: u64,
        id: CommandId,
        command: Command,
        out: &mut Vec<Output>,
    ) {
        if let Command::Attach(conf) = command {
            let status = if self.conference.open_id().is_some() {
                Status::Failed(Failure::AlreadyOpen)
            } else {
                let mut changes = Vec::new();
                self.conference.begin(conf, false, &mut changes);
                self.changed(changes, out);
                self.count_due_ms = 0;
                Status::Seen
            };
            out.push(Output::Status(id, status));
            return;
        }
        if let Command::HangUp(key) = command
            && self.call_off(key, out)
        {
            out.push(Output::Status(id, Status::Seen));
            return;
        }
        let call = match self.place(&command, out) {
            Ok(call) => call,
            Err(why) => {
                out.push(Output::Status(id, Status::Failed(why)));
                return;
            }
        };
        if command == Command::Dismiss {
            self.drop_queue(&Failure::CalledOff, out);
        }
        self.queue.push_back(Waiting {
            id,
            command,
            since_ms: now_ms,
            call,
        });
        out.push(Output::Status(id, Status::Waiting));
    }

    /// Somebody who waits to be called isn't called. Returns whether they waited.
    fn call_off(&mut self, key: CallKey, out: &mut Vec<Output>) -> bool {
        let is_it = |it: &Waiting| it.call == Some(key) && matches!(it.command, Command::Invite(_));
        let waiting = self.queue.iter().position(is_it);
        let Some(it) = waiting.and_then(|at| self.queue.remove(at)) else {
            return false;
        };
        self.not_sent(&it, &Failure::CalledOff, out);
        true
    }

    /// Returns whom a command is about, or why it can't be done.
    fn place(
        &mut self,
        command: &Command,
        out: &mut Vec<Output>,
    ) -> Result<Option<CallKey>, Failure> {
        if !self.line.is_open() {
            return Err(Failure::NotConnected);
        }
        let is_open = self.conference.open_id().is_some();
        match command {
            Command::Create if is_open => Err(Failure::AlreadyOpen),
            Command::Create if self.is_under_way(command) => Err(Failure::AlreadyThere),
            Command::Create => Ok(None),
            _ if !is_open => Err(Failure::NoConference),
            Command::Invite(_) | Command::HangUp(_) if self.is_under_way(&Command::Dismiss) => {
                Err(Failure::Dismissing)
            }
            Command::Dismiss | Command::HangUp(_) if self.is_under_way(command) => {
                Err(Failure::AlreadyThere)
            }
            Command::Invite(it) => {
                let mut changes = Vec::new();
                let key = self.conference.ask(&it.number, &it.name, &mut changes);
                self.changed(changes, out);
                key.map(Some).ok_or(Failure::AlreadyThere)
            }
            Command::HangUp(key) => {
                let call = self.conference.call(*key);
                let call = call.filter(|it| it.state.is_live() && it.call.is_some());
                call.map(|it| Some(it.key)).ok_or(Failure::NoCall)
            }
            Command::Dismiss | Command::Attach(_) => Ok(None),
        }
    }

    /// Returns whether the same is wanted already.
    fn is_under_way(&self, command: &Command) -> bool {
        let call = match command {
            Command::HangUp(key) => Some(*key),
            _ => None,
        };
        let is_asked = |why: &Why, method: &str| {
            let is_it = match command {
                Command::Create => method == "CreateConf",
                Command::Dismiss => method == "DismissConf",
                _ => method == "QuitConf",
            };
            is_it && matches!(why, Why::Command(_, it) if *it == call)
        };
        let is_watched = |watch: &Watch| match watch {
            Watch::Dismiss => *command == Command::Dismiss,
            Watch::HangUp { key, .. } => call == Some(*key),
            Watch::Invite(_) => false,
        };
        self.queue.iter().any(|it| it.command == *command)
            || self
                .under_way
                .as_ref()
                .is_some_and(|it| is_asked(&it.why, it.request.method()))
            || self.watched.iter().any(|it| is_watched(&it.what))
    }

    /// Nothing that waits is sent any more.
    pub(super) fn drop_queue(&mut self, why: &Failure, out: &mut Vec<Output>) {
        for it in std::mem::take(&mut self.queue) {
            self.not_sent(&it, why, out);
        }
    }

    fn not_sent(&mut self, it: &Waiting, why: &Failure, out: &mut Vec<Output>) {
        if let (Command::Invite(_), Some(key)) = (&it.command, it.call) {
            let mut changes = Vec::new();
            let failure = match why {
                Failure::CalledOff => CallFailure::CalledOff,
                _ => CallFailure::NotSent,
            };
            let state = CallState::Failed(failure);
            self.conference.not_ringing(key, state, &mut changes);
            self.changed(changes, out);
        }
        out.push(Output::Status(it.id, Status::Failed(why.clone())));
    }
}
