//! The bar on top: which meeting, how true, how many, how long, and its controls.

mod controls;
mod end_dialog;
mod facts;
mod streams;
mod toggle;

use leptos::prelude::*;

use super::{
    doctor::{DoctorButton, DoctorDialog},
    timers::TalkTimerFacts,
    words,
};
use crate::{
    config::{self, Feature},
    i18n::use_locale,
    preference_buttons::PreferenceButtons,
    state::{ConnectionPhase, use_meeting},
    ui::ShowIf,
    wall::OpenAnotherButton,
};
use controls::Controls;
use facts::{HeadCount, MeetingTimer};

pub use streams::Stream;

/// The bar.
#[component]
pub fn TopBar() -> impl IntoView {
    let has_doctor = config::is_on(Feature::Doctor);
    let has_wall = config::is_on(Feature::Wall);
    view! {
        <header class="room-bar">
            <Title />
            <ConnectionPill />
            <div class="room-facts">
                <HeadCount />
                <MeetingTimer />
                <TalkTimerFacts />
            </div>
            <Controls />
            <PreferenceButtons>
                <ShowIf when=has_wall>
                    <OpenAnotherButton is_alone=true />
                </ShowIf>
                <ShowIf when=has_doctor>
                    <DoctorButton />
                </ShowIf>
            </PreferenceButtons>
            <DoctorDialog />
        </header>
    }
}

/// The meeting's name, else its number.
#[component]
fn Title() -> impl IntoView {
    let (meeting, locale) = (use_meeting(), use_locale());
    let name = Signal::derive(move || words::meeting_title(meeting, locale));
    view! {
        <h1 class="room-title" title=name>
            <bdi dir="auto">{name}</bdi>
        </h1>
    }
}

/// The connection in words.
#[component]
fn ConnectionPill() -> impl IntoView {
    let (meeting, locale) = (use_meeting(), use_locale());
    let class = Signal::derive(move || match meeting.phase.get() {
        ConnectionPhase::Live => "pill pill-live",
        ConnectionPhase::Stale => "pill pill-stale",
        ConnectionPhase::Ended => "pill pill-ended",
        ConnectionPhase::Connecting => "pill pill-busy",
    });
    let text = Signal::derive(move || {
        meeting
            .connection
            .with(|connection| words::connection(locale, connection))
    });
    view! {
        // As a whole: a translator's elements, forced in between, would keep a text node's news from the page.
        <p class=class role="status" dir="auto" prop:textContent=text></p>
    }
}
