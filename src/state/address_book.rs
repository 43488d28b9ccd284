//! Whom this host calls: the address book and the calls made last, stored in this browser only.
//!
//! What may be a secret isn't stored: no tones, and no RTMP target that wasn't saved on purpose, as its path is often a key.

use conference::{
    DialProtocol,
    address_book::{COLUMNS, Contact, read_csv},
};
use leptos::prelude::*;
use serde::{Serialize, Serializer};
use serde_json::Value;

use crate::browser::storage;

const CONTACTS_KEY: &str = "contacts";
const RECENT_KEY: &str = "calls";
/// Nobody finds anybody among more than these.
const MAX_CONTACTS: usize = 1000;
const MAX_RECENT: usize = 8;

/// The address book and the calls made last. Made once, when the app starts.
#[derive(Clone, Copy, Debug)]
pub struct AddressBook {
    /// The contacts, in the order in which they were saved.
    pub contacts: ReadSignal<Vec<Contact>>,
    /// Who was called last, newest first.
    pub recent: ReadSignal<Vec<Contact>>,
    set_contacts: WriteSignal<Vec<Contact>>,
    set_recent: WriteSignal<Vec<Contact>>,
}

impl AddressBook {
    /// Loads what this browser has stored.
    pub fn load() -> Self {
        let (contacts, set_contacts) = signal(load(CONTACTS_KEY));
        let (recent, set_recent) = signal(load(RECENT_KEY));
        Self {
            contacts,
            recent,
            set_contacts,
            set_recent,
        }
    }

    /// Loads again what is stored: another tab may have changed it.
    pub fn reload(self) {
        self.set_contacts.set(load(CONTACTS_KEY));
        self.set_recent.set(load(RECENT_KEY));
    }

    /// Saves `contact` in place of the one with the same address.
    pub fn save(self, contact: &Contact) {
        self.change_contacts(|contacts| replace_or_add(contacts, contact.clone()));
    }

    /// Removes the contact with the address of `contact`.
    pub fn forget(self, contact: &Contact) {
        self.change_contacts(|contacts| contacts.retain(|known| !known.is_same_entry(contact)));
    }

    /// Records that `contact` is being called.
    pub fn record_call(self, contact: &Contact) {
        if contact.protocol == DialProtocol::Rtmp {
            return;
        }
        self.set_recent.update(|recent| {
            recent.retain(|known| !known.is_same_entry(contact));
            recent.insert(0, contact.clone());
            recent.truncate(MAX_RECENT);
            storage::set(RECENT_KEY, &to_json(recent));
        });
    }

    /// Adds the contacts of a file, JSON or CSV, and returns how many those are. `None` if the file holds no address book.
    pub fn import(self, text: &str) -> Option<usize> {
        let imported = from_json(text).or_else(|| read_csv(text))?;
        let count = imported.len();
        self.change_contacts(|contacts| {
            for contact in imported {
                replace_or_add(contacts, contact);
            }
        });
        Some(count)
    }

    /// Returns the contacts as a JSON file.
    pub fn to_json(self) -> String {
        self.contacts.with_untracked(|contacts| to_json(contacts))
    }

    fn change_contacts(self, change: impl FnOnce(&mut Vec<Contact>)) {
        self.set_contacts.update(|contacts| {
            change(contacts);
            contacts.truncate(MAX_CONTACTS);
            storage::set(CONTACTS_KEY, &to_json(contacts));
        });
    }
}

fn replace_or_add(contacts: &mut Vec<Contact>, contact: Contact) {
    match contacts
        .iter_mut()
        .find(|known| known.is_same_entry(&contact))
    {
        Some(known) => *known = contact,
        None => contacts.push(contact),
    }
}

fn load(key: &str) -> Vec<Contact> {
    storage::get(key)
        .and_then(|text| from_json(&text))
        .unwrap_or_default()
}

/// A contact as a JSON object: its cells under their names, in the order of [`COLUMNS`].
struct Row<'a>(&'a Contact);

impl Serialize for Row<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(COLUMNS.into_iter().zip(self.0.cells()))
    }
}

fn to_json(contacts: &[Contact]) -> String {
    let rows: Vec<Row> = contacts.iter().map(Row).collect();
    // Cells are text, which JSON can always say.
    serde_json::to_string(&rows).unwrap_or_default()
}

/// Reads a list of contacts. What isn't text is as if it weren't there; who can't be called is left out.
fn from_json(text: &str) -> Option<Vec<Contact>> {
    let rows: Vec<Value> = serde_json::from_str(text).ok()?;
    let contact = |row: Value| {
        let cell = |key| row.get(key).and_then(Value::as_str).unwrap_or_default();
        Contact::from_cells(&COLUMNS.map(cell).map(str::to_owned))
    };
    Some(rows.into_iter().filter_map(contact).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_comes_back_and_what_cannot_be_called_is_left_out() {
        let check = |text: &str, expect: Option<&str>| {
            let found = from_json(text).map(|contacts| to_json(&contacts));
            assert_eq!(found.as_deref(), expect, "{text}");
        };
        let bob = r#"[{"name":"Bob","address":"8001","protocol":"sip","role":"guest","groups":"A, B","call_type":"video","streaming":"no"}]"#;
        check(bob, Some(bob));
        check("[]", Some("[]"));
        check("{}", None);
        check("name,address", None);
        check(r#"[7, null, {"name":"Ann"}]"#, Some("[]"));
        check(
            r#"[{"address":"8001","name":7,"protocol":null,"more":[]}]"#,
            Some(
                r#"[{"name":"","address":"8001","protocol":"auto","role":"guest","groups":"","call_type":"video","streaming":"no"}]"#,
            ),
        );
    }
}
