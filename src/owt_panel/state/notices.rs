//! What is told in passing.

use std::sync::Arc;

use leptos::prelude::*;
use owt::{Failure, InRoom};

use super::super::client::Trouble;

/// More than these at once nobody reads.
const MOST: usize = 5;

/// What is told.
#[derive(Clone, Debug, PartialEq)]
pub enum Notice {
    /// A room was made.
    Made(String),
    /// A room was changed.
    Saved(String),
    /// A room is gone.
    Deleted(String),
    /// A room wasn't deleted.
    NotDeleted(String, Trouble),
    /// A command failed.
    NotDone {
        /// What was asked.
        ask: InRoom,
        /// Whom or what it was about.
        name: Arc<str>,
        /// Why.
        why: Failure,
    },
}

impl Notice {
    /// Whether it is about something that failed: that stays until it is read.
    pub fn is_failure(&self) -> bool {
        matches!(self, Self::NotDeleted(..) | Self::NotDone { .. })
    }
}

/// What is told in passing, oldest first, each with a number of its own. Cheap to copy.
#[derive(Clone, Copy, Default)]
pub struct Notices {
    shown: RwSignal<Vec<(u32, Notice)>>,
    last: StoredValue<u32>,
}

impl Notices {
    /// What is on the screen.
    pub fn shown(self) -> ReadSignal<Vec<(u32, Notice)>> {
        self.shown.read_only()
    }

    /// Takes one off the screen.
    pub fn dismiss(self, number: u32) {
        self.shown
            .update(|shown| shown.retain(|(one, _)| *one != number));
    }

    pub(super) fn tell(self, notice: Notice) {
        let number = self.last.get_value().wrapping_add(1);
        self.last.set_value(number);
        self.shown.update(|shown| {
            // News about the same matter takes the place of what was told before.
            shown.retain(|(_, one)| *one != notice);
            shown.push((number, notice));
            if shown.len() > MOST {
                let good = shown.iter().position(|(_, one)| !one.is_failure());
                shown.remove(good.unwrap_or_default());
            }
        });
    }

    pub(super) fn clear(self) {
        self.shown.set(Vec::new());
    }
}
