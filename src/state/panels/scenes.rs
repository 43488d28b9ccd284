//! What is typed and chosen around the rundown.

use std::sync::Arc;

use leptos::prelude::*;

use crate::state::PresetImportProblem;

/// The rundown. Cheap to copy.
#[derive(Clone, Copy)]
pub struct ScenesPanel {
    /// The name that the next scene gets.
    pub name: RwSignal<String>,
    /// Its planned length, minutes, as typed.
    pub minutes: RwSignal<String>,
    /// Its line for everyone.
    pub message: RwSignal<String>,
    /// It gets the picture that is staged, rather than the one on air.
    pub is_next: RwSignal<bool>,
    /// Where that is typed is unfolded.
    pub is_open: RwSignal<bool>,
    /// The scene of which is shown what it would change; `None` = the next one.
    pub cued: RwSignal<Option<Arc<str>>>,
    /// Why the scenes of the file that was imported last aren't all there.
    pub import_problem: RwSignal<Option<PresetImportProblem>>,
}

impl ScenesPanel {
    pub(super) fn new() -> Self {
        Self {
            name: RwSignal::default(),
            minutes: RwSignal::default(),
            message: RwSignal::default(),
            is_next: RwSignal::default(),
            is_open: RwSignal::default(),
            cued: RwSignal::default(),
            import_problem: RwSignal::default(),
        }
    }

    /// Empties what was typed and chosen for a scene: folded away, it would speak for the next one as well.
    pub fn clear_typed(self) {
        for text in [self.name, self.minutes, self.message] {
            text.set(String::new());
        }
        self.is_next.set(false);
    }

    pub(super) fn clear(self) {
        self.clear_typed();
        self.is_open.set(false);
        self.cued.set(None);
        self.import_problem.set(None);
    }
}
