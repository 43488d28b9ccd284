//! The sheet as a file.

use conference::{RollCall, csv};
use leptos::prelude::*;

use super::mark_words;
use crate::{
    i18n::{Locale, td_string},
    room::{csv_file, time},
    state::Meeting,
};

/// Offers the sheet as a CSV file.
pub fn export(meeting: Meeting, locale: Locale) {
    let mut table = csv::Table::new(&[
        td_string!(locale, room.csv_name),
        td_string!(locale, roll_call.csv_address),
        td_string!(locale, roll_call.csv_mark),
        td_string!(locale, room.csv_time),
        td_string!(locale, room.csv_id),
    ]);
    meeting.roll_calls.call().with_untracked(|call| {
        for line in call.iter().flat_map(|call| call.lines()) {
            let mark = line.mark.map_or("", |mark| mark_words(locale, mark));
            let at = line.at_ms.map(time::date_and_clock).unwrap_or_default();
            table.push_row(&[&line.name, &line.address, mark, &at, line.id.as_str()]);
        }
    });
    csv_file::save(
        td_string!(locale, roll_call.csv_file),
        meeting.now_ms.get_untracked(),
        table,
    );
    meeting.roll_calls.change(RollCall::note_exported);
}
