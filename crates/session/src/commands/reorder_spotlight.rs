//! Takes the steps that put the spotlight's queue in another order.

use super::gesture::Gesture;
use crate::{CommandError, CommandStatus, Now, Session};
use conference::{
    Command, CommandId, Conference, ParticipantId, SpotlightState, SpotlightStep,
    spotlight_order_refusal,
};

impl Session {
    /// The host wishes for this order, from the first.
    pub(crate) fn order_spotlight(&mut self, now: Now, id: CommandId, order: Vec<ParticipantId>) {
        if self.begins_order(id, &order) {
            let replaced = self.commands.spotlight.begin(now.mono_ms, id, order);
            self.spotlight_order_begins(id, replaced);
        }
    }

    /// The host wishes for these in the spotlight, whether they are in it or not.
    pub(crate) fn fill_spotlight(&mut self, now: Now, id: CommandId, order: Vec<ParticipantId>) {
        if self.begins_order(id, &order) {
            let meeting = &self.room.conference;
            let state_of = |id: &ParticipantId| spotlight_state(meeting, id);
            let spotlight = &mut self.commands.spotlight;
            let replaced = spotlight.begin(now.mono_ms, id, order.clone());
            spotlight.order.request_all(now.mono_ms, order, &state_of);
            self.spotlight_order_begins(id, replaced);
        }
    }

    /// Returns whether an order may be made; tells why not.
    fn begins_order(&mut self, id: CommandId, order: &[ParticipantId]) -> bool {
        let first = order.first().and_then(|id| self.room.conference.person(id));
        if let Some(refusal) = spotlight_order_refusal(&self.room.powers, first) {
            let error = CommandStatus::Failed(CommandError::NotAllowed(refusal));
            self.outbox.tell_status(&[id], &error);
            return false;
        }
        true
    }

    fn spotlight_order_begins(&mut self, id: CommandId, replaced: Option<CommandId>) {
        let not_sent = CommandStatus::Failed(CommandError::NotSent);
        self.outbox.tell_status(replaced.as_slice(), &not_sent);
        self.outbox.tell_status(&[id], &CommandStatus::Pending);
    }

    /// Takes the next step, when an answer, an event or a later second may have made it possible.
    pub(super) fn reorder_spotlight(&mut self, now: Now) {
        let Some(id) = self.commands.spotlight.id() else {
            return;
        };
        let meeting = &self.room.conference;
        let state_of = |id: &ParticipantId| spotlight_state(meeting, id);
        let under_way = &self.commands.under_way;
        let is_under_way =
            |command: &Command| under_way.iter().any(|known| known.command == *command);
        let order = &mut self.commands.spotlight.order;
        let step = order.next_step(now.mono_ms, &state_of, &is_under_way);
        match step {
            SpotlightStep::Wait => {
                let awaits_command = under_way.iter().any(|known| known.id == id);
                self.commands.spotlight.wait(now.mono_ms, awaits_command);
            }
            SpotlightStep::Send(command) => {
                self.commands.spotlight.wait(now.mono_ms, false);
                self.begin_command(now, Gesture::SpotlightOrder(id), command);
            }
            end => {
                if let Some((id, status)) = self.commands.spotlight.finish(end) {
                    self.outbox.tell_status(&[id], &status);
                }
            }
        }
    }

    /// The session is over, or dead.
    pub(super) fn give_up_reordering(&mut self) {
        let given_up = self.commands.spotlight.give_up();
        let not_sent = CommandStatus::Failed(CommandError::NotSent);
        self.outbox.tell_status(given_up.as_slice(), &not_sent);
    }
}

fn spotlight_state(meeting: &Conference, id: &ParticipantId) -> SpotlightState {
    match meeting.person(id) {
        None => SpotlightState::Gone,
        Some(person) => person
            .spotlight
            .map_or(SpotlightState::Off, SpotlightState::Since),
    }
}
