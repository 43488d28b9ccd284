//! How the list of participants begins in every meeting: what it is sorted by, and which filters are pressed. Kept in this browser.

use conference::{PeopleFilters, PeopleSort};

use crate::browser::storage;

const SORT: &str = "list.sort";
const FILTERS: &str = "list.filters";

/// What the list begins with. Whatever is chosen in a meeting holds for that meeting.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ListPreferences {
    /// The order.
    pub sort: PeopleSort,
    /// The filters that are pressed.
    pub filters: PeopleFilters,
}

impl ListPreferences {
    /// Returns what this browser remembers; the usual where it remembers nothing of use.
    pub fn load() -> Self {
        Self {
            sort: storage::get(SORT)
                .and_then(|word| PeopleSort::of_word(&word))
                .unwrap_or_default(),
            filters: storage::get(FILTERS)
                .map(|words| PeopleFilters::of_words(&words))
                .unwrap_or_default(),
        }
    }

    /// Remembers it for the meetings to come.
    pub fn save(self) {
        storage::set(SORT, self.sort.as_str());
        storage::set(FILTERS, &self.filters.to_words());
    }
}
