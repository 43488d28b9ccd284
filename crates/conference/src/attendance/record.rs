//! The record of a meeting, folded from what changes in it.

use super::{Attendee, Away, Found};
use crate::{Change, ChangedFields, Conference, IdMap, Participant, ParticipantId};

/// Who comes first when so many others have come is not recorded: no meeting has as many, and a broken server may make people up.
const MAX_LINES: usize = 20_000;
/// So many uuids that were this session's own are remembered.
const MAX_FORMER: usize = 16;
/// Whoever came so short a time ago came now: stamps are of whole seconds, and both clocks go on by their own, ms.
const NOW_MS: u64 = 5_000;
/// A stamp of the server's that is older than this isn't believed, ms.
const DAY_MS: u64 = 86_400_000;

/// The fields that a line shows, or that say whether somebody is in.
const FIELDS: ChangedFields = ChangedFields::NAME
    .union(ChangedFields::ROLE)
    .union(ChangedFields::SERVICE);

/// Who was in when. A line is a person: whoever comes back under another uuid is recognised, by the address, then by the name, and
/// goes on in their line. Two who are in at once are never one, and nobody is recognised where it may be one of several.
#[derive(Clone, Debug, Default)]
pub struct Attendance {
    lines: Vec<Attendee>,
    /// In whose line each uuid is.
    pub(super) line_of: IdMap<u32>,
    away: Away<u32>,
    own: Option<ParticipantId>,
    /// A server may keep a lost session of this host's in its list for a while, beside the one that came after it.
    former_own: Vec<ParticipantId>,
    unrecorded: usize,
}

impl Attendance {
    /// Takes in what has changed by `now_ms`, ms since 1970 by this browser's clock; `meeting` is as it is after that, and
    /// `joined_ms` is when this session came.
    pub fn observe(
        &mut self,
        changes: &[Change],
        meeting: &Conference,
        joined_ms: u64,
        now_ms: u64,
    ) {
        self.note_own(meeting.own(), now_ms);
        self.reserve(Change::added_count(changes));
        // A snapshot names those who came before those who went, and who went may be who came.
        for change in changes {
            if let Change::Gone(person) = change {
                self.gone(person, now_ms);
            }
        }
        for change in changes {
            let (id, came_ms) = match change {
                Change::Added(id) => (id, None),
                Change::Changed(id, fields) if fields.intersects(FIELDS) => (id, Some(now_ms)),
                _ => continue,
            };
            if let Some(person) = meeting.person(id) {
                let told = || came_ms_of(person, meeting, joined_ms, now_ms);
                self.see(person, came_ms.unwrap_or_else(told), now_ms);
            }
        }
    }

    /// Returns everybody, in the order in which they came first.
    pub fn lines(&self) -> &[Attendee] {
        &self.lines
    }

    /// Returns how many of them are in now.
    pub fn present_count(&self) -> usize {
        let is_in = |line: &&Attendee| line.present_id().is_some();
        self.lines.iter().filter(is_in).count()
    }

    /// Returns how many came whom there was no room for.
    pub const fn unrecorded(&self) -> usize {
        self.unrecorded
    }

    /// Returns when whoever came first came, ms since 1970.
    pub fn begin_ms(&self) -> Option<u64> {
        let first = |line: &Attendee| Some(line.stays().first()?.came_ms);
        self.lines.iter().filter_map(first).min()
    }

    /// Makes room for `count` more people in one go.
    fn reserve(&mut self, count: usize) {
        let count = count.min(MAX_LINES - self.lines.len());
        self.lines.reserve(count);
        self.line_of.reserve(count);
        self.away.reserve(count);
    }

    /// A new session of this host's: they are in once, whatever the list says of the one before.
    fn note_own(&mut self, own: Option<&ParticipantId>, now_ms: u64) {
        if self.own.as_ref() == own {
            return;
        }
        if let Some(former) = std::mem::replace(&mut self.own, own.cloned()) {
            self.leave(&former, now_ms);
            if self.former_own.len() >= MAX_FORMER {
                self.former_own.remove(0);
            }
            self.former_own.push(former);
        }
    }

    fn gone(&mut self, person: &Participant, now_ms: u64) {
        let is_new = !self.line_of.contains_key(&person.id) && self.lines.len() < MAX_LINES;
        if is_new && person.service.is_in_meeting() {
            // Came and went between two looks.
            self.see(person, now_ms, now_ms);
        }
        self.leave(&person.id, now_ms);
    }

