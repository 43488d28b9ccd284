//! How Chinese names are read: a file of its own beside the panel's, loaded for meetings that have such names.

use std::sync::OnceLock;

use conference::PinyinTable;

use crate::browser::own_file;

const FILE: &str = "pinyin.txt";
/// What is in it, the same for all meetings.
static TABLE: OnceLock<PinyinTable> = OnceLock::new();

/// Returns the table, once it has arrived.
pub fn table() -> Option<&'static PinyinTable> {
    TABLE.get()
}

/// Loads the table and says whether it has arrived.
pub fn load(then: impl FnOnce(bool) + 'static) {
    own_file::load(FILE, |text| {
        let has_arrived = text.is_some();
        if let Some(text) = text {
            TABLE.get_or_init(|| PinyinTable::parse(&text));
        }
        then(has_arrived);
    });
}
