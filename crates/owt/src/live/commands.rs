//! What was asked for and isn't seen yet: a command is pending until the room's state shows it, or until it failed.
//!
//! The server's yes is "accepted", and its no may be wrong: it fails a second DELETE as it fails anything else, and an answer may be
//! lost after it has acted. So lists decide, each read after the answer was there.

use super::{List, LiveRoom};
use crate::answer::Refusal;
use crate::ask::{ForwardUpdate, InRoom, Permission, PermissionUpdate, Track};
use std::sync::Arc;

/// A command that the server said yes to, and that as many lists don't show, had no effect.
const READS_ACCEPTED: u32 = 3;
/// One without an answer may still be under way when a list is read.
const READS_LOST: u32 = 2;

/// One gesture of somebody's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct CommandId(u32);

/// What became of a command.
#[derive(Clone, Debug, PartialEq)]
pub enum Fate {
    /// The room's state shows it.
    Done,
    /// It wasn't done.
    Failed(Failure),
}

/// Why a command failed.
#[derive(Clone, Debug, PartialEq)]
pub enum Failure {
    /// The server's no.
    Refused(Refusal),
    /// The server said yes, and nothing changed.
    NoEffect,
    /// There was no answer, and it wasn't done.
    NoAnswer,
    /// There was no answer, and no list can tell whether it was done: nothing says which of the entries it would have made, or shows
    /// what it was to change.
    Unknown,
}

/// A command that is under way, or done.
#[derive(Clone, Debug, PartialEq)]
pub struct Finished {
    /// Which.
    pub id: CommandId,
    /// What was asked.
    pub ask: InRoom,
    /// What became of it.
    pub fate: Fate,
}

/// Commands whose fate isn't known yet.
#[derive(Clone, Debug, Default)]
pub struct Commands {
    pending: Vec<Pending>,
    last: u32,
}

#[derive(Clone, Debug)]
struct Pending {
    id: CommandId,
    ask: InRoom,
    /// `None` = there is no answer yet, and it isn't late.
    checked: Option<Checked>,
}

/// An answer that the lists have to tell the truth about.
#[derive(Clone, Debug)]
struct Checked {
    /// What it is if they don't show it.
    otherwise: Failure,
    /// After so many.
    reads_left: u32,
}

impl Commands {
    /// Begins a command. `None` = the same is under way: a second one would be done twice, or undo the first.
    pub fn begin(&mut self, ask: InRoom) -> Option<CommandId> {
        if self.is_pending(&ask) {
            return None;
        }
        self.last = self.last.wrapping_add(1);
        let id = CommandId(self.last);
        self.pending.push(Pending {
            id,
            ask,
            checked: None,
        });
        Some(id)
    }

    /// Returns whether a command that sets the same, to whatever, is under way.
    pub fn is_pending(&self, ask: &InRoom) -> bool {
        if self.pending.is_empty() {
            return false;
        }
        let keys = keys(ask);
        let is_one = |pending: &Pending| {
            let others = self::keys(&pending.ask);
            others.iter().any(|other| keys.contains(other))
        };
        self.pending.iter().any(is_one)
    }

    /// Returns what is under way, first to last.
    pub fn pending(&self) -> impl Iterator<Item = &InRoom> {
        self.pending.iter().map(|pending| &pending.ask)
    }

    /// Takes the answer to a command. What the answer itself says of an entry has to be in `room` already ([`LiveRoom::put`]).
    /// `None` = its list has to be read to know.
    pub fn answered(
        &mut self,
        id: CommandId,
        answer: Result<(), Refusal>,
        room: &LiveRoom,
    ) -> Option<Finished> {
        let at = self.pending.iter().position(|pending| pending.id == id)?;
        let pending = self.pending.get_mut(at)?;
        let (otherwise, reads_left) = match answer {
            Ok(()) => {
                // What makes an entry is done when its answer has the entry.
                if pending.ask.is_seen_in(room) != Some(false) {
                    return self.finish(at, Fate::Done);
                }
                (Failure::NoEffect, READS_ACCEPTED)
            }
            Err(refusal) if pending.ask.is_settled_by_reading(&refusal) => {
                (Failure::Refused(refusal), 1)
            }
            Err(refusal) => return self.finish(at, Fate::Failed(Failure::Refused(refusal))),
        };
        pending.checked = Some(Checked {
            otherwise,
            reads_left,
        });
        None
    }

    /// There is no answer to a command, and none will come. `None` = its list has to be read to know.
    pub fn lost(&mut self, id: CommandId) -> Option<Finished> {
        let at = self.pending.iter().position(|pending| pending.id == id)?;
        let pending = self.pending.get_mut(at)?;
        let otherwise = match pending.ask.subject() {
            Some(_) => Failure::NoAnswer,
            None => Failure::Unknown,
        };
        if pending.ask.shows_in().is_none() {
            return self.finish(at, Fate::Failed(otherwise));
        }
        pending.checked = Some(Checked {
            otherwise,
            reads_left: READS_LOST,
        });
        None
    }

