//! Lists of contacts.

use super::{Contact, Import, LeftOut};
use crate::{Command, Decompose, Participant, PinyinTable, Query, is_han, people::fold};

/// Everybody whom a host has saved.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AddressBook(Vec<Contact>);

impl AddressBook {
    /// How many are kept: among more than these nobody finds anybody.
    pub const MAX: usize = 1000;

    /// Makes an address book of contacts in the order in which they were saved.
    pub fn new(mut contacts: Vec<Contact>) -> Self {
        contacts.truncate(Self::MAX);
        Self(contacts)
    }

    /// Returns everybody, in the order in which they were saved.
    pub fn contacts(&self) -> &[Contact] {
        &self.0
    }

    /// Returns those whose name and address have all the words of `query`, or whose Chinese name is read like them.
    pub fn found(
        &self,
        query: &Query,
        decompose: Decompose,
        pinyin: Option<&PinyinTable>,
    ) -> Vec<&Contact> {
        let is_found = |contact: &&Contact| {
            let name = contact.display_name();
            let key = fold(&[name, " ", &*contact.address].concat(), decompose);
            query.finds(&key, name, pinyin)
        };
        self.0.iter().filter(is_found).collect()
    }

    /// Returns whether somebody has a Chinese name, which is found by how it is read.
    pub fn has_han(&self) -> bool {
        self.0.iter().any(|contact| contact.name.contains(is_han))
    }

    /// Returns whether somebody can be saved: it isn't full, or they take the place of who has the same address.
    pub fn has_room_for(&self, contact: &Contact) -> bool {
        self.0.len() < Self::MAX || self.0.iter().any(|known| known.is_same_entry(contact))
    }

    /// Saves somebody, in place of who has the same address. Returns whether there was room.
    pub fn save(&mut self, contact: Contact) -> bool {
        let has_room = self.has_room_for(&contact);
        let mut known = self.0.iter_mut();
        match known.find(|known| known.is_same_entry(&contact)) {
            Some(known) => *known = contact,
            None if has_room => self.0.push(contact),
            None => {}
        }
        has_room
    }

    /// Saves everybody of a table. Who doesn't fit is left out of it, and who takes somebody's place is counted.
    pub fn import(&mut self, import: &mut Import) {
        let Import {
            contacts,
            left_out,
            replaced,
        } = import;
        contacts.retain(|(row, contact)| {
            let before = self.0.len();
            let is_kept = self.save(contact.clone());
            if is_kept && self.0.len() == before {
                *replaced += 1;
            }
            if !is_kept {
                left_out.push(LeftOut {
                    row: *row,
                    why: None,
                    address: contact.address.to_string(),
                });
            }
            is_kept
        });
    }

    /// Takes somebody out.
    pub fn forget(&mut self, contact: &Contact) {
        self.0.retain(|known| !known.is_same_entry(contact));
    }

    /// Returns the groups, each once, in the order in which they first stand.
    pub fn groups(&self) -> Vec<&str> {
        let mut groups = Vec::new();
        for group in self.0.iter().flat_map(Contact::groups) {
            if !groups.contains(&group) {
                groups.push(group);
            }
        }
        groups
    }

    /// Returns who of a group is neither in the meeting nor being called, given everybody there and the commands under way: whom to
    /// call when all who are missing are to come.
    pub fn missing<'p, 'c>(
        &self,
        group: &str,
        people: impl IntoIterator<Item = &'p Participant>,
        pending: impl IntoIterator<Item = &'c Command>,
    ) -> Vec<&Contact> {
        let is_of_group = |contact: &&Contact| contact.groups().any(|own| own == group);
        let mut missing: Vec<_> = self.0.iter().filter(is_of_group).collect();
        for person in people {
            missing.retain(|contact| !contact.is_person(person));
        }
        for command in pending {
            if let Command::Dial(dial) = command {
                missing.retain(|contact| !contact.is_target_of(dial));
            }
        }
        missing
    }
}

/// Who was called last.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RecentCalls(Vec<Contact>);

impl RecentCalls {
    /// How many are kept.
    pub const MAX: usize = 8;

    /// Makes a list of contacts, newest first.
    pub fn new(mut contacts: Vec<Contact>) -> Self {
        contacts.truncate(Self::MAX);
        Self(contacts)
    }

    /// Returns who was called last, newest first.
    pub fn contacts(&self) -> &[Contact] {
        &self.0
    }

    /// Adds somebody who is being called. What may hold a key or a password isn't kept unless it is saved on purpose.
    pub fn add(&mut self, contact: &Contact) {
        if contact.protocol.may_hold_secret() {
            return;
        }
        self.0.retain(|known| !known.is_same_entry(contact));
        self.0.insert(0, contact.clone());
        self.0.truncate(Self::MAX);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ParticipantId;

    fn contact(name: &str, address: &str, protocol: &str, groups: &str) -> Contact {
        let cells = [name, address, protocol, "guest", groups, "video", "no"];
        Contact::from_cells(&cells.map(String::from)).unwrap()
    }

    fn book(people: &[(&str, &str, &str)]) -> AddressBook {
        let mut book = AddressBook::default();
        for (name, address, groups) in people {
            book.save(contact(name, address, "sip", groups));
        }
        book
    }

    fn names<'a>(contacts: impl IntoIterator<Item = &'a Contact>) -> String {
        let names: Vec<_> = contacts.into_iter().map(Contact::display_name).collect();
        names.join(" ")
    }

