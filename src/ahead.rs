//! The room is made while the host still looks at the sign-in form, and stands in the page unseen: who is let in finds it ready,
//! measured and all, and the meeting's first news needn't wait for that.

use std::time::Duration;

use crate::{
    reactive::{RwSignal, Signal, follow, set_timeout},
    state::entrance::Entrance,
};

/// The form comes first: it is painted, and hears whoever is quick.
const AFTER: Duration = Duration::from_millis(50);

/// Whether the room is to be in the page.
pub fn is_there(entrance: Entrance) -> Signal<bool> {
    let there = RwSignal::new(false);
    follow(move || {
        let shown = entrance.in_room();
        there.put(shown);
        if !shown {
            set_timeout(move || there.put(true), AFTER);
        }
    });
    Signal::derive(move || there.get())
}
