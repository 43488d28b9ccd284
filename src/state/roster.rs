//! Everybody's rows, and the lists that they stand in.

mod people;
mod pinyin;

use std::sync::Arc;

use conference::{
    Conference, Participant, ParticipantId, PeopleCounts, PeopleFilter, PeopleSearch, PeopleSort,
    Query, Skeleton, Speaker, SpeakingTimes,
    address_book::{AddressBook, Contact},
    skeleton,
};
use leptos::prelude::*;
use people::People;

use super::{row::Row, set_if_changed};
use crate::{browser::clock, i18n::decompose};

/// People in the order to show, shared.
pub type Ids = Arc<[ParticipantId]>;

/// Who is in the meeting. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Roster {
    people: StoredValue<People, LocalStorage>,
    pub(super) order: RwSignal<Ids>,
    pub(super) waiting: RwSignal<Ids>,
    spotlights: RwSignal<Ids>,
    pub(super) speaking: RwSignal<Ids>,
    counts: RwSignal<PeopleCounts>,
    pub(super) revision: RwSignal<u32>,
    /// Changes with all that an order but the usual one is made of.
    order_revision: RwSignal<u32>,
    /// The same for orders by voice, which change all the time.
    voice_revision: RwSignal<u32>,
    /// Changes when [`Self::row_of`] may answer differently.
    row_revision: RwSignal<u32>,
    look_alikes: RwSignal<Arc<[Skeleton]>>,
    look_alike_count: RwSignal<usize>,
    /// Somebody has, or had, a Chinese name.
    has_han: RwSignal<bool>,
    is_pinyin_wanted: StoredValue<bool>,
}

impl Roster {
    pub(super) fn new() -> Self {
        let nobody = || RwSignal::new(Ids::from([]));
        Self {
            people: StoredValue::new_local(People::default()),
            order: nobody(),
            waiting: nobody(),
            spotlights: nobody(),
            speaking: nobody(),
            counts: RwSignal::default(),
            revision: RwSignal::default(),
            order_revision: RwSignal::default(),
            voice_revision: RwSignal::default(),
            row_revision: RwSignal::default(),
            look_alikes: RwSignal::new(Arc::from([])),
            look_alike_count: RwSignal::default(),
            has_han: RwSignal::default(),
            is_pinyin_wanted: StoredValue::default(),
        }
    }

    /// Everybody: hosts first, then as they came.
    pub fn order(self) -> ReadSignal<Ids> {
        self.order.read_only()
    }

    /// Who waits, longest first.
    pub fn waiting(self) -> ReadSignal<Ids> {
        self.waiting.read_only()
    }

    /// Who is in the spotlight, first to last.
    pub fn spotlights(self) -> ReadSignal<Ids> {
        self.spotlights.read_only()
    }

    /// Who speaks, in speaking order.
    pub fn speaking(self) -> ReadSignal<Ids> {
        self.speaking.read_only()
    }

    /// How many there are of each.
    pub fn counts(self) -> ReadSignal<PeopleCounts> {
        self.counts.read_only()
    }

    /// How many have names that look like somebody else's.
    pub fn look_alike_count(self) -> ReadSignal<usize> {
        self.look_alike_count.read_only()
    }

    /// Whether somebody has, or had, a Chinese name.
    pub fn has_han(self) -> ReadSignal<bool> {
        self.has_han.read_only()
    }

    /// Changes whenever a search or a filter may find others than before.
    pub fn revision(self) -> ReadSignal<u32> {
        self.revision.read_only()
    }

    /// Returns a person's signals; `None` when they have left. Not followed.
    pub fn row(self, id: &ParticipantId) -> Option<Row> {
        self.people
            .try_with_value(|people| people.row(id))
            .flatten()
    }

    /// Returns the row of whoever `id` says, anew when that changes or when they come or leave.
    pub fn row_of(self, id: Signal<ParticipantId>) -> Memo<Option<Row>> {
        Memo::new(move |_| {
            self.row_revision.track();
            self.row(&id.get())
        })
    }

    /// Returns whoever `row` shows, followed. `None` when they have left.
    pub fn person_of(self, row: Memo<Option<Row>>) -> Memo<Option<Arc<Participant>>> {
        Memo::new(move |_| row.with(|row| row.as_ref().map(|row| row.person.get())))
    }

