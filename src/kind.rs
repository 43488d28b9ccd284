//! What kind of server a sign-in page is for. Each kind has a program of its own; `boot.js` loads the one that is wanted.

use leptos::prelude::*;

use crate::{
    browser::storage,
    config::{self, Feature},
    i18n::{td_string, use_locale},
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
}

impl ServerKind {
    const ALL: [Self; 2] = [Self::Meeting, Self::Owt];

    /// Returns the word for it, in `config.json` and in this browser's memory.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Meeting => "meeting",
            Self::Owt => "owt",
        }
    }

    /// Returns the kind of a word; `None` for any other.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }

    /// Remembers that this kind is wanted, and opens the page anew with its program. A browser that remembers nothing is told by the
    /// address.
    fn open(self) {
        storage::set(KEY, self.as_str());
        link::reopen(match self {
            Self::Meeting => "#server=",
            Self::Owt => "#owt=",
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
    let choice = move |one: ServerKind| {
        let name = match one {
            ServerKind::Meeting => td_string!(locale, owt.kind.meeting),
            ServerKind::Owt => td_string!(locale, owt.kind.owt),
        };
        view! {
            <label class="kind">
                <input
                    type="radio"
                    name="kind"
                    checked=one == kind
                    on:change=move |_| one.open()
                />
                <span>{name}</span>
            </label>
        }
    };
    config::is_on(Feature::Owt).then(|| {
        view! {
            <div class="kinds" role="radiogroup" aria-label=td_string!(locale, owt.kind.title)>
                {ServerKind::ALL.map(choice).collect_view()}
            </div>
        }
    })
}
