//! Configuration, theme, language, and which page.

use leptos::prelude::*;

use crate::{
    address::Address,
    config::Config,
    connect::{Connect, Initial, Question},
    i18n::provide_i18n,
    state::preferences::{Preferences, Remembered},
};

/// The whole panel.
#[component]
pub fn App() -> impl IntoView {
    let config = Config::take();
    let address = Address::take();
    let preferences = Preferences::provide(&address, &config);
    provide_i18n(preferences.language());
    let initial = Initial::new(&address, &config, Remembered::load());
    view! {
        <Connect
            initial=initial
            busy=Signal::stored(false)
            problem=Signal::stored(None::<String>)
            question=Signal::stored(None::<Question>)
            on_join=|_| {}
            on_answer=|_| {}
        />
    }
}
