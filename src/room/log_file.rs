//! A log as a file.

use conference::{Lines, csv};
use leptos::prelude::*;

use super::{csv_file, searched_lines::Logged, time};
use crate::{
    browser::clock,
    i18n::{Locale, td_string},
};

/// Offers a log as a CSV file; `id_title` heads the column of ids.
pub fn export_log<T: Logged>(log: ReadSignal<Lines<T>>, locale: Locale, id_title: &str) {
    let mut table = csv::Table::new(&[
        td_string!(locale, room.csv_time),
        td_string!(locale, room.csv_event),
        td_string!(locale, room.csv_name),
        id_title,
    ]);
    log.with_untracked(|log| {
        for line in log.newest(log.len()) {
            let entry = &line.content;
            let (id, name) = entry.about();
            let at = time::date_and_clock(entry.at_ms());
            table.push_row(&[&at, &entry.sentence(locale).plain(), name, id]);
        }
    });
    let name = td_string!(locale, room.csv_file);
    csv_file::save(name, clock::now().wall_ms, table);
}
