//! One person as the list keeps them: how they are, since when, and what a search looks in.

use super::{Around, PinyinTable, Query, is_han, search_key};
use crate::{Decompose, Participant};

use std::borrow::Cow;
use std::cell::OnceCell;
use std::sync::Arc;

const DAY_MS: u64 = 86_400_000;

/// A person with what the list works out about them once for each change.
#[derive(Debug)]
pub struct PersonEntry {
    /// As the conference has them: one copy for both.
    person: Arc<Participant>,
    since_ms: u64,
    joined_ms: u64,
    /// Who came before them in the same moment has a smaller one.
    number: u32,
    /// Made when somebody first searches.
    key: OnceCell<Box<str>>,
}

impl PersonEntry {
    /// Makes an entry of somebody who came at `now_ms`, wall time in ms since 1970, and `number` after the others.
    pub fn new(person: Arc<Participant>, now_ms: u64, number: u32) -> Self {
        let since_ms = first_seen(&person, now_ms);
        Self {
            since_ms,
            joined_ms: since_ms,
            number,
            person,
            key: OnceCell::new(),
        }
    }

    /// Takes in how the person is now. Returns how they were before.
    pub fn update(&mut self, person: Arc<Participant>, now_ms: u64) -> Arc<Participant> {
        let before = std::mem::replace(&mut self.person, person);
        if before.service != self.person.service {
            self.since_ms = now_ms;
        }
        let is_said_alike = before.name == self.person.name
            && before.address == self.person.address
            && before.protocol == self.person.protocol;
        if !is_said_alike {
            self.key = OnceCell::new();
        }
        before
    }

    /// Returns the person.
    pub const fn person(&self) -> &Arc<Participant> {
        &self.person
    }

    /// Returns since when they wait, are being called or are in the meeting, ms since 1970, as well as it is known.
    pub const fn since_ms(&self) -> u64 {
        self.since_ms
    }

    /// Returns what tells who came first. Being admitted doesn't change it.
    pub(super) const fn joined(&self) -> (u64, u32) {
        (self.joined_ms, self.number)
    }

    /// Returns whether `query` finds them; both are folded by the same tables.
    pub fn matches(&self, query: &Query, around: &Around<'_>) -> bool {
        query.is_empty()
            || query.finds(self.key(around.decompose), &self.person.name, around.pinyin)
    }

    /// Returns what their name is sorted by: folded, and read where it is Chinese.
    pub(super) fn sort_key(
        &self,
        decompose: Decompose,
        pinyin: Option<&PinyinTable>,
    ) -> Cow<'_, str> {
        let key = self.key(decompose);
        match pinyin.filter(|_| !key.is_ascii() && key.contains(is_han)) {
            Some(pinyin) => pinyin.spelled(key).into(),
            None => key.into(),
        }
    }

    fn key(&self, decompose: Decompose) -> &str {
        self.key
            .get_or_init(|| search_key(&self.person, decompose).into())
    }
}

/// Returns the server's stamp where it makes sense beside this browser's clock, else now; ms since 1970.
fn first_seen(person: &Participant, now_ms: u64) -> u64 {
    let told = person
        .start_time
        .filter(|stamp| stamp.is_finite() && *stamp > 0.0)
        .map(|stamp| (stamp * 1000.0) as u64);
    told.filter(|told| *told <= now_ms && now_ms - told < DAY_MS)
        .unwrap_or(now_ms)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{IdSet, ParticipantId, Service};

    fn person(name: &str, start_time: Option<f64>, service: Service) -> Arc<Participant> {
        Arc::new(Participant {
            name: name.into(),
            start_time,
            service,
            ..Participant::unknown(ParticipantId::new("a"))
        })
    }

    #[test]
    fn begins_when_the_server_says_so() {
        const NOW_MS: u64 = 1_700_000_000_000;
        let check = |start_time: Option<f64>, expect: u64| {
            let entry =
                PersonEntry::new(person("Ann", start_time, Service::WaitingRoom), NOW_MS, 0);
            assert_eq!(entry.since_ms(), expect, "{start_time:?}");
        };
        check(None, NOW_MS);
        check(Some(1_699_999_990.0), NOW_MS - 10_000);
        check(Some(0.0), NOW_MS);
        check(Some(f64::NAN), NOW_MS);
        // A clock that is ahead, and one that stands at another year.
        check(Some(1_700_000_010.0), NOW_MS);
        check(Some(1_600_000_000.0), NOW_MS);
    }

    #[test]
    fn a_change_of_service_begins_anew_and_a_name_is_found_at_once() {
        let mut entry = PersonEntry::new(person("Ann", None, Service::WaitingRoom), 1_000, 0);
        let mut check = |name: &str, service: Service, at_ms: u64, since_ms: u64, query: &str| {
            entry.update(person(name, None, service), at_ms);
            assert_eq!(entry.since_ms(), since_ms, "{name}");
            let around = Around {
                speaking: &[],
                look_alikes: &IdSet::default(),
                decompose: str::to_owned,
                pinyin: None,
            };
            let finds = |query: &str| entry.matches(&Query::new(query, str::to_owned), &around);
            assert!(finds(query), "{name}");
            assert!(!finds("nobody"));
        };
        check("Ann", Service::WaitingRoom, 2_000, 1_000, "ann");
        check("Anna", Service::WaitingRoom, 3_000, 1_000, "anna");
        check("Anna", Service::Conference, 4_000, 4_000, "");
    }
}
