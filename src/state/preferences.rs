//! What a person chose for this browser: theme, language, and what to fill the sign-in form in with. Never a secret.

use leptos::prelude::*;

use crate::{
    browser::storage,
    config::Config,
    i18n::{Locale, LocaleExt, locale_of_tag},
    link::Link,
};

const THEME: &str = "theme";
const LANGUAGE: &str = "language";
const SERVER: &str = "server";
const NODE: &str = "node";
const NAME: &str = "name";

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the system has it.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    /// Returns the next one, for a button that goes round.
    pub const fn next(self) -> Self {
        match self {
            Self::System => Self::Light,
            Self::Light => Self::Dark,
            Self::Dark => Self::System,
        }
    }

    /// Returns the word for it, as in the address and in `data-theme`; the system's needs none.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::System => "",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    fn of_word(word: &str) -> Option<Self> {
        [Self::Light, Self::Dark]
            .into_iter()
            .find(|theme| theme.as_str() == word)
    }
}

/// Theme and language. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Preferences {
    theme: RwSignal<Theme>,
    locale: RwSignal<Locale>,
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
        let theme = theme.or_else(|| Theme::of_word(&storage::get(THEME)?));
        let locale = link.language.as_deref().and_then(locale_of_tag);
        let locale = locale
            .or_else(|| locale_of_tag(&storage::get(LANGUAGE)?))
            .or_else(|| locale_of_tag(config.locale.as_deref()?))
            .or_else(locale_of_browser);
        Self {
            theme: RwSignal::new(theme.unwrap_or_default()),
            locale: RwSignal::new(locale.unwrap_or_default()),
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

    /// Changes the theme and remembers it.
    pub fn set_theme(self, theme: Theme) {
        self.theme.set(theme);
        match theme {
            Theme::System => storage::remove(THEME),
            theme => {
                storage::set(THEME, theme.as_str());
            }
        }
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
