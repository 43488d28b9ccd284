//! Whom this host calls: an address book and the calls made last, kept in this browser only.
//!
//! What may be a secret isn't kept: no tones, and no RTMP target that wasn't saved on purpose, for its path is often a key.

use std::cell::Cell;

use conference::address_book::{Contact, KEYS, read_table};
use js_sys::{Array, JSON, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use crate::{reactive::Topic, transport::storage};

const BOOK: &str = "contacts";
const RECENT: &str = "calls";
/// More than these nobody finds anybody in.
const MOST_CONTACTS: usize = 1000;
const MOST_RECENT: usize = 8;

struct Kept {
    key: &'static str,
    most: usize,
    list: Topic<Vec<Contact>>,
    loaded: Cell<bool>,
}

thread_local! {
    static KEPT: [Kept; 2] = [(BOOK, MOST_CONTACTS), (RECENT, MOST_RECENT)].map(|(key, most)| Kept {
        key,
        most,
        list: Topic::default(),
        loaded: Cell::new(false),
    });
}

impl Kept {
    fn change(&self, change: &mut dyn FnMut(&mut Vec<Contact>)) {
        self.load();
        self.list.change(|list| {
            change(list);
            list.truncate(self.most);
            true
        });
        let text = self.list.with_untracked(|list| write(list));
        storage::set(self.key, &text);
    }

    fn load(&self) {
        if !self.loaded.replace(true)
            && let Some(text) = storage::get(self.key)
        {
            self.list.put(read_json(&text).unwrap_or_default());
        }
    }

    fn get(&self) -> Vec<Contact> {
        self.load();
        self.list.get()
    }
}

/// Reads what is kept anew: another tab may have changed it.
pub fn look_again() {
    KEPT.with(|all| all.iter().for_each(|kept| kept.loaded.set(false)));
}

/// Everybody, in the order in which they were saved; followed where asked in an effect or a view.
pub fn contacts() -> Vec<Contact> {
    KEPT.with(|[book, _]| book.get())
}

/// Who was called last, newest first; followed where asked in an effect or a view.
pub fn recent() -> Vec<Contact> {
    KEPT.with(|[_, recent]| recent.get())
}

/// Keeps somebody, in place of who has the same address.
pub fn save(contact: &Contact) {
    KEPT.with(|[book, _]| book.change(&mut |list| put(list, contact)));
}

fn put(list: &mut Vec<Contact>, contact: &Contact) {
    match list.iter_mut().find(|known| known.is_same(contact)) {
        Some(known) => *known = contact.clone(),
        None => list.push(contact.clone()),
    }
}

/// Takes somebody out.
pub fn forget(contact: &Contact) {
    KEPT.with(|[book, _]| book.change(&mut |list| list.retain(|known| !known.is_same(contact))));
}

/// Somebody is being called.
pub fn called(contact: &Contact) {
    if contact.protocol == conference::DialProtocol::Rtmp {
        return;
    }
    KEPT.with(|[_, recent]| {
        recent.change(&mut |list| {
            list.retain(|known| !known.is_same(contact));
            list.insert(0, contact.clone());
        });
    });
}

/// Adds what a file holds, JSON or CSV, and says how many those were; `None` where it holds no address book.
pub fn import(text: &str) -> Option<usize> {
    let all = read_json(text).or_else(|| read_table(text))?;
    KEPT.with(|[book, _]| book.change(&mut |list| all.iter().for_each(|one| put(list, one))));
    Some(all.len())
}

/// The address book as JSON.
pub fn json() -> String {
    write(&contacts())
}

fn write(list: &[Contact]) -> String {
    let all = Array::new();
    for contact in list {
        let object = Object::new();
        for (key, cell) in KEYS.iter().zip(contact.cells()) {
            let _ = Reflect::set(&object, &JsValue::from_str(key), &JsValue::from_str(cell));
        }
        all.push(&object);
    }
    JSON::stringify(&all).map(String::from).unwrap_or_default()
}

fn read_json(text: &str) -> Option<Vec<Contact>> {
    let all: Array = JSON::parse(text).ok()?.dyn_into().ok()?;
    let contact = |one: JsValue| {
        let cell = |key: &str| {
            let cell = Reflect::get(&one, &JsValue::from_str(key)).ok();
            cell.and_then(|cell| cell.as_string()).unwrap_or_default()
        };
        Contact::of_cells(&KEYS.map(cell))
    };
    Some(all.iter().filter_map(contact).collect())
}
