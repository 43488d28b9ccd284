//! Who is there, and the snapshot that is built beside it.

use crate::{
    Change, ChangedFields, IdMap, IdSet, Participant, ParticipantId, ParticipantPatch, Role,
    Service,
};
use std::sync::Arc;

/// How many of those who left are remembered; they are forgotten all at once.
const MAX_DEPARTED: usize = 4096;

/// People by uuid. A person's number says in which order they came to be known. Each is shared with whoever shows them.
#[derive(Debug, Default)]
pub(crate) struct Roster {
    people: IdMap<(u32, Arc<Participant>)>,
    /// Everybody once more, by ascending number: what is asked of all of them is answered without a look at each.
    order: Vec<OrderEntry>,
    /// Who left: a late update must not bring them back.
    departed: IdSet,
    next_number: u32,
}

/// What people are sorted by, beside one another in memory.
#[derive(Clone, Debug)]
struct OrderEntry {
    number: u32,
    is_host: bool,
    is_waiting: bool,
    is_spotlit: bool,
    id: ParticipantId,
}

impl OrderEntry {
    fn new(number: u32, person: &Participant) -> Self {
        Self {
            number,
            is_host: person.role == Role::Host,
            is_waiting: person.service == Service::WaitingRoom,
            is_spotlit: person.spotlight.is_some(),
            id: person.id.clone(),
        }
    }
}

/// The fields that an entry is made of.
const ORDER_FIELDS: ChangedFields = ChangedFields::ROLE
    .union(ChangedFields::SERVICE)
    .union(ChangedFields::SPOTLIGHT);

/// What an update did.
pub(crate) enum Merge {
    Added,
    Changed(ChangedFields),
    /// They have left; the news is late, or the roster is wrong.
    Departed,
}

impl Roster {
    pub fn get(&self, id: &ParticipantId) -> Option<&Arc<Participant>> {
        self.numbered(id).map(|(_, person)| person)
    }

    pub fn numbered(&self, id: &ParticipantId) -> Option<(u32, &Arc<Participant>)> {
        self.people
            .get(id)
            .map(|(number, person)| (*number, person))
    }

    pub fn len(&self) -> usize {
        self.people.len()
    }

    /// Returns whether they are there or have been.
    pub fn has_seen(&self, id: &ParticipantId) -> bool {
        self.people.contains_key(id) || self.departed.contains(id)
    }

    /// Returns the number of whoever comes next.
    pub fn next_number(&self) -> u32 {
        self.next_number
    }

    pub fn iter(&self) -> impl Iterator<Item = (u32, &Participant)> {
        self.people
            .values()
            .map(|(number, person)| (*number, &**person))
    }

    /// Returns the hosts, then everybody else, each as they came.
    pub fn hosts_first(&self) -> Vec<ParticipantId> {
        let mut all = Vec::with_capacity(self.order.len());
        all.extend(self.ids(|entry| entry.is_host));
        all.extend(self.ids(|entry| !entry.is_host));
        all
    }

    /// Returns who waits, longest first.
    pub fn waiting(&self) -> Vec<ParticipantId> {
        self.ids(|entry| entry.is_waiting).collect()
    }

    /// Returns who is in the spotlight, as they came to be known.
    pub fn spotlit(&self) -> impl Iterator<Item = &Arc<Participant>> {
        let spotlit = self.order.iter().filter(|entry| entry.is_spotlit);
        spotlit.filter_map(|entry| self.get(&entry.id))
    }

    fn ids(&self, keep: impl Fn(&OrderEntry) -> bool) -> impl Iterator<Item = ParticipantId> {
        let entries = self.order.iter().filter(move |entry| keep(entry));
        entries.map(|entry| entry.id.clone())
    }

    fn position(&self, number: u32) -> Option<usize> {
        self.order
            .binary_search_by_key(&number, |entry| entry.number)
            .ok()
    }

    /// A `participant_create`: inserts, or merges into whoever has the uuid.
    pub fn create(&mut self, patch: &ParticipantPatch) -> Merge {
        if !self.departed.is_empty() {
            self.departed.remove(&patch.id);
        }
        self.update(patch)
    }

    /// A `participant_update`: merges, or inserts who isn't known and hasn't left.
    pub fn update(&mut self, patch: &ParticipantPatch) -> Merge {
        if let Some((number, person)) = self.people.get_mut(&patch.id) {
            let fields = patch.merge_into(Arc::make_mut(person));
            if fields.intersects(ORDER_FIELDS) {
                let entry = OrderEntry::new(*number, person);
                if let Some(at) = self.position(entry.number)
                    && let Some(place) = self.order.get_mut(at)
                {
                    *place = entry;
                }
            }
            return Merge::Changed(fields);
        }
        if self.departed.contains(&patch.id) {
            return Merge::Departed;
        }
        let mut person = Participant::unknown(patch.id.clone());
        patch.merge_into(&mut person);
        let number = self.next_number;
        self.order.push(OrderEntry::new(number, &person));
        self.people
            .insert(patch.id.clone(), (number, Arc::new(person)));
        self.next_number += 1;
        Merge::Added
    }

    pub fn delete(&mut self, id: &ParticipantId) -> Option<Arc<Participant>> {
        self.remember_departed(id.clone());
        let (number, person) = self.people.remove(id)?;
        if let Some(at) = self.position(number) {
            self.order.remove(at);
        }
        Some(person)
    }

    fn remember_departed(&mut self, id: ParticipantId) {
        if self.departed.len() >= MAX_DEPARTED {
            self.departed.clear();
        }
        self.departed.insert(id);
    }

    /// Swaps in a snapshot; whoever stays keeps their number, so that the order stays too.
    pub fn replace(&mut self, mut snapshot: Roster, changes: &mut Vec<Change>) -> Difference {
        let mut difference = Difference::default();
        changes.reserve_exact(snapshot.order.len().abs_diff(self.order.len()));
        let is_first = self.people.is_empty();
        for entry in &mut snapshot.order {
            let Some((number, person)) = snapshot.people.get_mut(&entry.id) else {
                continue;
            };
            // A first snapshot finds nobody.
            let before = if is_first {
                None
            } else {
                self.people.remove(&entry.id)
            };
            match before {
                Some((known, before)) => {
                    *number = known;
                    if before != *person {
                        changes.push(Change::Changed(entry.id.clone(), ChangedFields::ALL));
                        difference.changed += 1;
                    }
                }
                None => {
                    *number = self.next_number;
                    self.next_number += 1;
                    changes.push(Change::Added(entry.id.clone()));
                    difference.joined += 1;
                }
            }
            entry.number = *number;
        }
        // Those who are new stand in order already.
        if difference.joined < snapshot.order.len() {
            snapshot.order.sort_unstable_by_key(|entry| entry.number);
        }
        for (_, (_, person)) in self.people.drain() {
            changes.push(Change::Gone(person));
            difference.left += 1;
        }
        snapshot.order.shrink_to_fit();
        self.order = snapshot.order;
        self.people = snapshot.people;
        for id in snapshot.departed {
            self.remember_departed(id);
        }
        let people = &self.people;
        self.departed.retain(|id| !people.contains_key(id));
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
    pub fn is_empty(self) -> bool {
        self == Self::default()
    }
}
