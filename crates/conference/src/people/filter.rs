//! Who of the many is to be shown.

use super::{PersonEntry, Query};
use crate::{Decompose, Participant, ParticipantId, Role, Service};

/// One of the list's filters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PeopleFilter {
    /// Everybody.
    #[default]
    All,
    /// Hosts.
    Hosts,
    /// Who speaks now.
    Speaking,
    /// Who was muted.
    Muted,
    /// Who is being called.
    Connecting,
    /// Recorders and live streams, which stand in no other list.
    Helpers,
}

impl PeopleFilter {
    /// All filters, in the order shown.
    pub const ALL: [Self; 6] = [
        Self::All,
        Self::Hosts,
        Self::Speaking,
        Self::Muted,
        Self::Connecting,
        Self::Helpers,
    ];

    /// Returns whether `person` is one of those, given who speaks.
    pub fn keeps(self, person: &Participant, speaking: &[ParticipantId]) -> bool {
        if person.is_helper() {
            return self == Self::Helpers;
        }
        match self {
            Self::Helpers => false,
            Self::All => true,
            Self::Hosts => person.role == Role::Host,
            Self::Speaking => speaking.contains(&person.id),
            Self::Muted => person.muted,
            Self::Connecting => person.service == Service::Connecting,
        }
    }
}

/// What a host asks the list for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PeopleSearch {
    /// What was typed.
    pub text: String,
    /// The filter that was chosen.
    pub filter: PeopleFilter,
}

impl PeopleSearch {
    /// Returns whether nothing was typed and chosen.
    pub fn is_empty(&self) -> bool {
        self.filter == PeopleFilter::All && self.text.trim().is_empty()
    }

    /// Returns those of `order` who are to be shown. `entry_of` is `None` for who has left.
    pub fn find<'a>(
        &self,
        order: &[ParticipantId],
        speaking: &[ParticipantId],
        entry_of: impl Fn(&ParticipantId) -> Option<&'a PersonEntry>,
        decompose: Decompose,
    ) -> Vec<ParticipantId> {
        let query = Query::new(&self.text, decompose);
        let is_shown = |id: &&ParticipantId| {
            entry_of(id).is_some_and(|entry| {
                self.filter.keeps(entry.person(), speaking) && entry.matches(&query, decompose)
            })
        };
        order.iter().filter(is_shown).cloned().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::IdMap;
    use std::sync::Arc;

    #[test]
    fn finds_by_text_and_filter() {
        let person = |id: &str, name: &str| Participant {
            name: name.into(),
            ..Participant::unknown(ParticipantId::new(id))
        };
        let people = [
            Participant {
                role: Role::Host,
                ..person("h", "Ann")
            },
            Participant {
                muted: true,
                ..person("m", "Anna")
            },
            Participant {
                service: Service::Connecting,
                ..person("c", "Bob")
            },
            Participant {
                streaming: true,
                ..person("r", "anonymous_recorder")
            },
            person("g", "anonymous_gus"),
        ];
        let order: Vec<_> = people.iter().map(|person| person.id.clone()).collect();
        let entry =
            |person: Participant| (person.id.clone(), PersonEntry::new(Arc::new(person), 0));
        let entries: IdMap<_> = people.into_iter().map(entry).collect();
        let check = |text: &str, filter: PeopleFilter, expect: &str| {
            let search = PeopleSearch {
                text: text.to_owned(),
                filter,
            };
            let speaking = [ParticipantId::new("m")];
            let found = search.find(&order, &speaking, |id| entries.get(id), str::to_owned);
            let found: Vec<_> = found.iter().map(ParticipantId::as_str).collect();
            assert_eq!(found.join(" "), expect, "{search:?}");
        };
        check("", PeopleFilter::All, "h m c g");
        check("ann", PeopleFilter::All, "h m");
        check("anna", PeopleFilter::Hosts, "");
        check("", PeopleFilter::Hosts, "h");
        check("", PeopleFilter::Speaking, "m");
        check("", PeopleFilter::Muted, "m");
        check("", PeopleFilter::Connecting, "c");
        check("", PeopleFilter::Helpers, "r");
        check("ann", PeopleFilter::Helpers, "");
    }
}
