//! The lines of the log.

use leptos::prelude::*;

use super::super::searched_lines::SearchedLines;
use crate::{
    i18n::{td_string, use_locale},
    state::use_meeting,
    ui::ShowIf,
};

/// The event log.
#[component]
pub fn LogLines(
    /// Whether it is in sight.
    seen: Signal<bool>,
) -> impl IntoView {
    let meeting = use_meeting();
    view! {
        <SearchedLines log=meeting.log seen query=meeting.panels.log.query>
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
