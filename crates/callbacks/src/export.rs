//! Events as files: a table for spreadsheets, and JSON with all that came.

use crate::entry::Entry;
use conference::csv::Table;

/// The heads of the table's columns: time, vendor, kind, room, person, and what came.
pub type Columns<'a> = [&'a str; 6];

/// Returns a table of events. `time` writes a Unix time in ms.
pub fn to_csv(entries: &[Entry], columns: &Columns<'_>, time: impl Fn(u64) -> String) -> Table {
    let mut table = Table::new(columns);
    for entry in entries {
        let time = time(entry.at_ms);
        table.push_row(&[
            &time,
            &entry.vendor,
            &entry.kind,
            entry.room.as_deref().unwrap_or_default(),
            entry.user.as_deref().unwrap_or_default(),
            &entry.raw,
        ]);
    }
    table
}

/// Returns events as a JSON list: what came stands in each as it came.
pub fn to_json(entries: &[Entry]) -> String {
    let quoted = |text: &str| serde_json::Value::from(text).to_string();
    let optional = |text: &Option<std::sync::Arc<str>>| match text {
        Some(text) => quoted(text),
        None => "null".to_owned(),
    };
    let lines: Vec<_> = entries
        .iter()
        .map(|entry| {
            format!(
                "{{\"id\":{},\"at_ms\":{},\"vendor\":{},\"kind\":{},\"room\":{},\"user\":{},\"raw\":{}}}",
                entry.id,
                entry.at_ms,
                quoted(&entry.vendor),
                quoted(&entry.kind),
                optional(&entry.room),
                optional(&entry.user),
                entry.raw,
            )
        })
        .collect();
    ["[\n", &lines.join(",\n"), "\n]\n"].concat()
}
