//! The attendance as a JSON file. Moments are as RFC 3339 has them, UTC; times are whole seconds.

use conference::{AttendanceRow, Attendee, Stay};
use serde::Serialize;

#[derive(Serialize)]
struct File<'a> {
    /// When it was so.
    at: String,
    people: &'a [Person],
}

/// What stands in the table, and each time that somebody was in.
#[derive(Serialize)]
pub(super) struct Person {
    name: String,
    address: String,
    role: &'static str,
    joined: String,
    left: Option<String>,
    total_seconds: u64,
    speaking_seconds: u64,
    times_in: usize,
    stays: Vec<TimeIn>,
}

#[derive(Serialize)]
struct TimeIn {
    uuid: String,
    joined: String,
    left: Option<String>,
    seconds: u64,
}

/// Returns the file: everybody, as it was at `now_ms`.
pub(super) fn file(people: &[Person], now_ms: u64) -> String {
    let at = stamp(now_ms);
    // Text and numbers can always be written.
    serde_json::to_string(&File { at, people }).unwrap_or_default()
}

/// Returns one person's entry.
pub(super) fn person(line: &Attendee, row: &AttendanceRow, now_ms: u64) -> Person {
    let time_in = |stay: &Stay| TimeIn {
        uuid: stay.id.as_str().to_owned(),
        joined: stamp(stay.came_ms),
        left: stay.left_ms.map(stamp),
        seconds: (stay.end_ms(now_ms) - stay.came_ms) / 1000,
    };
    Person {
        name: line.name.to_string(),
        address: line.address.to_string(),
        role: line.role.as_str(),
        joined: stamp(row.joined_ms),
        left: row.left_ms.map(stamp),
        total_seconds: row.total_ms / 1000,
        speaking_seconds: row.speaking_ms / 1000,
        times_in: row.times_in,
        stays: line.stays().iter().map(time_in).collect(),
    }
}

fn stamp(ms: u64) -> String {
    let date = js_sys::Date::new(&(ms as f64).into());
    date.to_iso_string().into()
}