    /// A list was read, and asked for after all answers so far: returns the commands whose fate it tells.
    pub fn observe(&mut self, list: List, room: &LiveRoom) -> Vec<Finished> {
        let mut finished = Vec::new();
        let mut at = 0;
        while let Some(pending) = self.pending.get_mut(at) {
            let fate = match &mut pending.checked {
                Some(checked) if pending.ask.shows_in() == Some(list) => {
                    checked.reads_left = checked.reads_left.saturating_sub(1);
                    let is_seen = pending.ask.is_seen_in(room);
                    let is_over = checked.reads_left == 0;
                    match (&checked.otherwise, is_seen) {
                        (_, Some(true)) => Some(Fate::Done),
                        // A share of bits, of which the list has a number: nobody can say that it wasn't done.
                        (Failure::NoAnswer, None) if is_over => {
                            Some(Fate::Failed(Failure::Unknown))
                        }
                        (why, _) => is_over.then(|| Fate::Failed(why.clone())),
                    }
                }
                _ => None,
            };
            match fate {
                Some(fate) => finished.extend(self.finish(at, fate)),
                None => at += 1,
            }
        }
        finished
    }

    /// Returns whether the fate of a command that was answered, or won't be, depends on this list.
    pub fn await_list(&self, list: List) -> bool {
        let awaits = |it: &Pending| it.checked.is_some() && it.ask.shows_in() == Some(list);
        self.pending.iter().any(awaits)
    }

    /// Nothing is waited for any more: the room is left, or gone.
    pub fn clear(&mut self) {
        self.pending.clear();
    }

    fn finish(&mut self, at: usize, fate: Fate) -> Option<Finished> {
        if at >= self.pending.len() {
            return None;
        }
        let Pending { id, ask, .. } = self.pending.remove(at);
        Some(Finished { id, ask, fate })
    }
}

impl InRoom {
    /// Returns the id of the entry that it is about; `None` = it makes one.
    pub fn subject(&self) -> Option<Arc<str>> {
        let first = keys(self).into_iter().next()?;
        (!matches!(first.what, What::New(_))).then_some(first.id)
    }
}

/// Which thing of which entry is set.
#[derive(PartialEq)]
struct Key {
    id: Arc<str>,
    what: What,
}

#[derive(PartialEq)]
enum What {
    /// Whether it is there.
    Being,
    Permission(Permission, Track),
    Status(Track),
    View(Arc<str>),
    Layout,
    Output,
    /// Something new, like this.
    New(Box<InRoom>),
}

fn keys(ask: &InRoom) -> Vec<Key> {
    let one = |id: Arc<str>, what: What| vec![Key { id, what }];
    match ask {
        InRoom::PatchParticipant(id, updates) => {
            let key = |what, track| Key {
                id: id.shared(),
                what: What::Permission(what, track),
            };
            let keys = updates.iter().flat_map(|update| match *update {
                PermissionUpdate::Both(what, _) => {
                    vec![key(what, Track::Audio), key(what, Track::Video)]
                }
                PermissionUpdate::One(what, track, _) => vec![key(what, track)],
            });
            keys.collect()
        }
        InRoom::PatchForward(id, updates) => {
            let keys = updates.iter().map(|update| Key {
                id: id.shared(),
                what: match update {
                    ForwardUpdate::Mix(view) | ForwardUpdate::Unmix(view) => {
                        What::View(view.shared())
                    }
                    ForwardUpdate::Status(track, _) => What::Status(*track),
                },
            });
            keys.collect()
        }
        InRoom::PatchMixed(id, _) => one(id.shared(), What::Layout),
        InRoom::PatchStreamingOut(id, _) => one(id.shared(), What::Output),
        InRoom::PatchRecording(id, _) => one(id.shared(), What::Output),
        InRoom::PatchSipCall(id, _) => one(id.shared(), What::Output),
        InRoom::DropParticipant(id) => one(id.shared(), What::Being),
        InRoom::DeleteStream(id) | InRoom::StopStreamingIn(id) => one(id.shared(), What::Being),
        InRoom::StopStreamingOut(id) => one(id.shared(), What::Being),
        InRoom::StopRecording(id) => one(id.shared(), What::Being),
        InRoom::HangUp(id) => one(id.shared(), What::Being),
        InRoom::StopAnalytics(id) => one(id.shared(), What::Being),
        new => one(Arc::from(""), What::New(Box::new(new.clone()))),
    }
}
