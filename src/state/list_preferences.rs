//! How the list of participants begins in every meeting: what it is sorted by, and which filters are pressed. Kept in this browser.

use conference::{PeopleFilters, PeopleSort};

use crate::{browser::storage, config::ListPreferences};

const SORT: &str = "list.sort";
const FILTERS: &str = "list.filters";

impl ListPreferences {
    /// Returns what this browser remembers, else what the house wants.
    pub fn load(house: Self) -> Self {
        Self {
            sort: storage::get(SORT)
                .and_then(|word| PeopleSort::of_word(&word))
                .unwrap_or(house.sort),
            filters: storage::get(FILTERS)
                .map_or(house.filters, |words| PeopleFilters::of_words(&words)),
        }
    }

    /// Remembers it for the meetings to come.
    pub fn save(self) {
        storage::set(SORT, self.sort.as_str());
        storage::set(FILTERS, &self.filters.to_words());
    }
}
