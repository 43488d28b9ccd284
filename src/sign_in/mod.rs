//! Signing in: the form, and what a server may ask before it lets a host in.

mod form;
mod problem;
mod question;
mod try_it;
pub mod validate;

use leptos::prelude::*;

use crate::{
    brand::BrandMark,
    config::{self, Feature},
    i18n::{td_string, use_locale},
    kind::{KindOfServer, ServerKind},
    preference_buttons::PreferenceButtons,
    ui::{Icon, IconView, ShowIf},
};
use form::JoinForm;
use question::QuestionDialogs;
use try_it::TryIt;

pub use form::missing_feature_text;
pub(crate) use form::{Warning, focus_first_invalid};
pub use problem::{bad_address, problem_text, unreachable};
pub use validate::{MAX_ACCOUNT, MAX_NAME, MAX_PASSWORD};

/// The sign-in page.
#[component]
pub fn SignIn() -> impl IntoView {
    let locale = use_locale();
    view! {
        <main class="connect">
            <PreferenceButtons />
            <div class="connect-card">
                <h1 class="connect-brand">
                    <BrandMark />
                </h1>
                <p class="connect-lead">{td_string!(locale, connect.lead)}</p>
                <KindOfServer kind=ServerKind::Meeting />
                <JoinForm />
                <ShowIf when=config::is_on(Feature::Demo)>
                    <TryIt />
                </ShowIf>
            </div>
            <QuestionDialogs />
        </main>
    }
}

/// What went wrong, said at once. The words may be the server's.
#[component]
pub(crate) fn Alert(
    /// The sentence; `None` = nothing went wrong.
    problem: Signal<Option<String>>,
) -> impl IntoView {
    move || {
        problem.get().map(|text| {
            view! {
                <p class="note note-bad" role="alert">
                    <IconView icon=Icon::Warning />
                    <span dir="auto">{text}</span>
                </p>
            }
        })
    }
}
