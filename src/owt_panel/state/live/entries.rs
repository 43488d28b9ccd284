//! A list of the room: the order of its entries, and one signal an entry, made when somebody first looks.

use std::sync::Arc;

use leptos::prelude::*;
use owt::{Changes, List, LiveRoom};
use rustc_hash::FxHashMap;

use crate::{owt_panel::client::Trouble, state::set_if_changed, ui::scoped_memo};

/// Entries in the server's order, by their ids.
pub type Ids = Arc<[Arc<str>]>;

type Rows<T> = FxHashMap<Arc<str>, ArcRwSignal<Arc<T>>>;

/// A list of the room. Cheap to copy.
pub struct Entries<T: 'static> {
    list: List,
    order: RwSignal<Ids>,
    /// Changes with whatever changes in the list.
    revision: RwSignal<u32>,
    rows: StoredValue<Rows<T>, LocalStorage>,
    /// Whether it was read at all, and why it couldn't be the last time.
    reading: RwSignal<Reading>,
}

/// Whether a list was read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reading {
    /// Once at least.
    pub is_known: bool,
    /// Why it couldn't be the last time.
    pub trouble: Option<Trouble>,
}

impl<T> Clone for Entries<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Entries<T> {}

impl<T: Send + Sync + 'static> Entries<T> {
    pub(super) fn new(list: List) -> Self {
        Self {
            list,
            order: RwSignal::new(Arc::from([])),
            revision: RwSignal::default(),
            rows: StoredValue::new_local(Rows::default()),
            reading: RwSignal::default(),
        }
    }

    /// Whether it was read.
    pub fn reading(self) -> ReadSignal<Reading> {
        self.reading.read_only()
    }

    /// Takes how it went with reading a list: this one or another.
    pub(super) fn was_read(self, list: List, trouble: Option<Trouble>) {
        if list == self.list {
            let is_known = trouble.is_none() || self.reading.with_untracked(|it| it.is_known);
            set_if_changed(self.reading, Reading { is_known, trouble });
        }
    }

    /// Which are there. Changes with those that come and go, and with their order.
    pub fn order(self) -> ReadSignal<Ids> {
        self.order.read_only()
    }

    /// Changes with whatever changes in the list.
    pub fn revision(self) -> ReadSignal<u32> {
        self.revision.read_only()
    }

    /// Returns the entry that `id` says, followed for as long as the current owner lives. `find` looks it up.
    pub(super) fn follow(
        self,
        id: Signal<Arc<str>>,
        find: impl Fn(&str) -> Option<Arc<T>> + Send + Sync + 'static,
    ) -> Memo<Option<Arc<T>>>
    where
        T: PartialEq,
    {
        scoped_memo(move || {
            self.order.track();
            let id = id.get();
            let known = self.rows.try_with_value(|rows| rows.get(&id).cloned());
            if let Some(row) = known? {
                return Some(row.get());
            }
            let row = ArcRwSignal::new(find(&id)?);
            self.rows.update_value(|rows| {
                rows.insert(id, row.clone());
            });
            Some(row.get())
        })
    }

    /// Takes what changed. `get` reads an entry, `ids` all of them.
    pub(super) fn apply<'a>(
        self,
        changes: &Changes,
        room: &'a LiveRoom,
        get: impl Fn(&'a LiveRoom, &str) -> Option<&'a Arc<T>>,
        ids: impl Fn(&LiveRoom) -> Ids,
    ) {
        if changes.list != self.list || changes.is_empty() {
            return;
        }
        for id in &changes.changed {
            let row = self.rows.with_value(|rows| rows.get(id).cloned());
            if let (Some(row), Some(entry)) = (row, get(room, id)) {
                row.set(Arc::clone(entry));
            }
        }
        if !changes.removed.is_empty() {
            self.rows.update_value(|rows| {
                for id in &changes.removed {
                    rows.remove(id);
                }
            });
        }
        let is_other =
            !changes.added.is_empty() || !changes.removed.is_empty() || changes.is_reordered;
        if is_other {
            self.order.set(ids(room));
        }
        self.revision
            .update(|revision| *revision = revision.wrapping_add(1));
    }

    pub(super) fn clear(self) {
        self.rows.set_value(Rows::default());
        self.reading.set(Reading::default());
        self.order.set(Arc::from([]));
        self.revision
            .update(|revision| *revision = revision.wrapping_add(1));
    }
}
