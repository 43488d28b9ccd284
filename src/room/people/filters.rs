//! Which of the many are shown, and how many those are.

use conference::PeopleFilter;
use leptos::prelude::*;

use crate::{
    i18n::{Locale, td_string, use_locale},
    state::{Meeting, use_meeting},
    ui::{ShowIf, true_or_false},
};

/// The filters.
#[component]
pub fn Filters() -> impl IntoView {
    let locale = use_locale();
    let filters = PeopleFilter::ALL.map(|filter| view! { <FilterButton filter /> });
    view! {
        <div class="filters" role="group" aria-label=td_string!(locale, room.show)>
            {filters.into_iter().collect_view()}
        </div>
    }
}

#[component]
fn FilterButton(
    /// Who is shown while it is pressed.
    filter: PeopleFilter,
) -> impl IntoView {
    let (meeting, locale) = (use_meeting(), use_locale());
    let chosen = meeting.panels.people.filter;
    let is_chosen = Memo::new(move |_| chosen.get() == filter);
    let count = Memo::new(move |_| count(meeting, filter));
    // Few meetings have helpers: their button comes with them.
    let is_shown =
        Memo::new(move |_| filter != PeopleFilter::Helpers || count.get() > 0 || is_chosen.get());
    view! {
        <ShowIf when=is_shown>
            <button
                type="button"
                class="filter"
                aria-pressed=true_or_false(is_chosen)
                on:click=move |_| chosen.set(filter)
            >
                {label(locale, filter)}
                " "
                {count}
            </button>
        </ShowIf>
    }
}

fn label(locale: Locale, filter: PeopleFilter) -> &'static str {
    match filter {
        PeopleFilter::All => td_string!(locale, room.all),
        PeopleFilter::Hosts => td_string!(locale, room.hosts),
        PeopleFilter::Speaking => td_string!(locale, room.speaking_ones),
        PeopleFilter::Muted => td_string!(locale, room.muted_ones),
        PeopleFilter::Connecting => td_string!(locale, room.connecting_ones),
        PeopleFilter::Helpers => td_string!(locale, dial.helpers),
    }
}

fn count(meeting: Meeting, filter: PeopleFilter) -> usize {
    let counts = meeting.roster.counts();
    match filter {
        PeopleFilter::All => counts.with(|counts| counts.all),
        PeopleFilter::Hosts => counts.with(|counts| counts.hosts),
        PeopleFilter::Speaking => meeting.roster.speaking().with(|speaking| speaking.len()),
        PeopleFilter::Muted => counts.with(|counts| counts.muted),
        PeopleFilter::Connecting => counts.with(|counts| counts.connecting),
        PeopleFilter::Helpers => counts.with(|counts| counts.helpers),
    }
}
