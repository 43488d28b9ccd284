//! The panel for phone conferences: a program of its own, which `boot.js` loads in the place of the meeting panel's where this kind of
//! server was chosen.
//!
//! It shares code with that one and no memory. All that decides is in the crate `phone`: this carries what happens into its session, and
//! shows what comes out.

mod notices;
mod room;
mod sign_in;
mod state;
mod words;

use leptos::prelude::*;

use crate::{
    kind::{ServerKind, notices::NoticeToasts},
    link::{self, Link},
    page::{LanguageBoundary, open_page},
};
use room::RoomPage;
use sign_in::SignIn;
use state::{Panel, Place, use_panel};

/// The panel.
#[component]
pub fn App() -> impl IntoView {
    let (config, link) = open_page();
    let panel = Panel::new(&link, &config);
    let is_wanted = move |_: &Link| {
        let is_form = panel.live.place().get_untracked() == Place::SignIn;
        is_form && !panel.live.is_entering().get_untracked()
    };
    link::watch(ServerKind::Phone, is_wanted, move |link| {
        panel.form.server.fill(link);
    });
    provide_context(panel);
    view! {
        <LanguageBoundary>
            <Front />
            <NoticeToasts notices=panel.live.notices />
        </LanguageBoundary>
    }
}

#[component]
fn Front() -> impl IntoView {
    let place = use_panel().live.place();
    move || match place.get() {
        Place::SignIn => view! { <SignIn /> }.into_any(),
        Place::Room => view! { <RoomPage /> }.into_any(),
    }
}
