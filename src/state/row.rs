//! A person as a row shows them: a signal for the facts, one for the voice.

use std::{cell::OnceCell, rc::Rc, sync::Arc};

use conference::{
    IdMap, Participant, ParticipantId, Query, Role, Service, Speaker, look, search_key,
};

use super::fact::Fact;
use crate::i18n::{decompose, lower};

/// One person's signals. They live as long as somebody holds them, whether or not a row is on the screen.
#[derive(Clone, Debug)]
pub struct Row {
    /// Whose row it is.
    pub id: ParticipantId,
    /// What is known of them.
    pub person: Rc<Fact<Participant>>,
    /// Voice, 0…100; above 0 = speaking. Written once a frame at most.
    pub voice: Rc<Fact<u8>>,
    /// Since when they wait or are being called, ms since 1970, as well as it is known.
    pub since_ms: u64,
}

struct Entry {
    /// As the conference has them: one copy for both.
    person: Arc<Participant>,
    /// Made when somebody first looks: of thousands few are ever seen.
    row: OnceCell<Box<Row>>,
    /// Made when somebody first searches.
    key: OnceCell<Box<str>>,
    since_ms: u64,
}

/// Everybody's signals by uuid.
#[derive(Default)]
pub(super) struct Rows {
    entries: IdMap<Entry>,
    counts: Counts,
}

impl Rows {
    pub fn get(&self, id: &ParticipantId) -> Option<Row> {
        self.entries.get(id).map(Entry::row)
    }

    pub fn counts(&self) -> Counts {
        self.counts
    }

    /// Whether `query` finds somebody, and `keep` holds of them.
    pub fn fits(
        &self,
        id: &ParticipantId,
        query: &Query,
        keep: &dyn Fn(&Participant) -> bool,
    ) -> bool {
        let Some(Entry { person, key, .. }) = self.entries.get(id) else {
            return false;
        };
        let key = || key.get_or_init(|| search_key(person, lower).into());
        (query.is_empty() || query.fits(key())) && keep(person)
    }

    /// Shows `person` as they are now.
    pub fn put(&mut self, person: &Arc<Participant>, now_ms: u64) {
        self.counts.take_in(person);
        let Some(entry) = self.entries.get_mut(&person.id) else {
            let entry = Entry::new(person, now_ms);
            self.entries.insert(person.id.clone(), entry);
            return;
        };
        let before = std::mem::replace(&mut entry.person, person.clone());
        self.counts.take_out(&before);
        if before.service != person.service {
            entry.since_ms = now_ms;
        }
        if before.name != person.name || before.address != person.address {
            entry.key = OnceCell::new();
        }
        if let Some(row) = entry.row.get_mut() {
            row.since_ms = entry.since_ms;
            row.person.put((**person).clone());
        }
    }

    /// Who looks at them hears that they have left.
    pub fn remove(&mut self, id: &ParticipantId) {
        let Some(gone) = self.entries.remove(id) else {
            return;
        };
        self.counts.take_out(&gone.person);
        if let Some(row) = gone.row.into_inner() {
            row.person.change(|_| true);
        }
    }

    /// What more than one person's name looks like, in order.
    pub fn alike(&self) -> Vec<u64> {
        let look = |entry: &Entry| {
            let person = &entry.person;
            (!person.is_helper()).then(|| look(&person.name, decompose))
        };
        let mut looks: Vec<u64> = self.entries.values().filter_map(look).collect();
        looks.sort_unstable();
        let mut before = None;
        looks.retain(|look| before.replace(*look) == Some(*look));
        looks.dedup();
        looks
    }

    pub fn clear(&mut self) {
        *self = Self::default();
    }

    /// Sets the voices of `before` and `now`, and only those that changed.
    pub fn voices(&self, before: &[ParticipantId], now: &[Speaker]) {
        for id in before
            .iter()
            .filter(|id| now.iter().all(|speaker| speaker.id != **id))
        {
            self.voice(id, 0);
        }
        for speaker in now {
            self.voice(&speaker.id, speaker.vad);
        }
    }

    fn voice(&self, id: &ParticipantId, vad: u8) {
        let row = self.entries.get(id).and_then(|entry| entry.row.get());
        if let Some(row) = row {
            row.voice.put(vad);
        }
    }
}

