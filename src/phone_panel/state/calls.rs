//! Everybody: their order, and one signal each, made when somebody first looks.

use std::sync::Arc;

use leptos::prelude::*;
use phone::{Call, CallKey, PhoneConference};
use rustc_hash::FxHashMap;

use crate::ui::scoped_memo;

type Rows = FxHashMap<CallKey, ArcRwSignal<Option<Arc<Call>>>>;

/// Everybody who was called or told of. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Calls {
    order: RwSignal<Arc<[CallKey]>>,
    /// Changes with whatever changes of anybody.
    revision: RwSignal<u32>,
    rows: StoredValue<Rows, LocalStorage>,
}

impl Calls {
    pub(super) fn new() -> Self {
        Self {
            order: RwSignal::new(Arc::from([])),
            revision: RwSignal::default(),
            rows: StoredValue::new_local(Rows::default()),
        }
    }

    /// Who is there, in the order in which they were first called or told of.
    pub fn order(self) -> ReadSignal<Arc<[CallKey]>> {
        self.order.read_only()
    }

    /// Changes with whatever changes of anybody.
    pub fn revision(self) -> ReadSignal<u32> {
        self.revision.read_only()
    }

    /// Returns somebody, followed for as long as the current owner lives. `find` looks them up.
    pub(super) fn follow(
        self,
        key: Signal<CallKey>,
        find: impl Fn(CallKey) -> Option<Arc<Call>> + Send + Sync + 'static,
    ) -> Memo<Option<Arc<Call>>> {
        scoped_memo(move || {
            let key = key.get();
            let known = self.rows.try_with_value(|rows| rows.get(&key).cloned());
            let row = known?.unwrap_or_else(|| {
                let row = ArcRwSignal::new(find(key));
                self.rows.update_value(|rows| {
                    rows.insert(key, row.clone());
                });
                row
            });
            row.get()
        })
    }

    /// Shows how these are now.
    pub(super) fn show(self, conference: &PhoneConference, changed: &[CallKey]) {
        for key in changed {
            let row = self.rows.with_value(|rows| rows.get(key).cloned());
            if let Some(row) = row {
                row.set(conference.call(*key).cloned().map(Arc::new));
            }
        }
        let keys = conference.calls().iter().map(|it| it.key);
        let is_same = self
            .order
            .with_untracked(|order| keys.clone().eq(order.iter().copied()));
        if !is_same {
            self.order.set(keys.collect());
            self.rows.update_value(|rows| {
                rows.retain(|key, _| conference.call(*key).is_some());
            });
        }
        self.revision
            .update(|revision| *revision = revision.wrapping_add(1));
    }

    pub(super) fn clear(self) {
        self.rows.set_value(Rows::default());
        self.order.set(Arc::from([]));
    }
}
