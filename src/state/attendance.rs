//! Who was in when.

mod json;

use conference::{Attendance as Record, AttendanceRow, Attendee, Change, Conference};
use leptos::prelude::*;

use super::Roster;

/// The record of the meeting. It isn't followed: who shows it looks again with each second, and when the meeting is over. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Attendance {
    record: StoredValue<Record, LocalStorage>,
    roster: Roster,
}

impl Attendance {
    pub(super) fn new(roster: Roster) -> Self {
        Self {
            record: StoredValue::new_local(Record::default()),
            roster,
        }
    }

    /// Reads the record.
    pub fn with<U: Default>(self, read: impl FnOnce(&Record) -> U) -> U {
        self.record.try_with_value(read).unwrap_or_default()
    }

    /// Reads everybody, in the order in which they came, with their lines of the table as they are at `now_ms`.
    pub fn for_each(self, now_ms: u64, mut read: impl FnMut(&Attendee, AttendanceRow)) {
        self.roster.with_speaking_times(|spoken| {
            self.with(|record| {
                for line in record.lines() {
                    read(line, line.row(now_ms, spoken));
                }
            });
        });
    }

    /// Returns somebody by their place in that order, with their line of the table as it is at `now_ms`.
    pub fn line(self, at: usize, now_ms: u64) -> Option<(Attendee, AttendanceRow)> {
        self.roster.with_speaking_times(|spoken| {
            self.with(|record| {
                let line = record.lines().get(at)?;
                Some((line.clone(), line.row(now_ms, spoken)))
            })
        })
    }

    /// Returns the record as JSON, as it is at `now_ms`.
    pub fn to_json(self, now_ms: u64) -> String {
        let mut people = Vec::new();
        self.for_each(now_ms, |line, row| {
            people.push(json::person(line, &row, now_ms));
        });
        json::file(&people, now_ms)
    }

    pub(super) fn observe(
        self,
        changes: &[Change],
        conference: &Conference,
        joined_ms: u64,
        now_ms: u64,
    ) {
        self.record
            .update_value(|record| record.observe(changes, conference, joined_ms, now_ms));
    }

    /// Nobody has been seen since `last_ms`: every stay ends there.
    pub(super) fn end(self, last_ms: u64) {
        self.record.update_value(|record| record.end(last_ms));
    }

    pub(super) fn clear(self) {
        self.record.update_value(Record::clear);
    }
}