    #[test]
    fn keeps_one_of_each_address() {
        let mut book = book(&[("Ann", "1", ""), ("Bob", "2", ""), ("Anna", "1", "")]);
        assert_eq!(names(book.contacts()), "Anna Bob");
        book.forget(&contact("?", "1", "sip", ""));
        assert_eq!(names(book.contacts()), "Bob");
    }

    #[test]
    fn says_how_many_of_a_table_had_one_address() {
        let mut book = book(&[("Ann", "1", "")]);
        let mut check = |addresses: &[&str], replaced: usize, kept: usize| {
            let rows = addresses.iter().zip(2..);
            let contacts = rows.map(|(address, row)| (row, contact("", address, "sip", "")));
            let mut import = Import {
                contacts: contacts.collect(),
                ..Import::default()
            };
            book.import(&mut import);
            assert_eq!(import.contacts.len(), addresses.len(), "{addresses:?}");
            assert_eq!(import.replaced, replaced, "{addresses:?}");
            assert_eq!(book.contacts().len(), kept, "{addresses:?}");
        };
        check(&["2", "3"], 0, 3);
        check(&["4", "5", "4"], 1, 5);
        check(&["1", "6"], 1, 6);
        check(&["1", "2", "3"], 3, 6);
    }

    #[test]
    fn finds_by_name_address_and_how_a_name_is_read() {
        let book = book(&[
            ("José", "8001", "A"),
            ("王芳", "w@example.cn", ""),
            ("", "8010", ""),
        ]);
        let table = PinyinTable::parse("wang 王\nfang 芳\n");
        let decompose = |text: &str| text.replace('é', "e\u{301}");
        let check = |text: &str, pinyin: Option<&PinyinTable>, expect: &str| {
            let query = Query::new(text, decompose);
            let found = book.found(&query, decompose, pinyin);
            assert_eq!(names(found), expect, "{text}");
        };
        check("", None, "José 王芳 8010");
        check("JOSE", None, "José");
        check("80", None, "José 8010");
        check("80 jo", None, "José");
        check("example", None, "王芳");
        check("芳", None, "王芳");
        check("wang", None, "");
        check("wang", Some(&table), "王芳");
        check("9", Some(&table), "");
        assert!(book.has_han());
    }

    #[test]
    fn a_full_one_takes_only_who_is_in_it() {
        let mut book = AddressBook::default();
        for number in 0..AddressBook::MAX {
            assert!(book.save(contact("", &number.to_string(), "sip", "")));
        }
        let mut check = |address: &str, expect: bool| {
            let somebody = contact("Ann", address, "sip", "");
            assert_eq!(book.has_room_for(&somebody), expect, "{address}");
            assert_eq!(book.save(somebody), expect, "{address}");
            assert_eq!(book.contacts().len(), AddressBook::MAX);
        };
        check("7", true);
        check("8001", false);
        let mut import = Import {
            contacts: vec![
                (2, contact("Bob", "8002", "sip", "")),
                (3, contact("Ben", "8", "sip", "")),
            ],
            left_out: Vec::new(),
            replaced: 0,
        };
        book.import(&mut import);
        assert_eq!(import.replaced, 1);
        assert_eq!(names(import.contacts.iter().map(|(_, one)| one)), "Ben");
        let left: Vec<_> = import
            .left_out
            .iter()
            .map(|one| (one.row, one.why))
            .collect();
        assert_eq!(left, [(2, None)]);
        assert_eq!(names(book.contacts().get(7..9).unwrap()), "Ann Ben");
    }

    #[test]
    fn calls_all_who_are_missing() {
        let book = book(&[
            ("Ann", "1", "Board, Sales"),
            ("Bob", "2", "Board"),
            ("Cem", "3", "Sales"),
        ]);
        assert_eq!(book.groups(), ["Board", "Sales"]);
        let check = |group: &str, here: &[&str], called: &[&str], expect: &str| {
            let person = |name: &&str| Participant {
                name: (*name).into(),
                ..Participant::unknown(ParticipantId::new(name))
            };
            let people: Vec<_> = here.iter().map(person).collect();
            let dial = |address: &&str| {
                let contact = contact("", address, "sip", "");
                Command::Dial(Box::new(contact.dial()))
            };
            let pending: Vec<_> = called.iter().map(dial).collect();
            assert_eq!(names(book.missing(group, &people, &pending)), expect);
        };
        check("Board", &[], &[], "Ann Bob");
        check("Board", &["Ann"], &[], "Bob");
        check("Board", &["Ann"], &["2"], "");
        check("Sales", &[], &["1"], "Cem");
        check("Nobody", &[], &[], "");
    }

    #[test]
    fn recent_calls_are_newest_first() {
        let mut recent = RecentCalls::default();
        let mut check = |address: &str, protocol: &str, expect: &str| {
            recent.add(&contact("", address, protocol, ""));
            assert_eq!(names(recent.contacts()), expect);
        };
        check("1", "sip", "1");
        check("2", "sip", "2 1");
        check("1", "sip", "1 2");
        check("rtmp://x/key", "rtmp", "1 2");
        check("rtsp://user:word@x/1", "rtsp", "1 2");
        for number in 3..9 {
            let address = number.to_string();
            let before: Vec<_> = (3..=number).rev().map(|one| one.to_string()).collect();
            check(&address, "sip", &format!("{} 1 2", before.join(" ")));
        }
        check("9", "sip", "9 8 7 6 5 4 3 1");
    }
}
