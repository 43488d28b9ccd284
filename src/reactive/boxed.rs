//! Closures behind a pointer. `dyn Fn` brings three functions for each closure, to call it by value too; these bring the one that is
//! called.

/// Gives a value, whenever it is asked.
pub trait Give<T> {
    /// The value now.
    fn give(&self) -> T;
}

impl<T, F: Fn() -> T> Give<T> for F {
    fn give(&self) -> T {
        self()
    }
}

/// Makes one thing of another, or does something with it.
pub trait Apply<In, Out> {
    /// Does it.
    fn apply(&self, with: In) -> Out;
}

impl<In, Out, F: Fn(In) -> Out> Apply<In, Out> for F {
    fn apply(&self, with: In) -> Out {
        self(with)
    }
}
