//! In which order the many are shown, and what waits to be put in it.

use conference::{PeopleRows, PeopleSort};
use leptos::prelude::*;

use crate::{
    i18n::{Locale, td_string, use_locale},
    state::use_meeting,
    ui::{Button, Look, Select, SelectOption, ShowIf},
};

/// Chooses the order.
#[component]
pub fn SortBy() -> impl IntoView {
    let (meeting, locale) = (use_meeting(), use_locale());
    let option =
        |sort: PeopleSort| SelectOption::new(sort, sort.as_str(), sort_label(locale, sort));
    view! {
        <Select
            label=td_string!(locale, list.sort_by)
            value=meeting.panels.people.sort
            options=PeopleSort::ALL.map(option).into()
        />
    }
}

/// Says how many rows would stand elsewhere if somebody didn't point at the list, and puts them there.
#[component]
pub fn SortNow(
    /// Who is shown.
    rows: Memo<PeopleRows>,
) -> impl IntoView {
    let (meeting, locale) = (use_meeting(), use_locale());
    let sorted_now = meeting.panels.people.sorted_now;
    let stale = Memo::new(move |_| rows.with(|rows| rows.stale));
    let is_stale = Memo::new(move |_| stale.get() > 0);
    let changes = Signal::derive(move || match stale.get() {
        1 => td_string!(locale, list.change).to_owned(),
        count => td_string!(locale, list.changes, count = count),
    });
    view! {
        <ShowIf when=is_stale>
            <span class="sort-now">
                <span class="sort-changes" prop:textContent=changes></span>
                <Button
                    label=td_string!(locale, list.sort_now)
                    look=Look::Quiet
                    on_press=move || sorted_now.update(|count| *count = count.wrapping_add(1))
                />
            </span>
        </ShowIf>
    }
}

/// Returns what an order is called.
pub fn sort_label(locale: Locale, sort: PeopleSort) -> &'static str {
    match sort {
        PeopleSort::Joined => td_string!(locale, list.joined),
        PeopleSort::Name => td_string!(locale, list.name),
        PeopleSort::LastSpoken => td_string!(locale, list.last_spoken),
        PeopleSort::SpeakingTime => td_string!(locale, list.speaking_time),
        PeopleSort::Role => td_string!(locale, list.role),
    }
}
