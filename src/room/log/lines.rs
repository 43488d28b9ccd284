//! The lines of the log, and finding some of them.

use conference::{Line, Lines, LogEntry, Query, find_lines};
use leptos::prelude::*;

use super::{
    super::{
        line_list::{EarlierButton, LineScroll},
        time,
    },
    wording,
};
use crate::{
    i18n::{Locale, decompose, td_string, use_locale},
    state::use_meeting,
    ui::{KeyedLines, SearchField, ShowIf},
};

/// The event log.
#[component]
pub fn LogLines(
    /// Whether it is in sight.
    seen: Signal<bool>,
) -> impl IntoView {
    let (meeting, locale) = (use_meeting(), use_locale());
    let log = meeting.log;
    let total = Signal::derive(move || log.with(Lines::total));
    // Nobody is told how many lines of it are new.
    let scroll = LineScroll::new(total, seen, RwSignal::new(0));
    // `None` = nothing is searched for; then nothing is followed either.
    let found = Memo::new(move |_| {
        let query = Query::new(&meeting.panels.log.query.get(), decompose);
        if query.is_empty() {
            return None;
        }
        let all = log.with(|log| log.newest(log.len()));
        let text_of = |entry: &LogEntry| {
            let sentence = wording::sentence(locale, entry).plain();
            [&time::clock(entry.at_ms), " ", &*sentence].concat()
        };
        Some(find_lines(all, &query, text_of, decompose))
    });
    let lines = Signal::derive(move || {
        let limit = scroll.limit.get();
        found.with(|found| match found {
            None => log.with(|log| log.newest(limit)),
            Some(found) => {
                let hidden = found.len().saturating_sub(limit);
                found.get(hidden..).unwrap_or_default().to_vec()
            }
        })
    });
    let kept = Memo::new(move |_| {
        found.with(|found| match found {
            None => log.with(Lines::len),
            Some(found) => found.len(),
        })
    });
    let nothing = Signal::derive(move || {
        if log.with(|log| !log.is_empty()) {
            td_string!(locale, attendance.nothing_found)
        } else {
            td_string!(locale, room.no_events)
        }
    });
    let line = move |line: Line<LogEntry>| line_view(locale, &line.content);
    view! {
        <div class="panel-tools">
            <SearchField
                label=td_string!(locale, attendance.find)
                hint=td_string!(locale, attendance.find_hint)
                query=meeting.panels.log.query
            />
        </div>
        <NotUnderstood />
        // Announcing every event, however politely, would drown everything else.
        <div
            class="panel-scroll"
            role="log"
            aria-live="off"
            aria-label=td_string!(locale, room.event_log)
            tabindex="0"
            node_ref=scroll.element
            on:scroll=move |_| scroll.on_scroll()
        >
            <EarlierButton scroll kept />
            <ShowIf when=move || kept.get() == 0>
                <p class="empty">{nothing}</p>
            </ShowIf>
            <ol class="log">
                <KeyedLines lines key=number_of line />
            </ol>
        </div>
    }
    .into_any()
}

/// How many events were not understood.
#[component]
fn NotUnderstood() -> impl IntoView {
    let (meeting, locale) = (use_meeting(), use_locale());
    let count = meeting.not_understood;
    let text = Signal::derive(move || td_string!(locale, room.not_understood, count = count.get()));
    view! {
        <ShowIf when=move || { count.get() > 0 }>
            <p class="panel-line">{text}</p>
        </ShowIf>
    }
}

/// A line never changes, so nothing in it follows anything.
fn line_view(locale: Locale, entry: &LogEntry) -> AnyView {
    view! {
        <li class="event">
            <time class="event-when">{time::clock(entry.at_ms)}</time>
            <span>{wording::sentence(locale, entry).view()}</span>
        </li>
    }
    .into_any()
}

fn number_of(line: &Line<LogEntry>) -> u64 {
    line.number
}
