//! Everybody by uuid, behind the signals of the roster.

use std::{cell::OnceCell, collections::HashMap, sync::Arc};

use conference::{
    Around, IdSet, Participant, ParticipantId, PeopleCounts, PersonEntry, Skeleton, Speaker,
    SpeakingTimes, is_han, shared_skeletons, skeleton,
};
use leptos::prelude::*;

use super::{super::row::Row, pinyin};
use crate::i18n::decompose;

/// Everybody by uuid, and what is counted of them.
#[derive(Default)]
pub struct People {
    entries: HashMap<ParticipantId, Entry>,
    pub counts: PeopleCounts,
    /// Who speaks, and how loudly: a row may be made after it was told.
    speakers: Vec<Speaker>,
    pub spoken: SpeakingTimes,
    pub look_alikes: IdSet,
    pub has_han: bool,
}

/// Somebody, and their row once somebody has looked at it.
struct Entry {
    known: PersonEntry,
    row: OnceCell<Row>,
}

impl People {
    pub fn entry_of(&self, id: &ParticipantId) -> Option<&PersonEntry> {
        Some(&self.entries.get(id)?.known)
    }

    pub fn row(&self, id: &ParticipantId) -> Option<Row> {
        let entry = self.entries.get(id)?;
        let row = || {
            let speaker = self.speakers.iter().find(|speaker| speaker.id == *id);
            let voice = speaker.map_or(0, |speaker| speaker.vad);
            Row::new(entry.known.person(), entry.known.since_ms(), voice)
        };
        Some(entry.row.get_or_init(row).clone())
    }

    pub fn around<'a>(&'a self, speaking: &'a [ParticipantId]) -> Around<'a> {
        Around {
            speaking,
            look_alikes: &self.look_alikes,
            decompose,
            pinyin: pinyin::table(),
        }
    }

    pub fn insert(&mut self, person: &Arc<Participant>, now_ms: u64, number: u32) {
        self.counts.add(person);
        self.has_han |= !person.name.is_ascii() && person.name.contains(is_han);
        let Some(entry) = self.entries.get_mut(&person.id) else {
            let entry = Entry {
                known: PersonEntry::new(person.clone(), now_ms, number),
                row: OnceCell::new(),
            };
            self.entries.insert(person.id.clone(), entry);
            return;
        };
        self.counts.remove(entry.known.person());
        entry.known.update(person.clone(), now_ms);
        if let Some(row) = entry.row.get_mut() {
            row.since_ms = entry.known.since_ms();
            row.person.set(person.clone());
        }
    }

    pub fn remove(&mut self, id: &ParticipantId) {
        let Some(gone) = self.entries.remove(id) else {
            return;
        };
        self.counts.remove(gone.known.person());
        if let Some(row) = gone.row.into_inner() {
            row.person.notify();
        }
    }

    /// Returns what several names look like, in order, and who has them.
    pub fn find_look_alikes(&self) -> (Vec<Skeleton>, IdSet) {
        let people = self.entries.values().map(|entry| entry.known.person());
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
        let row = self.entries.get(id).and_then(|entry| entry.row.get());
        if let Some(row) = row.filter(|row| row.voice.get_untracked() != vad) {
            row.voice.set(vad);
        }
    }
}
