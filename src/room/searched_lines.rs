//! A log: its newest lines, or those that say what is looked for.

use conference::{Line, Lines, Query, find_lines};
use leptos::prelude::*;

use super::{
    line_list::{EarlierButton, LineScroll},
    sentence::Sentence,
    time,
};
use crate::{
    i18n::{Locale, decompose, td_string, use_locale},
    ui::{KeyedLines, SearchField, ShowIf},
};

/// Something that happened, as a log has it.
pub trait Logged: PartialEq + Send + Sync + 'static {
    /// Returns when it happened, by the wall clock, ms since 1970.
    fn at_ms(&self) -> u64;

    /// Returns the id (a call's number) and the name that it is about; empty where there is none.
    fn about(&self) -> (&str, &str);

    /// Returns what happened, with names marked as names.
    fn sentence(&self, locale: Locale) -> Sentence;
}

/// The lines of a log, with a field to find some of them.
#[component]
pub fn SearchedLines<T: Logged>(
    /// The log.
    log: ReadSignal<Lines<T>>,
    /// Whether it is in sight.
    seen: Signal<bool>,
    /// What is looked for.
    query: RwSignal<String>,
    /// What stands between the field and the lines.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let locale = use_locale();
    let text_of = move |entry: &T| {
        let sentence = entry.sentence(locale).plain();
        [&time::clock(entry.at_ms()), " ", &*sentence].concat()
    };
    let total = Signal::derive(move || log.with(Lines::total));
    // Nobody is told how many lines of it are new.
    let scroll = LineScroll::new(total, seen, RwSignal::new(0));
    // `None` = nothing is searched for; then nothing is followed either.
    let found = Memo::new(move |_| {
        let query = Query::new(&query.get(), decompose);
        if query.is_empty() {
            return None;
        }
        let all = log.with(|log| log.newest(log.len()));
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
    // A line never changes, so nothing in it follows anything.
    let line = move |one: Line<T>| {
        let entry = &one.content;
        view! {
            <li class="event">
                <time class="event-when">{time::clock(entry.at_ms())}</time>
                <span>{entry.sentence(locale).view()}</span>
            </li>
        }
        .into_any()
    };
    view! {
        <div class="panel-tools">
            <SearchField
                label=td_string!(locale, attendance.find)
                hint=td_string!(locale, attendance.find_hint)
                query
            />
        </div>
        {children.map(|children| children())}
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

fn number_of<T>(line: &Line<T>) -> u64 {
    line.number
}
