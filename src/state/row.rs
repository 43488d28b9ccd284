//! A person as a row shows them: a signal for the facts, one for the voice.

use std::{cell::OnceCell, rc::Rc, sync::Arc};

use conference::{
    Conference, IdMap, Participant, ParticipantId, Query, Service, Speaker, look, search_key,
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
pub(super) struct Rows(IdMap<Entry>);

impl Rows {
    pub fn get(&self, id: &ParticipantId) -> Option<Row> {
        self.0.get(id).map(Entry::row)
    }

    /// Whether `query` finds somebody, and `keep` holds of them.
    pub fn fits(
        &self,
        id: &ParticipantId,
        query: &Query,
        keep: &dyn Fn(&Participant) -> bool,
    ) -> bool {
        let Some(Entry { person, key, .. }) = self.0.get(id) else {
            return false;
        };
        let key = || key.get_or_init(|| search_key(person, lower).into());
        (query.is_empty() || query.fits(key())) && keep(person)
    }

    /// Shows `person` as they are now.
    pub fn put(&mut self, person: &Arc<Participant>, now_ms: u64) {
        let Some(entry) = self.0.get_mut(&person.id) else {
            self.0.insert(person.id.clone(), Entry::new(person, now_ms));
            return;
        };
        let before = std::mem::replace(&mut entry.person, person.clone());
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
        let gone = self.0.remove(id).and_then(|entry| entry.row.into_inner());
        if let Some(row) = gone {
            row.person.change(|_| true);
        }
    }

    /// What more than one person's name looks like, in order.
    pub fn alike(&self) -> Vec<u64> {
        let look = |entry: &Entry| {
            let person = &entry.person;
            (!person.is_helper()).then(|| look(&person.name, decompose))
        };
        let mut looks: Vec<u64> = self.0.values().filter_map(look).collect();
        looks.sort_unstable();
        let mut before = None;
        looks.retain(|look| before.replace(*look) == Some(*look));
        looks.dedup();
        looks
    }

    pub fn clear(&mut self) {
        self.0.clear();
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
        let row = self.0.get(id).and_then(|entry| entry.row.get());
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
    pub(super) fn of(conference: &Conference) -> Self {
        let mut counts = Self::default();
        for person in conference.people() {
            if person.is_helper() {
                counts.helpers += 1;
                continue;
            }
            counts.all += 1;
            counts.present += usize::from(person.service.is_in_meeting());
            counts.hosts += usize::from(person.role == conference::Role::Host);
            counts.muted += usize::from(person.muted);
            counts.connecting += usize::from(person.service == Service::Connecting);
        }
        counts
    }
}
