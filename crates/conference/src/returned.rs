//! Who drops out and comes back under another uuid: recognised by the address, then by the name, and offered what they had.

use crate::attendance::{Away, Found};
use crate::participant::fold_address;
use crate::{
    Change, Command, Conference, IdMap, IdSet, Kind, Participant, ParticipantId, Powers, Role, can,
};
use std::collections::BTreeMap;
use std::sync::Arc;

/// So many of those who left are remembered; who left first is forgotten first.
const MAX_DEPARTED: usize = 2_000;
/// So many are named where it may be one of several: who left last.
const MAX_ASKED: usize = 8;
/// So many who came back wait for a host's answer.
const MAX_RETURNED: usize = 100;

/// Somebody who came back, or may have.
#[derive(Clone, Debug, PartialEq)]
pub struct Returned {
    /// Under which uuid they are in now.
    pub id: ParticipantId,
    /// As whom they left. Several: one of them, and a host has to say which.
    pub as_whom: Vec<Arc<Participant>>,
}

/// Returns whether somebody who may be back comes by another address than they left by: then only a name, which anybody can choose, says
/// who they are.
pub fn is_other_address(before: &Participant, now: &Participant) -> bool {
    fold_address(&before.address) != fold_address(&now.address)
}

impl Returned {
    /// Returns as whom they left, where that is known.
    pub fn before(&self) -> Option<&Arc<Participant>> {
        match &*self.as_whom {
            [one] => Some(one),
            _ => None,
        }
    }
}

/// What somebody had who came back, and hasn't.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Missing {
    /// They were a host.
    pub role: bool,
    /// They were in the spotlight.
    pub spotlight: bool,
    /// They had a caption.
    pub caption: bool,
    /// A slot on air is kept for them under their former uuid.
    pub slot: bool,
}

impl Missing {
    /// Returns what `now` hasn't of what `before` had; `has_slot_waiting` says whether a slot on air is still for their former uuid.
    pub fn of(before: &Participant, now: &Participant, has_slot_waiting: bool) -> Self {
        // Some servers caption everybody with their name.
        let is_own = !before.overlay_text.is_empty() && before.overlay_text != before.name;
        Self {
            role: before.role == Role::Host && now.role == Role::Guest,
            spotlight: before.spotlight.is_some() && now.spotlight.is_none(),
            caption: is_own && before.overlay_text != now.overlay_text,
            slot: has_slot_waiting,
        }
    }

    /// Returns whether all is as it was.
    pub fn is_nothing(self) -> bool {
        self == Self::default()
    }

    /// Returns the kinds of command that give it back.
    pub fn kinds(self) -> impl Iterator<Item = Kind> {
        let all = [
            (self.role, Kind::SetRole),
            (self.spotlight, Kind::SpotlightOn),
            (self.caption, Kind::OverlayText),
            (self.slot, Kind::OverrideLayout),
        ];
        all.into_iter()
            .filter_map(|(is_missing, kind)| is_missing.then_some(kind))
    }

    /// Returns what gives back what may be given back, but for the slot, which is the layout editor's matter.
    pub fn commands(
        self,
        before: &Participant,
        now: &Participant,
        powers: &Powers,
    ) -> Vec<Command> {
        let may = |kind: &Kind| can(*kind, powers, Some(now)).is_ok();
        let command = |kind: Kind| {
            let id = now.id.clone();
            Some(match kind {
                Kind::SetRole => Command::SetRole(id, before.role),
                Kind::SpotlightOn => Command::SpotlightOn(id),
                Kind::OverlayText => Command::OverlayText(id, before.overlay_text.clone()),
                _ => return None,
            })
        };
        self.kinds().filter(may).filter_map(command).collect()
    }
}

/// Remembers who left, and recognises who comes back.
#[derive(Clone, Debug, Default)]
pub struct Returns {
    /// Who is in.
    present: IdSet,
    departed: BTreeMap<u32, Arc<Participant>>,
    number_of: IdMap<u32>,
    away: Away<u32>,
    next: u32,
    returned: Vec<Returned>,
    own: Option<ParticipantId>,
}

impl Returns {
    /// Takes in what has changed; `meeting` is as it is after that. `keeps_slot` says whether a slot on air is kept for who left.
    pub fn observe(
        &mut self,
        changes: &[Change],
        meeting: &Conference,
        keeps_slot: impl Fn(&ParticipantId) -> bool,
    ) {
        if self.own.as_ref() != meeting.own() {
            self.own = meeting.own().cloned();
        }
        let new = Change::added_count(changes);
        self.present.reserve(new);
        self.away.reserve(new);
        // A snapshot names those who came before those who went, and who went may be who came.
        for change in changes {
            if let Change::Gone(person) = change {
                self.leave(person);
            }
        }
        for change in changes {
            let (Change::Added(id) | Change::Changed(id, _)) = change else {
                continue;
            };
            let person = meeting
                .person(id)
                .filter(|person| person.service.is_in_meeting());
            if let Some(person) = person.filter(|_| !self.present.contains(id)) {
                self.enter(person, &keeps_slot);
            }
        }
    }

