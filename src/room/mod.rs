//! Everything that a host sees and does once in the meeting: a folder for each thing a host knows.

mod chat;
mod columns;
mod connection_note;
mod csv_file;
mod dial;
mod doctor;
mod import_button;
mod line_list;
mod log;
mod media_calls;
mod notices;
mod people;
mod person;
mod presentation;
mod roll_call;
mod rotation;
mod scenes;
mod screen;
mod sentence;
mod spotlight;
mod stage;
mod time;
mod timers;
mod toolbar;
mod waiting;
mod whom;
pub(crate) mod words;

use leptos::prelude::*;

use crate::{
    i18n::{td_string, use_locale},
    state::use_meeting,
};
use columns::{Columns, PhoneTabs};
use connection_note::ConnectionNotes;
use media_calls::{AddMediaCallDialog, MediaCallWindows};
use notices::RoomNotices;
use rotation::RotationDialog;
use screen::Screen;
use timers::TalkTimerDialog;
use toolbar::TopBar;

pub(crate) use stage::drawing;

/// The meeting, from joining to its end.
#[component]
pub fn Room() -> impl IntoView {
    let (meeting, locale) = (use_meeting(), use_locale());
    provide_context(Screen::watch());
    let connection = Signal::derive(move || meeting.phase.get().as_str());
    view! {
        <main
            class="room"
            aria-label=td_string!(locale, room.meeting)
            data-connection=connection
        >
            <TopBar />
            <ConnectionNotes />
            <PhoneTabs />
            <Columns />
            <MediaCallWindows />
            <AddMediaCallDialog />
            <TalkTimerDialog />
            <RotationDialog />
            <RoomNotices />
        </main>
    }
}
