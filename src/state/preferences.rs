//! What a person chose for this browser: theme, language, density, sounds, keys, and what to fill the sign-in form in with. Never a
//! secret.

use leptos::prelude::*;

use crate::{
    appearance::{Density, Theme},
    browser::storage,
    config::Config,
    i18n::{Locale, LocaleExt, locale_of_tag},
    link::Link,
};

const THEME: &str = "theme";
const LANGUAGE: &str = "language";
const DENSITY: &str = "density";
const SOUND: &str = "sound";
const NOTIFICATIONS: &str = "notifications";
const SINGLE_KEYS: &str = "single-keys";
const SERVER: &str = "server";
const NODE: &str = "node";
const NAME: &str = "name";

/// Something that is on or off, and remembered. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Toggle {
    key: &'static str,
    is_on: RwSignal<bool>,
}

impl Toggle {
    fn load(key: &'static str, unless_chosen: bool) -> Self {
        let chosen = storage::get(key).map(|word| word == "on");
        Self {
            key,
            is_on: RwSignal::new(chosen.unwrap_or(unless_chosen)),
        }
    }

    /// Whether it is on.
    pub fn is_on(self) -> ReadSignal<bool> {
        self.is_on.read_only()
    }

    /// Switches it and remembers that.
    pub fn set(self, is_on: bool) {
        storage::set(self.key, if is_on { "on" } else { "off" });
        self.is_on.set(is_on);
    }
}

/// What is chosen for all meetings. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Preferences {
    theme: RwSignal<Theme>,
    locale: RwSignal<Locale>,
    density: RwSignal<Density>,
    /// Sounds, when somebody knocks.
    pub sound: Toggle,
    /// Desktop notifications, where the browser allows them.
    pub notifications: Toggle,
    /// Shortcuts of one key.
    pub single_keys: Toggle,
}

/// Returns the preferences of the page.
///
/// # Panics
///
/// Outside of `<App/>`, which provides them.
pub fn use_preferences() -> Preferences {
    expect_context()
}

impl Preferences {
    /// Returns what the link asks for, else what was chosen here, else what the configuration says, else what the browser has.
    pub fn load(link: &Link, config: &Config) -> Self {
        let theme = link.theme.as_deref().and_then(Theme::of_word);
        let theme = theme
            .or_else(|| Some(Theme::of_word(&storage::get(THEME)?).unwrap_or_default()))
            .or(config.theme);
        let density = storage::get(DENSITY).as_deref().and_then(Density::of_word);
        let locale = link.language.as_deref().and_then(locale_of_tag);
        let locale = locale
            .or_else(|| locale_of_tag(&storage::get(LANGUAGE)?))
            .or_else(|| locale_of_tag(config.locale.as_deref()?))
            .or_else(locale_of_browser);
        Self {
            theme: RwSignal::new(theme.unwrap_or_default()),
            locale: RwSignal::new(locale.unwrap_or_default()),
            density: RwSignal::new(density.or(config.density).unwrap_or_default()),
            sound: Toggle::load(SOUND, config.sound.unwrap_or(true)),
            notifications: Toggle::load(NOTIFICATIONS, false),
            single_keys: Toggle::load(SINGLE_KEYS, true),
        }
    }

    /// The theme.
    pub fn theme(self) -> ReadSignal<Theme> {
        self.theme.read_only()
    }

    /// The language.
    pub fn locale(self) -> ReadSignal<Locale> {
        self.locale.read_only()
    }

    /// How much stands on a screen.
    pub fn density(self) -> ReadSignal<Density> {
        self.density.read_only()
    }

    /// Changes the theme and remembers it.
    pub fn set_theme(self, theme: Theme) {
        self.theme.set(theme);
        // Also the system's is kept: config.json may say another one.
        storage::set(THEME, theme.as_str());
    }

    /// Changes the density and remembers it.
    pub fn set_density(self, density: Density) {
        storage::set(DENSITY, density.as_str());
        self.density.set(density);
    }

    /// Changes the language and remembers it.
    pub fn set_locale(self, locale: Locale) {
        storage::set(LANGUAGE, locale.as_str());
        self.locale.set(locale);
    }
}

/// What the sign-in form starts with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RememberedSignIn {
    /// The API server joined last.
    pub server: Option<String>,
    /// The node joined last.
    pub node: Option<String>,
    /// The name joined with last.
    pub name: Option<String>,
}

impl RememberedSignIn {
    /// Returns what this browser remembers.
    pub fn load() -> Self {
        Self {
            server: storage::get(SERVER),
            node: storage::get(NODE),
            name: storage::get(NAME),
        }
    }

    /// Remembers what is there; what isn't stays as it was.
    pub fn save(&self) {
        let fields = [
            (SERVER, &self.server),
            (NODE, &self.node),
            (NAME, &self.name),
        ];
        for (key, value) in fields {
            if let Some(value) = value {
                storage::set(key, value);
            }
        }
    }
}

fn locale_of_browser() -> Option<Locale> {
    let languages = window().navigator().languages();
    languages
        .iter()
        .filter_map(|tag| tag.as_string())
        .find_map(|tag| locale_of_tag(&tag))
}
