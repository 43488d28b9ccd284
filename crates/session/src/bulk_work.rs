//! The same done to many people: how far it has got, and whom it failed for.

use crate::{CommandError, CommandStatus};
use conference::{Command, CommandId, Kind, ParticipantId};
use std::collections::BTreeMap;
use std::sync::Arc;

/// One of many commands.
#[derive(Clone, Debug, PartialEq)]
pub struct BulkItem {
    /// Its command's id; another one each time that it is tried.
    pub id: CommandId,
    /// What is done, and to whom.
    pub command: Command,
    /// Their name when it was asked for.
    pub name: Arc<str>,
    /// Why it failed, if it has.
    pub error: Option<CommandError>,
    /// Whether it has come to no end yet.
    is_open: bool,
}

/// How many commands have come to which end. Those that have come to none are the rest of `total`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BulkCounts {
    /// All that were asked for.
    pub total: usize,
    /// Done, or nothing was left to be done.
    pub done: usize,
    /// Failed.
    pub failed: usize,
    /// Given up by the host before they were sent.
    pub cancelled: usize,
}

impl BulkCounts {
    /// Returns whether all have come to an end.
    pub const fn is_over(&self) -> bool {
        self.done + self.failed + self.cancelled >= self.total
    }
}

/// Commands that a host has given together. What is added while some are under way belongs to them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BulkWork {
    items: Vec<BulkItem>,
    /// The items by the ids of their commands, earlier tries too.
    places: BTreeMap<CommandId, usize>,
    counts: BulkCounts,
    is_cancelled: bool,
}

impl BulkWork {
    /// Adds commands with their ids and the names of whom they are about. What is over is forgotten first.
    pub fn add(&mut self, commands: impl IntoIterator<Item = (CommandId, Command, Arc<str>)>) {
        if self.counts.is_over() {
            *self = Self::default();
        }
        self.is_cancelled = false;
        for (id, command, name) in commands {
            self.places.insert(id, self.items.len());
            self.counts.total += 1;
            self.items.push(BulkItem {
                id,
                command,
                name,
                error: None,
                is_open: true,
            });
        }
    }

    /// Takes in what became of a command. Returns whether it is one of these, and this its end.
    pub fn take_status(&mut self, id: CommandId, status: &CommandStatus) -> bool {
        let Some(end) = status.end() else {
            return false;
        };
        let place = self.places.get(&id).copied();
        let item = place.and_then(|place| self.items.get_mut(place));
        let Some(item) = item.filter(|item| item.is_open && item.id == id) else {
            return false;
        };
        item.is_open = false;
        match end {
            Ok(()) => self.counts.done += 1,
            Err(CommandError::NotSent) if self.is_cancelled => self.counts.cancelled += 1,
            Err(error) => {
                item.error = Some(error.clone());
                self.counts.failed += 1;
            }
        }
        true
    }

    /// Returns whether a command is, or was, one of these.
    pub fn has(&self, id: CommandId) -> bool {
        self.places.contains_key(&id)
    }

    /// Returns those that have come to no end yet.
    pub fn open(&self) -> impl Iterator<Item = &Command> {
        let open = self.items.iter().filter(|item| item.is_open);
        open.map(|item| &item.command)
    }

    /// Returns whether a command of this kind about somebody is one of these and has come to no end yet.
    pub fn is_open_for(&self, kind: Kind, id: &ParticipantId) -> bool {
        let is_it = |command: &Command| command.kind() == kind && command.target() == Some(id);
        self.open().any(is_it)
    }

    /// Returns how far they have got.
    pub const fn counts(&self) -> BulkCounts {
        self.counts
    }

    /// Returns those that failed, in the order in which they were asked for.
    pub fn failures(&self) -> impl Iterator<Item = &BulkItem> {
        self.items.iter().filter(|item| item.error.is_some())
    }

    /// Gives up what isn't sent yet. Returns the ids of those without an end; of them the session knows which are sent.
    pub fn cancel(&mut self) -> Vec<CommandId> {
        self.is_cancelled = true;
        let open = self.items.iter().filter(|item| item.is_open);
        open.map(|item| item.id).collect()
    }

