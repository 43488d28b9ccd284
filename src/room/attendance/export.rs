//! The attendance as a file.

use conference::csv;
use leptos::prelude::*;

use super::super::{csv_file, time};
use crate::{
    browser::files,
    i18n::{Locale, td_string},
    state::Meeting,
};

/// Offers the table as a CSV file.
pub fn csv(meeting: Meeting, locale: Locale) {
    let mut table = csv::Table::new(&[
        td_string!(locale, attendance.name),
        td_string!(locale, attendance.address),
        td_string!(locale, attendance.role),
        td_string!(locale, attendance.joined),
        td_string!(locale, attendance.left),
        td_string!(locale, attendance.total),
        td_string!(locale, attendance.speaking),
        td_string!(locale, attendance.times),
    ]);
    let now_ms = meeting.lasted_until_ms.get_untracked();
    meeting.attendance.for_each(now_ms, |line, row| {
        table.push_row(&[
            &line.name,
            &line.address,
            line.role.as_str(),
            &time::date_and_clock(row.joined_ms),
            &row.left_ms.map(time::date_and_clock).unwrap_or_default(),
            &time::timer(row.total_ms),
            &time::timer(row.speaking_ms),
            &row.times_in.to_string(),
        ]);
    });
    csv_file::save(td_string!(locale, attendance.file), now_ms, table);
}

/// Offers everything that is recorded as a JSON file.
pub fn json(meeting: Meeting, locale: Locale) {
    let now_ms = meeting.lasted_until_ms.get_untracked();
    let name = csv_file::file_name(td_string!(locale, attendance.file), now_ms, ".json");
    files::save(
        &name,
        "application/json",
        &meeting.attendance.to_json(now_ms),
    );
}
