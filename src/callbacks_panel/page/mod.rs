//! The page of a gateway: rooms on one side, events on the other, and below what is seldom looked at.

mod bar;
mod data_table;
mod entry_dialog;
mod events;
mod filters;
mod lists;
mod refused;
mod room_dialog;
mod rooms;

use callbacks::Phase;
use leptos::prelude::*;

use super::state::use_panel;
use crate::{
    i18n::{td_string, use_locale},
    room::screen::Screen,
};
use bar::{Bar, Notes};
use events::Events;
use lists::{Calls, Recordings, Warnings};
use refused::RefusedRequests;
use rooms::Rooms;

/// The page of a gateway.
#[component]
pub fn GatewayPage() -> impl IntoView {
    let (panel, locale) = (use_panel(), use_locale());
    provide_context(Screen::watch());
    let phase = panel.live.phase();
    view! {
        <main
            class="kind-page callbacks"
            aria-label=td_string!(locale, callbacks.page.title)
            data-connection=move || Phase::as_str(phase.get())
        >
            <Bar />
            <Notes />
            <div class="callbacks-body">
                <Rooms />
                <Events />
                <Recordings />
                <Calls />
                <Warnings />
                <RefusedRequests />
            </div>
        </main>
    }
}
