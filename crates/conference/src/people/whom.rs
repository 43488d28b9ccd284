//! Whom something goes through, one after another: a roll call, a rotation.

use super::Selection;
use crate::{Participant, ParticipantId, Role, can_be_placed};

/// Which of the people are meant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Whom {
    /// Everybody in the meeting.
    #[default]
    Everybody,
    /// Hosts.
    Hosts,
    /// Guests.
    Guests,
    /// Those selected.
    Selected,
    /// Those whom search and filters find.
    Found,
}

impl Whom {
    /// All of them, in the order shown.
    pub const ALL: [Self; 5] = [
        Self::Everybody,
        Self::Hosts,
        Self::Guests,
        Self::Selected,
        Self::Found,
    ];

    /// Returns the word by which pages tell them apart.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Everybody => "everybody",
            Self::Hosts => "hosts",
            Self::Guests => "guests",
            Self::Selected => "selected",
            Self::Found => "found",
        }
    }

    /// Returns those of `order` who are meant and in the meeting, but for this session itself. `order` is everybody, or whom search and
    /// filters found where those are meant.
    pub fn of<'a, 'p>(
        self,
        order: &'a [ParticipantId],
        selection: &Selection,
        own: Option<&ParticipantId>,
        person_of: impl Fn(&ParticipantId) -> Option<&'p Participant>,
    ) -> Vec<&'a ParticipantId> {
        let is_meant = |id: &&ParticipantId| {
            person_of(id).is_some_and(|person| {
                let is_one = match self {
                    Self::Everybody | Self::Found => true,
                    Self::Hosts => person.role == Role::Host,
                    Self::Guests => person.role == Role::Guest,
                    Self::Selected => selection.contains(id),
                };
                is_one && own != Some(*id) && can_be_placed(person)
            })
        };
        order.iter().filter(is_meant).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Service;

    #[test]
    fn who_is_meant() {
        let person = |id: &str, role: Role, service: Service| Participant {
            role,
            service,
            ..Participant::unknown(ParticipantId::new(id))
        };
        let people = [
            person("me", Role::Host, Service::Conference),
            person("host", Role::Host, Service::Conference),
            person("a", Role::Guest, Service::Conference),
            person("b", Role::Guest, Service::Conference),
            person("waits", Role::Guest, Service::WaitingRoom),
        ];
        let mut order: Vec<_> = people.iter().map(|person| person.id.clone()).collect();
        order.push(ParticipantId::new("gone"));
        let mut selection = Selection::default();
        selection.set(
            [&ParticipantId::new("b"), &ParticipantId::new("waits")],
            true,
        );
        let check = |whom: Whom, expect: &[&str]| {
            let own = ParticipantId::new("me");
            let person_of = |id: &ParticipantId| people.iter().find(|person| person.id == *id);
            let found = whom.of(&order, &selection, Some(&own), person_of);
            let found: Vec<_> = found.into_iter().map(ParticipantId::as_str).collect();
            assert_eq!(found, expect, "{whom:?}");
        };
        check(Whom::Everybody, &["host", "a", "b"]);
        check(Whom::Found, &["host", "a", "b"]);
        check(Whom::Hosts, &["host"]);
        check(Whom::Guests, &["a", "b"]);
        check(Whom::Selected, &["b"]);
    }
}
