//! What the page shows, as signals. Only this folder writes them; components get values, read signals and callbacks.
//!
//! Everything here is made once, with the app, and stays as long as the page: what is typed or open survives a change of language,
//! which renders the page anew.

mod absences;
pub mod address_book;
mod attendance;
mod bulk;
mod chat;
mod column_widths;
mod commands;
mod list_preferences;
mod media_calls;
mod meeting;
mod meeting_state;
mod meetings;
mod notices;
mod panels;
pub mod preferences;
mod presets;
mod returned;
mod roll_call;
mod roster;
mod rotation;
mod row;
mod scenes;
mod sign_in;
mod sign_in_form;
mod stage;
pub mod throttle;
mod timers;
mod waiting_room;
mod whom;

pub use crate::appearance::{Density, Theme};
pub use absences::Absences;
pub use address_book::AddressBook;
pub use attendance::Attendance;
pub use bulk::Bulk;
pub use chat::Chat;
pub use column_widths::{ColumnWidths, SideColumn};
pub use commands::{Commands, SpotlightWish};
pub use media_calls::{MediaCall, MediaCallKind, MediaCallRequest, MediaCalls};
pub use meeting::{ConnectionPhase, Meeting, RoomInfo, StreamTargets, use_meeting};
pub use meeting_state::MeetingState;
pub use meetings::{MOST_MEETINGS, Meetings, OpenMeeting, use_meetings};
pub use notices::{Notices, ShownNotice};
pub use panels::{
    AddedKind, AddedPicture, DialPanel, LISTED, LogPanel, MediaCallForm, Panels, PeoplePanel,
    PersonQuestion, RoomTab, ScenesPanel, StagePanel, WaitingPanel,
};
pub use preferences::{Preferences, RememberedSignIn, Toggle, use_preferences};
pub use presets::{PresetImportProblem, PresetStore};
pub use returned::{ReturnedCard, ReturnedPeople};
pub use roll_call::RollCalls;
pub use roster::{Ids, Roster};
pub use rotation::Rotations;
pub use row::Row;
pub use scenes::{SceneDraft, SceneOnAir, Scenes, Taking};
pub use sign_in::SignInState;
pub use sign_in_form::SignInForm;
pub use stage::Stage;
pub use timers::Timers;
pub use waiting_room::{Knock, WaitingRoom};

use leptos::prelude::*;

/// Sets a signal, unless it holds just that: who follows it hears nothing where nothing changed.
pub(crate) fn set_if_changed<S, T>(signal: S, value: T)
where
    S: WithUntracked<Value = T> + Set<Value = T>,
    T: PartialEq + 'static,
{
    if signal.with_untracked(|shown| *shown != value) {
        signal.set(value);
    }
}
