//! A value that is followed.

use std::cell::RefCell;

use leptos::{
    prelude::{Notify, Track},
    reactive::signal::ArcTrigger,
};

/// A value that is followed: whoever reads it in an effect or a view hears when it changes.
#[derive(Debug)]
pub struct Topic<T> {
    value: RefCell<T>,
    changed: ArcTrigger,
}

impl<T: Default> Default for Topic<T> {
    fn default() -> Self {
        Self::new(T::default())
    }
}

impl<T> Topic<T> {
    /// With a value to begin with.
    pub fn new(value: T) -> Self {
        Self {
            value: RefCell::new(value),
            changed: ArcTrigger::new(),
        }
    }

    /// Reads it, and follows it.
    pub fn with<U>(&self, read: impl FnOnce(&T) -> U) -> U {
        self.track();
        self.with_untracked(read)
    }

    /// Reads it.
    pub fn with_untracked<U>(&self, read: impl FnOnce(&T) -> U) -> U {
        read(&self.value.borrow())
    }

    /// Follows it.
    pub fn track(&self) {
        track(&self.changed);
    }

    /// Changes it, and tells if `change` says that it did.
    pub fn change(&self, change: impl FnOnce(&mut T) -> bool) {
        let changed = change(&mut self.value.borrow_mut());
        if changed {
            tell(&self.changed);
        }
    }
}

/// Not inlined: this stands wherever something is read.
#[inline(never)]
fn track(changed: &ArcTrigger) {
    changed.track();
}

#[inline(never)]
fn tell(changed: &ArcTrigger) {
    changed.notify();
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
    pub fn put(&self, value: T) {
        self.change(|shown| {
            let changed = *shown != value;
            *shown = value;
            changed
        });
    }
}
