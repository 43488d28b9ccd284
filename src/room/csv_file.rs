//! Tables as files.

use conference::csv;
use leptos::prelude::*;

use super::time;
use crate::{browser::files, state::Meeting};

/// Offers a table as a CSV file that is called `name` and by the time.
pub fn save(meeting: Meeting, name: &str, table: csv::Table) {
    let now = time::date_and_clock(meeting.now_ms.get_untracked());
    let stamp = now.replace([' ', ':'], "-");
    let file = format!("{name}-{stamp}.csv");
    files::save(&file, "text/csv;charset=utf-8", &table.into_text());
}
