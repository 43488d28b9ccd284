//! What is typed, open and chosen around the layout editor.

use leptos::prelude::*;

use crate::state::PresetImportProblem;

/// The layout editor's list of choices and its presets. Cheap to copy.
#[derive(Clone, Copy)]
pub struct StagePanel {
    /// The slot that somebody is being chosen for, from 0; `None` = the list of choices is closed.
    pub picking: RwSignal<Option<usize>>,
    /// What is searched for among the choices.
    pub query: RwSignal<String>,
    /// The choice that Enter takes, from 0.
    pub active: RwSignal<usize>,
    /// The name that the next preset gets.
    pub preset_name: RwSignal<String>,
    /// The list of presets is unfolded.
    pub presets_open: RwSignal<bool>,
    /// Why the presets of the file that was imported last aren't all there.
    pub import_problem: RwSignal<Option<PresetImportProblem>>,
}

impl StagePanel {
    pub(super) fn new() -> Self {
        Self {
            picking: RwSignal::default(),
            query: RwSignal::default(),
            active: RwSignal::default(),
            preset_name: RwSignal::default(),
            presets_open: RwSignal::default(),
            import_problem: RwSignal::default(),
        }
    }

    /// Opens the list of choices for the slot at `at`.
    pub fn pick(self, at: usize) {
        self.search(String::new());
        self.picking.set(Some(at));
    }

    /// Searches the choices for `query`; the first one found is the one that Enter takes.
    pub fn search(self, query: String) {
        self.query.set(query);
        self.active.set(0);
    }

    pub(super) fn clear(self) {
        self.picking.set(None);
        self.search(String::new());
        self.preset_name.set(String::new());
        self.presets_open.set(false);
        self.import_problem.set(None);
    }
}
