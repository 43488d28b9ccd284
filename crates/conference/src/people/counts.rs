//! What chips and headings count.

use crate::{Participant, Role, Service};

/// How many people there are of each kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PeopleCounts {
    /// In the meeting: neither waiting nor being called.
    pub present: usize,
    /// Rows of people: all but helpers.
    pub all: usize,
    /// Recorders and live streams, which stand in no other count.
    pub helpers: usize,
    /// Hosts.
    pub hosts: usize,
    /// Guests.
    pub guests: usize,
    /// Muted by a host.
    pub muted: usize,
    /// Sharing a screen.
    pub presenting: usize,
    /// Waiting to be admitted.
    pub waiting: usize,
    /// Being called.
    pub connecting: usize,
    /// Without a camera.
    pub audio_only: usize,
    /// From outside.
    pub external: usize,
    /// With a raised hand.
    pub hands: usize,
}

impl PeopleCounts {
    /// Counts a person in.
    pub fn add(&mut self, person: &Participant) {
        self.combine(Self::of(person), usize::saturating_add);
    }

    /// Takes a person out again, as they were when they were counted in.
    pub fn remove(&mut self, person: &Participant) {
        self.combine(Self::of(person), usize::saturating_sub);
    }

    /// Returns whether `other` differs in who is there, rather than in how they are.
    pub const fn differs_in_membership(&self, other: &Self) -> bool {
        self.present != other.present
            || self.all != other.all
            || self.helpers != other.helpers
            || self.waiting != other.waiting
            || self.connecting != other.connecting
    }

    fn of(person: &Participant) -> Self {
        if person.is_helper() {
            return Self {
                helpers: 1,
                ..Self::default()
            };
        }
        Self {
            present: usize::from(person.service.is_in_meeting()),
            all: 1,
            helpers: 0,
            hosts: usize::from(person.role == Role::Host),
            guests: usize::from(person.role == Role::Guest),
            muted: usize::from(person.muted),
            presenting: usize::from(person.presenting),
            waiting: usize::from(person.service == Service::WaitingRoom),
            connecting: usize::from(person.service == Service::Connecting),
            audio_only: usize::from(person.audio_only),
            external: usize::from(person.external),
            hands: usize::from(person.hand_raised),
        }
    }

    fn combine(&mut self, one: Self, operation: fn(usize, usize) -> usize) {
        self.present = operation(self.present, one.present);
        self.all = operation(self.all, one.all);
        self.helpers = operation(self.helpers, one.helpers);
        self.hosts = operation(self.hosts, one.hosts);
        self.guests = operation(self.guests, one.guests);
        self.muted = operation(self.muted, one.muted);
        self.presenting = operation(self.presenting, one.presenting);
        self.waiting = operation(self.waiting, one.waiting);
        self.connecting = operation(self.connecting, one.connecting);
        self.audio_only = operation(self.audio_only, one.audio_only);
        self.external = operation(self.external, one.external);
        self.hands = operation(self.hands, one.hands);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ParticipantId;
    use std::collections::HashMap;

    fn person(id: &str, name: &str, muted: bool, service: Service) -> Participant {
        Participant {
            name: name.into(),
            streaming: name.starts_with("anonymous_rec"),
            muted,
            service,
            ..Participant::unknown(ParticipantId::new(id))
        }
    }

    #[test]
    fn counts_follow_who_comes_changes_and_goes() {
        let (mut counts, mut people) = (PeopleCounts::default(), HashMap::new());
        let mut check = |news: Result<Participant, &str>, expect: [usize; 5]| {
            let before = match news {
                Ok(person) => {
                    counts.add(&person);
                    people.insert(person.id.clone(), person)
                }
                Err(id) => people.remove(&ParticipantId::new(id)),
            };
            if let Some(before) = before {
                counts.remove(&before);
            }
            let PeopleCounts {
                present,
                all,
                helpers,
                muted,
                connecting,
                ..
            } = counts;
            assert_eq!([present, all, helpers, muted, connecting], expect);
        };
        let (here, rings) = (Service::Conference, Service::Connecting);
        check(Ok(person("a", "Ann", false, here.clone())), [1, 1, 0, 0, 0]);
        check(Ok(person("b", "Bob", true, rings.clone())), [1, 2, 0, 1, 1]);
        check(Ok(person("b", "Bob", true, here.clone())), [2, 2, 0, 1, 0]);
        check(
            Ok(person("c", "anonymous_rec", true, here)),
            [2, 2, 1, 1, 0],
        );
        check(Ok(person("a", "Ann", true, rings)), [1, 2, 1, 2, 1]);
        check(Err("b"), [0, 1, 1, 1, 1]);
        check(Err("b"), [0, 1, 1, 1, 1]);
        check(Err("c"), [0, 1, 0, 1, 1]);
    }

    #[test]
    fn hands_are_counted() {
        let mut person = person("a", "Ann", false, Service::Conference);
        let mut counts = PeopleCounts::default();
        person.hand_raised = true;
        counts.add(&person);
        assert_eq!(counts.hands, 1);
        counts.remove(&person);
        assert_eq!(counts.hands, 0);
    }

    #[test]
    fn muting_is_no_change_of_membership() {
        let one = PeopleCounts {
            all: 2,
            ..PeopleCounts::default()
        };
        let check = |other: PeopleCounts, expect: bool| {
            assert_eq!(one.differs_in_membership(&other), expect, "{other:?}");
        };
        check(one, false);
        check(PeopleCounts { muted: 1, ..one }, false);
        check(PeopleCounts { all: 3, ..one }, true);
        check(PeopleCounts { helpers: 1, ..one }, true);
    }
}
