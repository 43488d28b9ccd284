//! What a person chose for this browser: theme, language, and what to fill the sign-in form in with. Never a secret.

use crate::{
    address::Address,
    config::Config,
    i18n::{self, Language},
    reactive::{Topic, document, follow, window},
    transport::storage,
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

thread_local! {
    static CHOSEN: Topic<Theme> = Topic::default();
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

/// What the address asks for comes before what was chosen here, then the configuration, then the browser.
pub async fn take(address: &Address, config: &Config) {
    let theme = address.theme.as_deref().and_then(Theme::of_word);
    let theme = theme.or_else(|| Theme::of_word(&storage::get(THEME)?));
    CHOSEN.with(|chosen| chosen.put(theme.unwrap_or_default()));
    let language = address.language.as_deref().and_then(Language::of_tag);
    let language = language
        .or_else(|| Language::of_tag(&storage::get(LANGUAGE)?))
        .or_else(|| Language::of_tag(config.locale.as_deref()?))
        .or_else(of_browser);
    // Rather in another language than not at all: `boot.js` has loaded one.
    for language in [language.unwrap_or_default()]
        .into_iter()
        .chain(Language::ALL)
    {
        if i18n::load(language).await {
            i18n::speak(language);
            break;
        }
    }
}

/// Applies theme and language to the page, now and whenever they change.
pub fn show() {
    follow(|| set_on_page("data-theme", theme_chosen().word()));
    follow(|| set_on_page("lang", i18n::language().tag()));
}

/// The theme; followed where asked in an effect or a view.
pub fn theme_chosen() -> Theme {
    CHOSEN.with(Topic::get)
}

/// Changes the theme and remembers it.
pub fn set_theme(theme: Theme) {
    CHOSEN.with(|chosen| chosen.put(theme));
    match theme {
        Theme::System => storage::remove(THEME),
        theme => storage::set(THEME, theme.word()),
    }
}

/// Changes the language and remembers it. False where its texts can't be loaded: then nothing changes.
pub async fn set_language(language: Language) -> bool {
    let here = i18n::load(language).await;
    if here {
        i18n::speak(language);
        storage::set(LANGUAGE, language.tag());
    }
    here
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
