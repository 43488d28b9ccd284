//! Values worked out of others: who follows one hears only when it has really changed.

use std::{any::Any, marker::PhantomData, rc::Rc};

use leptos::{
    __reexports::send_wrapper::SendWrapper,
    prelude::{Read, untrack},
    reactive::computed::ArcMemo,
};

use super::{Apply, Kept, Signal, unfollow};

/// A value worked out of others, once for all who ask.
pub struct Memo<T> {
    memo: Kept<Worked>,
    holds: PhantomData<fn() -> T>,
}

impl<T> Clone for Memo<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Memo<T> {}

/// What a memo found, whatever it is. The browser has one thread; the wrapper is what the graph asks for.
#[derive(Clone)]
struct Found(SendWrapper<Rc<dyn Same>>);

trait Same: Any {
    fn is(&self, other: &dyn Any) -> bool;
}

impl<T: PartialEq + 'static> Same for T {
    fn is(&self, other: &dyn Any) -> bool {
        other.downcast_ref::<T>() == Some(self)
    }
}

impl PartialEq for Found {
    fn eq(&self, other: &Self) -> bool {
        let other: &dyn Any = &**other.0;
        self.0.is(other)
    }
}

type Work = Box<dyn Apply<Option<Rc<dyn Any>>, Rc<dyn Same>>>;

impl<T: PartialEq + 'static> Memo<T> {
    /// Works it out when somebody asks and something has changed. `work` gets what was found before.
    pub fn new(work: impl Fn(Option<&T>) -> T + 'static) -> Self {
        Self {
            memo: memo(Box::new(
                move |before: Option<Rc<dyn Any>>| -> Rc<dyn Same> {
                    Rc::new(work(before.as_deref().and_then(<dyn Any>::downcast_ref)))
                },
            )),
            holds: PhantomData,
        }
    }
}

impl<T: Default + 'static> Memo<T> {
    /// Reads it, and follows it.
    pub fn with<U>(self, read: impl FnOnce(&T) -> U) -> U {
        match found(self.memo)
            .as_deref()
            .and_then(<dyn Any>::downcast_ref)
        {
            Some(found) => read(found),
            None => read(&T::default()),
        }
    }
}

impl<T: Clone + Default + 'static> Memo<T> {
    /// The value; follows it.
    #[inline(never)]
    pub fn get(self) -> T {
        self.with(T::clone)
    }

    /// The value.
    #[inline(never)]
    pub fn get_untracked(self) -> T {
        untrack(|| self.get())
    }
}

impl<T: Clone + Default + 'static> From<Memo<T>> for Signal<T> {
    fn from(memo: Memo<T>) -> Self {
        Self::derive(move || memo.get())
    }
}

/// The graph's memo.
struct Worked(ArcMemo<Found>);

impl Drop for Worked {
    fn drop(&mut self) {
        unfollow(&self.0);
    }
}

fn memo(work: Work) -> Kept<Worked> {
    let work = SendWrapper::new(work);
    Kept::new(Worked(ArcMemo::new(move |before: Option<&Found>| {
        let before = before.map(|found| -> Rc<dyn Any> { found.0.clone().take() });
        Found(SendWrapper::new(work.apply(before)))
    })))
}

fn found(memo: Kept<Worked>) -> Option<Rc<dyn Any>> {
    let memo = memo.get()?;
    let found: Rc<dyn Any> = memo.0.try_read()?.0.clone().take();
    Some(found)
}
