//! What a host does to many at once: sent a few at a time, and what became of each.

use std::sync::Arc;

use conference::{Command, CommandId, Kind, ParticipantId};
use leptos::prelude::*;
use session::{BulkCounts, BulkItem, BulkWork, CommandStatus, Input};

use super::{Commands, Roster, set_if_changed};

/// What went well is shown for so long, seconds.
const SHOWN_S: u32 = 10;

/// Does something to many. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Bulk {
    work: StoredValue<BulkWork>,
    counts: RwSignal<BulkCounts>,
    failures: RwSignal<Vec<BulkItem>>,
    /// How long it is over, seconds.
    over_s: StoredValue<u32>,
    commands: Commands,
    roster: Roster,
}

impl Bulk {
    pub(super) fn new(commands: Commands, roster: Roster) -> Self {
        Self {
            work: StoredValue::default(),
            counts: RwSignal::default(),
            failures: RwSignal::default(),
            over_s: StoredValue::default(),
            commands,
            roster,
        }
    }

    /// Sends commands, a few at a time. One alone is sent at once and told of like any other, for whoever is to be removed now mustn't
    /// stand behind three hundred who are muted; of many it is shown how far they have got.
    pub fn run(self, commands: Vec<Command>) {
        if commands.len() < 2 {
            for command in commands {
                self.commands.send(command);
            }
            return;
        }
        let commands = self.commands.number(commands);
        let named = commands
            .iter()
            .map(|(id, command)| (*id, command.clone(), self.name_of(command)));
        let named: Vec<_> = named.collect();
        self.work.update_value(|work| work.add(named));
        self.over_s.set_value(0);
        self.show();
        self.commands.queue_all(commands);
    }

    /// Returns what the one is called whom a command is about.
    fn name_of(self, command: &Command) -> Arc<str> {
        if let Command::Dial(dial) = command {
            let name = dial.name.as_ref().unwrap_or(&dial.destination);
            return Arc::clone(name);
        }
        let person = command.target();
        let person = person.and_then(|id| self.roster.person_untracked(id));
        person.map_or_else(|| "".into(), |person| person.name.clone())
    }

    /// How far it has got; of nothing where there is nothing to show.
    pub fn counts(self) -> ReadSignal<BulkCounts> {
        self.counts.read_only()
    }

    /// What failed, in the order in which it was asked for.
    pub fn failures(self) -> ReadSignal<Vec<BulkItem>> {
        self.failures.read_only()
    }

    /// Returns what is still to be done, sent or not.
    pub fn open(self) -> Vec<Command> {
        self.work.with_value(|work| work.open().cloned().collect())
    }

    /// Returns whether something is still to be done to somebody, sent or not.
    pub fn is_open_for(self, kind: Kind, id: &ParticipantId) -> bool {
        self.work.with_value(|work| work.is_open_for(kind, id))
    }

    /// Gives up what isn't sent yet.
    pub fn cancel(self) {
        let open = self.work.try_update_value(BulkWork::cancel);
        let open = open.unwrap_or_default();
        self.commands.input(Input::CancelQueued(open));
    }

    /// Asks again for what failed.
    pub fn try_again(self) {
        let commands = self.commands;
        let again = self
            .work
            .try_update_value(|work| work.retry(|| commands.next_id()));
        self.show();
        commands.queue_all(again.unwrap_or_default());
    }

    /// Shows it no more. What is under way takes its course.
    pub fn close(self) {
        self.work.set_value(BulkWork::default());
        self.show();
    }

    /// Returns whether a command is one of many: what becomes of it is shown with the others.
    pub(super) fn has(self, id: CommandId) -> bool {
        self.work.with_value(|work| work.has(id))
    }

    /// Takes in what became of a command.
    pub(super) fn command_status(self, id: CommandId, status: &CommandStatus) {
        let is_end = self
            .work
            .try_update_value(|work| work.take_status(id, status));
        if is_end == Some(true) {
            self.show();
        }
    }

    /// A second has passed: what went well needs nobody to take it off the screen.
    pub(super) fn second_passed(self) {
        let counts = self.counts.get_untracked();
        let is_well = counts.total > 0 && counts.done == counts.total;
        let over_s = if is_well {
            self.over_s.get_value() + 1
        } else {
            0
        };
        self.over_s.set_value(over_s);
        if over_s > SHOWN_S {
            self.close();
        }
    }

    fn show(self) {
        let counts = self.work.with_value(BulkWork::counts);
        let is_other = self.counts.get_untracked().failed != counts.failed;
        set_if_changed(self.counts, counts);
        if is_other {
            let failures = self
                .work
                .with_value(|work| work.failures().cloned().collect());
            self.failures.set(failures);
        }
    }
}
