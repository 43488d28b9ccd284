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
use gloo_timers::future::TimeoutFuture;
use leptos::{prelude::*, task::spawn_local};

use super::state::use_panel;
use crate::{
    i18n::{td_string, use_locale},
    room::screen::Screen,
    ui::ShowIf,
};
use bar::{Bar, Notes};
use events::Events;
use lists::{Calls, Recordings, Warnings};
use refused::RefusedRequests;
use rooms::Rooms;

/// The parts below the bar: rooms, events, and the rest.
const PARTS: u8 = 3;

/// The page of a gateway.
#[component]
pub fn GatewayPage() -> impl IntoView {
    let (panel, locale) = (use_panel(), use_locale());
    provide_context(Screen::watch());
    let phase = panel.live.phase();
    // Each part is made in a task of its own: all at once would hold up keys and pointer for longer than a host should wait.
    let made = RwSignal::new(0);
    spawn_local(async move {
        for count in 1..=PARTS {
            TimeoutFuture::new(0).await;
            if made.try_set(count).is_some() {
                // The page is gone.
                return;
            }
        }
    });
    let is_made = move |part: u8| Signal::derive(move || made.get() >= part);
    view! {
        <main
            class="kind-page callbacks"
            aria-label=td_string!(locale, callbacks.page.title)
            data-connection=move || Phase::as_str(phase.get())
        >
            <Bar />
            <Notes />
            <div class="callbacks-body">
                <ShowIf when=is_made(1)>
                    <Rooms />
                </ShowIf>
                <ShowIf when=is_made(2)>
                    <Events />
                </ShowIf>
                <ShowIf when=is_made(PARTS)>
                    <Recordings />
                    <Calls />
                    <Warnings />
                    <RefusedRequests />
                </ShowIf>
            </div>
        </main>
    }
}
