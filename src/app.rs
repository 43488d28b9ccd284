//! The app: what the whole page shares, then the sign-in page or the room.

use leptos::prelude::*;
use leptos_i18n::Locale as _;

use crate::{
    config::Config,
    driver::Driver,
    link::Link,
    room::Room,
    sign_in::SignIn,
    state::{MeetingState, Preferences, SignInForm, SignInState, Theme},
    ui::{ShowIf, keep_composition_apart},
};

/// The panel.
///
/// It provides what a whole page shares: the meeting with its commands ([`crate::state::use_meeting`]), the language
/// ([`crate::i18n::use_locale`]), and the preferences ([`crate::state::use_preferences`]).
#[component]
pub fn App() -> impl IntoView {
    let (config, link) = (Config::load(), Link::from_address_bar());
    let preferences = Preferences::load(&link, &config);
    let sign_in = SignInState::default();
    let form = SignInForm::new(&link, &config);
    form.forget_with(sign_in);
    let state = MeetingState::new(&config);
    let meeting = state.meeting();
    let driver = Driver::start(state, sign_in);
    let runner = driver.clone();
    meeting
        .media_calls
        .connect(move |request| runner.request_media_call(request));
    meeting.commands.connect(move |input| driver.input(input));
    provide_context(meeting);
    provide_context(preferences);
    provide_context(sign_in);
    provide_context(form);
    show_on_page(preferences);
    keep_composition_apart();
    view! { <LanguageBoundary /> }
}

/// Renders the page anew when the language changes, and only then: texts are read once, and what is typed lives in state.
///
/// A signal never forgets who followed it. Were each text to follow the language, every row and line that there ever was would be
/// remembered.
#[component]
pub fn LanguageBoundary() -> impl IntoView {
    let locale = crate::state::use_preferences().locale();
    let sign_in: SignInState = expect_context();
    move || {
        provide_context(locale.get());
        view! {
            <div class="app">
                <ShowIf when=sign_in.in_room() fallback=|| view! { <SignIn /> }>
                    <Room />
                </ShowIf>
            </div>
        }
        .into_any()
    }
}

/// Applies theme and language to the page, now and whenever they change.
fn show_on_page(preferences: Preferences) {
    Effect::new(move || {
        let Some(page) = document().document_element() else {
            return;
        };
        let _ = match preferences.theme().get() {
            Theme::System => page.remove_attribute("data-theme"),
            theme => page.set_attribute("data-theme", theme.as_str()),
        };
        let _ = page.set_attribute("lang", preferences.locale().get().as_str());
    });
}
