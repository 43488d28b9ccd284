//! Whom this host calls: the address book and the calls made last, stored in this browser only.
//!
//! What may be a secret isn't stored: no tones, and no stream's or camera's URL that wasn't saved on purpose, as it often holds a key
//! or a password.

mod json;

use conference::address_book::{AddressBook as Book, Contact, Import, RecentCalls, Unread};
use leptos::prelude::*;

use crate::browser::storage;
use json::{from_json, sheet, to_json};

const CONTACTS_KEY: &str = "contacts";
const RECENT_KEY: &str = "calls";

/// The address book and the calls made last. Made once, when the app starts.
#[derive(Clone, Copy, Debug)]
pub struct AddressBook {
    /// The contacts.
    pub contacts: ReadSignal<Book>,
    /// Who was called last.
    pub recent: ReadSignal<RecentCalls>,
    /// Whether this browser has stored what was changed last: it may have no room, or refuse.
    pub is_stored: ReadSignal<bool>,
    set_contacts: WriteSignal<Book>,
    set_recent: WriteSignal<RecentCalls>,
    set_stored: WriteSignal<bool>,
}

impl AddressBook {
    /// Loads what this browser has stored.
    pub fn load() -> Self {
        let (contacts, set_contacts) = signal(Book::new(stored(CONTACTS_KEY)));
        let (recent, set_recent) = signal(RecentCalls::new(stored(RECENT_KEY)));
        let (is_stored, set_stored) = signal(true);
        Self {
            contacts,
            recent,
            is_stored,
            set_contacts,
            set_recent,
            set_stored,
        }
    }

    /// Loads again what is stored: another tab may have changed it. What couldn't be stored stays as it is.
    pub fn reload(self) {
        if self.is_stored.get_untracked() {
            self.set_contacts.set(Book::new(stored(CONTACTS_KEY)));
            self.set_recent.set(RecentCalls::new(stored(RECENT_KEY)));
        }
    }

    /// Saves `contact` in place of the one with the same address, if there is room.
    pub fn save(self, contact: &Contact) {
        self.change_contacts(|book| {
            book.save(contact.clone());
        });
    }

    /// Removes the contact with the address of `contact`.
    pub fn forget(self, contact: &Contact) {
        self.change_contacts(|book| book.forget(contact));
    }

    /// Records that `contact` is being called.
    pub fn record_call(self, contact: &Contact) {
        self.reload();
        self.set_recent.update(|recent| {
            recent.add(contact);
            self.store(RECENT_KEY, recent.contacts());
        });
    }

    /// Adds the contacts of a file, JSON or a table, and returns what became of its rows.
    ///
    /// # Errors
    /// What to ask, or what the file holds instead of an address book.
    pub fn import(self, text: &str) -> Result<Import, Unread> {
        sheet(text).read().map(|import| self.save_all(import))
    }

    /// Adds the contacts of a table, and returns what became of its rows.
    pub fn save_all(self, mut import: Import) -> Import {
        self.change_contacts(|book| book.import(&mut import));
        import
    }

    /// Returns the contacts as a JSON file.
    pub fn to_json(self) -> String {
        self.contacts
            .with_untracked(|book| to_json(book.contacts()))
    }

    /// Changes what is stored, not what this page remembers of it: other tabs have saved contacts there.
    fn change_contacts(self, change: impl FnOnce(&mut Book)) {
        self.reload();
        self.set_contacts.update(|book| {
            change(book);
            self.store(CONTACTS_KEY, book.contacts());
        });
    }

    fn store(self, key: &str, contacts: &[Contact]) {
        self.set_stored.set(storage::set(key, &to_json(contacts)));
    }
}

fn stored(key: &str) -> Vec<Contact> {
    storage::get(key)
        .and_then(|text| from_json(&text))
        .unwrap_or_default()
}
