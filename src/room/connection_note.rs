//! What stands across the room: that others can listen in, and, while it doesn't show what is, since when, or why it is over and how
//! to come back.

use leptos::{html, prelude::*};
use session::Connection;

use super::{time, words};
use crate::{
    i18n::{td_string, use_locale},
    state::{ConnectionPhase, use_meeting},
    ui::{Button, Icon, IconView, Look, ShowIf},
};

/// The notes, where there is something to say.
#[component]
pub fn ConnectionNotes() -> impl IntoView {
    view! {
        <div class="banners">
            <InsecureNote />
            <ConnectionNote />
        </div>
    }
}

/// As long as the meeting is shown.
#[component]
fn InsecureNote() -> impl IntoView {
    let (meeting, locale) = (use_meeting(), use_locale());
    let is_insecure = move || {
        meeting
            .info
            .with(|info| info.as_ref().is_some_and(|info| info.is_insecure))
    };
    view! {
        <ShowIf when=is_insecure>
            <div class="banner banner-warn">
                <IconView icon=Icon::Warning />
                <p>{td_string!(locale, connect.insecure)}</p>
            </div>
        </ShowIf>
    }
}

#[component]
fn ConnectionNote() -> impl IntoView {
    let meeting = use_meeting();
    let rejoin = NodeRef::<html::Button>::new();
    // All other controls have become idle: the keyboard goes to the one that is left. Not when the language changes after the end.
    Effect::new(move |before: Option<ConnectionPhase>| {
        let now = meeting.phase.get();
        let ends = now == ConnectionPhase::Ended && before.is_some_and(|before| before != now);
        if ends {
            request_animation_frame(move || {
                if let Some(button) = rejoin.try_get_untracked().flatten() {
                    let _ = button.focus();
                }
            });
        }
        now
    });
    let note = move || match meeting.phase.get() {
        ConnectionPhase::Stale => Some(view! { <StaleNote /> }.into_any()),
        ConnectionPhase::Ended => Some(view! { <EndedNote rejoin /> }.into_any()),
        ConnectionPhase::Connecting | ConnectionPhase::Live => None,
    };
    view! { {move || note()} }
}

#[component]
fn StaleNote() -> impl IntoView {
    let (meeting, locale) = (use_meeting(), use_locale());
    let since = move || {
        meeting.connection.with(|connection| match connection {
            Connection::Stale { since_ms }
            | Connection::Offline { since_ms }
            | Connection::Rejoining { since_ms } => time::clock(*since_ms),
            _ => String::new(),
        })
    };
    let sentence = Signal::derive(move || {
        let is_read = |connection: &Connection| matches!(connection, Connection::ByReading { .. });
        if meeting.connection.with(is_read) {
            return td_string!(locale, room.held_back_note).to_owned();
        }
        td_string!(locale, room.stale_note, time = since())
    });
    view! {
        <div class="banner banner-warn">
            <IconView icon=Icon::Warning />
            <p>{sentence}</p>
        </div>
    }
}

#[component]
fn EndedNote(
    /// The button to join again.
    rejoin: NodeRef<html::Button>,
) -> impl IntoView {
    let (meeting, locale) = (use_meeting(), use_locale());
    let why = Signal::derive(move || {
        meeting
            .connection
            .with(|connection| words::connection(locale, connection))
    });
    view! {
        <div class="banner banner-bad">
            <IconView icon=Icon::Info />
            <p>
                <strong dir="auto">{why}</strong>
                " · "
                <span>{td_string!(locale, room.ended_note)}</span>
            </p>
            <Button
                label=td_string!(locale, room.rejoin)
                look=Look::Primary
                node_ref=rejoin
                on_press=move || meeting.commands.rejoin()
            />
        </div>
    }
}
