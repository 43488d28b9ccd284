//! What stands across the room: that others can listen in; why it doesn't show what is, since when, or that it is over and how to
//! come back; where this session was sent, and that it is on hold.

use leptos::{html, prelude::*};
use session::{Connection, Ending};

use super::{demo::DemoNote, time, timers::LargeTalkTime, words};
use crate::{
    i18n::{td_string, use_locale},
    state::{ConnectionPhase, RoomInfo, use_meeting, use_meetings},
    ui::{Button, Icon, IconView, Look, ShowIf},
    wall::full_server,
};

/// The notes, where there is something to say.
#[component]
pub fn ConnectionNotes() -> impl IntoView {
    view! {
        <div class="banners">
            <DemoNote />
            <InsecureNote />
            <ConnectionNote />
            <LargeTalkTime />
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
    let is_over = move || meeting.phase.get() == ConnectionPhase::Ended;
    let is_on_hold = Memo::new(move |_| !is_over() && meeting.settings.get().on_hold);
    let is_transferred = Memo::new(move |_| {
        let can_go_back = |info: &RoomInfo| info.came_from.is_some();
        !is_over()
            && meeting
                .info
                .with(|info| info.as_ref().is_some_and(can_go_back))
    });
    view! {
        {move || note()}
        <ShowIf when=is_on_hold>
            <HoldNote />
        </ShowIf>
        <ShowIf when=is_transferred>
            <TransferNote />
        </ShowIf>
    }
}

#[component]
fn HoldNote() -> impl IntoView {
    view! {
        <div class="banner banner-warn" role="status">
            <IconView icon=Icon::Warning />
            <p>{td_string!(use_locale(), room.you_are_on_hold)}</p>
        </div>
    }
}

/// Where this session was sent; the host goes back, or stays.
#[component]
fn TransferNote() -> impl IntoView {
    let (meeting, locale) = (use_meeting(), use_locale());
    let where_to = meeting.info.with_untracked(|info| {
        let room = info.as_ref().map(|info| words::isolated(&info.room));
        td_string!(locale, room.transferred, room = room.unwrap_or_default())
    });
    view! {
        <div class="banner" role="status">
            <IconView icon=Icon::Info />
            <p>{where_to}</p>
            <BackButton />
            <Button
                label=td_string!(locale, ui.dismiss)
                on_press=move || meeting.commands.stay_here()
            />
        </div>
    }
}

/// Back to the meeting that this session was sent from; nothing where there is none.
#[component]
fn BackButton() -> impl IntoView {
    let (meeting, locale) = (use_meeting(), use_locale());
    let former = meeting
        .info
        .with_untracked(|info| info.as_ref().and_then(|info| info.came_from.clone()));
    former.map(|room| {
        view! {
            <Button
                label=td_string!(locale, room.back_to, room = room)
                on_press=move || meeting.commands.go_back()
            />
        }
    })
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
    let (meeting, meetings, locale) = (use_meeting(), use_meetings(), use_locale());
    let why = Signal::derive(move || {
        meeting
            .connection
            .with(|connection| words::connection(locale, connection))
    });
    let sent_to = meeting
        .connection
        .with_untracked(|connection| match connection {
            Connection::Ended(Ending::Transferred { room, .. }) => Some(room.clone()),
            _ => None,
        });
    // Where the server would send this session nobody knows before it is there.
    let node = meeting.info.with_untracked(|info| {
        let info = info.as_ref().filter(|_| sent_to.is_none());
        info.map(|info| info.node.clone())
    });
    let refusal = Signal::derive(move || {
        let node = node.as_ref()?;
        full_server(meetings, locale, |open| {
            let info = open.meeting.info;
            info.with(|info| info.as_ref().is_some_and(|info| info.node == *node))
        })
    });
    // Of a meeting that this session has never been in nothing is shown.
    let last_seen = sent_to.is_none().then(|| {
        view! {
            " · "
            <span>{td_string!(locale, room.ended_note)}</span>
        }
    });
    let again = sent_to.map_or_else(
        || td_string!(locale, room.rejoin).to_owned(),
        |room| td_string!(locale, room.go_to, room = room),
    );
    view! {
        <div class="banner banner-bad">
            <IconView icon=Icon::Info />
            <p>
                <strong dir="auto">{why}</strong>
                {last_seen}
            </p>
            <BackButton />
            <Button
                label=again
                look=Look::Primary
                node_ref=rejoin
                refusal=refusal
                on_press=move || meeting.commands.rejoin()
            />
            // There is nothing to leave any more: this leads back to the form.
            <Button
                label=td_string!(locale, room.sign_in_elsewhere)
                on_press=move || meeting.commands.leave()
            />
        </div>
    }
}
