//! Kinds of servers. Each has a program of its own, which knows nothing of the others'; `boot.js` loads the one that is wanted.
//!
//! The folder has what the programs of the kinds beside the meeting's have in common: a sign-in page, a server's address, and notices.

pub mod insecure_note;
pub mod notices;
pub mod server_address;
pub mod sign_in;
pub mod words;

use std::borrow::Cow;

use leptos::prelude::*;

use crate::{
    browser::storage,
    config::{self, Feature},
    i18n::{Locale, td_string, use_locale},
    link,
};

/// What `boot.js` reads as well.
const KEY: &str = "kind";

/// Kinds of servers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ServerKind {
    /// Has the meeting-control API.
    #[default]
    Meeting,
    /// An Open WebRTC Toolkit conference server.
    Owt,
    /// A gateway that receives callbacks.
    Callbacks,
    /// A server of phone conferences.
    Phone,
}

impl ServerKind {
    /// All but a meeting's, as they stand on the sign-in pages.
    pub const OTHERS: [Self; 3] = [Self::Owt, Self::Callbacks, Self::Phone];

    /// Returns the word for it: in `config.json`, in this browser's memory, in the program's name and, but for a meeting's, in links.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Meeting => "meeting",
            Self::Owt => "owt",
            Self::Callbacks => "callbacks",
            Self::Phone => "phone",
        }
    }

    /// Returns the kind of a word; `None` for any other.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::all().find(|kind| kind.as_str() == word)
    }

    fn all() -> impl Iterator<Item = Self> {
        [Self::Meeting].into_iter().chain(Self::OTHERS)
    }

    /// Returns what switches the kind off; `None` for what is always there.
    const fn feature(self) -> Option<Feature> {
        match self {
            Self::Meeting => None,
            Self::Owt => Some(Feature::Owt),
            Self::Callbacks => Some(Feature::Callbacks),
            Self::Phone => Some(Feature::Phone),
        }
    }

    fn name(self, locale: Locale) -> &'static str {
        match self {
            Self::Meeting => td_string!(locale, kind.meeting),
            Self::Owt => td_string!(locale, kind.owt),
            Self::Callbacks => td_string!(locale, kind.callbacks),
            Self::Phone => td_string!(locale, kind.phone),
        }
    }

    /// Returns an address as http or https, in whichever scheme of the kind's it was written.
    pub fn as_web_address(self, address: &str) -> Cow<'_, str> {
        match self {
            Self::Meeting | Self::Owt | Self::Callbacks => Cow::Borrowed(address),
            Self::Phone => phone::as_web_address(address),
        }
    }

    /// Remembers that this kind is wanted, and opens the page anew with its program. A browser that remembers nothing is told by the
    /// address.
    fn open(self) {
        storage::set(KEY, self.as_str());
        link::reopen(&match self {
            Self::Meeting => "#server=".to_owned(),
            other => format!("#{}=", other.as_str()),
        });
    }
}

/// The choice, on each kind's sign-in page; nothing where there is none.
#[component]
pub fn KindOfServer(
    /// Whose page it is.
    kind: ServerKind,
) -> impl IntoView {
    let locale = use_locale();
    let is_on = |one: &ServerKind| one.feature().is_none_or(config::is_on);
    let kinds: Vec<_> = ServerKind::all().filter(is_on).collect();
    let choice = move |one: ServerKind| {
        view! {
            <label class="kind">
                <input
                    type="radio"
                    name="kind"
                    checked=one == kind
                    on:change=move |_| one.open()
                />
                <span>{one.name(locale)}</span>
            </label>
        }
    };
    (kinds.len() > 1).then(|| {
        view! {
            <div class="kinds" role="radiogroup" aria-label=td_string!(locale, kind.title)>
                {kinds.into_iter().map(choice).collect_view()}
            </div>
        }
    })
}
