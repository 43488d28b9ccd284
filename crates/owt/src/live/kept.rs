//! One list of a room, as it was polled and told.

use super::{Changes, Item, List};
use crate::lenient;
use rustc_hash::{FxHashMap, FxHashSet};
use std::ops::Range;
use std::sync::Arc;

/// The entries of a list, and the answer that they were read from.
#[derive(Clone, Debug)]
pub(super) struct Kept {
    list: List,
    slots: Vec<Slot>,
    /// Where each stands in `slots`.
    places: FxHashMap<Arc<str>, usize>,
    /// The last answer; empty before there was one.
    last: Box<str>,
    /// Whether an entry was told otherwise since.
    is_touched: bool,
    is_known: bool,
    /// Entries that were told of since the list was asked for: what is known of them is newer than the answer. `None` = it isn't asked for.
    told: Option<FxHashSet<Arc<str>>>,
    /// Entries that aren't to be known.
    hidden: FxHashSet<Arc<str>>,
}

#[derive(Clone, Debug)]
struct Slot {
    id: Arc<str>,
    item: Item,
    /// Where its JSON stands in the last answer. `None` = it was told otherwise since.
    json: Option<Range<usize>>,
}

impl Kept {
    pub fn new(list: List) -> Self {
        Self {
            list,
            slots: Vec::new(),
            places: FxHashMap::default(),
            last: Box::default(),
            is_touched: false,
            is_known: false,
            told: None,
            hidden: FxHashSet::default(),
        }
    }

    /// The list is asked for: the answer may be older than what is told from now on.
    pub fn asked(&mut self) {
        self.told = Some(FxHashSet::default());
    }

    /// Keeps an entry out of all that is read, told and replaced from now on.
    pub fn hide(&mut self, id: Arc<str>) {
        self.hidden.insert(id);
    }

    pub fn items(&self) -> impl Iterator<Item = &Item> {
        self.slots.iter().map(|slot| &slot.item)
    }

    pub fn get(&self, id: &str) -> Option<&Item> {
        let slot = self.slots.get(*self.places.get(id)?)?;
        Some(&slot.item)
    }

    pub fn is_known(&self) -> bool {
        self.is_known
    }

    /// Takes a list as it came; `None` = it isn't one, and all stays. What was told since it was asked for is believed.
    pub fn read(&mut self, body: &[u8]) -> Option<Changes> {
        if self.is_known && !self.is_touched && body == self.last.as_bytes() {
            return Some(Changes::none(self.list));
        }
        let text = String::from_utf8_lossy(body);
        let entries = lenient::entries(&text)?;
        let mut slots: Vec<Slot> = Vec::with_capacity(entries.len());
        // Where the next entry stood before, if nothing came or went.
        let mut before = 0;
        for json in entries {
            let start = json.as_ptr().addr() - text.as_ptr().addr();
            let range = start..start + json.len();
            let old = self.slots.get(before).filter(|old| {
                let old = old.json.clone().and_then(|range| self.last.get(range));
                old == Some(json)
            });
            let (id, item) = match old {
                Some(old) => (Arc::clone(&old.id), old.item.clone()),
                None => {
                    let Some(item) = Item::read(self.list, json) else {
                        continue;
                    };
                    (item.id(), item)
                }
            };
            before = self.places.get(&id).map_or(before, |place| place + 1);
            slots.push(Slot {
                id,
                item,
                json: Some(range),
            });
        }
        let told = self.told.take().unwrap_or_default();
        self.keep_told(&told, &mut slots);
        let changes = self.swap(slots);
        self.last = text.into();
        self.is_touched = !told.is_empty();
        Some(changes)
    }

    /// Puts what was told in the place of what `slots` have of it.
    fn keep_told(&self, told: &FxHashSet<Arc<str>>, slots: &mut Vec<Slot>) {
        if told.is_empty() {
            return;
        }
        slots.retain(|slot| !told.contains(&slot.id) || self.places.contains_key(&slot.id));
        let mut missing = told.clone();
        for slot in slots.iter_mut() {
            if missing.remove(&slot.id)
                && let Some(known) = self.get(&slot.id)
            {
                slot.item = known.clone().over(&slot.item);
                slot.json = None;
            }
        }
        let came = self.slots.iter().filter(|slot| missing.contains(&slot.id));
        slots.extend(came.map(|slot| Slot {
            json: None,
            ..slot.clone()
        }));
    }

    /// Takes all entries as they were told otherwise than by an answer.
    pub fn replace(&mut self, items: Vec<Item>) -> Changes {
        let slots = items.into_iter().map(|item| Slot {
            id: item.id(),
            item,
            json: None,
        });
        let changes = self.swap(slots.collect());
        self.is_touched = true;
        changes
    }

    /// Takes one entry, new or not.
    pub fn put(&mut self, item: Item) -> Changes {
        let mut changes = Changes::none(self.list);
        let id = item.id();
        if self.hidden.contains(&id) {
            return changes;
        }
        self.tell(&id);
        let place = self.places.get(&id).copied();
        match place.and_then(|place| self.slots.get_mut(place)) {
            Some(slot) => {
                let item = item.over(&slot.item);
                if slot.item != item {
                    slot.item = item;
                    slot.json = None;
                    self.is_touched = true;
                    changes.changed.push(id);
                }
            }
            None => {
                self.places.insert(Arc::clone(&id), self.slots.len());
                changes.added.push(Arc::clone(&id));
                self.slots.push(Slot {
                    id,
                    item,
                    json: None,
                });
                self.is_touched = true;
            }
        }
        changes
    }

    /// Takes an entry out, if it is there.
    pub fn remove(&mut self, id: &str) -> Changes {
        let mut changes = Changes::none(self.list);
        self.tell(id);
        if let Some(place) = self.places.remove(id)
            && place < self.slots.len()
        {
            changes.removed.push(self.slots.remove(place).id);
            for later in self.places.values_mut().filter(|later| **later > place) {
                *later -= 1;
            }
            self.is_touched = true;
        }
        changes
    }

    fn tell(&mut self, id: &str) {
        if let Some(told) = &mut self.told {
            told.insert(Arc::from(id));
        }
    }

    /// Puts entries in the place of what was. Of two with one id the first stays; what is hidden does not.
    fn swap(&mut self, mut slots: Vec<Slot>) -> Changes {
        let mut changes = Changes::none(self.list);
        let mut places = FxHashMap::default();
        places.reserve(slots.len());
        slots.retain(|slot| {
            let place = places.len();
            let is_new = !places.contains_key(&slot.id) && !self.hidden.contains(&slot.id);
            if is_new {
                places.insert(Arc::clone(&slot.id), place);
            }
            is_new
        });
        let mut latest = None;
        for slot in &mut slots {
            let old = self.places.get(&slot.id).copied();
            let Some((place, old)) = old.and_then(|it| Some((it, self.slots.get(it)?))) else {
                changes.added.push(Arc::clone(&slot.id));
                continue;
            };
            let item = slot.item.clone().over(&old.item);
            // What is equal stays the same value, so that whoever holds it holds the only one.
            slot.item = if item == old.item {
                old.item.clone()
            } else {
                changes.changed.push(Arc::clone(&slot.id));
                item
            };
            changes.is_reordered |= latest.is_some_and(|latest| place < latest);
            latest = Some(place);
        }
        let gone = self
            .slots
            .iter()
            .filter(|slot| !places.contains_key(&slot.id));
        changes.removed = gone.map(|slot| Arc::clone(&slot.id)).collect();
        self.slots = slots;
        self.places = places;
        self.is_known = true;
        changes
    }
}
