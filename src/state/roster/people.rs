//! Everybody by uuid, behind the signals of the roster.

use std::{cell::RefCell, sync::Arc};

use conference::{
    Around, IdMap, IdSet, Participant, ParticipantId, PeopleCounts, PersonEntry, Skeleton, Speaker,
    SpeakingTimes, is_han, shared_skeletons, skeleton,
};
use leptos::prelude::*;

use super::{
    super::{row::Row, set_if_changed},
    Ids, pinyin,
};
use crate::i18n::decompose;

/// Everybody by uuid, and what is counted of them.
#[derive(Default)]
pub struct People {
    entries: IdMap<PersonEntry>,
    /// The rows of those whom somebody has looked at: few.
    rows: RefCell<IdMap<Row>>,
    /// Who was looked for and wasn't there, since a row was another one.
    missed: RefCell<IdSet>,
    pub counts: PeopleCounts,
    /// Who speaks, and how loudly: a row may be made after it was told.
    speakers: Vec<Speaker>,
    /// Who is in the spotlight, first to last, for the same reason.
    spotlights: Option<Ids>,
    pub spoken: SpeakingTimes,
    pub look_alikes: IdSet,
    pub has_han: bool,
}

impl People {
    pub fn entry_of(&self, id: &ParticipantId) -> Option<&PersonEntry> {
        self.entries.get(id)
    }

    pub fn row(&self, id: &ParticipantId) -> Option<Row> {
        let Some(entry) = self.entries.get(id) else {
            self.missed.borrow_mut().insert(id.clone());
            return None;
        };
        let row = || {
            let speaker = self.speakers.iter().find(|speaker| speaker.id == *id);
            let voice = speaker.map_or(0, |speaker| speaker.vad);
            let rank = self.spotlights.as_ref().map_or(0, |all| rank_in(all, id));
            Row::new(entry.person(), entry.since_ms(), voice, rank)
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

    /// Takes in somebody who came, or is another than before. Returns whether [`Self::row`] answers differently now to who has asked.
    pub fn insert(&mut self, person: &Arc<Participant>, now_ms: u64, number: u32) -> bool {
        self.counts.add(person);
        self.has_han |= !person.name.is_ascii() && person.name.contains(is_han);
        let Some(entry) = self.entries.get_mut(&person.id) else {
            let entry = PersonEntry::new(person.clone(), now_ms, number);
            self.entries.insert(person.id.clone(), entry);
            return self.missed.get_mut().remove(&person.id);
        };
        self.counts.remove(entry.person());
        entry.update(person.clone(), now_ms);
        let Some(row) = self.rows.get_mut().get_mut(&person.id) else {
            return false;
        };
        row.person.set(person.clone());
        let since_ms = std::mem::replace(&mut row.since_ms, entry.since_ms());
        since_ms != row.since_ms
    }

    /// Who follows rows is about to ask again for all that they look at.
    pub fn forget_missed(&mut self) {
        self.missed.get_mut().clear();
    }

    /// Forgets somebody who left. Returns whether [`Self::row`] answers differently now to who has asked.
    pub fn remove(&mut self, id: &ParticipantId) -> bool {
        if let Some(gone) = self.entries.remove(id) {
            self.counts.remove(gone.person());
        }
        self.rows.get_mut().remove(id).is_some()
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

    pub fn show_spotlights(&mut self, spotlights: Ids) {
        for (id, row) in self.rows.get_mut() {
            set_if_changed(row.spotlight_rank.clone(), rank_in(&spotlights, id));
        }
        self.spotlights = Some(spotlights);
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
        if let Some(row) = self.rows.borrow().get(id) {
            set_if_changed(row.voice.clone(), vad);
        }
    }
}

/// Returns somebody's place among `ids`, from 1; 0 = not among them.
fn rank_in(ids: &[ParticipantId], id: &ParticipantId) -> usize {
    let at = ids.iter().position(|one| one == id);
    at.map_or(0, |at| at + 1)
}