impl Entry {
    fn new(person: &Arc<Participant>, now_ms: u64) -> Self {
        Self {
            person: person.clone(),
            row: OnceCell::new(),
            key: OnceCell::new(),
            since_ms: first_seen(person, now_ms),
        }
    }

    fn row(&self) -> Row {
        let made = || {
            Box::new(Row {
                id: self.person.id.clone(),
                person: Rc::new(Fact::new((*self.person).clone())),
                voice: Rc::default(),
                since_ms: self.since_ms,
            })
        };
        Row::clone(self.row.get_or_init(made))
    }
}

/// The server's stamp where it makes sense beside this browser's clock, else now.
fn first_seen(person: &Participant, now_ms: u64) -> u64 {
    const DAY_MS: u64 = 86_400_000;
    let told = person
        .start_time
        .filter(|stamp| stamp.is_finite() && *stamp > 0.0)
        .map(|stamp| (stamp * 1000.0) as u64);
    told.filter(|told| *told <= now_ms && now_ms - told < DAY_MS)
        .unwrap_or(now_ms)
}

/// What chips and headings count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// In the meeting: neither waiting nor being called.
    pub present: usize,
    /// Rows of people: all but helpers.
    pub all: usize,
    /// Recorders and live streams, which stand in no other count.
    pub helpers: usize,
    /// Hosts.
    pub hosts: usize,
    /// Muted by a host.
    pub muted: usize,
    /// Being called.
    pub connecting: usize,
}

impl Counts {
    /// What one person counts for.
    fn of(person: &Participant) -> Self {
        if person.is_helper() {
            return Self {
                helpers: 1,
                ..Self::default()
            };
        }
        Self {
            present: usize::from(person.service.is_in_meeting()),
            all: 1,
            helpers: 0,
            hosts: usize::from(person.role == Role::Host),
            muted: usize::from(person.muted),
            connecting: usize::from(person.service == Service::Connecting),
        }
    }

    fn take_in(&mut self, person: &Participant) {
        self.with(Self::of(person), usize::wrapping_add);
    }

    fn take_out(&mut self, person: &Participant) {
        self.with(Self::of(person), usize::wrapping_sub);
    }

    fn with(&mut self, one: Self, step: fn(usize, usize) -> usize) {
        self.present = step(self.present, one.present);
        self.all = step(self.all, one.all);
        self.helpers = step(self.helpers, one.helpers);
        self.hosts = step(self.hosts, one.hosts);
        self.muted = step(self.muted, one.muted);
        self.connecting = step(self.connecting, one.connecting);
    }

    /// Whether `other` differs in who is there, rather than in how they are.
    pub(super) fn has_others_than(&self, other: &Self) -> bool {
        let rows = |counts: &Self| {
            (
                counts.present,
                counts.all,
                counts.helpers,
                counts.connecting,
            )
        };
        rows(self) != rows(other)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(id: &str, name: &str, muted: bool, service: Service) -> Arc<Participant> {
        Arc::new(Participant {
            name: Arc::from(name),
            muted,
            service,
            ..Participant::unknown(ParticipantId::new(id))
        })
    }

    #[test]
    fn counts_follow_who_comes_changes_and_goes() {
        let mut rows = Rows::default();
        let mut check = |news: Result<Arc<Participant>, &str>, expect: [usize; 5]| {
            match news {
                Ok(person) => rows.put(&person, 0),
                Err(id) => rows.remove(&ParticipantId::new(id)),
            }
            let found = rows.counts();
            let Counts {
                present,
                all,
                helpers,
                muted,
                connecting,
                ..
            } = found;
            assert_eq!([present, all, helpers, muted, connecting], expect);
        };
        let (here, rings) = (Service::Conference, Service::Connecting);
        check(Ok(person("a", "Ann", false, here.clone())), [1, 1, 0, 0, 0]);
        check(Ok(person("b", "Bob", true, rings.clone())), [1, 2, 0, 1, 1]);
        check(Ok(person("b", "Bob", true, here.clone())), [2, 2, 0, 1, 0]);
        check(
            Ok(person("c", "anonymous_rec", true, here)),
            [2, 2, 1, 1, 0],
        );
        check(Ok(person("a", "Ann", true, rings)), [1, 2, 1, 2, 1]);
        check(Err("b"), [0, 1, 1, 1, 1]);
        check(Err("b"), [0, 1, 1, 1, 1]);
        check(Err("c"), [0, 1, 0, 1, 1]);
    }
}
