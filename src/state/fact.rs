//! What a room shows, one thing at a time.

use crate::reactive::Topic;

/// A value that views follow. Only this folder can write one.
#[derive(Debug, Default)]
pub struct Fact<T>(Topic<T>);

impl<T> Fact<T> {
    pub(super) fn new(value: T) -> Self {
        Self(Topic::new(value))
    }

    /// Reads it, and follows it.
    pub fn with<U>(&self, read: impl FnOnce(&T) -> U) -> U {
        self.0.with(read)
    }

    /// Reads it.
    pub fn with_untracked<U>(&self, read: impl FnOnce(&T) -> U) -> U {
        self.0.with_untracked(read)
    }

    /// Follows it.
    pub fn track(&self) {
        self.0.track();
    }

    /// Changes it, and tells if `change` says that it did.
    pub(super) fn change(&self, change: impl FnOnce(&mut T) -> bool) {
        self.0.change(change);
    }
}

impl<T: Clone> Fact<T> {
    /// The value; follows it.
    pub fn get(&self) -> T {
        self.0.get()
    }

    /// The value.
    pub fn get_untracked(&self) -> T {
        self.0.get_untracked()
    }
}

impl<T: PartialEq> Fact<T> {
    /// Sets it; who follows it hears nothing where nothing changed.
    pub(super) fn put(&self, value: T) {
        self.0.put(value);
    }
}
