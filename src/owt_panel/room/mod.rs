//! A room that is watched: who is in, what they publish, and what else goes on in it.

mod columns;
mod doctor;
mod live_grid;
mod log;
pub(super) mod media;
mod people;
mod person_row;
mod remove_dialog;
mod row_switch;
mod stage;
mod stream_row;
mod streams;

use leptos::prelude::*;

use super::{
    state::{Phase, Stale, use_panel},
    words,
};
use crate::{
    i18n::{Locale, td_string, use_locale},
    kind::insecure_note::InsecureNote,
    preference_buttons::LanguageAndTheme,
    room::{screen::Screen, time},
    ui::{Button, Icon, IconView, Look, ShowIf},
};
use columns::Columns;
use doctor::Doctor;

pub(super) use person_row::name_of;

/// The page of a room.
#[component]
pub fn RoomPage() -> impl IntoView {
    let (panel, locale) = (use_panel(), use_locale());
    provide_context(Screen::watch());
    let phase = panel.live.phase();
    let connection = Signal::derive(move || phase.with(Phase::as_str));
    view! {
        <main
            class="kind-page owt-room"
            aria-label=td_string!(locale, room.meeting)
            data-connection=connection
        >
            <Bar />
            <InsecureNote form=panel.form.server server=panel.server() />
            <Note />
            <Columns />
        </main>
    }
}

/// The room's name, how many are in, and how true that is.
#[component]
fn Bar() -> impl IntoView {
    let (panel, locale) = (use_panel(), use_locale());
    let live = panel.live;
    let (phase, read_ms, order) = (live.phase(), live.read_ms(), live.participants.order());
    let name = move || {
        let room = live.room();
        room.with(|room| room.as_ref().map(|room| room.name.to_string()))
    };
    let count = Memo::new(move |_| order.with(|order| order.len()));
    let pill = move || match phase.with(Phase::as_str) {
        "live" => "pill pill-live",
        "stale" => "pill pill-stale",
        "ended" => "pill pill-ended",
        _ => "pill pill-busy",
    };
    let words = Memo::new(move |_| phase.with(|phase| connection(locale, phase)));
    let read = move || match read_ms.get() {
        0 => String::new(),
        ms => td_string!(locale, owt.live.read_at, time = time::clock(ms)),
    };
    view! {
        <header class="room-bar">
            <Button
                label=td_string!(locale, owt.live.back)
                icon=Icon::Leave
                look=Look::Quiet
                on_press=move || panel.close_room()
            />
            <h1 class="room-title">
                <bdi dir="auto" translate="no">
                    {name}
                </bdi>
            </h1>
            <div class="room-facts">
                <span role="status" data-count=count>
                    {move || td_string!(locale, room.head_count, count = count.get())}
                </span>
                <span class="owt-read">{read}</span>
            </div>
            <span class=pill role="status">
                {words}
            </span>
            <Doctor />
            <LanguageAndTheme />
        </header>
    }
}

fn connection(locale: Locale, phase: &Phase) -> String {
    match phase {
        Phase::Connecting => td_string!(locale, room.connecting).to_owned(),
        Phase::Live => td_string!(locale, room.live).to_owned(),
        Phase::Stale { since_ms, why } => {
            let time = time::clock(*since_ms);
            match why {
                Stale::Offline => td_string!(locale, room.offline, time = time),
                Stale::Trouble(_) => td_string!(locale, room.stale, time = time),
            }
        }
        Phase::Ended(_) => td_string!(locale, owt.live.ended).to_owned(),
    }
}

/// Why what is shown isn't how things are.
#[component]
fn Note() -> impl IntoView {
    let (panel, locale) = (use_panel(), use_locale());
    let phase = panel.live.phase();
    let text = Memo::new(move |_| {
        phase.with(|phase| match phase {
            Phase::Connecting | Phase::Live => None,
            Phase::Stale { since_ms, why } => {
                let time = time::clock(*since_ms);
                let mut text = match why {
                    Stale::Offline => String::new(),
                    Stale::Trouble(why) => words::trouble(locale, why) + " ",
                };
                text.push_str(&td_string!(locale, room.stale_note, time = time));
                Some(text)
            }
            Phase::Ended(why) => {
                let mut text = words::refused(locale, why) + " ";
                text.push_str(td_string!(locale, room.ended_note));
                Some(text)
            }
        })
    });
    let is_shown = Signal::derive(move || text.with(Option::is_some));
    let is_bad = move || phase.with(|phase| matches!(phase, Phase::Ended(_)));
    view! {
        <ShowIf when=is_shown>
            <p class="note" class:note-bad=is_bad class:note-warn=move || !is_bad() role="alert">
                <IconView icon=Icon::Warning />
                <span dir="auto">{text}</span>
            </p>
        </ShowIf>
    }
}

/// Returns why nothing can be asked of the room now. For as long as the current owner lives.
fn refusal() -> Signal<Option<String>> {
    let (phase, locale) = (use_panel().live.phase(), use_locale());
    let is_live = crate::ui::scoped_memo(move || phase.with(|phase| *phase == Phase::Live));
    Signal::derive(move || {
        (!is_live.get()).then(|| td_string!(locale, owt.live.not_live).to_owned())
    })
}
