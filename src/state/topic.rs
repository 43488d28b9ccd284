//! A signal of little weight.
//!
//! reactive_graph brings its whole machinery once for each type that a signal holds. A meeting has two dozen types; here they share one
//! trigger's machinery, and the value lies beside it. Only this folder can write one.

use std::sync::{PoisonError, RwLock};

use leptos::{prelude::*, reactive::signal::ArcTrigger};

/// A value that is followed: whoever reads it in an effect or a view hears when it changes.
#[derive(Debug)]
pub struct Topic<T> {
    value: RwLock<T>,
    changed: ArcTrigger,
}

impl<T: Default> Default for Topic<T> {
    fn default() -> Self {
        Self::new(T::default())
    }
}

impl<T> Topic<T> {
    pub(super) fn new(value: T) -> Self {
        Self {
            value: RwLock::new(value),
            changed: ArcTrigger::new(),
        }
    }

    /// Reads it, and follows it.
    pub fn with<U>(&self, read: impl FnOnce(&T) -> U) -> U {
        self.changed.track();
        self.with_untracked(read)
    }

    /// Reads it.
    pub fn with_untracked<U>(&self, read: impl FnOnce(&T) -> U) -> U {
        read(&self.value.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Follows it.
    pub fn track(&self) {
        self.changed.track();
    }

    /// Changes it, and tells if `change` says that it did.
    pub(super) fn change(&self, change: impl FnOnce(&mut T) -> bool) {
        let changed = change(&mut self.value.write().unwrap_or_else(PoisonError::into_inner));
        if changed {
            self.changed.notify();
        }
    }
}

impl<T: Clone> Topic<T> {
    /// The value; follows it.
    pub fn get(&self) -> T {
        self.with(T::clone)
    }

    /// The value.
    pub fn get_untracked(&self) -> T {
        self.with_untracked(T::clone)
    }
}

impl<T: PartialEq> Topic<T> {
    /// Sets it; who follows it hears nothing where nothing changed.
    pub(super) fn put(&self, value: T) {
        self.change(|shown| {
            let changed = *shown != value;
            *shown = value;
            changed
        });
    }
}