    /// Returns a person as they are now; follows them.
    pub fn person(self, id: &ParticipantId) -> Option<Arc<Participant>> {
        // Not `row_revision`, which may not change for hours: it would remember every follower that is gone.
        self.order.track();
        Some(self.row(id)?.person.get())
    }

    /// Returns a person as they are now.
    pub fn person_untracked(self, id: &ParticipantId) -> Option<Arc<Participant>> {
        let person = |people: &People| Some(people.entry_of(id)?.person().clone());
        self.people.try_with_value(person).flatten()
    }

    /// Whether somebody is in the meeting or on the way into it. Not followed.
    pub fn has(self, id: &ParticipantId) -> bool {
        let has = |people: &People| people.entry_of(id).is_some();
        self.people.try_with_value(has).unwrap_or_default()
    }

    /// Returns who of everybody is searched for; follows whatever may change that.
    pub fn search(self, search: &PeopleSearch) -> Vec<ParticipantId> {
        self.search_in(&self.order.get(), search)
    }

    /// Returns who of `order` is searched for, in that order; follows whatever may change that.
    pub fn search_in(self, order: &[ParticipantId], search: &PeopleSearch) -> Vec<ParticipantId> {
        self.revision.track();
        let speaking = if search.filters.has(PeopleFilter::Speaking) {
            self.speaking.get()
        } else {
            Ids::from([])
        };
        let find = |people: &People| {
            let entry_of = |id: &ParticipantId| people.entry_of(id);
            search.find(order, &people.around(&speaking), entry_of)
        };
        self.people.try_with_value(find).unwrap_or_default()
    }

    /// Returns everybody in an order; follows what it is made of, a few times a second at most, and voices every few seconds.
    pub fn sorted(self, sort: PeopleSort) -> Ids {
        if sort == PeopleSort::Role {
            return self.order.get();
        }
        self.order_revision.track();
        if sort.is_by_voice() {
            self.voice_revision.track();
        }
        let order = self.order.get_untracked();
        let sorted = |people: &People| {
            let entry_of = |id: &ParticipantId| people.entry_of(id);
            let spoken = (&people.spoken, clock::now().wall_ms);
            sort.sorted(&order, entry_of, spoken, (decompose, pinyin::table()))
        };
        let sorted = self.people.try_with_value(sorted);
        sorted.map_or(order, Ids::from)
    }

    /// Returns whom of an address book a search finds; follows the arrival ([`Self::want_pinyin`]) of how Chinese names are read, where there are such names.
    pub fn found_contacts(self, book: &AddressBook, text: &str) -> Vec<Contact> {
        let query = Query::new(text, decompose);
        let table = pinyin::table();
        if table.is_none() && !query.is_empty() && book.has_han() {
            self.revision.track();
        }
        let found = book.found(&query, decompose, table);
        found.into_iter().cloned().collect()
    }

    /// Says that somebody looks for Chinese names by how they are read, or sorts them: the table is loaded, once. Without it such
    /// names are found as they are written.
    pub fn want_pinyin(self) {
        if pinyin::table().is_some() || self.is_pinyin_wanted.get_value() {
            return;
        }
        self.is_pinyin_wanted.set_value(true);
        pinyin::load(move |has_arrived| {
            // One that didn't arrive is asked for again when somebody types again.
            self.is_pinyin_wanted.set_value(false);
            if has_arrived {
                self.order_changed();
                self.people_changed();
            }
        });
    }

    /// Others may be found than before.
    pub(super) fn people_changed(self) {
        self.revision
            .update(|revision| *revision = revision.wrapping_add(1));
    }

    /// Names, or who is there, are others than before.
    pub(super) fn order_changed(self) {
        self.order_revision
            .update(|revision| *revision = revision.wrapping_add(1));
    }

    /// Who has spoken may be sorted anew.
    pub(super) fn voices_changed(self) {
        self.voice_revision
            .update(|revision| *revision = revision.wrapping_add(1));
    }

    /// [`Self::row_of`] may answer differently.
    fn rows_changed(self) {
        self.people.update_value(People::forget_missed);
        self.row_revision
            .update(|revision| *revision = revision.wrapping_add(1));
    }

