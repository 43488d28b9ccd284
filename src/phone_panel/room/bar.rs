//! The conference's number, how many are in, and how true that is.

use leptos::prelude::*;
use phone::Phase;

use super::super::state::use_panel;
use crate::{
    i18n::{td_string, use_locale},
    preference_buttons::LanguageAndTheme,
    room::time,
    ui::{Button, Icon, Look},
};

/// The page's head.
#[component]
pub fn Bar() -> impl IntoView {
    let (panel, locale) = (use_panel(), use_locale());
    let (facts, connection) = (panel.live.facts(), panel.live.connection());
    let title = Memo::new(move |_| {
        let open = facts.with(|facts| facts.id.clone().filter(|_| facts.is_open()));
        match open {
            Some(id) => td_string!(locale, phone.room.conference, number = &*id),
            None => td_string!(locale, phone.room.none).to_owned(),
        }
    });
    let count = Memo::new(move |_| facts.with(|facts| facts.count.filter(|_| facts.is_open())));
    let count_words = move || match count.get() {
        Some(count) => td_string!(locale, phone.room.count, count = count),
        None if facts.with(|facts| facts.is_open() && facts.count_refusal.is_some()) => {
            td_string!(locale, phone.room.count_refused).to_owned()
        }
        None if facts.with(|facts| facts.is_open()) => {
            td_string!(locale, phone.room.count_unknown).to_owned()
        }
        None => String::new(),
    };
    let state = move || {
        let state = facts.with(|facts| facts.state.clone().filter(|_| facts.is_open()));
        state.map(|state| {
            let text = td_string!(locale, phone.room.server_state, state = &*state);
            view! {
                <span class="row-details">
                    <bdi dir="auto">{text}</bdi>
                </span>
            }
        })
    };
    let pill = move || match connection.get().phase {
        Phase::Live => "pill pill-live",
        Phase::Stale => "pill pill-stale",
        Phase::Off => "pill pill-ended",
        Phase::Connecting => "pill pill-busy",
    };
    let words = Memo::new(move |_| {
        let connection = connection.get();
        let time = time::clock(connection.since_ms);
        match connection.phase {
            Phase::Live => td_string!(locale, room.live).to_owned(),
            Phase::Stale => td_string!(locale, room.stale, time = time),
            Phase::Off | Phase::Connecting => td_string!(locale, room.connecting).to_owned(),
        }
    });
    view! {
        <header class="room-bar">
            <Button
                label=td_string!(locale, phone.room.leave)
                icon=Icon::Leave
                look=Look::Quiet
                on_press=move || panel.leave()
            />
            <h1 class="room-title">
                <bdi dir="auto" translate="no">
                    {title}
                </bdi>
            </h1>
            <div class="room-facts">
                <span role="status" data-count=move || count.get().map(|it| it.to_string())>
                    {count_words}
                </span>
                {state}
            </div>
            <span class=pill role="status">
                {words}
            </span>
            <LanguageAndTheme />
        </header>
    }
}
