//! Who came back, and what they are offered.

use std::sync::Arc;

use conference::{Change, Conference, Kind, Missing, Participant, ParticipantId, Returns, can};
use leptos::prelude::*;

use super::{Commands, Roster, Stage, set_if_changed};

/// One who came back, as a card shows them.
#[derive(Clone, Debug, PartialEq)]
pub struct ReturnedCard {
    /// As they are now.
    pub now: Arc<Participant>,
    /// As whom they may have left, and what of it they haven't got back. Several: a host has to say which.
    pub before: Vec<(Arc<Participant>, Missing)>,
}

/// Who came back. Cheap to copy.
#[derive(Clone, Copy)]
pub struct ReturnedPeople {
    returns: StoredValue<Returns, LocalStorage>,
    cards: RwSignal<Vec<ReturnedCard>>,
    roster: Roster,
    stage: Stage,
    commands: Commands,
}

impl ReturnedPeople {
    pub(super) fn new(roster: Roster, stage: Stage, commands: Commands) -> Self {
        Self {
            returns: StoredValue::new_local(Returns::default()),
            cards: RwSignal::default(),
            roster,
            stage,
            commands,
        }
    }

    /// Those who can be given something back.
    pub fn cards(self) -> ReadSignal<Vec<ReturnedCard>> {
        self.cards.read_only()
    }

    /// The host says as whom somebody left.
    pub fn choose(self, id: &ParticipantId, before: &ParticipantId) {
        self.returns
            .update_value(|returns| returns.choose(id, before));
        self.show();
    }

    /// The host has nothing to give back to them.
    pub fn dismiss(self, id: &ParticipantId) {
        self.returns.update_value(|returns| returns.dismiss(id));
        self.show();
    }

    /// The host has nothing to give back to any of them.
    pub fn dismiss_all(self) {
        self.returns.update_value(Returns::dismiss_all);
        self.show();
    }

    /// Gives back what may be given back, each by one command.
    pub fn restore(self, id: &ParticipantId, powers: &conference::Powers) {
        let card = self.cards.with_untracked(|cards| {
            let mut cards = cards.iter();
            cards.find(|card| card.now.id == *id).cloned()
        });
        let Some(ReturnedCard { now, before }) = card else {
            return;
        };
        let [(before, missing)] = &*before else {
            return;
        };
        for command in missing.commands(before, &now, powers) {
            self.commands.send(command);
        }
        if missing.slot && can(Kind::OverrideLayout, powers, None).is_ok() {
            self.stage.put_in_place_of(&before.id, &now);
        }
    }

    pub(super) fn observe(self, changes: &[Change], conference: &Conference) {
        self.returns.update_value(|returns| {
            returns.observe(changes, conference, |former| self.stage.keeps_slot(former));
        });
    }

    /// Shows who is to be given something back. Whoever has all that they had is forgotten.
    pub(super) fn show(self) {
        let mut over = Vec::new();
        let cards = self.returns.with_value(|returns| {
            let returned = returns.returned().iter();
            let cards = returned.filter_map(|one| {
                let now = self.roster.person_untracked(&one.id)?;
                let missing = |before: &Arc<Participant>| {
                    let has_slot = self.stage.keeps_slot_for(&before.id, &now.id);
                    (before.clone(), Missing::of(before, &now, has_slot))
                };
                let before: Vec<_> = one.as_whom.iter().map(missing).collect();
                if before.iter().all(|(_, missing)| missing.is_nothing()) {
                    over.push(one.id.clone());
                    return None;
                }
                Some(ReturnedCard { now, before })
            });
            cards.collect::<Vec<_>>()
        });
        for id in &over {
            self.returns.update_value(|returns| returns.dismiss(id));
        }
        set_if_changed(self.cards, cards);
    }

    pub(super) fn clear(self) {
        self.returns.set_value(Returns::default());
        set_if_changed(self.cards, Vec::new());
    }
}
