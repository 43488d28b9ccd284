//! Where values lie until their owner ends.
//!
//! Handles are in every closure of the panel, so they are four bytes, and there is one place for all types. The graph's own arena has
//! handles of twice that and looks through a lock.

use std::{any::Any, cell::RefCell, marker::PhantomData, rc::Rc};

use leptos::prelude::StoredValue;

/// A handle on a value: cheap to copy into every closure. The value goes with the owner that was current when it was put away.
pub struct Kept<T: ?Sized> {
    place: Place,
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
        let place = put(Rc::new(value));
        // The graph drops this when the owner ends, after what was to be done then.
        StoredValue::new_local(Guard(place));
        Self {
            place,
            holds: PhantomData,
        }
    }

    /// The value; `None` when its owner has ended.
    #[inline(never)]
    pub fn get(self) -> Option<Rc<T>> {
        take(self.place)?.downcast().ok()
    }
}

/// Which shelf, in the lower bits, and the how many-eth value on it, in the upper ones: a handle that has outlived its value must not
/// find the next one.
type Place = u32;

/// Ends a value with itself.
struct Guard(Place);

impl Drop for Guard {
    fn drop(&mut self) {
        end(self.0);
    }
}

/// Bits for the shelf: a million values at once.
const SHELF: u32 = 20;

#[derive(Default)]
struct Shelf {
    turn: u32,
    value: Option<Rc<dyn Any>>,
}

#[derive(Default)]
struct Shelves {
    all: Vec<Shelf>,
    free: Vec<u32>,
}

thread_local! {
    static SHELVES: RefCell<Shelves> = RefCell::default();
}

fn put(value: Rc<dyn Any>) -> Place {
    SHELVES.with_borrow_mut(|shelves| {
        let at = shelves.free.pop().unwrap_or_else(|| {
            shelves.all.push(Shelf::default());
            (shelves.all.len() - 1) as u32
        });
        let turn = shelves.all.get_mut(at as usize).map_or(0, |shelf| {
            shelf.value = Some(value);
            shelf.turn
        });
        turn << SHELF | at
    })
}

fn take(place: Place) -> Option<Rc<dyn Any>> {
    SHELVES.with_borrow(|shelves| {
        let shelf = shelves.all.get((place & ((1 << SHELF) - 1)) as usize)?;
        (shelf.turn == place >> SHELF).then(|| shelf.value.clone())?
    })
}

fn end(place: Place) {
    let at = place & ((1 << SHELF) - 1);
    let value = SHELVES.with_borrow_mut(|shelves| {
        let shelf = shelves.all.get_mut(at as usize)?;
        shelf.turn += 1;
        // A shelf whose turns are used up stays empty.
        if shelf.turn >> (u32::BITS - SHELF) == 0 {
            shelves.free.push(at);
        }
        shelf.value.take()
    });
    // Not while the shelves are held: what it owns may have its end here too.
    drop(value);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_handle_outlives_its_value_and_finds_no_other() {
        let first = put(Rc::new("first"));
        let read = |place| take(place).and_then(|value| value.downcast_ref::<&str>().copied());
        assert_eq!(read(first), Some("first"));
        end(first);
        assert_eq!(read(first), None);
        let mut handles = vec![first];
        for _ in 0..5_000 {
            let next = put(Rc::new("next"));
            assert!(handles.iter().all(|old| *old != next));
            assert_eq!(read(next), Some("next"));
            end(next);
            handles.push(next);
        }
        assert!(handles.iter().all(|old| read(*old).is_none()));
    }
}
