//! Who of the many is to be shown.

use super::{PersonEntry, PinyinTable, Query};
use crate::{Decompose, IdSet, Participant, ParticipantId, Role, Service};

/// One of the list's filters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PeopleFilter {
    /// Hosts.
    Hosts,
    /// Guests.
    Guests,
    /// Who was muted.
    Muted,
    /// Who speaks now.
    Speaking,
    /// Who shares a screen.
    Presenting,
    /// Who waits to be admitted.
    Waiting,
    /// Who is being called.
    Connecting,
    /// Who has no camera.
    AudioOnly,
    /// Who is from outside.
    External,
    /// Whose name can be taken for another's.
    LookAlike,
    /// Recorders and live streams, which stand in no other list.
    Helpers,
}

impl PeopleFilter {
    /// All filters, in the order shown.
    pub const ALL: [Self; 11] = [
        Self::Hosts,
        Self::Guests,
        Self::Muted,
        Self::Speaking,
        Self::Presenting,
        Self::Waiting,
        Self::Connecting,
        Self::AudioOnly,
        Self::External,
        Self::LookAlike,
        Self::Helpers,
    ];

    /// Nobody is two of these at once: pressed together, a host wants either. All others narrow.
    const EITHER: [PeopleFilters; 2] = [
        PeopleFilters(Self::Hosts.bit() | Self::Guests.bit() | Self::Helpers.bit()),
        PeopleFilters(Self::Waiting.bit() | Self::Connecting.bit()),
    ];

    /// Returns the word that it is stored by.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Hosts => "hosts",
            Self::Guests => "guests",
            Self::Muted => "muted",
            Self::Speaking => "speaking",
            Self::Presenting => "presenting",
            Self::Waiting => "waiting",
            Self::Connecting => "connecting",
            Self::AudioOnly => "audio-only",
            Self::External => "external",
            Self::LookAlike => "look-alike",
            Self::Helpers => "helpers",
        }
    }

    /// Returns the filter of such a word; `None` for any other.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|filter| filter.as_str() == word)
    }

    const fn bit(self) -> u16 {
        1 << self as u16
    }

    fn is_so_of(self, person: &Participant, around: &Around<'_>) -> bool {
        let is_person = !person.is_helper();
        match self {
            Self::Hosts => is_person && person.role == Role::Host,
            Self::Guests => is_person && person.role == Role::Guest,
            Self::Muted => person.muted,
            Self::Speaking => around.speaking.contains(&person.id),
            Self::Presenting => person.presenting,
            Self::Waiting => person.service == Service::WaitingRoom,
            Self::Connecting => person.service == Service::Connecting,
            Self::AudioOnly => person.audio_only,
            Self::External => person.external,
            Self::LookAlike => around.look_alikes.contains(&person.id),
            Self::Helpers => !is_person,
        }
    }
}

/// The filters that are pressed: hosts and guests is either, waiting and connecting is either, and all the others narrow, as does one
/// of them with the others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PeopleFilters(u16);

impl PeopleFilters {
    /// Returns whether none is pressed.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Returns whether this one is pressed.
    pub const fn has(self, filter: PeopleFilter) -> bool {
        self.0 & filter.bit() != 0
    }

    /// Returns them with one pressed that wasn't, or the other way round.
    #[must_use]
    pub const fn toggled(self, filter: PeopleFilter) -> Self {
        Self(self.0 ^ filter.bit())
    }

    /// Returns the words of those pressed, with spaces between them.
    pub fn to_words(self) -> String {
        let pressed = PeopleFilter::ALL.into_iter();
        let pressed = pressed.filter(|filter| self.has(*filter));
        let words: Vec<_> = pressed.map(PeopleFilter::as_str).collect();
        words.join(" ")
    }

    /// Returns the filters of such words; what isn't known is left out.
    pub fn of_words(words: &str) -> Self {
        let found = words.split_whitespace().filter_map(PeopleFilter::of_word);
        Self(found.fold(0, |bits, filter| bits | filter.bit()))
    }

    /// Returns whether `person` is to be shown. Helpers stand in no list but their own.
    fn keeps(self, person: &Participant, around: &Around<'_>) -> bool {
        if person.is_helper() && !self.has(PeopleFilter::Helpers) {
            return false;
        }
        let mut left = self;
        for either in PeopleFilter::EITHER {
            let some = Self(self.0 & either.0);
            left.0 &= !either.0;
            if !some.is_empty() && !some.pressed().any(|one| one.is_so_of(person, around)) {
                return false;
            }
        }
        left.pressed().all(|one| one.is_so_of(person, around))
    }

    fn pressed(self) -> impl Iterator<Item = PeopleFilter> {
        let all = PeopleFilter::ALL.into_iter();
        all.filter(move |filter| self.has(*filter))
    }
}

