//! Whom a roll call or a rotation goes through, in the meeting as it is.

use conference::{ParticipantId, Powers, Whom};
use leptos::prelude::*;

use super::{PeoplePanel, Roster};

/// Something that follows the meeting from when it is first needed, for as long as the owner lives that made it.
#[derive(Clone, Copy)]
pub(super) struct Follower {
    owner: StoredValue<Option<Owner>>,
}

impl Follower {
    /// Follows nothing yet.
    pub fn new() -> Self {
        Self {
            owner: StoredValue::new(Owner::current()),
        }
    }

    /// Runs `look` now and whenever what it read changes. Only the first call counts.
    pub fn follow(self, look: impl Fn() + 'static) {
        let owner = self.owner.try_update_value(Option::take).flatten();
        if let Some(owner) = owner {
            owner.with(|| Effect::new(move |_| look()));
        }
    }
}

/// Finds out who is meant. Cheap to copy.
#[derive(Clone, Copy)]
pub(super) struct Crowd {
    pub roster: Roster,
    pub people: PeoplePanel,
    pub powers: ReadSignal<Powers>,
}

impl Crowd {
    /// Returns who is meant, in the list's order; follows whatever may change that.
    pub fn meant(self, whom: Whom) -> Vec<ParticipantId> {
        let everybody = self.roster.order().get();
        let found = (whom == Whom::Found).then(|| self.roster.search(&self.people.search()));
        let order = found.as_deref().unwrap_or(&everybody);
        self.roster.revision().track();
        self.powers.with(|powers| {
            self.people.selection.with(|selection| {
                self.roster.with_people(|person_of| {
                    let meant = whom.of(order, selection, powers.own.as_ref(), person_of);
                    meant.into_iter().cloned().collect()
                })
            })
        })
    }
}
