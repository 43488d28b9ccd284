//! The panel for conference servers of the Open WebRTC Toolkit's kind: a program of its own, which `boot.js` loads in the place of the
//! meeting panel's where this kind of server was chosen.
//!
//! It shares code with that one and no memory: the kit (`ui`), languages, preferences, branding, the browser, and what is said of
//! addresses that don't answer. All that decides is in the crate `owt`.

mod client;
mod notices;
mod room;
mod rooms;
mod sign_in;
mod state;
mod words;

use leptos::prelude::*;

use crate::{
    kind::notices::NoticeToasts,
    page::{LanguageBoundary, open_page},
};
use room::RoomPage;
use rooms::RoomsPage;
use sign_in::SignIn;
use state::{Panel, Place, use_panel};

/// The panel.
#[component]
pub fn App() -> impl IntoView {
    let (config, link) = open_page();
    let panel = Panel::new(&link, &config);
    provide_context(panel);
    view! {
        <LanguageBoundary>
            <Front />
            <NoticeToasts notices=panel.notices />
        </LanguageBoundary>
    }
}

#[component]
fn Front() -> impl IntoView {
    let place = use_panel().place();
    move || match place.get() {
        Place::SignIn => view! { <SignIn /> }.into_any(),
        Place::Rooms => view! { <RoomsPage /> }.into_any(),
        Place::Room => view! { <RoomPage /> }.into_any(),
    }
}