    /// Returns who came back and hasn't been answered for, oldest first.
    pub fn returned(&self) -> &[Returned] {
        &self.returned
    }

    /// A host says who they are.
    pub fn choose(&mut self, id: &ParticipantId, before: &ParticipantId) {
        let Some(returned) = self.returned.iter_mut().find(|one| one.id == *id) else {
            return;
        };
        if returned.as_whom.iter().any(|one| one.id == *before) {
            returned.as_whom.retain(|one| one.id == *before);
            self.take(before.clone(), Some(id.clone()));
        }
    }

    /// Nothing more is to be said about somebody: dismissed, or all is as it was.
    pub fn dismiss(&mut self, id: &ParticipantId) {
        self.returned.retain(|one| one.id != *id);
    }

    /// Nothing more is to be said about anybody who is back by now.
    pub fn dismiss_all(&mut self) {
        self.returned.clear();
    }

    /// Whoever left as `before` is found: nobody but `by` can be they. Where one is left whom somebody may be, they are that one.
    fn take(&mut self, before: ParticipantId, by: Option<ParticipantId>) {
        let mut taken = vec![(before, by)];
        while let Some((before, by)) = taken.pop() {
            let is_before = |one: &Arc<Participant>| one.id == before;
            let has_lost = |one: &Returned| !one.as_whom.iter().any(is_before);
            // Another one was faster.
            if self
                .returned
                .iter()
                .any(|one| Some(&one.id) == by.as_ref() && has_lost(one))
            {
                continue;
            }
            self.forget(&before);
            for returned in &mut self.returned {
                let count = returned.as_whom.len();
                if Some(&returned.id) != by.as_ref() {
                    returned.as_whom.retain(|one| one.id != before);
                }
                if returned.as_whom.len() < count
                    && let Some(one) = returned.before()
                {
                    taken.push((one.id.clone(), Some(returned.id.clone())));
                }
            }
        }
        self.returned.retain(|one| !one.as_whom.is_empty());
    }

    fn leave(&mut self, person: &Arc<Participant>) {
        let was_in = self.present.remove(&person.id);
        let Some(at) = self.returned.iter().position(|one| one.id == person.id) else {
            if was_in {
                self.remember(person.clone());
            }
            return;
        };
        let returned = self.returned.remove(at);
        // They still have to get back what they had before. Where it may be one of several, none of them was forgotten.
        if let Some(before) = returned.before() {
            self.remember(before.clone());
        }
    }

    fn enter(&mut self, person: &Participant, keeps_slot: impl Fn(&ParticipantId) -> bool) {
        self.present.insert(person.id.clone());
        let numbers = match self.number_of.get(&person.id) {
            // The same uuid once more.
            Some(number) => vec![*number],
            None => match self.away.find(person) {
                Found::Nobody => Vec::new(),
                Found::One(number) => vec![number],
                Found::OneOf(numbers) => numbers,
            },
        };
        let latest = numbers.len().saturating_sub(MAX_ASKED);
        let as_whom: Vec<_> = numbers
            .iter()
            .skip(latest)
            .filter_map(|number| self.departed.get(number).cloned())
            .collect();
        if as_whom.is_empty() {
            self.away.note_new(&person.address);
        }
        // Whoever was taken for them is somebody else.
        self.take(person.id.clone(), None);
        if person.is_helper() || self.own.as_ref() == Some(&person.id) {
            return;
        }
        if let [before] = &*as_whom {
            self.take(before.id.clone(), None);
        }
        let lacks_something = |before: &Arc<Participant>| {
            !Missing::of(before, person, keeps_slot(&before.id)).is_nothing()
        };
        if self.returned.len() < MAX_RETURNED && as_whom.iter().any(lacks_something) {
            self.returned.push(Returned {
                id: person.id.clone(),
                as_whom,
            });
        }
    }

    fn remember(&mut self, person: Arc<Participant>) {
        if person.is_helper() || self.own.as_ref() == Some(&person.id) {
            return;
        }
        self.forget(&person.id);
        if self.departed.len() >= MAX_DEPARTED
            && let Some(oldest) = self
                .departed
                .values()
                .next()
                .map(|person| person.id.clone())
        {
            self.forget(&oldest);
        }
        self.next = self.next.wrapping_add(1);
        self.away.insert(&person.address, &person.name, self.next);
        self.number_of.insert(person.id.clone(), self.next);
        self.departed.insert(self.next, person);
    }

    /// They are no longer one of those who may come back.
    fn forget(&mut self, id: &ParticipantId) {
        let Some(number) = self.number_of.remove(id) else {
            return;
        };
        if let Some(person) = self.departed.remove(&number) {
            self.away.remove(&person.address, &person.name, &number);
        }
    }
}

#[cfg(test)]
pub(crate) mod tests;
