//! Everything that a host sees and does once in the meeting: a folder for each thing a host knows.

mod attendance;
mod chat;
mod columns;
mod connection_note;
pub(crate) mod csv_file;
mod deeds;
mod demo;
pub(crate) mod dial;
mod digest;
pub(crate) mod doctor;
mod import_button;
pub(crate) mod line_list;
mod log;
pub(crate) mod log_file;
mod media_calls;
mod notices;
mod palette;
pub(crate) mod people;
pub(crate) mod person;
mod presentation;
mod progress;
mod returned;
mod roll_call;
mod rotation;
mod scenes;
pub(crate) mod screen;
pub(crate) mod searched_lines;
pub(crate) mod sentence;
mod separator;
mod shortcuts;
mod spotlight;
mod stage;
pub(crate) mod time;
pub(crate) mod timers;
mod toolbar;
pub(crate) mod waiting;
mod whom;
pub(crate) mod words;

use leptos::prelude::*;

use crate::{
    i18n::{td_string, use_locale},
    state::use_meeting,
    ui::true_or_none,
};
use columns::{Columns, PhoneTabs};
use connection_note::ConnectionNotes;
use demo::Tour;
use digest::DigestDialog;
use media_calls::AddMediaCallDialog;
use notices::RoomNotices;
use palette::PaletteDialog;
use rotation::RotationDialog;
use screen::Screen;
use shortcuts::Shortcuts;
use timers::TalkTimerDialog;
use toolbar::TopBar;

pub(crate) use stage::{drag, drawing};

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
            data-demo=true_or_none(Signal::derive(move || meeting.is_demo()))
        >
            <TopBar />
            <ConnectionNotes />
            <PhoneTabs />
            <Columns />
            <AddMediaCallDialog />
            <TalkTimerDialog />
            <RotationDialog />
            <Shortcuts />
            <PaletteDialog />
            <DigestDialog />
            <RoomNotices />
            <Tour />
        </main>
    }
}
