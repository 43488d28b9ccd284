//! A room that is made while the server is asked whether the host may come in: who is let in finds it ready, and the meeting's first
//! news needn't wait for it.

use std::{cell::RefCell, rc::Rc, time::Duration};

use leptos::prelude::Owner;

use crate::{
    reactive::{follow, on_cleanup, set_timeout, untrack},
    state::entrance::Entrance,
    ui::el::El,
};

/// At most one room, which nobody has seen yet.
#[derive(Clone, Default)]
pub struct Ahead(Rc<RefCell<Option<(Owner, El)>>>);

impl Ahead {
    /// Makes one whenever joining begins and there is none.
    pub fn prepare(&self, entrance: Entrance, room: impl Fn() -> El + Copy + 'static) {
        let (ahead, owner) = (self.clone(), Owner::current().unwrap_or_default());
        follow(move || {
            if !entrance.busy() {
                return;
            }
            let (ahead, owner, entrance) = (ahead.clone(), owner.clone(), entrance.clone());
            let make = move || {
                if !entrance.was_in_room() {
                    ahead.make(&owner, room);
                }
            };
            // The question goes out first.
            set_timeout(make, Duration::ZERO);
        });
    }

    fn make(&self, owner: &Owner, room: impl Fn() -> El) {
        if self.0.borrow().is_none() {
            let owner = owner.with(Owner::new);
            let made = owner.with(|| untrack(room));
            self.0.replace(Some((owner, made)));
        }
    }

    /// The one that was made, which goes when its place in the page is taken by something else; or one made now.
    pub fn take(&self, room: impl Fn() -> El) -> El {
        let Some((owner, made)) = self.0.take() else {
            return room();
        };
        on_cleanup(move || owner.cleanup());
        made
    }
}
