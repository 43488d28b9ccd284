//! What every program of the page begins with.

use leptos::prelude::*;
use leptos_i18n::Locale as _;

use crate::{
    brand::{Brand, show_brand},
    config::Config,
    link::Link,
    state::{Density, Preferences, Theme, use_preferences},
    ui::{keep_composition_apart, keep_focus},
};

/// Reads the configuration and the address, and provides what a whole page shares: branding, what is off, how lists
/// begin, and the preferences ([`use_preferences`]). Returns what was read.
pub fn open_page() -> (Config, Link) {
    let (config, link) = (Config::load(), Link::from_address_bar());
    let preferences = Preferences::load(&link, &config);
    show_brand(&config);
    provide_context(Brand::of(&config));
    provide_context(config.off);
    provide_context(config.list);
    provide_context(preferences);
    show_on_page(preferences);
    keep_composition_apart();
    keep_focus();
    (config, link)
}

/// Renders the page anew when the language changes, and only then: texts are read once, and what is typed lives in state. It provides
/// the language ([`crate::i18n::use_locale`]).
///
/// A signal never forgets who followed it. Were each text to follow the language, every row and line that there ever was would be
/// remembered.
#[component]
pub fn LanguageBoundary(
    /// The page.
    children: ChildrenFn,
) -> impl IntoView {
    let locale = use_preferences().locale();
    move || {
        provide_context(locale.get());
        view! { <div class="app">{children()}</div> }.into_any()
    }
}

/// Applies theme, density and language to the page, now and whenever they change.
fn show_on_page(preferences: Preferences) {
    Effect::new(move || {
        let Some(page) = document().document_element() else {
            return;
        };
        let _ = match preferences.theme().get() {
            Theme::System => page.remove_attribute("data-theme"),
            theme => page.set_attribute("data-theme", theme.as_str()),
        };
        let _ = match preferences.density().get() {
            Density::Comfortable => page.remove_attribute("data-density"),
            density => page.set_attribute("data-density", density.as_str()),
        };
        let _ = page.set_attribute("lang", preferences.locale().get().as_str());
    });
}
