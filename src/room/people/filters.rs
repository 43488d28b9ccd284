//! Which of the many are shown, and how many those are.

use conference::{PeopleFilter, PeopleFilters};
use leptos::prelude::*;

use crate::{
    i18n::{Locale, td_string, use_locale},
    state::{Meeting, use_meeting},
    ui::{Icon, IconView, ShowIf, true_or_false},
};

/// The filters. Pressed together they combine: hosts or guests, waiting or connecting, and all the others narrow.
#[component]
pub fn Filters() -> impl IntoView {
    let (meeting, locale) = (use_meeting(), use_locale());
    let pressed = meeting.panels.people.filters;
    let filters = PeopleFilter::ALL.map(|filter| view! { <FilterButton filter /> });
    let is_any = Memo::new(move |_| !pressed.with(|pressed| pressed.is_empty()));
    let label = td_string!(locale, list.clear_filters);
    view! {
        <div class="filters" role="group" aria-label=td_string!(locale, list.filters)>
            {filters.into_iter().collect_view()}
            <ShowIf when=is_any>
                <button
                    type="button"
                    class="filter filter-clear"
                    aria-label=label
                    title=label
                    on:click=move |_| pressed.set(PeopleFilters::default())
                >
                    <IconView icon=Icon::Cross />
                </button>
            </ShowIf>
        </div>
    }
}

#[component]
fn FilterButton(
    /// Who is shown while it is pressed.
    filter: PeopleFilter,
) -> impl IntoView {
    let (meeting, locale) = (use_meeting(), use_locale());
    let pressed = meeting.panels.people.filters;
    let is_pressed = Memo::new(move |_| pressed.with(|pressed| pressed.has(filter)));
    let count = Memo::new(move |_| count(meeting, filter));
    // Few meetings have helpers: their button comes with them.
    let is_shown =
        Memo::new(move |_| filter != PeopleFilter::Helpers || count.get() > 0 || is_pressed.get());
    view! {
        <ShowIf when=is_shown>
            <button
                type="button"
                class="filter"
                aria-pressed=true_or_false(is_pressed)
                on:click=move |_| pressed.update(|pressed| *pressed = pressed.toggled(filter))
            >
                {filter_label(locale, filter)}
                " "
                <span class="filter-count">{count}</span>
            </button>
        </ShowIf>
    }
}

/// Returns what a filter is called.
pub fn filter_label(locale: Locale, filter: PeopleFilter) -> &'static str {
    match filter {
        PeopleFilter::Hosts => td_string!(locale, room.hosts),
        PeopleFilter::Guests => td_string!(locale, list.guests),
        PeopleFilter::Muted => td_string!(locale, room.muted_ones),
        PeopleFilter::Speaking => td_string!(locale, room.speaking_ones),
        PeopleFilter::Presenting => td_string!(locale, room.presenting),
        PeopleFilter::Waiting => td_string!(locale, list.waiting),
        PeopleFilter::Connecting => td_string!(locale, room.connecting_ones),
        PeopleFilter::AudioOnly => td_string!(locale, room.audio_only),
        PeopleFilter::External => td_string!(locale, room.external),
        PeopleFilter::LookAlike => td_string!(locale, list.look_alike),
        PeopleFilter::Helpers => td_string!(locale, dial.helpers),
    }
}

fn count(meeting: Meeting, filter: PeopleFilter) -> usize {
    let roster = meeting.roster;
    roster.counts().with(|counts| match filter {
        PeopleFilter::Hosts => counts.hosts,
        PeopleFilter::Guests => counts.guests,
        PeopleFilter::Muted => counts.muted,
        PeopleFilter::Speaking => roster.speaking().with(|speaking| speaking.len()),
        PeopleFilter::Presenting => counts.presenting,
        PeopleFilter::Waiting => counts.waiting,
        PeopleFilter::Connecting => counts.connecting,
        PeopleFilter::AudioOnly => counts.audio_only,
        PeopleFilter::External => counts.external,
        PeopleFilter::LookAlike => roster.look_alike_count().get(),
        PeopleFilter::Helpers => counts.helpers,
    })
}
