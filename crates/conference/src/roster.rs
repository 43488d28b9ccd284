//! Who is there, and the snapshot that is built beside it.

use crate::{Change, Facts, IdMap, IdSet, Participant, ParticipantId, ParticipantPatch};
use std::sync::Arc;

/// Tombstones kept; older ones are forgotten all at once.
const MOST_TOMBSTONES: usize = 4096;

/// People by uuid. A person's number tells in which order they came to be known. Each is shared with whoever shows them.
#[derive(Debug, Default)]
pub(crate) struct Roster {
    people: IdMap<(u64, Arc<Participant>)>,
    /// Who left: a late update must not bring them back.
    gone: IdSet,
    next: u64,
}

/// What an update did.
pub(crate) enum Merge {
    Added,
    Changed(Facts),
    /// They have left; the news is late, or the roster is wrong.
    Ghost,
}

impl Roster {
    pub fn get(&self, id: &ParticipantId) -> Option<&Arc<Participant>> {
        self.people.get(id).map(|(_, person)| person)
    }

    pub fn len(&self) -> usize {
        self.people.len()
    }

    /// Whether they are there or have been.
    pub fn has_met(&self, id: &ParticipantId) -> bool {
        self.people.contains_key(id) || self.gone.contains(id)
    }

    /// The number of whoever comes next.
    pub fn newest(&self) -> u64 {
        self.next
    }

    pub fn iter(&self) -> impl Iterator<Item = (u64, &Participant)> {
        self.people
            .values()
            .map(|(number, person)| (*number, &**person))
    }

    /// A `participant_create`: inserts, or merges into whoever has the uuid.
    pub fn create(&mut self, patch: &ParticipantPatch) -> Merge {
        if !self.gone.is_empty() {
            self.gone.remove(&patch.id);
        }
        self.update(patch)
    }

    /// A `participant_update`: merges, or inserts who isn't known and hasn't left.
    pub fn update(&mut self, patch: &ParticipantPatch) -> Merge {
        if let Some((_, person)) = self.people.get_mut(&patch.id) {
            return Merge::Changed(patch.merge_into(Arc::make_mut(person)));
        }
        if self.gone.contains(&patch.id) {
            return Merge::Ghost;
        }
        let mut person = Participant::unknown(patch.id.clone());
        patch.merge_into(&mut person);
        self.people
            .insert(patch.id.clone(), (self.next, Arc::new(person)));
        self.next += 1;
        Merge::Added
    }

    pub fn delete(&mut self, id: &ParticipantId) -> Option<Arc<Participant>> {
        self.bury(id.clone());
        self.people.remove(id).map(|(_, person)| person)
    }

    fn bury(&mut self, id: ParticipantId) {
        if self.gone.len() >= MOST_TOMBSTONES {
            self.gone.clear();
        }
        self.gone.insert(id);
    }

    /// Swaps in a snapshot; whoever stays keeps their number, so that the order stays too.
    pub fn replace(&mut self, mut snapshot: Roster, changes: &mut Vec<Change>) -> Difference {
        let mut difference = Difference::default();
        let mut fresh: Vec<(u64, ParticipantId)> = Vec::new();
        for (id, (number, person)) in &mut snapshot.people {
            match self.people.remove(id) {
                Some((known, before)) => {
                    *number = known;
                    if before != *person {
                        changes.push(Change::Changed(id.clone(), Facts::ALL));
                        difference.changed += 1;
                    }
                }
                None => fresh.push((*number, id.clone())),
            }
        }
        fresh.sort_unstable_by_key(|(number, _)| *number);
        changes.reserve_exact(fresh.len() + self.people.len());
        for (_, id) in fresh {
            if let Some((number, _)) = snapshot.people.get_mut(&id) {
                *number = self.next;
                self.next += 1;
            }
            changes.push(Change::Added(id));
            difference.joined += 1;
        }
        for (_, (_, person)) in self.people.drain() {
            changes.push(Change::Gone(person));
            difference.left += 1;
        }
        self.people = snapshot.people;
        for id in snapshot.gone {
            self.bury(id);
        }
        let people = &self.people;
        self.gone.retain(|id| !people.contains_key(id));
        difference
    }
}

/// How a snapshot differs from what was shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Difference {
    pub joined: usize,
    pub left: usize,
    pub changed: usize,
}

impl Difference {
    pub fn is_none(self) -> bool {
        self == Self::default()
    }
}
