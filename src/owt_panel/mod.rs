//! The panel for conference servers of the Open WebRTC Toolkit's kind: a program of its own, which `boot.js` loads in the place of the
//! meeting panel's where this kind of server was chosen.
//!
//! It shares code with that one and no memory: the kit (`ui`), languages, preferences, branding, the browser, and what is said of
//! addresses that don't answer. All that decides is in the crate `owt`.

mod client;
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
    app::show_on_page,
    brand::{Brand, show_brand},
    config::Config,
    link::Link,
    state::{Preferences, use_preferences},
    ui::keep_composition_apart,
};
use form::FormPage;
use notices::PanelNotices;
use room::RoomPage;
use rooms::RoomsPage;
use services::ServicesPage;
use sign_in::SignIn;
use state::{Panel, Place, use_panel};

/// The panel.
#[component]
pub fn App() -> impl IntoView {
    let (config, link) = (Config::load(), Link::from_address_bar());
    let preferences = Preferences::load(&link, &config);
    show_brand(&config);
    provide_context(Brand::of(&config));
    provide_context(config.off);
    provide_context(preferences);
    provide_context(Panel::new(&link, &config));
    show_on_page(preferences);
    keep_composition_apart();
    view! { <LanguageBoundary /> }
}

/// Renders the page anew when the language changes, as the meeting panel does.
#[component]
fn LanguageBoundary() -> impl IntoView {
    let locale = use_preferences().locale();
    move || {
        provide_context(locale.get());
        view! {
            <div class="app">
                <Front />
                <PanelNotices />
            </div>
        }
        .into_any()
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
