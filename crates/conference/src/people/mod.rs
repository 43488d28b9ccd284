//! The list of people as a host works with it: who is found, in which rows, who is selected, and what is done to many at once.

mod bulk;
mod counts;
mod entry;
mod filter;
mod pinyin;
mod rows;
mod search;
mod selection;
mod sort;
mod whom;

pub use bulk::{
    BulkAction, BulkRefusal, admit_all_commands, admit_all_refusal, bulk_commands, bulk_refusal,
    bulk_targets,
};
pub use counts::PeopleCounts;
pub use entry::PersonEntry;
pub use filter::{Around, PeopleFilter, PeopleFilters, PeopleSearch};
pub use pinyin::{PinyinTable, is_han};
pub use rows::{ListQuestion, ListTouch, PeopleRows};
pub(crate) use search::fold;
pub use search::{Query, search_key};
pub use selection::Selection;
pub use sort::{PeopleSort, pinned_first};
pub use whom::Whom;
