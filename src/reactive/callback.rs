//! Things to be done later, told to a component.

use super::{Apply, Kept};

/// Something that a component does for who made it.
pub struct Callback<In, Out = ()>(Kept<Does<In, Out>>);

struct Does<In, Out>(Box<dyn Apply<In, Out>>);

impl<In, Out> Clone for Callback<In, Out> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<In, Out> Copy for Callback<In, Out> {}

impl<In: 'static, Out: Default + 'static> Callback<In, Out> {
    /// Does `what`, for as long as the current owner lives.
    pub fn new(what: impl Fn(In) -> Out + 'static) -> Self {
        Self(Kept::new(Does(Box::new(what))))
    }

    /// Does it. After its owner's end nothing happens.
    #[inline(never)]
    pub fn run(self, input: In) -> Out {
        self.0
            .get()
            .map(|does| does.0.apply(input))
            .unwrap_or_default()
    }
}

impl<In: 'static, Out: Default + 'static, F: Fn(In) -> Out + 'static> From<F>
    for Callback<In, Out>
{
    fn from(what: F) -> Self {
        Self::new(what)
    }
}
