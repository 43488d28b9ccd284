//! Tables as files.

use conference::csv;

use super::time;
use crate::browser::files;

/// Offers a table as a CSV file that is called `name` and by the time, ms since 1970.
pub fn save(name: &str, at_ms: u64, table: csv::Table) {
    let file = file_name(name, at_ms, ".csv");
    files::save(&file, "text/csv;charset=utf-8", &table.into_text());
}

/// Returns the name of a file that is called `name` and by the time, ms since 1970.
pub fn file_name(name: &str, at_ms: u64, ending: &str) -> String {
    let stamp = time::date_and_clock(at_ms).replace([' ', ':'], "-");
    [name, "-", &stamp, ending].concat()
}
