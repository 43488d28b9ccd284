//! One person's line.

use crate::{Participant, ParticipantId, Role, SpeakingTimes};
use std::sync::Arc;

/// So many stays of one person are kept one by one; of older ones only how many there were and how long they were.
const MAX_STAYS: usize = 100;

/// One time that somebody was in, under one uuid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stay {
    /// Under which uuid.
    pub id: ParticipantId,
    /// Since when, ms since 1970.
    pub came_ms: u64,
    /// Until when; `None` while they are in.
    pub left_ms: Option<u64>,
}

impl Stay {
    /// Returns until when it lasted, `now_ms` while it does.
    pub fn end_ms(&self, now_ms: u64) -> u64 {
        self.left_ms.unwrap_or(now_ms).max(self.came_ms)
    }
}

/// Somebody who is or was in the meeting, and when.
#[derive(Clone, Debug, PartialEq)]
pub struct Attendee {
    /// The name, as they had it last.
    pub name: Arc<str>,
    /// The address, as they had it last.
    pub address: Arc<str>,
    /// The role, as they had it last.
    pub role: Role,
    /// Oldest first; none overlaps another, and only the last one may last.
    stays: Vec<Stay>,
    /// Apart, since hardly anybody has any and there are many people.
    forgotten: Option<Box<ForgottenStays>>,
}

/// The stays of somebody that aren't kept one by one any more.
#[derive(Clone, Debug, Default, PartialEq)]
struct ForgottenStays {
    /// When the first of them began.
    joined_ms: Option<u64>,
    count: usize,
    /// How long they were together, ms.
    length_ms: u64,
}

/// One line of the table of attendance.
#[derive(Clone, Debug, PartialEq)]
pub struct AttendanceRow {
    /// When they came first, ms since 1970.
    pub joined_ms: u64,
    /// When they left last; `None` while they are in.
    pub left_ms: Option<u64>,
    /// How long they have been in altogether, ms.
    pub total_ms: u64,
    /// How long they have spoken, ms.
    pub speaking_ms: u64,
    /// How often they came.
    pub times_in: usize,
}

impl Attendee {
    /// Makes the line of somebody who is about to [`Self::enter`].
    pub(super) fn new(person: &Participant) -> Self {
        Self {
            name: person.name.clone(),
            address: person.address.clone(),
            role: person.role,
            stays: Vec::with_capacity(1),
            forgotten: None,
        }
    }

    /// Returns the times that they were in, oldest first.
    pub fn stays(&self) -> &[Stay] {
        &self.stays
    }

    /// Returns under which uuid they are in now.
    pub fn present_id(&self) -> Option<&ParticipantId> {
        let last = self.stays.last()?;
        last.left_ms.is_none().then_some(&last.id)
    }

    /// Returns the uuids that they were in under, each once.
    pub fn ids(&self) -> impl Iterator<Item = &ParticipantId> {
        let is_first = |at: usize, id: &ParticipantId| {
            let before = self.stays.get(..at).unwrap_or_default();
            before.iter().all(|stay| stay.id != *id)
        };
        let stays = self.stays.iter().enumerate();
        stays.filter_map(move |(at, stay)| is_first(at, &stay.id).then_some(&stay.id))
    }

    /// Returns how long they have been in by `now_ms`, in ms: the sum of their stays.
    pub fn total_ms(&self, now_ms: u64) -> u64 {
        let length = |stay: &Stay| stay.end_ms(now_ms) - stay.came_ms;
        let forgotten_ms = self.forgotten.as_ref().map_or(0, |it| it.length_ms);
        forgotten_ms + self.stays.iter().map(length).sum::<u64>()
    }

    /// Returns whether they were in at some moment.
    pub fn was_in_at(&self, at_ms: u64) -> bool {
        let mut stays = self.stays.iter();
        stays.any(|stay| stay.came_ms <= at_ms && stay.left_ms.is_none_or(|left| left > at_ms))
    }

    /// Returns their line of the table as it is at `now_ms`.
    pub fn row(&self, now_ms: u64, spoken: &SpeakingTimes) -> AttendanceRow {
        let forgotten_count = self.forgotten.as_ref().map_or(0, |it| it.count);
        AttendanceRow {
            joined_ms: self.joined_ms(),
            left_ms: self.stays.last().and_then(|last| last.left_ms),
            total_ms: self.total_ms(now_ms),
            speaking_ms: self.ids().map(|id| spoken.total_ms(id, now_ms)).sum(),
            times_in: forgotten_count + self.stays.len(),
        }
    }

    /// When they came first, ms since 1970.
    fn joined_ms(&self) -> u64 {
        let first = || self.stays.first().map(|stay| stay.came_ms);
        let forgotten = self.forgotten.as_ref().and_then(|it| it.joined_ms);
        forgotten.or_else(first).unwrap_or_default()
    }

    pub(super) fn take_in(&mut self, person: &Participant) {
        if self.name != person.name {
            self.name = person.name.clone();
        }
        if self.address != person.address {
            self.address = person.address.clone();
        }
        self.role = person.role;
    }

    /// They come in. Returns the uuid that is forgotten for it, if no other stay was under it.
    pub(super) fn enter(&mut self, id: ParticipantId, came_ms: u64) -> Option<ParticipantId> {
        let came_ms = came_ms.max(self.last_end_ms());
        self.stays.push(Stay {
            id,
            came_ms,
            left_ms: None,
        });
        if self.stays.len() <= MAX_STAYS {
            return None;
        }
        let oldest = self.stays.remove(0);
        self.count_forgotten(&oldest, came_ms);
        let is_known = self.stays.iter().any(|stay| stay.id == oldest.id);
        (!is_known).then_some(oldest.id)
    }

    fn count_forgotten(&mut self, stay: &Stay, now_ms: u64) {
        let forgotten = self.forgotten.get_or_insert_default();
        forgotten.joined_ms.get_or_insert(stay.came_ms);
        forgotten.count += 1;
        forgotten.length_ms += stay.end_ms(now_ms) - stay.came_ms;
    }

    /// They are in no longer.
    pub(super) fn leave(&mut self, now_ms: u64) {
        if let Some(stay) = self.stays.last_mut().filter(|stay| stay.left_ms.is_none()) {
            stay.left_ms = Some(now_ms.max(stay.came_ms));
        }
    }

    /// A clock that is put back makes no two stays overlap.
    fn last_end_ms(&self) -> u64 {
        let last = self.stays.last();
        last.and_then(|last| last.left_ms).unwrap_or_default()
    }
}