    /// Reads people as they are now, by their ids: for the pure functions that decide about many. Not followed.
    pub fn with_people<U>(
        self,
        read: impl for<'p> FnOnce(&dyn Fn(&ParticipantId) -> Option<&'p Participant>) -> U,
    ) -> U {
        self.people
            .with_value(|people| read(&|id| Some(&**people.entry_of(id)?.person())))
    }

    /// Whether somebody else's name looks like `name`, which is somebody's; follows it.
    pub fn is_look_alike(self, name: &str) -> bool {
        self.look_alikes.with(|known| {
            !known.is_empty() && known.binary_search(&skeleton(name, decompose)).is_ok()
        })
    }

    /// Reads how long everybody has spoken in this meeting, and when last; who has left is in it as well. Not followed: ask again with
    /// the next second.
    pub fn with_speaking_times<U: Default>(self, read: impl FnOnce(&SpeakingTimes) -> U) -> U {
        self.people
            .try_with_value(|people| read(&people.spoken))
            .unwrap_or_default()
    }

    /// Counts who speaks at `now_ms`, ms since 1970. Once a second at least, and whenever it is somebody else; nobody speaks that is
    /// known of while the connection isn't live.
    pub(super) fn count_voices(self, now_ms: u64, is_live: bool) {
        self.people
            .update_value(|people| people.count_voices(now_ms, is_live));
    }

    /// Shows those of `ids` as they are in `conference` now. Who looks at somebody who has left hears of it.
    pub(super) fn show<'a>(
        self,
        conference: &Conference,
        ids: impl Iterator<Item = &'a ParticipantId>,
        now_ms: u64,
    ) {
        let mut has_other_rows = false;
        self.people.update_value(|people| {
            people.reserve(conference.people_count());
            for id in ids {
                has_other_rows |= match conference.numbered(id) {
                    Some((number, person)) => people.insert(person, now_ms, number),
                    None => people.remove(id),
                };
            }
        });
        if has_other_rows {
            self.rows_changed();
        }
        let has_han = self.has_han.get_untracked();
        if !has_han && self.people.with_value(|people| people.has_han) {
            self.has_han.set(true);
        }
    }

    /// Shows how many there are.
    pub(super) fn show_counts(self) {
        set_if_changed(self.counts, self.people.with_value(|people| people.counts));
    }

    /// Whether others are there than `counts` shows, rather than the same in another state.
    pub(super) fn has_others_than_shown(self) -> bool {
        let shown = self.counts.get_untracked();
        self.people
            .with_value(|people| people.counts.differs_in_membership(&shown))
    }

    /// Shows whose names look alike.
    pub(super) fn show_look_alikes(self) {
        let (found, ids) = self.people.with_value(People::find_look_alikes);
        let is_other = self.people.with_value(|people| people.look_alikes != ids);
        set_if_changed(self.look_alikes, found.into());
        set_if_changed(self.look_alike_count, ids.len());
        self.people.update_value(|people| people.look_alikes = ids);
        if is_other {
            self.people_changed();
        }
    }

    /// Shows who is in the spotlight, first to last.
    pub(super) fn show_spotlights(self, ids: Ids) {
        let shown = ids.clone();
        self.people
            .update_value(|people| people.show_spotlights(shown));
        set_if_changed(self.spotlights, ids);
    }

    /// Shows who speaks, and how loudly.
    pub(super) fn show_voices(self, speakers: &[Speaker]) {
        let before = self.speaking.get_untracked();
        self.people
            .update_value(|people| people.show_voices(&before, speakers));
        let speaking = speakers.iter().filter(|speaker| speaker.vad > 0);
        let ids = speaking.map(|speaker| speaker.id.clone()).collect();
        set_if_changed(self.speaking, ids);
    }

    /// Forgets how long everybody has spoken.
    pub(super) fn forget_voices(self) {
        self.people.update_value(|people| people.spoken.clear());
    }

    /// Forgets everybody, but for how long they have spoken.
    pub(super) fn clear(self) {
        self.people.update_value(People::clear_but_voices);
        self.rows_changed();
        for ids in [self.order, self.waiting, self.spotlights, self.speaking] {
            set_if_changed(ids, Ids::from([]));
        }
        set_if_changed(self.counts, PeopleCounts::default());
        set_if_changed(self.look_alikes, Arc::from([]));
        set_if_changed(self.look_alike_count, 0);
        set_if_changed(self.has_han, false);
    }
}
