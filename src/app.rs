//! The app: what the whole page shares, then the sign-in page or the room of the meeting in front.

use leptos::prelude::*;
use leptos_i18n::Locale as _;

use crate::{
    brand::{Brand, show_brand},
    browser::timers::Timekeeper,
    config::Config,
    driver::Driver,
    link::Link,
    room::{Room, waiting::KnockNews},
    sign_in::SignIn,
    state::{
        Density, MeetingState, Meetings, OpenMeeting, Preferences, SignInForm, SignInState, Theme,
        use_meetings, use_preferences,
    },
    ui::{ShowIf, keep_composition_apart},
    wall::Wall,
};

/// The panel.
///
/// It provides what a whole page shares: its meetings ([`crate::state::use_meetings`]), the language ([`crate::i18n::use_locale`]),
/// and the preferences ([`crate::state::use_preferences`]). What belongs to the meeting in front is provided below.
#[component]
pub fn App() -> impl IntoView {
    let (config, link) = (Config::load(), Link::from_address_bar());
    let preferences = Preferences::load(&link, &config);
    let (off, brand) = (config.off, Brand::of(&config));
    show_brand(&config);
    let (page, keeper) = (Owner::current().unwrap_or_default(), Timekeeper::start());
    let meetings = Meetings::new(move |number| {
        // The link is to the first one.
        let link = if number == 0 { &link } else { &Link::default() };
        page.with(|| open_meeting(number, link, &config, &keeper))
    });
    provide_context(meetings);
    provide_context(preferences);
    provide_context(off);
    provide_context(brand);
    show_on_page(preferences);
    keep_composition_apart();
    view! { <LanguageBoundary /> }
}

/// Makes a meeting with a session of its own, which hasn't begun.
fn open_meeting(number: usize, link: &Link, config: &Config, keeper: &Timekeeper) -> OpenMeeting {
    let sign_in = SignInState::default();
    let form = SignInForm::new(link, config);
    form.forget_with(sign_in);
    let state = MeetingState::new(config);
    let meeting = state.meeting();
    let driver = Driver::start(keeper, state, sign_in);
    let runner = driver.clone();
    meeting
        .media_calls
        .connect(move |request| runner.request_media_call(request));
    meeting.commands.connect(move |input| driver.input(input));
    OpenMeeting {
        number,
        meeting,
        sign_in,
        form,
    }
}

/// Renders the page anew when the language changes, and only then: texts are read once, and what is typed lives in state.
///
/// A signal never forgets who followed it. Were each text to follow the language, every row and line that there ever was would be
/// remembered.
#[component]
pub fn LanguageBoundary() -> impl IntoView {
    let locale = use_preferences().locale();
    move || {
        provide_context(locale.get());
        view! {
            <div class="app">
                <Wall />
                <Front />
                <KnockNews />
            </div>
        }
        .into_any()
    }
}

/// The meeting in front, or its form. It provides the meeting with its commands ([`crate::state::use_meeting`]), and is rendered anew
/// when another one comes to the front.
#[component]
fn Front() -> impl IntoView {
    let front = use_meetings().front();
    move || {
        let OpenMeeting {
            meeting,
            sign_in,
            form,
            ..
        } = front.get();
        provide_context(meeting);
        provide_context(sign_in);
        provide_context(form);
        view! {
            <ShowIf when=sign_in.in_room() fallback=|| view! { <SignIn /> }>
                <Room />
            </ShowIf>
        }
        .into_any()
    }
}

/// Applies theme, density and language to the page, now and whenever they change.
pub(crate) fn show_on_page(preferences: Preferences) {
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
