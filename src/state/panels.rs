//! What is open, chosen and typed in the room: kept here so that it survives a change of language.

mod dial;
mod log;
mod media_call_form;
mod people;
mod scenes;
mod stage;
mod waiting;

use leptos::prelude::*;

use super::ColumnWidths;
use crate::config::ListPreferences;

pub use dial::DialPanel;
pub use log::LogPanel;
pub use media_call_form::{AddedKind, AddedPicture, MediaCallForm};
pub use people::{PeoplePanel, PersonQuestion};
pub use scenes::ScenesPanel;
pub use stage::StagePanel;
pub use waiting::{LISTED, WaitingPanel};

/// The panels that a phone shows one at a time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RoomTab {
    /// Waiting room and participants.
    #[default]
    People,
    /// The stage and the presentation.
    Picture,
    /// Chat.
    Chat,
    /// The event log.
    Log,
}

/// What is open, chosen and typed. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Panels {
    /// The panel that a phone shows.
    pub tab: RwSignal<RoomTab>,
    /// Chat lines that nobody has seen.
    pub unread: RwSignal<usize>,
    /// How wide the columns are.
    pub columns: ColumnWidths,
    /// The list of participants and what is asked about them.
    pub people: PeoplePanel,
    /// The waiting room.
    pub waiting: WaitingPanel,
    /// Calling out.
    pub dial: DialPanel,
    /// The event log and the attendance.
    pub log: LogPanel,
    /// Adding a call to somebody.
    pub media_call: MediaCallForm,
    /// The queue of the spotlight is open.
    pub spotlight_open: RwSignal<bool>,
    /// The host is asked whether to end the meeting for everyone.
    pub ending: RwSignal<bool>,
    /// The protocol doctor is open.
    pub doctor_open: RwSignal<bool>,
    /// The command palette is open.
    pub palette_open: RwSignal<bool>,
    /// What is looked for in it.
    pub palette_query: RwSignal<String>,
    /// The overview of shortcuts is open.
    pub overview_open: RwSignal<bool>,
    /// The settings are open.
    pub settings_open: RwSignal<bool>,
    /// The layout editor.
    pub stage: StagePanel,
    /// How far somebody is in a demo's tour; `None` = nobody takes it. Set before the demo's meeting begins, so not cleared then.
    pub tour: RwSignal<Option<usize>>,
    /// The rundown.
    pub scenes: ScenesPanel,
}

impl Panels {
    pub(super) fn new(list: ListPreferences) -> Self {
        Self {
            tab: RwSignal::default(),
            unread: RwSignal::default(),
            columns: ColumnWidths::load(),
            people: PeoplePanel::new(list),
            waiting: WaitingPanel::new(),
            dial: DialPanel::new(),
            log: LogPanel::new(),
            media_call: MediaCallForm::new(),
            spotlight_open: RwSignal::default(),
            ending: RwSignal::default(),
            doctor_open: RwSignal::default(),
            palette_open: RwSignal::default(),
            palette_query: RwSignal::default(),
            overview_open: RwSignal::default(),
            settings_open: RwSignal::default(),
            stage: StagePanel::new(),
            scenes: ScenesPanel::new(),
            tour: RwSignal::default(),
        }
    }

    /// Closes and forgets all of it, but for what is kept in this browser.
    pub(super) fn clear(self) {
        self.tab.set(RoomTab::default());
        self.unread.set(0);
        self.people.clear();
        self.waiting.clear();
        self.dial.close();
        self.log.clear();
        self.media_call.clear();
        self.stage.clear();
        self.scenes.clear();
        for open in [
            self.spotlight_open,
            self.ending,
            self.doctor_open,
            self.settings_open,
            self.palette_open,
            self.overview_open,
        ] {
            open.set(false);
        }
    }
}
