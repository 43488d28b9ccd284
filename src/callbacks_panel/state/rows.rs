//! Open rooms: their order, and one signal a room, made when somebody first looks.

use std::sync::Arc;

use callbacks::{RoomKey, RoomRow};
use leptos::prelude::*;
use rustc_hash::FxHashMap;

use crate::{state::set_if_changed, ui::scoped_memo};

type Signals = FxHashMap<RoomKey, ArcRwSignal<RoomRow>>;

/// The rooms' rows. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Rows {
    order: RwSignal<Arc<[RoomKey]>>,
    /// Changes with whatever changes in any room.
    revision: RwSignal<u32>,
    signals: StoredValue<Signals, LocalStorage>,
}

impl Default for Rows {
    fn default() -> Self {
        Self {
            order: RwSignal::new(Arc::from([])),
            revision: RwSignal::default(),
            signals: StoredValue::new_local(Signals::default()),
        }
    }
}

impl Rows {
    /// Which rooms are open. Changes with those that open and close.
    pub fn order(self) -> ReadSignal<Arc<[RoomKey]>> {
        self.order.read_only()
    }

    /// Changes with whatever changes in any room.
    pub fn revision(self) -> ReadSignal<u32> {
        self.revision.read_only()
    }

    /// Returns a room's row, followed for as long as the current owner lives; `None` = it isn't open. `find` looks it up.
    pub(super) fn follow(
        self,
        key: Signal<RoomKey>,
        find: impl Fn(&RoomKey) -> Option<RoomRow> + Send + Sync + 'static,
    ) -> Memo<Option<RoomRow>> {
        scoped_memo(move || {
            self.order.track();
            let key = key.get();
            let known = self.signals.try_with_value(|all| all.get(&key).cloned());
            if let Some(row) = known? {
                return Some(row.get());
            }
            let row = ArcRwSignal::new(find(&key)?);
            self.signals
                .try_update_value(|all| all.insert(key, row.clone()));
            Some(row.get())
        })
    }

    /// Shows rooms that may have changed. `find` looks them up: a room that nobody looks at costs nothing, and neither does one that is
    /// as it was. `order`: which rooms are open now, if that has changed.
    pub(super) fn apply(
        self,
        touched: impl Iterator<Item = RoomKey>,
        find: impl Fn(&RoomKey) -> Option<RoomRow>,
        order: Option<Vec<RoomKey>>,
    ) {
        for key in touched {
            let Some(signal) = self.signals.with_value(|all| all.get(&key).cloned()) else {
                continue;
            };
            match find(&key) {
                Some(row) if signal.with_untracked(|shown| *shown == row) => {}
                Some(row) => signal.set(row),
                None => self.signals.update_value(|all| {
                    all.remove(&key);
                }),
            }
        }
        if let Some(order) = order {
            set_if_changed(self.order, order.into());
        }
        self.revision.update(|count| *count = count.wrapping_add(1));
    }

    /// Shows all rooms anew.
    pub(super) fn replace(self, find: impl Fn(&RoomKey) -> Option<RoomRow>, order: Vec<RoomKey>) {
        let known = self
            .signals
            .with_value(|all| all.keys().cloned().collect::<Vec<_>>());
        self.apply(known.into_iter(), find, Some(order));
    }

    pub(super) fn clear(self) {
        self.order.set(Arc::from([]));
        self.signals.set_value(Signals::default());
    }
}
