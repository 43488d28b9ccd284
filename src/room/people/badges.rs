//! What a row says about somebody, in words.

use conference::{Participant, PeopleSort, Role, Service};
use leptos::prelude::*;

use super::row::Shown;
use crate::{
    i18n::{Locale, td_string, use_locale},
    room::{person, time},
    state::{Meeting, use_meeting},
    ui::{Icon, IconView},
};

/// What sets somebody apart. A picture where there is one for it: the word is then its tooltip, and what a screen reader says.
#[derive(Clone, PartialEq)]
struct Badge {
    class: &'static str,
    icon: Option<Icon>,
    text: String,
    /// Stands beside the picture.
    rank: Option<usize>,
}

impl Badge {
    fn new(class: &'static str, icon: impl Into<Option<Icon>>, text: impl Into<String>) -> Self {
        Self {
            class,
            icon: icon.into(),
            text: text.into(),
            rank: None,
        }
    }

    fn into_view(self) -> impl IntoView {
        let Some(icon) = self.icon else {
            return view! { <span class=self.class>{self.text}</span> }.into_any();
        };
        let tooltip = self.text.clone();
        let rank = self.rank.map(|rank| rank.to_string());
        let rank = rank.map(|rank| view! { <span aria-hidden="true">{rank}</span> });
        view! {
            <span class=self.class title=tooltip>
                <IconView icon />
                {rank}
                <span class="visually-hidden">{self.text}</span>
            </span>
        }
        .into_any()
    }
}

/// Under the name, so that they never take room from it: what sets this person apart from the others.
#[component]
pub fn Badges(
    /// As the row shows them.
    shown: Shown,
) -> impl IntoView {
    let (meeting, locale) = (use_meeting(), use_locale());
    let badges = Memo::new(move |_| shown.read(|person| badges_of(meeting, locale, person, shown)));
    let badges = move || {
        let badges = badges.get().into_iter();
        badges.map(Badge::into_view).collect_view().into_any()
    };
    view! {
        <span class="person-tags">{move || badges()}</span>
    }
}

fn badges_of(meeting: Meeting, locale: Locale, person: &Participant, shown: Shown) -> Vec<Badge> {
    let mut badges = Vec::new();
    let mut add = |is_so: bool, class: &'static str, icon: Option<Icon>, text: &'static str| {
        if is_so {
            badges.push(Badge::new(class, icon, text));
        }
    };
    const WARNING: &str = "tag tag-warn";
    let is_look_alike = meeting.roster.is_look_alike(&person.name);
    add(
        is_look_alike,
        WARNING,
        Some(Icon::Warning),
        td_string!(locale, room.look_alike),
    );
    add(
        person.hand_raised,
        WARNING,
        Some(Icon::Hand),
        td_string!(locale, room.hand_raised),
    );
    let service = match person.service {
        Service::WaitingRoom => Some(td_string!(locale, room.waits)),
        Service::Connecting => Some(td_string!(locale, room.being_called)),
        Service::Ivr => Some(td_string!(locale, room.at_voice_menu)),
        _ => None,
    };
    add(
        service.is_some(),
        WARNING,
        None,
        service.unwrap_or_default(),
    );
    add(
        person.presenting,
        "tag tag-presenting",
        Some(Icon::Screen),
        td_string!(locale, room.presenting),
    );
    add(
        person.role == Role::Host,
        "tag tag-host",
        None,
        td_string!(locale, room.host),
    );
    let spotlight_rank = shown.spotlight_rank.get();
    if spotlight_rank > 0 {
        let text = td_string!(locale, room.spotlight_rank, rank = spotlight_rank);
        badges.push(Badge {
            rank: Some(spotlight_rank),
            ..Badge::new("tag tag-spotlight", Icon::Spotlight, text)
        });
    }
    for (is_so, icon, text) in [
        (
            shown.pinned.get(),
            Icon::Star,
            td_string!(locale, list.pinned),
        ),
        (
            person.pinned_in_picture == Some(true),
            Icon::Pin,
            td_string!(locale, room.pinned_in_picture),
        ),
        (
            person.audio_only,
            Icon::Phone,
            td_string!(locale, room.audio_only),
        ),
    ] {
        if is_so {
            badges.push(Badge::new("tag", icon, text));
        }
    }
    let mut warn = |is_so: bool, icon: Icon, text: &'static str| {
        if is_so {
            badges.push(Badge::new(WARNING, icon, text));
        }
    };
    warn(
        person.camera_blocked,
        Icon::CameraOff,
        td_string!(locale, room.camera_blocked),
    );
    warn(
        person.deafened == Some(true),
        Icon::SoundOff,
        td_string!(locale, room.deafened),
    );
    warn(
        person.on_hold == Some(true),
        Icon::Pause,
        td_string!(locale, room.on_hold),
    );
    warn(
        !person.rx_presentation,
        Icon::ScreenOff,
        td_string!(locale, room.no_presentation),
    );
    badges
}

