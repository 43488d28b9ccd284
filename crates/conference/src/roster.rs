//! Who is there, and the snapshot that is built beside it.

use crate::{
    Change, Facts, IdMap, IdSet, Participant, ParticipantId, ParticipantPatch, Role, Service,
};
use std::sync::Arc;

/// Tombstones kept; older ones are forgotten all at once.
const MOST_TOMBSTONES: usize = 4096;

/// People by uuid. A person's number tells in which order they came to be known. Each is shared with whoever shows them.
#[derive(Debug, Default)]
pub(crate) struct Roster {
    people: IdMap<(u32, Arc<Participant>)>,
    /// Everybody once more, by ascending number: what is asked of all of them is answered without a look at each.
    seats: Vec<Seat>,
    /// Who left: a late update must not bring them back.
    gone: IdSet,
    next: u32,
}

/// What sorts people, beside one another in memory.
#[derive(Clone, Debug)]
struct Seat {
    number: u32,
    host: bool,
    waits: bool,
    lit: bool,
    id: ParticipantId,
}

impl Seat {
    fn new(number: u32, person: &Participant) -> Self {
        Self {
            number,
            host: person.role == Role::Host,
            waits: person.service == Service::WaitingRoom,
            lit: person.spotlight.is_some(),
            id: person.id.clone(),
        }
    }
}

/// What a seat shows of a person.
const SEATED: Facts = Facts::ROLE.with(Facts::SERVICE).with(Facts::SPOTLIGHT);

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
    pub fn newest(&self) -> u32 {
        self.next
    }

    pub fn iter(&self) -> impl Iterator<Item = (u32, &Participant)> {
        self.people
            .values()
            .map(|(number, person)| (*number, &**person))
    }

    /// Hosts, then everybody else, each as they came.
    pub fn hosts_first(&self) -> Vec<ParticipantId> {
        let (hosts, others) = (self.ids(|seat| seat.host), self.ids(|seat| !seat.host));
        let mut all = Vec::with_capacity(self.seats.len());
        all.extend(hosts.chain(others));
        all
    }

    /// Who waits, longest first.
    pub fn waiting(&self) -> Vec<ParticipantId> {
        self.ids(|seat| seat.waits).collect()
    }

    /// Who is in the spotlight, in no order.
    pub fn lit(&self) -> impl Iterator<Item = &Arc<Participant>> {
        let lit = self.seats.iter().filter(|seat| seat.lit);
        lit.filter_map(|seat| self.get(&seat.id))
    }

    fn ids(&self, of: impl Fn(&Seat) -> bool) -> impl Iterator<Item = ParticipantId> {
        let seats = self.seats.iter().filter(move |seat| of(seat));
        seats.map(|seat| seat.id.clone())
    }

    fn seat(&self, number: u32) -> Result<usize, usize> {
        self.seats.binary_search_by_key(&number, |seat| seat.number)
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
        if let Some((number, person)) = self.people.get_mut(&patch.id) {
            let facts = patch.merge_into(Arc::make_mut(person));
            if facts.has(SEATED) {
                let seat = Seat::new(*number, person);
                if let Ok(at) = self.seat(seat.number)
                    && let Some(place) = self.seats.get_mut(at)
                {
                    *place = seat;
                }
            }
            return Merge::Changed(facts);
        }
        if self.gone.contains(&patch.id) {
            return Merge::Ghost;
        }
        let mut person = Participant::unknown(patch.id.clone());
        patch.merge_into(&mut person);
        self.seats.push(Seat::new(self.next, &person));
        self.people
            .insert(patch.id.clone(), (self.next, Arc::new(person)));
        self.next += 1;
        Merge::Added
    }

    pub fn delete(&mut self, id: &ParticipantId) -> Option<Arc<Participant>> {
        self.bury(id.clone());
        let (number, person) = self.people.remove(id)?;
        if let Ok(at) = self.seat(number) {
            self.seats.remove(at);
        }
        Some(person)
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
        changes.reserve_exact(snapshot.seats.len().abs_diff(self.seats.len()));
        let is_first = self.people.is_empty();
        for seat in &mut snapshot.seats {
            let Some((number, person)) = snapshot.people.get_mut(&seat.id) else {
                continue;
            };
            // A first snapshot finds nobody.
            let before = if is_first {
                None
            } else {
                self.people.remove(&seat.id)
            };
            match before {
                Some((known, before)) => {
                    *number = known;
                    if before != *person {
                        changes.push(Change::Changed(seat.id.clone(), Facts::ALL));
                        difference.changed += 1;
                    }
                }
                None => {
                    *number = self.next;
                    self.next += 1;
                    changes.push(Change::Added(seat.id.clone()));
                    difference.joined += 1;
                }
            }
            seat.number = *number;
        }
        // Those who are new stand in order already.
        if difference.joined < snapshot.seats.len() {
            snapshot.seats.sort_unstable_by_key(|seat| seat.number);
        }
        for (_, (_, person)) in self.people.drain() {
            changes.push(Change::Gone(person));
            difference.left += 1;
        }
        self.seats = snapshot.seats;
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
