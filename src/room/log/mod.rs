//! What happened, in sentences.

mod export;
mod wording;

use conference::{Line, Lines, LogEntry};
use leptos::prelude::*;

use super::{
    line_list::{EarlierButton, LineScroll},
    time,
};
use crate::{
    i18n::{Locale, td_string, use_locale},
    state::use_meeting,
    ui::{Button, Icon, KeyedLines, Look, ShowIf},
};
use export::export;

/// The event log.
#[component]
pub fn LogPanel(
    /// Whether it is in sight.
    #[prop(into)]
    seen: Signal<bool>,
) -> impl IntoView {
    let (meeting, locale) = (use_meeting(), use_locale());
    let log = meeting.log;
    let total = Signal::derive(move || log.with(Lines::total));
    // Nobody is told how many lines of it are new.
    let scroll = LineScroll::new(total, seen, RwSignal::new(0));
    let lines = Signal::derive(move || log.with(|log| log.newest(scroll.limit.get())));
    let line = move |line: Line<LogEntry>| line_view(locale, &line.content);
    let kept = Memo::new(move |_| log.with(Lines::len));
    view! {
        <section class="panel panel-grow" role="region" aria-labelledby="log-title">
            <div class="panel-head">
                <h2 class="panel-title" id="log-title">
                    {td_string!(locale, room.log)}
                </h2>
                <span class="spacer"></span>
                <Button
                    label=td_string!(locale, room.export)
                    icon=Icon::Log
                    look=Look::Quiet
                    on_press=move || export(meeting, locale)
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
                    <p class="empty">{td_string!(locale, room.no_events)}</p>
                </ShowIf>
                <ol class="log">
                    <KeyedLines lines key=number_of line />
                </ol>
            </div>
        </section>
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
