//! Everything that a host sees and does once in the meeting: a folder for each thing a host knows.

mod bar;
mod chat;
mod controls;
mod follow;
mod log;
mod panels;
mod people;
mod person;
mod picture;
mod presentation;
mod refusals;
mod screen;
mod time;
mod toasts;
mod waiting;
mod weave;
pub mod words;

use conference::Command;
use leptos::prelude::*;

use crate::{
    i18n::{t, t_string, use_i18n},
    state::RoomView,
    ui::{Button, Icon, Look},
};
use session::Connection;

/// What a host can set in motion. Given by whoever drives the session.
#[derive(Clone, Copy)]
pub struct Actions {
    /// Sends a command; what became of it comes back as state or as a notice.
    pub act: Callback<Command>,
    /// Leaves the meeting.
    pub leave: Callback<()>,
    /// Joins again after the end.
    pub rejoin: Callback<()>,
}

/// What every part of the room gets. Cheap to copy.
#[derive(Clone, Copy)]
struct Desk {
    view: RoomView,
    actions: Actions,
    screen: screen::Screen,
    i18n: crate::i18n::I18n,
}

/// The meeting, from joining to its end.
#[component]
pub fn Room(
    /// What is shown.
    view: RoomView,
    /// What can be done.
    actions: Actions,
) -> impl IntoView {
    let i18n = use_i18n();
    let desk = Desk { view, actions, screen: screen::Screen::follow(), i18n };
    let state = move || view.connection.with(words::connection_word);
    view! {
        <main class="room" aria-label=t!(i18n, room.meeting) data-connection=state>
            {bar::bar(desk)}
            {notes(desk)}
            {panels::panels(desk)}
            {toasts::toasts(desk)}
        </main>
    }
    .into_any()
}

/// What stands across the room while it doesn't show what is: since when, or why it is over and how to come back.
fn notes(desk: Desk) -> AnyView {
    let Desk { view, actions, i18n, .. } = desk;
    let kind = Memo::new(move |_| view.connection.with(words::connection_word));
    let since = move || {
        view.connection.with(|connection| match connection {
            Connection::Stale { since_ms } | Connection::Offline { since_ms } | Connection::Rejoining { since_ms } => {
                time::clock(*since_ms)
            }
            _ => String::new(),
        })
    };
    let note = move || match kind.get() {
        "stale" => view! {
            <p class="banner banner-warn">
                {crate::ui::icon(Icon::Warning)}
                <span>{move || t_string!(i18n, room.stale_note, time = since())}</span>
            </p>
        }
        .into_any(),
        "ended" => view! {
            <div class="banner banner-bad">
                {crate::ui::icon(Icon::Info)}
                <p>
                    <strong dir="auto">{move || view.connection.with(|connection| words::connection(i18n, connection))}</strong>
                    " "
                    <span>{t!(i18n, room.ended_note)}</span>
                </p>
                <Button label=t!(i18n, room.rejoin) look=Look::Primary on_press=actions.rejoin />
            </div>
        }
        .into_any(),
        _ => ().into_any(),
    };
    note.into_any()
}
