//! What a host asks for goes out at once, or is refused at once. While the token is being changed it may be held (`hold.rs`).

use super::conflict::Conflict;
use super::gesture::Gesture;
use super::under_way::{Before, CommandUnderWay, Stage};
use crate::requests::Purpose;
use crate::{CommandError, CommandStatus, Now, Session};
use conference::{Command, CommandId, can};

impl Session {
    /// Sends what the host asks for.
    pub(crate) fn command(&mut self, now: Now, id: CommandId, command: Command) {
        self.begin_command(now, Gesture::Single(id), command);
    }

    /// Sends `command` as part of `gesture`, unless something stands against it.
    pub(super) fn begin_command(&mut self, now: Now, gesture: Gesture, command: Command) {
        let target = command
            .target()
            .and_then(|id| self.room.conference.person(id));
        if let Err(refusal) = can(command.kind(), &self.room.powers, target) {
            let name = self.room.name_of(&command);
            let status = self.fail_unsent(gesture, CommandError::NotAllowed(refusal));
            return self.notice_command(gesture.id(), command.kind(), name, status);
        }
        match self.commands.conflict(&command) {
            Some(Conflict::Same(number)) => return self.follow_command(number, gesture),
            Some(Conflict::Opposite) => {
                // There is no notice: what the host sees under way says it.
                self.fail_unsent(gesture, CommandError::Busy);
                return;
            }
            None => {}
        }
        let waits = self.commands.has_tones_before(&command);
        let number = self.commands.next_number();
        let new = self.new_command(number, gesture, command);
        if let Command::Disconnect(id) = &new.command {
            self.room.conference.hang_up(id);
        }
        self.commands.under_way.push(new);
        self.tell_begun(gesture, &CommandStatus::Pending);
        if waits {
            self.set_stage(number, Stage::Waits);
        } else {
            self.send_or_hold(now, number);
        }
    }

    /// The gesture leads to nothing that is sent.
    fn fail_unsent(&mut self, gesture: Gesture, error: CommandError) -> CommandStatus {
        self.commands.spotlight.step_failed(gesture.id(), &error);
        let status = CommandStatus::Failed(error);
        self.tell_begun(gesture, &status);
        status
    }

    /// The same is under way already: what becomes of it is told to this gesture too.
    fn follow_command(&mut self, number: u32, gesture: Gesture) {
        if let Some(known) = self.commands.find(number) {
            known.followers.extend(gesture.follower());
            let status = known.status();
            self.tell_begun(gesture, &status);
        }
    }

    fn tell_begun(&mut self, gesture: Gesture, status: &CommandStatus) {
        if !(gesture.is_told_pending() && *status == CommandStatus::Pending) {
            let follower = gesture.follower();
            self.outbox.tell_status(follower.as_slice(), status);
        }
    }

    fn new_command(&self, number: u32, gesture: Gesture, command: Command) -> CommandUnderWay {
        CommandUnderWay {
            number,
            id: gesture.id(),
            followers: Vec::from_iter(gesture.follower()),
            name: self.room.name_of(&command),
            before: Before::of(&command, &self.room.conference),
            command,
            stage: Stage::Sent,
            called: Vec::new(),
            repeated: false,
            spelling: None,
        }
    }

    fn set_stage(&mut self, number: u32, stage: Stage) {
        if let Some(known) = self.commands.find(number) {
            known.stage = stage;
        }
    }

    /// Sends the command with this number.
    pub(super) fn send_command(&mut self, now: Now, number: u32) {
        let usual = self.dialect();
        let Some(known) = self.commands.find(number) else {
            return;
        };
        known.stage = Stage::Sent;
        let (command, spelling) = (known.command.clone(), known.spelling);
        let dialect = spelling.unwrap_or(usual);
        let request = self
            .access()
            .map(|(node, token)| wire::command(node, token, &command, &dialect));
        if let Some(request) = request {
            self.send(now, Purpose::Command(number), request);
        }
    }

    /// A new token is there: what was refused for the old one goes once more, if that does no harm.
    pub(crate) fn resend_commands(&mut self, now: Now) {
        let mut again = Vec::new();
        for known in &mut self.commands.under_way {
            if matches!(known.stage, Stage::AwaitsToken { .. }) {
                known.repeated = true;
                again.push(known.number);
            }
        }
        for number in again {
            self.send_command(now, number);
        }
    }
}