    /// Takes out those that failed, to be asked for again under the ids that `id_of_next` gives; the others stay counted.
    pub fn retry(
        &mut self,
        mut id_of_next: impl FnMut() -> CommandId,
    ) -> Vec<(CommandId, Command)> {
        self.is_cancelled = false;
        let mut again = Vec::new();
        for (place, item) in self.items.iter_mut().enumerate() {
            if item.error.take().is_some() {
                item.id = id_of_next();
                item.is_open = true;
                self.places.insert(item.id, place);
                again.push((item.id, item.command.clone()));
            }
        }
        self.counts.failed -= again.len();
        again
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use conference::Refusal;
    use proptest::prelude::*;

    fn command(number: u32) -> (CommandId, Command, Arc<str>) {
        let id = ParticipantId::new(&number.to_string());
        let name = format!("Guest {number}").into();
        (CommandId(number), Command::Mute(id), name)
    }

    fn refused() -> CommandStatus {
        CommandStatus::Failed(CommandError::Refused {
            status: 500,
            words: "busy".into(),
        })
    }

    fn failed(error: CommandError) -> CommandStatus {
        CommandStatus::Failed(error)
    }

    fn names(work: &BulkWork) -> String {
        let names: Vec<&str> = work.failures().map(|item| &*item.name).collect();
        names.join(", ")
    }

    #[test]
    fn who_is_still_to_be_done_is_known() {
        let mut work = BulkWork::default();
        work.add((1..=2).map(command));
        work.take_status(CommandId(1), &CommandStatus::Confirmed);
        let check = |number: &str, kind: Kind, expect: bool| {
            let id = ParticipantId::new(number);
            assert_eq!(work.is_open_for(kind, &id), expect, "{number} {kind:?}");
        };
        check("1", Kind::Mute, false);
        check("2", Kind::Mute, true);
        check("2", Kind::Admit, false);
        check("3", Kind::Mute, false);
    }

    #[test]
    fn each_has_one_end() {
        let check = |status: CommandStatus, [done, failed, cancelled]: [usize; 3]| {
            let mut work = BulkWork::default();
            work.add((1..=2).map(command));
            let is_end = work.take_status(CommandId(1), &status);
            assert_eq!(is_end, done + failed + cancelled > 0, "{status:?}");
            // Told again, and about somebody else's command.
            assert!(!work.take_status(CommandId(1), &status) || !status.is_final());
            assert!(!work.take_status(CommandId(9), &status));
            let expect = BulkCounts {
                total: 2,
                done,
                failed,
                cancelled,
            };
            assert_eq!(work.counts(), expect, "{status:?}");
            assert!(!work.counts().is_over());
        };
        check(CommandStatus::Pending, [0, 0, 0]);
        check(CommandStatus::Checking, [0, 0, 0]);
        check(CommandStatus::Confirmed, [1, 0, 0]);
        check(refused(), [0, 1, 0]);
        check(failed(CommandError::NotSent), [0, 1, 0]);
        check(failed(CommandError::NotAllowed(Refusal::Gone)), [1, 0, 0]);
        check(
            failed(CommandError::NotAllowed(Refusal::HostsOnly)),
            [0, 1, 0],
        );
    }

    #[test]
    fn what_failed_can_be_tried_again() {
        let mut work = BulkWork::default();
        work.add((1..=4).map(command));
        for number in 1..=4 {
            let status = if number % 2 == 0 {
                refused()
            } else {
                CommandStatus::Confirmed
            };
            work.take_status(CommandId(number), &status);
        }
        assert!(work.counts().is_over());
        assert_eq!(names(&work), "Guest 2, Guest 4");
        let mut next = 10;
        let again = work.retry(|| {
            next += 1;
            CommandId(next)
        });
        let (ids, commands): (Vec<_>, Vec<_>) = again.into_iter().unzip();
        assert_eq!(ids, [CommandId(11), CommandId(12)]);
        assert_eq!(commands, [command(2).1, command(4).1]);
        assert_eq!((names(&work), work.counts().failed), (String::new(), 0));
        work.take_status(CommandId(11), &CommandStatus::Confirmed);
        work.take_status(CommandId(12), &refused());
        assert_eq!(names(&work), "Guest 4");
        assert_eq!((work.counts().done, work.counts().total), (3, 4));
        // The next work begins anew.
        work.add([command(20)]);
        assert_eq!((names(&work), work.counts().total), (String::new(), 1));
    }

    #[test]
    fn what_is_cancelled_has_not_failed() {
        let mut work = BulkWork::default();
        work.add((1..=3).map(command));
        work.take_status(CommandId(1), &CommandStatus::Confirmed);
        assert_eq!(work.cancel(), [CommandId(2), CommandId(3)]);
        work.take_status(CommandId(2), &failed(CommandError::NotSent));
        // It was sent already.
        work.take_status(CommandId(3), &refused());
        let counts = work.counts();
        assert_eq!([counts.done, counts.failed, counts.cancelled], [1, 1, 1]);
        assert!(counts.is_over());
        assert_eq!(names(&work), "Guest 3");
    }

    proptest! {
        /// In whatever order ends are told, and however often what failed is tried again, each command is counted once.
        #[test]
        fn everything_is_counted_once(ends in prop::collection::vec((1..40_u32, 0..4_u8), 0..120)) {
            let mut work = BulkWork::default();
            work.add((1..=20).map(command));
            let mut last = 20;
            for (number, end) in ends {
                match end {
                    0 => { work.take_status(CommandId(number), &CommandStatus::Confirmed); }
                    1 => { work.take_status(CommandId(number), &refused()); }
                    2 => { work.take_status(CommandId(number), &failed(CommandError::NotSent)); }
                    _ => {
                        work.retry(|| { last += 1; CommandId(last) });
                    }
                }
                let counts = work.counts();
                prop_assert_eq!(counts.total, 20);
                prop_assert_eq!(counts.failed, work.failures().count());
                prop_assert_eq!(counts.is_over(), work.clone().cancel().is_empty());
            }
        }
    }
}
