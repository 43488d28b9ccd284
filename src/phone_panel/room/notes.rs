//! Sentences under the head: what is shown isn't how things are, or the server leaves something unsaid.

use leptos::prelude::*;
use phone::Phase;

use super::super::{state::use_panel, words};
use crate::{
    i18n::{td_string, use_locale},
    room::time,
    ui::{Icon, IconView, ShowIf},
};

/// All of them.
#[component]
pub fn Notes() -> impl IntoView {
    let (live, locale) = (use_panel().live, use_locale());
    let (facts, connection) = (live.facts(), live.connection());
    let broken = live.is_hang_up_broken();
    let stale = Memo::new(move |_| {
        let connection = connection.get();
        (connection.phase == Phase::Stale).then(|| {
            let time = time::clock(connection.since_ms);
            td_string!(locale, room.stale_note, time = time)
        })
    });
    let ended = Memo::new(move |_| {
        let ending = facts.with(|facts| facts.ending);
        ending.map(|ending| words::ending(locale, ending).to_owned())
    });
    let unsaid = Memo::new(move |_| {
        let (unnamed, missing) = facts.with(|facts| (facts.unnamed, facts.missing));
        match (unnamed, missing) {
            (0, 0) => None,
            (0, count) => Some(td_string!(locale, phone.room.missing, count = count)),
            (count, _) => Some(td_string!(locale, phone.room.unnamed, count = count)),
        }
    });
    let hang_up = Memo::new(move |_| {
        let text = || td_string!(locale, phone.room.hang_up_broken).to_owned();
        broken.get().then(text)
    });
    view! {
        <div class="phone-notes">
            <Note text=stale class="note note-warn" role="alert" />
            <Note text=ended class="note" role="status" />
            <Note text=unsaid class="note" role="status" />
            <Note text=hang_up class="note note-warn" role="note" />
        </div>
    }
}

#[component]
fn Note(text: Memo<Option<String>>, class: &'static str, role: &'static str) -> impl IntoView {
    view! {
        <ShowIf when=Signal::derive(move || text.with(Option::is_some))>
            <p class=class role=role>
                <IconView icon=Icon::Warning />
                <span>{text}</span>
            </p>
        </ShowIf>
    }
}
