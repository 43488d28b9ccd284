//! How a host hears of a knock: in the waiting room, and in the settings while nobody waits.

use leptos::prelude::*;

use crate::{
    browser::{
        notifications::{self, Allowed},
        sound,
    },
    i18n::{td_string, use_locale},
    state::use_preferences,
    ui::Switch,
};

/// Sounds, on or off. Switched on it can be heard at once.
#[component]
pub fn SoundSwitch() -> impl IntoView {
    let (toggle, locale) = (use_preferences().sound, use_locale());
    let change = move |is_on| {
        toggle.set(is_on);
        if is_on {
            sound::knock();
        }
    };
    view! {
        <Switch label=td_string!(locale, waiting.sound) checked=toggle.is_on() on_change=change />
    }
}

/// Desktop notifications, on or off. Switched on the browser asks the host, the first time.
#[component]
pub fn NotificationSwitch() -> impl IntoView {
    let (toggle, locale) = (use_preferences().notifications, use_locale());
    let refusal_now = move || {
        let why = match notifications::allowed() {
            Allowed::Yes | Allowed::NotAsked => return None,
            Allowed::No => td_string!(locale, waiting.not_allowed),
            Allowed::Missing => td_string!(locale, waiting.missing),
        };
        Some(why.to_owned())
    };
    let refusal = RwSignal::new(refusal_now());
    let is_on = Signal::derive(move || {
        refusal.track();
        toggle.is_on().get() && notifications::allowed() == Allowed::Yes
    });
    let change = move |is_on: bool| {
        if !is_on {
            return toggle.set(false);
        }
        notifications::ask(move |answer| {
            // It may be gone by now.
            refusal.try_set(refusal_now());
            toggle.set(answer == Allowed::Yes);
        });
    };
    view! {
        <Switch
            label=td_string!(locale, waiting.notifications)
            checked=is_on
            refusal=refusal.read_only()
            on_change=change
        />
    }
}
