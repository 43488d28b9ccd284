//! A person as a row shows them: a signal for the facts, one for the voice.

use std::{cell::OnceCell, rc::Rc};

use rustc_hash::FxHashMap;

use conference::{
    Conference, Participant, ParticipantId, Query, Service, Speaker, look, search_key,
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
    row: Row,
    /// Made when somebody first searches.
    key: OnceCell<String>,
    service: Service,
}

/// Everybody's signals by uuid.
#[derive(Default)]
pub(super) struct Rows(FxHashMap<ParticipantId, Entry>);

impl Rows {
    pub fn get(&self, id: &ParticipantId) -> Option<Row> {
        self.0.get(id).map(|entry| entry.row.clone())
    }

    /// Whether `query` finds somebody, and `keep` holds of them.
    pub fn fits(
        &self,
        id: &ParticipantId,
        query: &Query,
        keep: &dyn Fn(&Participant) -> bool,
    ) -> bool {
        let Some(Entry { row, key, .. }) = self.0.get(id) else {
            return false;
        };
        row.person.with_untracked(|person| {
            let key = || key.get_or_init(|| search_key(person, lower));
            (query.is_empty() || query.fits(key())) && keep(person)
        })
    }

    /// Shows `person` as they are now.
    pub fn put(&mut self, person: &Participant, now_ms: u64) {
        let Some(entry) = self.0.get_mut(&person.id) else {
            self.0.insert(person.id.clone(), Entry::new(person, now_ms));
            return;
        };
        if entry.service != person.service {
            entry.service = person.service.clone();
            entry.row.since_ms = now_ms;
        }
        let mut renamed = false;
        entry.row.person.change(|shown| {
            renamed = shown.name != person.name || shown.address != person.address;
            let changed = shown != person;
            if changed {
                *shown = person.clone();
            }
            changed
        });
        if renamed {
            entry.key = OnceCell::new();
        }
    }

    pub fn remove(&mut self, id: &ParticipantId) {
        self.0.remove(id);
    }

    /// What more than one person's name looks like, in order.
    pub fn alike(&self) -> Vec<u64> {
        let look = |entry: &Entry| {
            entry.row.person.with_untracked(|person| {
                (!person.is_helper()).then(|| look(&person.name, decompose))
            })
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
        if let Some(entry) = self.0.get(id) {
            entry.row.voice.put(vad);
        }
    }
}

impl Entry {
    fn new(person: &Participant, now_ms: u64) -> Self {
        Self {
            row: Row {
                id: person.id.clone(),
                person: Rc::new(Fact::new(person.clone())),
                voice: Rc::default(),
                since_ms: first_seen(person, now_ms),
            },
            key: OnceCell::new(),
            service: person.service.clone(),
        }
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
    pub(super) fn of(conference: &Conference, order: &[ParticipantId]) -> Self {
        let mut counts = Self {
            present: conference.head_count(),
            ..Self::default()
        };
        for person in order.iter().filter_map(|id| conference.person(id)) {
            if person.is_helper() {
                counts.helpers += 1;
                continue;
            }
            counts.all += 1;
            counts.hosts += usize::from(person.role == conference::Role::Host);
            counts.muted += usize::from(person.muted);
            counts.connecting += usize::from(person.service == Service::Connecting);
        }
        counts
    }
}
