//! The log as a file.

use conference::csv;
use leptos::prelude::*;

use super::wording;
use crate::{
    i18n::{Locale, td_string},
    room::{csv_file, time},
    state::Meeting,
};

/// Offers the log as a CSV file.
pub fn export(meeting: Meeting, locale: Locale) {
    let mut table = csv::Table::new(&[
        td_string!(locale, room.csv_time),
        td_string!(locale, room.csv_event),
        td_string!(locale, room.csv_name),
        td_string!(locale, room.csv_id),
    ]);
    meeting.log.with_untracked(|log| {
        for line in log.newest(log.len()) {
            let entry = &line.content;
            let id = entry.id.as_ref().map(|id| id.as_str()).unwrap_or_default();
            let sentence = wording::sentence(locale, entry).plain();
            let at = time::date_and_clock(entry.at_ms);
            table.push_row(&[&at, &sentence, &entry.name, id]);
        }
    });
    csv_file::save(
        td_string!(locale, room.csv_file),
        meeting.now_ms.get_untracked(),
        table,
    );
}
