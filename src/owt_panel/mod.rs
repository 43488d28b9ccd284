//! The panel for conference servers of the Open WebRTC Toolkit's kind: a program of its own, which `boot.js` loads in the place of the
//! meeting panel's where this kind of server was chosen.
//!
//! It shares code with that one and no memory: the kit (`ui`), languages, preferences, branding, the browser, and what is said of
//! addresses that don't answer. All that decides is in the crate `owt`.

mod client;
mod create_dialog;
mod details;
mod form;
mod notices;
mod picture;
mod room;
mod rooms;
mod services;
mod sign_in;
mod state;
mod typed_name;
mod words;

use leptos::prelude::*;

use crate::{
    kind::{ServerKind, notices::NoticeToasts},
    link::{self, Link},
    page::{LanguageBoundary, open_page},
};
use form::FormPage;
use room::RoomPage;
use rooms::RoomsPage;
use services::ServicesPage;
use sign_in::SignIn;
use state::{Panel, Place, use_panel};

/// The panel.
#[component]
pub fn App() -> impl IntoView {
    let (config, link) = open_page();
    let panel = Panel::new(&link, &config);
    let is_wanted = move |_: &Link| {
        let is_form = panel.place().get_untracked() == Place::SignIn;
        is_form && !panel.form.busy().get_untracked()
    };
    link::watch(ServerKind::Owt, is_wanted, move |link| {
        panel.form.fill(link);
    });
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
        Place::Form => view! { <FormPage /> }.into_any(),
        Place::Services => view! { <ServicesPage /> }.into_any(),
        Place::Room => view! { <RoomPage /> }.into_any(),
    }
}
