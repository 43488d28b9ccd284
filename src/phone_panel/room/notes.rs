//! Sentences under the head: others can listen in, what is shown isn't how things are, or a hang-up does nothing. And below the list of
//! people, where nothing moves by them: what the server leaves unsaid, and what commands wait for.

use leptos::prelude::*;
use phone::Phase;

use super::super::{
    state::{Until, Wait, use_panel},
    words,
};
use crate::{
    i18n::{td_string, use_locale},
    kind::insecure_note::InsecureNote,
    room::time,
    ui::{Button, Icon, IconView, ShowIf},
};

/// All of them.
#[component]
pub fn Notes() -> impl IntoView {
    let (panel, locale) = (use_panel(), use_locale());
    let live = panel.live;
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
    let hang_up = Memo::new(move |_| {
        let text = || td_string!(locale, phone.room.hang_up_broken).to_owned();
        broken.get().then(text)
    });
    view! {
        <div class="phone-notes">
            <InsecureNote form=panel.form.server server=live.server() />
            <Note text=stale class="note note-warn" role="alert" />
            <Note text=ended class="note" role="status" />
            <Note text=hang_up class="note note-warn" role="note" />
        </div>
    }
}

/// What the server leaves unsaid of who is in.
#[component]
pub fn UnsaidNote() -> impl IntoView {
    let (live, locale) = (use_panel().live, use_locale());
    let facts = live.facts();
    let unsaid = Memo::new(move |_| {
        facts.with(
            |facts| match (&facts.count_refusal, facts.unnamed, facts.missing) {
                _ if !facts.is_open() => None,
                (Some(why), ..) => {
                    let why = words::refused(locale, why);
                    Some(td_string!(locale, phone.room.not_counted, why = why))
                }
                (None, 0, 0) => None,
                (None, 0, count) => Some(td_string!(locale, phone.room.missing, count = count)),
                (None, count, _) => Some(td_string!(locale, phone.room.unnamed, count = count)),
            },
        )
    });
    view! { <Note text=unsaid class="note" role="status" /> }
}

/// What commands wait for, and how to call them off.
#[component]
pub fn WaitNote() -> impl IntoView {
    let (live, locale) = (use_panel().live, use_locale());
    let wait = live.wait();
    let text = Memo::new(move |_| {
        let Wait { until, waiting } = wait.get()?;
        let first = match until {
            Until::Answered(wanted, at_ms) => {
                let (what, time) = (words::wanted(locale, &wanted), time::clock(at_ms));
                td_string!(locale, phone.wait.answer, what = what, time = time)
            }
            Until::Counted(at_ms) => {
                td_string!(locale, phone.wait.count, time = time::clock(at_ms))
            }
            Until::HungUp(wanted, at_ms) => {
                let (what, time) = (words::wanted(locale, &wanted), time::clock(at_ms));
                td_string!(locale, phone.wait.hang_up, what = what, time = time)
            }
            Until::Turn => String::new(),
        };
        let rest = match waiting {
            0 => String::new(),
            1 => td_string!(locale, phone.wait.one).to_owned(),
            count => td_string!(locale, phone.wait.many, count = count),
        };
        Some([&*first, " ", &*rest].concat().trim().to_owned())
    });
    let may_call_off =
        Signal::derive(move || wait.with(|wait| wait.as_ref().is_some_and(|it| it.waiting > 0)));
    view! {
        <Note text class="note" role="status" />
        <ShowIf when=may_call_off>
            <Button
                label=td_string!(locale, phone.wait.call_off)
                on_press=move || live.call_off()
            />
        </ShowIf>
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
