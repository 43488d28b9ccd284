//! The lines of the log.

use conference::LogEntry;
use leptos::prelude::*;

use super::{
    super::{searched_lines::SearchedLines, time},
    wording,
};
use crate::{
    i18n::{Locale, td_string, use_locale},
    state::use_meeting,
    ui::ShowIf,
};

/// The event log.
#[component]
pub fn LogLines(
    /// Whether it is in sight.
    seen: Signal<bool>,
) -> impl IntoView {
    let (meeting, locale) = (use_meeting(), use_locale());
    let text_of = move |entry: &LogEntry| {
        let sentence = wording::sentence(locale, entry).plain();
        [&time::clock(entry.at_ms), " ", &*sentence].concat()
    };
    view! {
        <SearchedLines
            log=meeting.log
            seen
            query=meeting.panels.log.query
            text_of
            line=move |entry| line_view(locale, entry)
        >
            <NotUnderstood />
        </SearchedLines>
    }
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

fn line_view(locale: Locale, entry: &LogEntry) -> AnyView {
    view! {
        <li class="event">
            <time class="event-when">{time::clock(entry.at_ms)}</time>
            <span>{wording::sentence(locale, entry).view()}</span>
        </li>
    }
    .into_any()
}
