//! Whom this host calls: the address book and the calls made last, stored in this browser only.
//!
//! What may be a secret isn't stored: no tones, and no stream's or camera's URL that wasn't saved on purpose, as it often holds a key
//! or a password.

use conference::address_book::{COLUMNS, Contact, Import, LeftOut, read_csv, read_rows};
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
        self.change_contacts(|contacts| {
            replace_or_add(contacts, contact.clone());
        });
    }

    /// Removes the contact with the address of `contact`.
    pub fn forget(self, contact: &Contact) {
        self.change_contacts(|contacts| contacts.retain(|known| !known.is_same_entry(contact)));
    }

    /// Records that `contact` is being called.
    pub fn record_call(self, contact: &Contact) {
        if contact.protocol.may_hold_secret() {
            return;
        }
        self.set_recent.update(|recent| {
            recent.retain(|known| !known.is_same_entry(contact));
            recent.insert(0, contact.clone());
            recent.truncate(MAX_RECENT);
            storage::set(RECENT_KEY, &to_json(recent));
        });
    }

    /// Adds the contacts of a file, JSON or a table, and returns what became of its rows.
    ///
    /// # Errors
    /// What stands where the heads of an address book would, if the file holds none.
    pub fn import(self, text: &str) -> Result<Import, Vec<String>> {
        let mut import = match rows_of_json(text) {
            Some(rows) => without_head(read_rows(&rows))?,
            None => read_csv(text)?,
        };
        let Import { contacts, left_out } = &mut import;
        self.change_contacts(|known| {
            contacts.retain(|(row, contact)| {
                let is_kept = replace_or_add(known, contact.clone());
                if !is_kept {
                    left_out.push(LeftOut {
                        row: *row,
                        why: None,
                        address: contact.address.to_string(),
                    });
                }
                is_kept
            });
        });
        Ok(import)
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

/// Returns whether there was room.
fn replace_or_add(contacts: &mut Vec<Contact>, contact: Contact) -> bool {
    let is_full = contacts.len() >= MAX_CONTACTS;
    let mut known = contacts.iter_mut();
    match known.find(|known| known.is_same_entry(&contact)) {
        Some(known) => *known = contact,
        None if is_full => return false,
        None => contacts.push(contact),
    }
    true
}

/// Reads a list of objects as a table: its first row is their keys. `None` where the text is no such list.
fn rows_of_json(text: &str) -> Option<Vec<Vec<String>>> {
    let entries: Vec<Value> = serde_json::from_str(text).ok()?;
    let mut keys: Vec<&String> = Vec::new();
    for key in entries
        .iter()
        .filter_map(Value::as_object)
        .flat_map(|entry| entry.keys())
    {
        if !keys.contains(&key) {
            keys.push(key);
        }
    }
    if entries.is_empty() {
        return Some(vec![COLUMNS.map(str::to_owned).into()]);
    }
    let head = keys.iter().map(|key| (*key).clone()).collect();
    let row = |entry: &Value| keys.iter().map(|key| text_of(entry.get(*key))).collect();
    Some(
        std::iter::once(head)
            .chain(entries.iter().map(row))
            .collect(),
    )
}

/// Returns a cell's text: a number is its digits; one that isn't whole is left as it is written, to be refused as rounded.
fn text_of(value: Option<&Value>) -> String {
    match value {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Number(number)) if number.is_f64() => format!("{number}E+0"),
        Some(Value::Number(number)) => number.to_string(),
        _ => String::new(),
    }
}

/// Counts the entries of a list rather than the rows of a table.
fn without_head(import: Result<Import, Vec<String>>) -> Result<Import, Vec<String>> {
    let mut import = import?;
    let contacts = import.contacts.iter_mut().map(|(row, _)| row);
    for row in contacts.chain(import.left_out.iter_mut().map(|one| &mut one.row)) {
        *row = row.saturating_sub(1);
    }
    Ok(import)
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
    let read = rows.into_iter().map(contact);
    Some(read.filter_map(Result::ok).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_their_digits() {
        let check = |text: &str, expect: &str, left_out: &[usize]| {
            let read = rows_of_json(text).map(|rows| without_head(read_rows(&rows)));
            let read = read.unwrap().unwrap();
            let addresses: Vec<_> = read.contacts.iter().map(|(_, one)| &*one.address).collect();
            assert_eq!(addresses.join(" "), expect, "{text}");
            let rows: Vec<_> = read.left_out.iter().map(|one| one.row).collect();
            assert_eq!(rows, left_out, "{text}");
        };
        check(
            r#"[{"name":"A","address":8001},{"address":"008001"}]"#,
            "8001 008001",
            &[],
        );
        check(r#"[{"address":8613800138000}]"#, "8613800138000", &[]);
        check(
            r#"[{"address":8.61380E+12},{"address":1.5},{"address":7}]"#,
            "7",
            &[1, 2],
        );
        check(
            r#"[{"DisplayName":"A","SipAddress":"a@b.cn"}]"#,
            "a@b.cn",
            &[],
        );
        check("[]", "", &[]);
    }

    #[test]
    fn json_comes_back_and_what_cannot_be_called_is_left_out() {
        let check = |text: &str, expect: Option<&str>| {
            let found = from_json(text).map(|contacts| to_json(&contacts));
            assert_eq!(found.as_deref(), expect, "{text}");
        };
        let bob = r#"[{"name":"Bob","address":"8001","protocol":"sip","role":"guest","groups":"A, B","call_type":"video","streaming":"no"}]"#;
        check(bob, Some(bob));
        check("[]", Some("[]"));
        check(&bob.replace("Bob", "\u{FFFD}"), Some("[]"));
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
