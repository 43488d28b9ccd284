//! The waiting room's list.

use conference::Selection;
use leptos::prelude::*;

/// So many are listed at first, and so many more each time.
pub const LISTED: usize = 30;

/// Who is ticked, and how many are listed. Cheap to copy.
#[derive(Clone, Copy)]
pub struct WaitingPanel {
    /// Who is ticked.
    pub selection: RwSignal<Selection>,
    /// How many of those who wait are listed at most.
    pub listed: RwSignal<usize>,
}

impl WaitingPanel {
    pub(super) fn new() -> Self {
        Self {
            selection: RwSignal::default(),
            listed: RwSignal::new(LISTED),
        }
    }

    pub(super) fn clear(self) {
        self.selection.set(Selection::default());
        self.listed.set(LISTED);
    }
}
