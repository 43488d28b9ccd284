//! What a host does, and what is told of it by its ids.

use crate::script::{Script, id};
use conference::{Command, CommandId};
use session::{CommandStatus, Input};
use std::collections::BTreeMap;

/// Every status that was told, in order.
#[derive(Default)]
pub struct Statuses {
    last_id: u32,
    told: BTreeMap<CommandId, Vec<CommandStatus>>,
}

impl Statuses {
    /// An id that no other gesture has.
    pub fn next_id(&mut self) -> CommandId {
        self.last_id += 1;
        let id = CommandId(self.last_id);
        self.told.insert(id, Vec::new());
        id
    }

    /// Nothing is told twice, and nothing after the end.
    pub fn told(&mut self, id: CommandId, status: CommandStatus) {
        let told = self.told.get_mut(&id).expect("an id that was given");
        if let Some(last) = told.last() {
            assert!(
                !last.is_final() && *last != status,
                "{id:?} was {last:?} and is {status:?}"
            );
        }
        told.push(status);
    }

    /// What was told of this gesture, in order.
    pub fn of(&self, id: CommandId) -> &[CommandStatus] {
        &self.told[&id]
    }

    /// How many gestures have no end yet.
    pub fn open(&self) -> usize {
        let is_open =
            |told: &&Vec<CommandStatus>| told.last().is_none_or(|status| !status.is_final());
        self.told.values().filter(is_open).count()
    }
}

impl Script {
    /// The host makes a gesture. Returns its id.
    pub fn does(&mut self, command: Command) -> CommandId {
        let id = self.statuses.next_id();
        self.takes(Input::Command { id, command });
        id
    }

    /// The host has several things done, a few at a time. Returns their ids.
    pub fn queues(&mut self, commands: Vec<Command>) -> Vec<CommandId> {
        let give = |command| (self.statuses.next_id(), command);
        let commands: Vec<_> = commands.into_iter().map(give).collect();
        let ids = commands.iter().map(|(id, _)| *id).collect();
        self.takes(Input::CommandQueue(commands));
        ids
    }

    /// The host puts the spotlight in this order. Returns the gesture's id.
    pub fn orders(&mut self, uuids: &str) -> CommandId {
        let number = self.statuses.next_id();
        self.takes(Input::OrderSpotlight {
            id: number,
            order: uuids.split_whitespace().map(id).collect(),
        });
        number
    }
}