/// What a search has to know besides people.
#[derive(Clone, Copy)]
pub struct Around<'a> {
    /// Who speaks.
    pub speaking: &'a [ParticipantId],
    /// Whose names look like somebody else's.
    pub look_alikes: &'a IdSet,
    /// How letters are taken apart.
    pub decompose: Decompose,
    /// How Chinese names are read, where that is known.
    pub pinyin: Option<&'a PinyinTable>,
}

/// What a host asks the list for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PeopleSearch {
    /// What was typed.
    pub text: String,
    /// The filters that are pressed.
    pub filters: PeopleFilters,
}

impl PeopleSearch {
    /// Returns whether nothing was typed and pressed.
    pub fn is_empty(&self) -> bool {
        self.filters.is_empty() && self.text.trim().is_empty()
    }

    /// Returns those of `order` who are to be shown. `entry_of` is `None` for who has left.
    pub fn find<'a>(
        &self,
        order: &[ParticipantId],
        around: &Around<'_>,
        entry_of: impl Fn(&ParticipantId) -> Option<&'a PersonEntry>,
    ) -> Vec<ParticipantId> {
        let query = Query::new(&self.text, around.decompose);
        let is_shown = |id: &&ParticipantId| {
            entry_of(id).is_some_and(|entry| {
                self.filters.keeps(entry.person(), around) && entry.matches(&query, around)
            })
        };
        order.iter().filter(is_shown).cloned().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::IdMap;
    use PeopleFilter::*;
    use std::sync::Arc;

    fn people() -> [Participant; 7] {
        let person = |id: &str, name: &str| Participant {
            name: name.into(),
            ..Participant::unknown(ParticipantId::new(id))
        };
        [
            Participant {
                role: Role::Host,
                ..person("h", "Ann")
            },
            Participant {
                role: Role::Host,
                muted: true,
                presenting: true,
                ..person("k", "Kim")
            },
            Participant {
                muted: true,
                audio_only: true,
                ..person("m", "Anna")
            },
            Participant {
                service: Service::Connecting,
                ..person("c", "Bob")
            },
            Participant {
                service: Service::WaitingRoom,
                external: true,
                ..person("w", "Wim")
            },
            Participant {
                streaming: true,
                ..person("r", "anonymous_recorder")
            },
            person("g", "anonymous_gus"),
        ]
    }

    fn filters(all: &[PeopleFilter]) -> PeopleFilters {
        let none = PeopleFilters::default();
        all.iter().fold(none, |filters, one| filters.toggled(*one))
    }

    #[test]
    fn finds_by_text_and_filters() {
        let people = people();
        let order: Vec<_> = people.iter().map(|person| person.id.clone()).collect();
        let entry =
            |person: Participant| (person.id.clone(), PersonEntry::new(Arc::new(person), 0, 0));
        let entries: IdMap<_> = people.into_iter().map(entry).collect();
        let check = |text: &str, pressed: &[PeopleFilter], expect: &str| {
            let search = PeopleSearch {
                text: text.to_owned(),
                filters: filters(pressed),
            };
            let speaking = [ParticipantId::new("m")];
            let around = Around {
                speaking: &speaking,
                look_alikes: &["h", "m"].map(ParticipantId::new).into_iter().collect(),
                decompose: str::to_owned,
                pinyin: None,
            };
            let found = search.find(&order, &around, |id| entries.get(id));
            let found: Vec<_> = found.iter().map(ParticipantId::as_str).collect();
            assert_eq!(found.join(" "), expect, "{search:?}");
        };
        check("", &[], "h k m c w g");
        check("ann", &[], "h m");
        check("anna", &[Hosts], "");
        check("", &[Hosts], "h k");
        check("", &[Guests], "m c w g");
        check("", &[Muted], "k m");
        check("", &[Speaking], "m");
        check("", &[Presenting], "k");
        check("", &[Waiting], "w");
        check("", &[Connecting], "c");
        check("", &[AudioOnly], "m");
        check("", &[External], "w");
        check("", &[LookAlike], "h m");
        check("", &[Helpers], "r");
        check("ann", &[Helpers], "");
        // Either of two that nobody is both of; all others narrow.
        check("", &[Hosts, Guests], "h k m c w g");
        check("", &[Hosts, Helpers], "h k r");
        check("", &[Waiting, Connecting], "c w");
        check("", &[Hosts, Muted], "k");
        check("", &[Hosts, Guests, Muted], "k m");
        check("", &[Guests, Waiting, Connecting, External], "w");
        check("", &[Muted, Speaking, LookAlike], "m");
        check("", &[Muted, Speaking, LookAlike, Presenting], "");
    }

    #[test]
    fn are_stored_as_words() {
        let check = |pressed: &[PeopleFilter], words: &str| {
            assert_eq!(filters(pressed).to_words(), words);
            assert_eq!(PeopleFilters::of_words(words), filters(pressed));
        };
        check(&[], "");
        check(&[Hosts, AudioOnly], "hosts audio-only");
        check(&PeopleFilter::ALL, &filters(&PeopleFilter::ALL).to_words());
        assert_eq!(PeopleFilters::of_words("muted old"), filters(&[Muted]));
    }
}
