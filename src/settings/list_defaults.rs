//! How the list of participants begins in the meetings to come.

use conference::{PeopleFilter, PeopleFilters, PeopleSort};
use leptos::prelude::*;

use super::{chosen, options, position};
use crate::{
    config::ListPreferences,
    i18n::{td_string, use_locale},
    room::people::{filter_label, sort_label},
    ui::Select,
};

/// Those that may be pressed from the beginning. Without the helpers: where there are none, nobody would be shown.
const FILTERS: [PeopleFilter; 10] = [
    PeopleFilter::Hosts,
    PeopleFilter::Guests,
    PeopleFilter::Muted,
    PeopleFilter::Speaking,
    PeopleFilter::Presenting,
    PeopleFilter::Waiting,
    PeopleFilter::Connecting,
    PeopleFilter::AudioOnly,
    PeopleFilter::External,
    PeopleFilter::LookAlike,
];

/// Chooses what the list is sorted by, and which filter is pressed, when a meeting begins.
#[component]
pub fn ListDefaults() -> impl IntoView {
    let locale = use_locale();
    let house = use_context::<ListPreferences>().unwrap_or_default();
    let kept = ListPreferences::load(house);
    let sort = chosen(position(&PeopleSort::ALL, kept.sort), move |at| {
        if let Some(sort) = PeopleSort::ALL.get(at).copied() {
            ListPreferences {
                sort,
                ..ListPreferences::load(house)
            }
            .save();
        }
    });
    // The first one is none.
    let pressed = FILTERS.iter().position(|one| kept.filters.has(*one));
    let filter = chosen(pressed.map_or(0, |at| at + 1), move |at| {
        let none = PeopleFilters::default();
        let filter = at.checked_sub(1).and_then(|at| FILTERS.get(at));
        ListPreferences {
            filters: filter.map_or(none, |filter| none.toggled(*filter)),
            ..ListPreferences::load(house)
        }
        .save();
    });
    let sorts = options(PeopleSort::ALL.map(|sort| (sort.as_str(), sort_label(locale, sort))));
    let filters = [None]
        .into_iter()
        .chain(FILTERS.map(Some))
        .map(|filter| match filter {
            None => ("", td_string!(locale, settings.everybody)),
            Some(filter) => (filter.as_str(), filter_label(locale, filter)),
        });
    view! {
        <Select label=td_string!(locale, settings.default_sort) value=sort options=sorts />
        <Select
            label=td_string!(locale, settings.default_filter)
            value=filter
            options=options(filters)
        />
    }
}
