//! Where the session stands on its way in: which page to show, and what the form and its dialogs say.

use leptos::prelude::*;
use session::{Ask, Life, Problem};

/// What the sign-in page follows. Written by the driver alone.
#[derive(Clone, Copy)]
pub struct Entrance {
    in_room: RwSignal<bool>,
    busy: RwSignal<bool>,
    problem: RwSignal<Option<Problem>>,
    ask: RwSignal<Option<Ask>>,
}

impl Default for Entrance {
    fn default() -> Self {
        Self::new()
    }
}

impl Entrance {
    /// Outside. The signals belong to the owner that is current.
    pub fn new() -> Self {
        Self {
            in_room: RwSignal::new(false),
            busy: RwSignal::new(false),
            problem: RwSignal::new(None),
            ask: RwSignal::new(None),
        }
    }

    /// Follows the session's life.
    pub fn show(&self, life: &Life) {
        let busy = matches!(life, Life::Checking | Life::Joining);
        put(self.busy, busy);
        put(self.in_room, life.in_room());
        match life {
            Life::Idle(problem) => put(self.problem, problem.clone()),
            Life::Asking(_) | Life::Live => put(self.problem, None),
            _ => {}
        }
        match life {
            Life::Asking(ask) => put(self.ask, Some(ask.clone())),
            // The dialog stays, busy, while its answer is on the way.
            Life::Joining => {}
            _ => put(self.ask, None),
        }
    }

    /// Whether the room was shown last.
    pub fn was_in_room(&self) -> bool {
        self.in_room.try_get_untracked().unwrap_or(false)
    }

    /// Whether the room is to be shown rather than the form.
    pub fn in_room(&self) -> Signal<bool> {
        self.in_room.into()
    }

    /// Joining is under way.
    pub fn busy(&self) -> Signal<bool> {
        self.busy.into()
    }

    /// Why the last try didn't work.
    pub fn problem(&self) -> Signal<Option<Problem>> {
        self.problem.into()
    }

    /// What the server asks.
    pub fn ask(&self) -> Signal<Option<Ask>> {
        self.ask.into()
    }
}

fn put<T: PartialEq + Send + Sync + 'static>(signal: RwSignal<T>, value: T) {
    signal.try_maybe_update(|shown| {
        let changed = *shown != value;
        *shown = value;
        (changed, ())
    });
}