/// Behind the badges: what they do, who they are, how they came.
#[component]
pub fn Details(
    /// As the row shows them.
    shown: Shown,
) -> impl IntoView {
    let (meeting, locale) = (use_meeting(), use_locale());
    // A clock that ticks each second is followed only by who needs it.
    let waited = Memo::new(move |_| {
        let waits = shown
            .read(|person| matches!(person.service, Service::Connecting | Service::WaitingRoom));
        let since_ms = shown.row.with(|row| row.as_ref().map(|row| row.since_ms));
        let since_ms = since_ms.filter(|_| waits)?;
        Some(time::span(meeting.now_ms.get().saturating_sub(since_ms)))
    });
    let is_own = Memo::new(move |_| {
        meeting
            .powers
            .with(|powers| shown.read(|person| powers.own.as_ref() == Some(&person.id)))
    });
    let words = Memo::new(move |_| {
        shown.read(|person| {
            let speaks = shown.speaks.get();
            let spoken = spoken_of(meeting, locale, shown, person);
            details_of(locale, person, is_own.get(), speaks, (waited.get(), spoken))
        })
    });
    // As a whole: a translator's elements, forced in between, would keep a text node's news from the page.
    view! { <bdi class="person-sub" prop:textContent=words></bdi> }
}

/// What the list is sorted by, where that is a voice: first of all that a host then wants to read.
fn spoken_of(
    meeting: Meeting,
    locale: Locale,
    shown: Shown,
    person: &Participant,
) -> Option<String> {
    let sort = meeting.panels.people.sort.get();
    if !sort.is_by_voice() {
        return None;
    }
    let spoken_s = shown.spoken_s.get();
    if sort == PeopleSort::SpeakingTime {
        let time = time::span(spoken_s * 1000);
        return (spoken_s > 0).then(|| td_string!(locale, list.spoke_for, time = time));
    }
    let last_ms = meeting
        .roster
        .with_speaking_times(|times| times.last_spoken_ms(&person.id, 0));
    last_ms.map(|last_ms| td_string!(locale, list.spoke_at, time = time::clock(last_ms)))
}

fn details_of(
    locale: Locale,
    person: &Participant,
    is_own: bool,
    speaks: bool,
    (waited, spoken): (Option<String>, Option<String>),
) -> String {
    let waited = waited.map(|time| match person.service {
        Service::Connecting => td_string!(locale, dial.ring_of, time = time),
        _ => time,
    });
    let word = |is_so: bool, text: &str| is_so.then(|| text.to_owned());
    let address = word(person.address != person.name, &person.address);
    // Servers caption people by their names where nobody wrote another.
    let is_captioned = !person.overlay_text.is_empty() && person.overlay_text != person.name;
    let caption =
        is_captioned.then(|| td_string!(locale, room.captioned, text = &*person.overlay_text));
    let is_late = person.delay_s > 0;
    let delayed = is_late.then(|| td_string!(locale, room.delayed, seconds = person.delay_s));
    let words = [
        word(is_own, td_string!(locale, room.you)),
        word(speaks, td_string!(locale, room.speaking)),
        spoken,
        word(person.muted, td_string!(locale, room.muted)),
        waited,
        address,
        word(person.external, td_string!(locale, room.external)),
        word(
            person.encrypted == Some(false),
            td_string!(locale, room.not_encrypted),
        ),
        delayed,
        Some(person::protocol(locale, person)),
        Some(person.vendor.to_string()),
        caption,
    ];
    let words: Vec<String> = words
        .into_iter()
        .flatten()
        .filter(|word| !word.is_empty())
        .collect();
    words.join(" · ")
}
