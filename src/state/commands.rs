//! The host's commands: sent with an id each, and what becomes of them.

use std::{collections::BTreeMap, rc::Rc};

use conference::{Command, CommandFate, CommandId, Kind, ParticipantId};
use leptos::prelude::*;
use session::{Answer, CommandError, CommandStatus, Input, JoinRequest, SpotlightProgress};

use super::set_if_changed;

/// So many statuses are kept, those of commands under way not counted: nobody asks for older ones.
const MOST_STATUSES: usize = 256;

/// Where inputs to the session go.
type Sender = Rc<dyn Fn(Input)>;

/// Sends commands, and knows what became of them. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Commands {
    sender: StoredValue<Option<Sender>, LocalStorage>,
    last: StoredValue<u32>,
    statuses: RwSignal<BTreeMap<CommandId, CommandStatus>>,
    pending: RwSignal<Vec<(CommandId, Command)>>,
    spotlight: RwSignal<SpotlightWish>,
}

/// An order that the spotlight is being put into.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SpotlightWish {
    /// The order wished for; empty when nothing is being ordered.
    pub order: Vec<ParticipantId>,
    /// Whose step failed in the last order.
    pub stopped_at: Option<ParticipantId>,
}

impl Commands {
    pub(super) fn new() -> Self {
        Self {
            sender: StoredValue::new_local(None),
            last: StoredValue::new(0),
            statuses: RwSignal::default(),
            pending: RwSignal::default(),
            spotlight: RwSignal::default(),
        }
    }

    /// Says where inputs to the session go; until then nothing is sent.
    pub fn connect(self, sender: impl Fn(Input) + 'static) {
        self.sender.set_value(Some(Rc::new(sender)));
    }

    /// Sends a command. Returns its id, by which [`Self::status`] says what becomes of it.
    pub fn send(self, command: Command) -> CommandId {
        let id = self.next_id();
        self.input(Input::Command { id, command });
        id
    }

    /// Sends many commands, a few at a time, in order. Returns their ids.
    pub fn send_all(self, commands: impl IntoIterator<Item = Command>) -> Vec<CommandId> {
        let commands = self.number(commands);
        let ids = commands.iter().map(|(id, _)| *id).collect();
        self.queue_all(commands);
        ids
    }

    /// Gives commands their ids, for who has to know them before anything becomes of them.
    pub(super) fn number(
        self,
        commands: impl IntoIterator<Item = Command>,
    ) -> Vec<(CommandId, Command)> {
        let numbered = |command| (self.next_id(), command);
        commands.into_iter().map(numbered).collect()
    }

    /// Sends commands that have their ids, a few at a time, in order.
    pub(super) fn queue_all(self, commands: Vec<(CommandId, Command)>) {
        if !commands.is_empty() {
            self.input(Input::CommandQueue(commands));
        }
    }

    /// Puts the spotlight's queue into this order, first to last, step by step.
    pub fn order_spotlight(self, order: Vec<ParticipantId>) -> CommandId {
        let id = self.next_id();
        self.input(Input::OrderSpotlight { id, order });
        id
    }

    /// Puts these into the spotlight, first to last, step by step.
    pub fn fill_spotlight(self, order: Vec<ParticipantId>) -> CommandId {
        let id = self.next_id();
        self.input(Input::FillSpotlight { id, order });
        id
    }

    /// Joins a meeting.
    pub fn join(self, request: JoinRequest) {
        self.input(Input::Join(Box::new(request)));
    }

    /// Answers a question of the server's.
    pub fn answer(self, answer: Answer) {
        self.input(Input::Answer(answer));
    }

    /// Leaves the meeting; after its end: goes back to the sign-in page.
    pub fn leave(self) {
        self.input(Input::Leave);
    }

    /// Joins again after the end.
    pub fn rejoin(self) {
        self.input(Input::Rejoin);
    }

    /// Goes back to the meeting that the server sent this session from.
    pub fn go_back(self) {
        self.input(Input::GoBack);
    }

    /// Stays where the server sent this session.
    pub fn stay_here(self) {
        self.input(Input::StayHere);
    }

