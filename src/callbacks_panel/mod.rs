//! The panel for callback gateways: what systems report of their rooms, who is in them, and what was refused. It watches and commands
//! nothing. A program of its own, as `owt_panel` is; all that decides is in the crate `callbacks`.

mod client;
mod page;
mod sign_in;
mod state;
mod words;

use leptos::prelude::*;

use crate::{
    kind::ServerKind,
    link::{self, Link},
    page::{LanguageBoundary, open_page},
};
use page::GatewayPage;
use sign_in::SignIn;
use state::{Panel, use_panel};

/// The panel.
#[component]
pub fn App() -> impl IntoView {
    let (config, link) = open_page();
    let panel = Panel::new(&link, &config);
    let is_wanted = move |_: &Link| {
        let is_form = !panel.is_connected().get_untracked();
        is_form && !panel.form.busy().get_untracked()
    };
    link::watch(ServerKind::Callbacks, is_wanted, move |link| {
        panel.form.fill(link);
    });
    provide_context(panel);
    view! {
        <LanguageBoundary>
            <Front />
        </LanguageBoundary>
    }
}

#[component]
fn Front() -> impl IntoView {
    let is_connected = use_panel().is_connected();
    move || match is_connected.get() {
        false => view! { <SignIn /> }.into_any(),
        true => view! { <GatewayPage /> }.into_any(),
    }
}
