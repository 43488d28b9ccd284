//! The app: what the whole page shares, then the sign-in page or the room of the meeting in front.

use leptos::prelude::*;

use crate::{
    browser::timers::Timekeeper,
    config::Config,
    driver::Driver,
    kind::ServerKind,
    link::{self, Link},
    page::{LanguageBoundary, open_page},
    room::{Room, waiting::KnockNews},
    sign_in::SignIn,
    state::{MeetingState, Meetings, OpenMeeting, SignInForm, SignInState, use_meetings},
    ui::ShowIf,
    wall::Wall,
};

/// The panel.
///
/// It provides what a whole page shares: its meetings ([`crate::state::use_meetings`]), the language ([`crate::i18n::use_locale`]),
/// and the preferences ([`crate::state::use_preferences`]). What belongs to the meeting in front is provided below.
#[component]
pub fn App() -> impl IntoView {
    let (config, link) = open_page();
    let (page, keeper) = (Owner::current().unwrap_or_default(), Timekeeper::start());
    let meetings = Meetings::new(move |number| {
        // The link is to the first one.
        let link = if number == 0 { &link } else { &Link::default() };
        page.with(|| open_meeting(number, link, &config, &keeper))
    });
    link::watch(
        ServerKind::Meeting,
        move |link| untrack(|| is_wanted(meetings, link)),
        move |link| {
            meetings
                .front()
                .with_untracked(|front| front.form.fill(link))
        },
    );
    provide_context(meetings);
    view! { <Page /> }
}

/// Whether a form is in front that a link may fill in. One to another kind of server ends this program, so only where no meeting is
/// joined.
fn is_wanted(meetings: Meetings, link: &Link) -> bool {
    let OpenMeeting { sign_in, .. } = meetings.front().get();
    let is_free = !sign_in.in_room().get()
        && !sign_in.busy().get()
        && sign_in.question().with(Option::is_none);
    let is_elsewhere = link.kind().is_some_and(|kind| kind != ServerKind::Meeting);
    is_free && (!is_elsewhere || meetings.joined().is_empty())
}

/// What is on the page: the wall, and the meeting in front.
#[component]
pub fn Page() -> impl IntoView {
    view! {
        <LanguageBoundary>
            <Wall />
            <Front />
            <KnockNews />
        </LanguageBoundary>
    }
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
