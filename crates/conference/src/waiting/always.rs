//! Who is admitted whenever they come, for as long as the meeting lasts.

use std::sync::Arc;

use crate::participant::fold_address;
use crate::{Command, IdSet, Kind, Participant, ParticipantId, Powers, Protocol, can};

/// What somebody is known by when they come again, under another uuid.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum KnownBy {
    /// An address of their own, as [`fold_address`] makes it.
    Address(Arc<str>),
    /// Their name, which anybody can choose.
    Name(Arc<str>),
}

impl KnownBy {
    /// Returns what `person` is known by: their address, else their name.
    ///
    /// Who comes by browser has the address of the server's gateway, as all others there do: it isn't theirs.
    pub fn of(person: &Participant) -> Self {
        let calls_by_address = matches!(
            person.protocol,
            Some(Protocol::Sip | Protocol::H323 | Protocol::Phone | Protocol::Mssip)
        );
        let is_own = calls_by_address || person.address.contains('@');
        if is_own && !person.address.trim().is_empty() {
            Self::Address(fold_address(&person.address))
        } else {
            Self::Name(person.name.clone())
        }
    }
}

/// Somebody who is always admitted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Regular {
    /// What they are known by.
    pub known_by: KnownBy,
    /// Their name when the host said so.
    pub name: Arc<str>,
}

/// Everybody who is always admitted, in the order in which the host said so.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AlwaysAdmitted {
    regulars: Vec<Regular>,
    /// Who waits and has been asked for already: once each, whatever became of it.
    asked: IdSet,
}

impl AlwaysAdmitted {
    /// Returns them all.
    pub fn regulars(&self) -> &[Regular] {
        &self.regulars
    }

    /// Returns whether `person` is one of them.
    pub fn contains(&self, person: &Participant) -> bool {
        // Of hundreds who wait most are asked about nobody.
        !self.regulars.is_empty() && {
            let known_by = KnownBy::of(person);
            self.regulars.iter().any(|one| one.known_by == known_by)
        }
    }

    /// Adds `person`, but for who has neither address nor name: nobody could be told from them. They are being admitted now: not once
    /// more by [`Self::commands`].
    pub fn add(&mut self, person: &Participant) {
        self.asked.insert(person.id.clone());
        let known_by = KnownBy::of(person);
        let is_told = !matches!(&known_by, KnownBy::Name(name) if name.trim().is_empty());
        if is_told && !self.contains(person) {
            self.regulars.push(Regular {
                known_by,
                name: person.name.clone(),
            });
        }
    }

    /// Takes somebody out.
    pub fn remove(&mut self, known_by: &KnownBy) {
        self.regulars.retain(|one| one.known_by != *known_by);
    }