    fn see(&mut self, person: &Participant, came_ms: u64, now_ms: u64) {
        // A server may give this host's next session the uuid of the one before.
        let is_own = self.own.as_ref() == Some(&person.id);
        if person.is_helper() || !is_own && self.former_own.contains(&person.id) {
            return;
        }
        match (
            self.present_line(&person.id),
            person.service.is_in_meeting(),
        ) {
            (Some(line), true) => line.take_in(person),
            (Some(_), false) => self.leave(&person.id, now_ms),
            (None, true) => self.enter(person, came_ms),
            (None, false) => {}
        }
    }

    /// The line of whoever is in under this uuid.
    fn present_line(&mut self, id: &ParticipantId) -> Option<&mut Attendee> {
        let line = self.lines.get_mut(*self.line_of.get(id)? as usize)?;
        (line.present_id() == Some(id)).then_some(line)
    }

    fn enter(&mut self, person: &Participant, came_ms: u64) {
        let Some(number) = self.number_for(person) else {
            self.unrecorded = self.unrecorded.saturating_add(1);
            return;
        };
        let Some(line) = self.lines.get_mut(number as usize) else {
            return;
        };
        self.away.remove(&line.address, &line.name, &number);
        line.take_in(person);
        if let Some(forgotten) = line.enter(person.id.clone(), came_ms) {
            self.line_of.remove(&forgotten);
        }
        self.line_of.insert(person.id.clone(), number);
    }

    /// Returns the number of the line of somebody who comes in, made anew where they are; `None` where there is no room.
    fn number_for(&mut self, person: &Participant) -> Option<u32> {
        let is_away = |number: &u32| {
            let line = self.lines.get(*number as usize);
            line.is_some_and(|line| line.present_id().is_none())
        };
        // The same uuid once more, or this host's next session.
        let same = [Some(&person.id), self.former_of(&person.id)];
        let same = same.into_iter().flatten();
        let known = same
            .filter_map(|id| self.line_of.get(id).copied())
            .find(is_away);
        if let Some(number) = known {
            return Some(number);
        }
        if let Found::One(number) = self.away.find(person) {
            return Some(number);
        }
        let number = u32::try_from(self.lines.len()).ok()?;
        if self.lines.len() >= MAX_LINES {
            return None;
        }
        self.away.note_new(&person.address);
        self.lines.push(Attendee::new(person));
        Some(number)
    }

    /// The uuid that this host had before, where `id` is theirs.
    fn former_of(&self, id: &ParticipantId) -> Option<&ParticipantId> {
        self.former_own
            .last()
            .filter(|_| self.own.as_ref() == Some(id))
    }

    fn leave(&mut self, id: &ParticipantId, now_ms: u64) {
        let Some(number) = self.line_of.get(id).copied() else {
            return;
        };
        if let Some(line) = self.present_line(id) {
            line.leave(now_ms);
            let (address, name) = (line.address.clone(), line.name.clone());
            self.away.insert(&address, &name, number);
        }
    }

    /// Nobody is seen any more since `last_ms`, ms since 1970: the meeting has ended, or this session has left it. Who is there when
    /// it is joined again begins a new stay.
    pub fn end(&mut self, last_ms: u64) {
        let present = self.lines.iter().filter_map(Attendee::present_id);
        let present: Vec<_> = present.cloned().collect();
        for id in &present {
            self.leave(id, last_ms);
        }
    }

    /// Forgets everybody.
    pub fn clear(&mut self) {
        *self = Self::default();
    }
}

/// Returns when somebody came who is seen for the first time: the server's stamp, with the difference between both clocks taken out
/// where this session's own stamp tells it; now, where that can't be.
fn came_ms_of(person: &Participant, meeting: &Conference, joined_ms: u64, now_ms: u64) -> u64 {
    let stamp = |seconds: f64| {
        let is_moment = seconds.is_finite() && seconds > 0.0;
        is_moment.then_some((seconds * 1000.0) as u64)
    };
    let told_ms = person.start_time.and_then(stamp);
    let own_ms = meeting
        .meeting()
        .own_start_s
        .map(|own_s| own_s.saturating_mul(1000));
    let told_ms = told_ms.and_then(|told_ms| match own_ms {
        Some(own_ms) => joined_ms.checked_add(told_ms)?.checked_sub(own_ms),
        None => Some(told_ms),
    });
    told_ms
        .filter(|told_ms| {
            now_ms
                .checked_sub(*told_ms)
                .is_some_and(|ago| ago > NOW_MS && ago < DAY_MS)
        })
        .unwrap_or(now_ms)
}
