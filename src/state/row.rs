//! One person's signals.

use std::sync::Arc;

use conference::{Participant, ParticipantId};
use leptos::prelude::*;

/// One person's signals: what is known of them, their voice, and their place in the spotlight. Made when somebody first looks, for of
/// thousands few are ever seen; they live as long as somebody holds them, whether or not a row is on the screen.
#[derive(Clone, Debug)]
pub struct Row {
    /// Whose row it is.
    pub id: ParticipantId,
    /// What is known of them.
    pub person: ArcRwSignal<Arc<Participant>>,
    /// Voice, 0…100; above 0 = speaking. Written once a frame at most.
    pub voice: ArcRwSignal<u8>,
    /// Their place in the spotlight, from 1; 0 = not in it.
    pub spotlight_rank: ArcRwSignal<usize>,
    /// Since when they wait or are being called, ms since 1970, as well as it is known.
    pub since_ms: u64,
}

/// Two rows are the same when they show the same signals.
impl PartialEq for Row {
    fn eq(&self, other: &Self) -> bool {
        self.person == other.person && self.since_ms == other.since_ms
    }
}

impl Row {
    pub(super) fn new(person: &Arc<Participant>, since_ms: u64, voice: u8, rank: usize) -> Self {
        Self {
            id: person.id.clone(),
            person: ArcRwSignal::new(person.clone()),
            voice: ArcRwSignal::new(voice),
            spotlight_rank: ArcRwSignal::new(rank),
            since_ms,
        }
    }

    /// Returns the person as they are now, without following them.
    pub fn person_untracked(&self) -> Arc<Participant> {
        self.person.get_untracked()
    }
}
