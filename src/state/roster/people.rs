//! Everybody by uuid, behind the signals of the roster.

use std::{cell::RefCell, sync::Arc};

use conference::{
    Around, IdMap, IdSet, Participant, ParticipantId, PeopleCounts, PersonEntry, Skeleton, Speaker,
    SpeakingTimes, is_han, shared_skeletons, skeleton,
};
use leptos::prelude::*;

use super::{super::row::Row, pinyin};
use crate::i18n::decompose;

/// Everybody by uuid, and what is counted of them.
#[derive(Default)]
pub struct People {
    entries: IdMap<PersonEntry>,
    /// The rows of those whom somebody has looked at: few.
    rows: RefCell<IdMap<Row>>,
    pub counts: PeopleCounts,
    /// Who speaks, and how loudly: a row may be made after it was told.
    speakers: Vec<Speaker>,
    pub spoken: SpeakingTimes,
    pub look_alikes: IdSet,
    pub has_han: bool,
}

impl People {
    pub fn entry_of(&self, id: &ParticipantId) -> Option<&PersonEntry> {
        self.entries.get(id)
    }

    pub fn row(&self, id: &ParticipantId) -> Option<Row> {
        let entry = self.entries.get(id)?;
        let row = || {
            let speaker = self.speakers.iter().find(|speaker| speaker.id == *id);
            let voice = speaker.map_or(0, |speaker| speaker.vad);
            Row::new(entry.person(), entry.since_ms(), voice)
        };
        let mut rows = self.rows.borrow_mut();
        Some(rows.entry(id.clone()).or_insert_with(row).clone())
    }

    pub fn around<'a>(&'a self, speaking: &'a [ParticipantId]) -> Around<'a> {
        Around {
            speaking,
            look_alikes: &self.look_alikes,
            decompose,
            pinyin: pinyin::table(),
        }
    }

    /// Makes room for `count` people in one go.
    pub fn reserve(&mut self, count: usize) {
        self.entries
            .reserve(count.saturating_sub(self.entries.len()));
    }

    pub fn insert(&mut self, person: &Arc<Participant>, now_ms: u64, number: u32) {
        self.counts.add(person);
        self.has_han |= !person.name.is_ascii() && person.name.contains(is_han);
        let Some(entry) = self.entries.get_mut(&person.id) else {
            let entry = PersonEntry::new(person.clone(), now_ms, number);
            self.entries.insert(person.id.clone(), entry);
            return;
        };
        self.counts.remove(entry.person());
        entry.update(person.clone(), now_ms);
        if let Some(row) = self.rows.get_mut().get_mut(&person.id) {
            row.since_ms = entry.since_ms();
            row.person.set(person.clone());
        }
    }

    pub fn remove(&mut self, id: &ParticipantId) {
        let Some(gone) = self.entries.remove(id) else {
            return;
        };
        self.counts.remove(gone.person());
        if let Some(row) = self.rows.get_mut().remove(id) {
            row.person.notify();
        }
    }

    /// Returns what several names look like, in order, and who has them.
    pub fn find_look_alikes(&self) -> (Vec<Skeleton>, IdSet) {
        let people = self.entries.values().map(PersonEntry::person);
        let people = people.filter(|person| !person.is_helper());
        let all: Vec<_> = people
            .map(|person| (skeleton(&person.name, decompose), &person.id))
            .collect();
        let shared = shared_skeletons(all.iter().map(|(looks, _)| *looks));
        let is_shared = |looks: &Skeleton| shared.binary_search(looks).is_ok();
        let alike = all.into_iter().filter(|(looks, _)| is_shared(looks));
        let ids = alike.map(|(_, id)| id.clone()).collect();
        (shared, ids)
    }

    /// Forgets everybody, but for how long they have spoken.
    pub fn clear_but_voices(&mut self) {
        *self = Self {
            spoken: std::mem::take(&mut self.spoken),
            ..Self::default()
        };
    }

    pub fn show_voices(&mut self, before: &[ParticipantId], now: &[Speaker]) {
        self.speakers = now.to_vec();
        let silent = |id: &&ParticipantId| now.iter().all(|speaker| speaker.id != **id);
        for id in before.iter().filter(silent) {
            self.show_voice(id, 0);
        }
        for speaker in now {
            self.show_voice(&speaker.id, speaker.vad);
        }
    }

    pub fn count_voices(&mut self, now_ms: u64, is_live: bool) {
        let Self {
            entries, speakers, ..
        } = self;
        // Who has left may be said to speak until somebody else does.
        let is_heard = |speaker: &&Speaker| is_live && entries.contains_key(&speaker.id);
        self.spoken
            .observe(now_ms, speakers.iter().filter(is_heard));
    }

    fn show_voice(&self, id: &ParticipantId, vad: u8) {
        let rows = self.rows.borrow();
        if let Some(row) = rows.get(id).filter(|row| row.voice.get_untracked() != vad) {
            row.voice.set(vad);
        }
    }
}