    /// Returns what to send to admit those of `waiting` who always are: once for each time that somebody waits.
    ///
    /// A name alone can be taken by anybody: where somebody else of `everybody` goes by it as well, the host is left to decide.
    pub fn commands<'p>(
        &mut self,
        waiting: &[ParticipantId],
        everybody: &[ParticipantId],
        powers: &Powers,
        person_of: impl Fn(&ParticipantId) -> Option<&'p Participant>,
    ) -> Vec<Command> {
        self.asked.retain(|id| waiting.contains(id));
        if self.regulars.is_empty() {
            return Vec::new();
        }
        let is_only_one = |person: &Participant| match KnownBy::of(person) {
            KnownBy::Address(_) => true,
            KnownBy::Name(name) => {
                let mut others = everybody.iter().filter_map(&person_of);
                !others.any(|other| other.id != person.id && other.name == name)
            }
        };
        let due: Vec<ParticipantId> = waiting
            .iter()
            .filter(|id| !self.asked.contains(id))
            .filter_map(&person_of)
            .filter(|person| self.contains(person))
            .filter(|person| can(Kind::Admit, powers, Some(person)).is_ok() && is_only_one(person))
            .map(|person| person.id.clone())
            .collect();
        self.asked.extend(due.iter().cloned());
        due.into_iter().map(Command::Admit).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Reachability, Role, Service};

    fn person(id: &str, name: &str, address: &str, protocol: Option<Protocol>) -> Participant {
        Participant {
            name: name.into(),
            address: address.into(),
            protocol,
            service: Service::WaitingRoom,
            ..Participant::unknown(ParticipantId::new(id))
        }
    }

    fn host() -> Powers {
        Powers {
            role: Role::Host,
            reachability: Reachability::Reachable,
            ..Powers::default()
        }
    }

    #[test]
    fn an_address_that_is_shared_is_nobodys() {
        let check = |address: &str, protocol: Option<Protocol>, is_known_by_address: bool| {
            let known_by = KnownBy::of(&person("a", "Ann", address, protocol));
            let expect = match is_known_by_address {
                true => KnownBy::Address(address.into()),
                false => KnownBy::Name("Ann".into()),
            };
            assert_eq!(known_by, expect);
        };
        check("sip:ann@example.cn", Some(Protocol::Sip), true);
        check("10.1.2.3", Some(Protocol::H323), true);
        check("+8613800138000", Some(Protocol::Phone), true);
        check("ann@example.cn", None, true);
        check("CloudConnect_10.44.21.35", Some(Protocol::WebRtc), false);
        check("CloudConnect_10.44.21.35", None, false);
        check(" ", Some(Protocol::Sip), false);
    }

    /// Plays who waits, one look after the other: those of `looks` by their ids, and who is expected to be admitted.
    fn play(always: &mut AlwaysAdmitted, all: &[Participant], looks: &[(&str, &str)]) {
        let ids = |ids: &str| -> Vec<ParticipantId> {
            ids.split_whitespace().map(ParticipantId::new).collect()
        };
        let everybody: Vec<ParticipantId> = all.iter().map(|one| one.id.clone()).collect();
        for (waiting, expect) in looks {
            let person_of = |id: &ParticipantId| all.iter().find(|one| one.id == *id);
            let found = always.commands(&ids(waiting), &everybody, &host(), person_of);
            let expect: Vec<Command> = ids(expect).into_iter().map(Command::Admit).collect();
            assert_eq!(found, expect, "{waiting}");
        }
    }

    #[test]
    fn who_comes_again_is_admitted_once() {
        let at = |id: &str, address: &str| person(id, "Ann", address, Some(Protocol::Sip));
        let sip = |id: &str| at(id, "sip:ann@example.cn");
        // Another node spells the same address in its own way.
        let all = [
            sip("a"),
            at("a2", "SIP:Ann@Example.cn"),
            person("b", "Bob", "", None),
        ];
        let mut always = AlwaysAdmitted::default();
        play(&mut always, &all, &[("a b", "")]);
        always.add(&sip("a"));
        // They are being admitted by the host's own press.
        play(&mut always, &all, &[("a b", "")]);
        play(
            &mut always,
            &all,
            &[("b", ""), ("b a2", "a2"), ("b a2", ""), ("b", "")],
        );
        // Under the same uuid once more.
        play(&mut always, &all, &[("a2", "a2")]);
        always.remove(&KnownBy::of(&sip("a")));
        assert!(always.regulars().is_empty());
        play(&mut always, &all, &[("", ""), ("a2", "")]);
    }

    #[test]
    fn a_name_that_somebody_else_has_too_is_left_to_the_host() {
        let named = |id: &str, name: &str| person(id, name, "", Some(Protocol::WebRtc));
        let mut always = AlwaysAdmitted::default();
        always.add(&named("a", "Ann"));
        always.add(&named("a", "Ann"));
        assert_eq!(always.regulars().len(), 1);
        play(
            &mut always,
            &[named("a2", "Ann"), named("b", "Bob")],
            &[("b a2", "a2")],
        );
        always.add(&named("c", ""));
        play(&mut always, &[named("c2", "")], &[("c2", "")]);
        let in_meeting = Participant {
            service: Service::Conference,
            ..named("x", "Ann")
        };
        play(
            &mut always,
            &[named("a3", "Ann"), in_meeting],
            &[("a3", "")],
        );
    }

    #[test]
    fn nobody_is_admitted_while_it_is_not_allowed() {
        let ann = person("a2", "Ann", "", None);
        let mut always = AlwaysAdmitted::default();
        always.add(&person("a", "Ann", "", None));
        let waiting = [ann.id.clone()];
        let mut check = |powers: &Powers, expect: usize| {
            let found = always.commands(&waiting, &waiting, powers, |_| Some(&ann));
            assert_eq!(found.len(), expect);
        };
        let offline = Powers {
            reachability: Reachability::Unreachable,
            ..host()
        };
        check(&offline, 0);
        check(&host(), 1);
        check(&host(), 0);
    }
}
