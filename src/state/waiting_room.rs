//! Who waits: who of them is always admitted, and what the host is told of knocks.

use std::sync::Arc;

use conference::{AlwaysAdmitted, Command, Kind, Knocks, KnownBy, ParticipantId, Powers, can};
use leptos::prelude::*;

use super::{Commands, Roster};

/// What a host is told once: so many have knocked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Knock {
    /// Who was first of them.
    pub name: Arc<str>,
    /// How many there were.
    pub count: usize,
}

/// The waiting room beyond who is in it, which the roster knows. Cheap to copy.
#[derive(Clone, Copy)]
pub struct WaitingRoom {
    roster: Roster,
    commands: Commands,
    powers: RwSignal<Powers>,
    known: StoredValue<Known>,
    /// Changes with who is always admitted.
    revision: RwSignal<u32>,
    /// How often the host was told of a knock.
    knocks: RwSignal<u32>,
}

/// One value for all of it: each type of signal is code of its own.
#[derive(Default)]
struct Known {
    always: AlwaysAdmitted,
    knocks: Knocks,
    last_knock: Option<Knock>,
}

impl WaitingRoom {
    pub(super) fn new(roster: Roster, commands: Commands, powers: RwSignal<Powers>) -> Self {
        Self {
            roster,
            commands,
            powers,
            known: StoredValue::default(),
            revision: RwSignal::default(),
            knocks: RwSignal::default(),
        }
    }

    /// Reads who is always admitted in this meeting; followed.
    pub fn with_always<T>(self, read: impl FnOnce(&AlwaysAdmitted) -> T) -> T {
        self.revision.track();
        self.known.with_value(|known| read(&known.always))
    }

    /// How often the host was told of a knock.
    pub fn knocks(self) -> ReadSignal<u32> {
        self.knocks.read_only()
    }

    /// Returns what the host was told of last.
    pub fn last_knock(self) -> Option<Knock> {
        self.known.with_value(|known| known.last_knock.clone())
    }

    /// Admits somebody who waits, and whenever they come again.
    pub fn always_admit(self, id: &ParticipantId) {
        let Some(person) = self.roster.person_untracked(id) else {
            return;
        };
        self.change(|always| always.add(&person));
        let may = self
            .powers
            .with_untracked(|powers| can(Kind::Admit, powers, Some(&person)).is_ok());
        if may && !untrack(|| self.commands.is_pending_for(id)) {
            self.commands.send(Command::Admit(id.clone()));
        }
    }

    /// From now on the host is asked about somebody again.
    pub fn ask_again(self, known_by: &KnownBy) {
        self.change(|always| always.remove(known_by));
    }

    fn change(self, change: impl FnOnce(&mut AlwaysAdmitted)) {
        self.known.update_value(|known| change(&mut known.always));
        self.revision
            .update(|revision| *revision = revision.wrapping_add(1));
    }

    /// Once a second, on a clock that never goes back: admits whoever always is, and tells the host of the others.
    pub(super) fn look(self, now_ms: u64) {
        let waiting = self.roster.waiting().get_untracked();
        let everybody = self.roster.order().get_untracked();
        let powers = self.powers.get_untracked();
        let look = |known: &mut Known| {
            self.roster.with_people(|person_of| {
                let commands = known
                    .always
                    .commands(&waiting, &everybody, &powers, person_of);
                // Who is being admitted doesn't knock.
                let always = &known.always;
                let knocking = waiting.iter().filter(|id| {
                    let person = person_of(id);
                    !person.is_some_and(|person| always.contains(person))
                });
                known.knocks.observe(now_ms, knocking);
                let news = known.knocks.news(now_ms).and_then(|who| {
                    let name = person_of(who.first()?)?.name.clone();
                    let count = who.len();
                    Some(Knock { name, count })
                });
                let is_told = news.is_some();
                known.last_knock = news.or(known.last_knock.take());
                (commands, is_told)
            })
        };
        let (commands, is_told) = self.known.try_update_value(look).unwrap_or_default();
        self.commands.send_all(commands);
        if is_told {
            self.knocks
                .update(|knocks| *knocks = knocks.wrapping_add(1));
        }
    }

    pub(super) fn clear(self) {
        self.change(|always| *always = AlwaysAdmitted::default());
        self.known.update_value(|known| *known = Known::default());
    }
}
