//! What a person chose for this browser: theme, language, and what to fill the sign-in form in with. Never a secret.

use leptos::prelude::*;

use crate::{address::Address, config::Config, i18n::Language, transport::storage, ui::follow};

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
    /// The next one, for a button that goes round.
    pub const fn next(self) -> Self {
        match self {
            Self::System => Self::Light,
            Self::Light => Self::Dark,
            Self::Dark => Self::System,
        }
    }

    /// As in the address and in `data-theme`; the system's needs no word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::System => "",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    fn of_word(word: &str) -> Option<Self> {
        [Self::Light, Self::Dark]
            .into_iter()
            .find(|theme| theme.word() == word)
    }
}

/// The choices, from the context. Cheap to copy.
#[derive(Clone, Copy, Debug)]
pub struct Preferences {
    theme: RwSignal<Theme>,
    language: RwSignal<Language>,
}

/// What the sign-in form starts with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Remembered {
    /// The API server joined last.
    pub server: Option<String>,
    /// The node joined last.
    pub node: Option<String>,
    /// The name joined with last.
    pub name: Option<String>,
}

impl Preferences {
    /// What the address asks for comes before what was chosen here, then the configuration, then the browser. Applies them to the page.
    pub fn provide(address: &Address, config: &Config) -> Self {
        let theme = address.theme.as_deref().and_then(Theme::of_word);
        let theme = theme
            .or_else(|| Theme::of_word(&storage::get(THEME)?))
            .unwrap_or_default();
        let language = address.language.as_deref().and_then(Language::of_tag);
        let language = language
            .or_else(|| Language::of_tag(&storage::get(LANGUAGE)?))
            .or_else(|| Language::of_tag(config.locale.as_deref()?))
            .or_else(of_browser)
            .unwrap_or_default();
        let preferences = Self {
            theme: RwSignal::new(theme),
            language: RwSignal::new(language),
        };
        preferences.apply();
        provide_context(preferences);
        preferences
    }

    fn apply(self) {
        follow(move || set_on_page("data-theme", self.theme.get().word()));
        follow(move || set_on_page("lang", self.language.get().tag()));
    }

    /// The theme.
    pub fn theme(self) -> Signal<Theme> {
        self.theme.into()
    }

    /// The language.
    pub fn language(self) -> Signal<Language> {
        self.language.into()
    }

    /// Changes the theme and remembers it.
    pub fn set_theme(self, theme: Theme) {
        self.theme.try_set(theme);
        match theme {
            Theme::System => storage::remove(THEME),
            theme => storage::set(THEME, theme.word()),
        }
    }

    /// Changes the language and remembers it.
    pub fn set_language(self, language: Language) {
        self.language.try_set(language);
        storage::set(LANGUAGE, language.tag());
    }
}

impl Remembered {
    /// What this browser remembers.
    pub fn load() -> Self {
        Self {
            server: storage::get(SERVER),
            node: storage::get(NODE),
            name: storage::get(NAME),
        }
    }

    /// Remembers what is there; what isn't stays as it was.
    pub fn save(&self) {
        for (key, value) in [
            (SERVER, &self.server),
            (NODE, &self.node),
            (NAME, &self.name),
        ] {
            if let Some(value) = value {
                storage::set(key, value);
            }
        }
    }
}

fn set_on_page(name: &str, value: &str) {
    if let Some(page) = document().document_element() {
        let _ = if value.is_empty() {
            page.remove_attribute(name)
        } else {
            page.set_attribute(name, value)
        };
    }
}

fn of_browser() -> Option<Language> {
    let languages = window().navigator().languages();
    languages
        .iter()
        .filter_map(|tag| tag.as_string())
        .find_map(|tag| Language::of_tag(&tag))
}
