//! What is open, chosen and typed in the room: kept here so that it survives a change of language.

mod dial;
mod media_call_form;
mod people;
mod scenes;
mod stage;

use leptos::prelude::*;

pub use dial::DialPanel;
pub use media_call_form::{AddedKind, AddedPicture, MediaCallForm};
pub use people::{PeoplePanel, PersonQuestion};
pub use scenes::ScenesPanel;
pub use stage::StagePanel;

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
    /// The list of participants and what is asked about them.
    pub people: PeoplePanel,
    /// Calling out.
    pub dial: DialPanel,
    /// Adding a call to somebody.
    pub media_call: MediaCallForm,
    /// The queue of the spotlight is open.
    pub spotlight_open: RwSignal<bool>,
    /// The host is asked whether to end the meeting for everyone.
    pub ending: RwSignal<bool>,
    /// The protocol doctor is open.
    pub doctor_open: RwSignal<bool>,
    /// The layout editor.
    pub stage: StagePanel,
    /// The rundown.
    pub scenes: ScenesPanel,
}

impl Panels {
    pub(super) fn new() -> Self {
        Self {
            tab: RwSignal::default(),
            unread: RwSignal::default(),
            people: PeoplePanel::new(),
            dial: DialPanel::new(),
            media_call: MediaCallForm::new(),
            spotlight_open: RwSignal::default(),
            ending: RwSignal::default(),
            doctor_open: RwSignal::default(),
            stage: StagePanel::new(),
            scenes: ScenesPanel::new(),
        }
    }

    /// Closes and forgets all of it, but for what is kept in this browser.
    pub(super) fn clear(self) {
        self.tab.set(RoomTab::default());
        self.unread.set(0);
        self.people.clear();
        self.dial.close();
        self.media_call.clear();
        self.stage.clear();
        self.scenes.clear();
        for open in [self.spotlight_open, self.ending, self.doctor_open] {
            open.set(false);
        }
    }
}
