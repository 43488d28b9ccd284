//! How many are in the meeting, and how long it has lasted.

use leptos::prelude::*;

use crate::{
    i18n::{td_string, use_locale},
    room::time,
    state::{RoomInfo, use_meeting},
};

/// How many are in the meeting: neither waiting nor being called.
#[component]
pub fn HeadCount() -> impl IntoView {
    let (meeting, locale) = (use_meeting(), use_locale());
    let count = Memo::new(move |_| meeting.roster.counts().with(|counts| counts.present));
    let words = Signal::derive(move || td_string!(locale, room.head_count, count = count.get()));
    let number = Signal::derive(move || count.get().to_string());
    view! {
        // As a whole, as the connection's state is: see there.
        <p role="status" aria-label=words data-count=number prop:textContent=words></p>
    }
}

/// How long the meeting has lasted; where that isn't known, how long this session has.
#[component]
pub fn MeetingTimer() -> impl IntoView {
    let (meeting, locale) = (use_meeting(), use_locale());
    let began = Memo::new(move |_| {
        let settings = meeting.settings.get();
        meeting
            .info
            .with(|info| info.as_ref().map(|info| beginning(info, settings)))
    });
    // Which time it is, where it isn't the meeting's own: its name stays.
    let tooltip = Signal::derive(move || match began.get() {
        Some(Beginning::OfThisSession(_)) => td_string!(locale, room.time_here),
        Some(Beginning::OfTheMeeting(_)) | None => td_string!(locale, room.timer),
    });
    let lasted = Signal::derive(move || {
        let since_ms = began.get().map_or(u64::MAX, Beginning::ms);
        time::timer(meeting.lasted_until_ms.get().saturating_sub(since_ms))
    });
    view! {
        <p
            role="timer"
            aria-live="off"
            aria-label=td_string!(locale, room.timer)
            title=tooltip
            prop:textContent=lasted
        ></p>
    }
}

/// When something began, ms since 1970.
#[derive(Clone, Copy, PartialEq)]
enum Beginning {
    OfTheMeeting(u64),
    OfThisSession(u64),
}

impl Beginning {
    const fn ms(self) -> u64 {
        match self {
            Self::OfTheMeeting(ms) | Self::OfThisSession(ms) => ms,
        }
    }
}

fn beginning(info: &RoomInfo, settings: conference::Meeting) -> Beginning {
    let told = settings.began_ms(info.joined_ms);
    told.map_or(
        Beginning::OfThisSession(info.joined_ms),
        Beginning::OfTheMeeting,
    )
}
