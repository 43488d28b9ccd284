//! Values that views follow.

use leptos::prelude::untrack;

use super::{Give, Kept, Topic};

/// A value that a view or a component of the kit owns, reads and writes.
pub struct RwSignal<T>(Kept<Topic<T>>);

impl<T> Clone for RwSignal<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for RwSignal<T> {}

impl<T: Default + 'static> Default for RwSignal<T> {
    fn default() -> Self {
        Self::new(T::default())
    }
}

impl<T: 'static> RwSignal<T> {
    /// With a value to begin with; it ends with the current owner.
    pub fn new(value: T) -> Self {
        Self(Kept::new(Topic::new(value)))
    }

    /// Changes it, and tells who follows.
    pub fn update(self, change: impl FnOnce(&mut T)) {
        if let Some(topic) = self.0.get() {
            topic.change(|value| {
                change(value);
                true
            });
        }
    }

    /// Sets it, and tells who follows, even where it is the same.
    #[inline(never)]
    pub fn set(self, value: T) {
        self.update(|shown| *shown = value);
    }
}

impl<T: Default + 'static> RwSignal<T> {
    /// Reads it, and follows it.
    pub fn with<U>(self, read: impl FnOnce(&T) -> U) -> U {
        match self.0.get() {
            Some(topic) => topic.with(read),
            None => read(&T::default()),
        }
    }

    /// Reads it.
    pub fn with_untracked<U>(self, read: impl FnOnce(&T) -> U) -> U {
        match self.0.get() {
            Some(topic) => topic.with_untracked(read),
            None => read(&T::default()),
        }
    }
}

impl<T: Clone + Default + 'static> RwSignal<T> {
    /// The value; follows it.
    #[inline(never)]
    pub fn get(self) -> T {
        self.with(T::clone)
    }

    /// The value.
    #[inline(never)]
    pub fn get_untracked(self) -> T {
        self.with_untracked(T::clone)
    }
}

impl<T: PartialEq + 'static> RwSignal<T> {
    /// Sets it; who follows it hears nothing where nothing changed.
    #[inline(never)]
    pub fn put(self, value: T) {
        if let Some(topic) = self.0.get() {
            topic.put(value);
        }
    }
}

/// A value to read only: worked out whenever it is asked for.
pub struct Signal<T>(Kept<Read<T>>);

struct Read<T>(Box<dyn Give<T>>);

impl<T> Clone for Signal<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Signal<T> {}

impl<T: 'static> Signal<T> {
    /// What `read` gives; whoever asks follows all that it reads.
    pub fn derive(read: impl Fn() -> T + 'static) -> Self {
        Self(Kept::new(Read(Box::new(read))))
    }
}

impl<T: Clone + 'static> Signal<T> {
    /// A value that stays.
    pub fn stored(value: T) -> Self {
        Self::derive(move || value.clone())
    }
}

impl<T: Default + 'static> Signal<T> {
    /// The value; follows it.
    #[inline(never)]
    pub fn get(self) -> T {
        self.0.get().map(|read| read.0.give()).unwrap_or_default()
    }

    /// The value.
    #[inline(never)]
    pub fn get_untracked(self) -> T {
        untrack(|| self.get())
    }
}

impl<T: Clone + Default + 'static> From<RwSignal<T>> for Signal<T> {
    fn from(signal: RwSignal<T>) -> Self {
        Self::derive(move || signal.get())
    }
}
