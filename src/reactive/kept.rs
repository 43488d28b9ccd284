//! Where values lie until their owner ends.

use std::{any::Any, marker::PhantomData, rc::Rc};

use leptos::prelude::{GetValue, LocalStorage, StoredValue};

/// A handle on a value: cheap to copy into every closure. The value goes with the owner that was current when it was put away.
pub struct Kept<T: ?Sized> {
    place: StoredValue<Rc<dyn Any>, LocalStorage>,
    holds: PhantomData<fn() -> Box<T>>,
}

impl<T: ?Sized> Clone for Kept<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: ?Sized> Copy for Kept<T> {}

impl<T: 'static> Kept<T> {
    /// Puts a value away.
    pub fn new(value: T) -> Self {
        Self {
            place: put(Rc::new(value)),
            holds: PhantomData,
        }
    }

    /// The value; `None` when its owner has ended.
    #[inline(never)]
    pub fn get(self) -> Option<Rc<T>> {
        take(self.place)?.downcast().ok()
    }
}

fn put(value: Rc<dyn Any>) -> StoredValue<Rc<dyn Any>, LocalStorage> {
    StoredValue::new_local(value)
}

fn take(place: StoredValue<Rc<dyn Any>, LocalStorage>) -> Option<Rc<dyn Any>> {
    place.try_get_value()
}