    /// Returns what became of a command so far; `None` for one that was never sent, was long ago, or is one of many ([`super::Bulk`]).
    /// Followed.
    pub fn status(self, id: CommandId) -> Option<CommandStatus> {
        self.statuses.with(|all| all.get(&id).cloned())
    }

    /// Returns what became of a command so far, without following it.
    pub fn status_untracked(self, id: CommandId) -> Option<CommandStatus> {
        self.statuses.with_untracked(|all| all.get(&id).cloned())
    }

    /// Commands under way: sent, and not confirmed or failed yet. Those that still wait in the queue aren't among them.
    pub fn pending(self) -> ReadSignal<Vec<(CommandId, Command)>> {
        self.pending.read_only()
    }

    /// The order that the spotlight is being put into.
    pub fn spotlight(self) -> ReadSignal<SpotlightWish> {
        self.spotlight.read_only()
    }

    /// Whether a command about this person is under way; followed.
    pub fn is_pending_for(self, id: &ParticipantId) -> bool {
        self.pending.with(|all| {
            let is_about = |(_, command): &(CommandId, Command)| command.target() == Some(id);
            all.iter().any(is_about)
        })
    }

    /// Whether one of these commands about the whole meeting is under way; followed.
    pub fn is_pending(self, kinds: &[Kind]) -> bool {
        self.pending.with(|all| {
            let is_one = |(_, command): &(CommandId, Command)| {
                command.target().is_none() && kinds.contains(&command.kind())
            };
            all.iter().any(is_one)
        })
    }

    /// Brings an input to the session.
    pub(crate) fn input(self, input: Input) {
        // Cloned first: what the session does may lead back here.
        let sender = self.sender.try_get_value().flatten();
        if let Some(send) = sender {
            send(input);
        }
    }

    pub(super) fn next_id(self) -> CommandId {
        self.last.update_value(|last| *last = last.wrapping_add(1));
        CommandId(self.last.get_value())
    }

    pub(super) fn set_status(self, id: CommandId, status: CommandStatus) {
        self.statuses.update(|all| keep_status(all, id, status));
    }

    /// Shows what is under way.
    pub(super) fn show_pending(self, pending: Vec<(CommandId, Command)>) {
        set_if_changed(self.pending, pending);
    }

    /// Shows how far the spotlight's order has got.
    pub(super) fn show_spotlight_order(self, progress: SpotlightProgress<'_>) {
        let wish = SpotlightWish {
            order: progress.wished.to_vec(),
            stopped_at: progress.stopped_at.cloned(),
        };
        set_if_changed(self.spotlight, wish);
    }
}

/// Keeps a status, and forgets the oldest one of a command that is over where there are too many. What is under way is waited for, and
/// so is what has just come.
fn keep_status(all: &mut BTreeMap<CommandId, CommandStatus>, id: CommandId, status: CommandStatus) {
    all.insert(id, status);
    if all.len() > MOST_STATUSES {
        let is_over =
            |(one, status): &(&CommandId, &CommandStatus)| **one != id && fate(status).is_final();
        let oldest = all.iter().find(is_over).map(|(one, _)| *one);
        if let Some(oldest) = oldest {
            all.remove(&oldest);
        }
    }
}

/// What a status means to whoever keeps something until a command has come to its end.
pub(super) fn fate(status: &CommandStatus) -> CommandFate {
    match status {
        CommandStatus::Pending | CommandStatus::Checking => CommandFate::Pending,
        CommandStatus::Confirmed => CommandFate::Confirmed,
        CommandStatus::Failed(CommandError::Contradicted) => CommandFate::Contradicted,
        CommandStatus::Failed(_) => CommandFate::Failed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_under_way_is_not_forgotten() {
        let mut all = BTreeMap::new();
        let mut take =
            |id: u32, status: CommandStatus| keep_status(&mut all, CommandId(id), status);
        take(1, CommandStatus::Pending);
        for id in 2..=1_000 {
            take(id, CommandStatus::Pending);
            take(id, CommandStatus::Confirmed);
        }
        take(1, CommandStatus::Confirmed);
        assert_eq!(all.get(&CommandId(1)), Some(&CommandStatus::Confirmed));
        assert_eq!(all.get(&CommandId(2)), None);
        assert_eq!(all.len(), MOST_STATUSES);
    }
}
