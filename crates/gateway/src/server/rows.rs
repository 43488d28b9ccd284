//! The database: its tables, and what is read of them.

use crate::event::{Event, Vendor};
use rusqlite::types::Value;
use rusqlite::{Connection, OpenFlags, OptionalExtension, Row, params_from_iter};
use serde::Serialize;
use serde_json::value::RawValue;
use std::path::Path;
use std::time::Duration;

/// More rows aren't read at a time.
pub const MAX_ROWS: u32 = 1000;
/// How many refused requests are kept.
pub const MAX_REFUSED: i64 = 1000;

const TABLES: &str = "
    CREATE TABLE IF NOT EXISTS events (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        at_ms INTEGER NOT NULL,
        vendor TEXT NOT NULL,
        kind TEXT NOT NULL,
        room TEXT,
        user TEXT,
        key BLOB UNIQUE,
        event TEXT NOT NULL,
        raw TEXT NOT NULL
    ) STRICT;
    CREATE INDEX IF NOT EXISTS events_room ON events (room, id) WHERE room IS NOT NULL;
    CREATE INDEX IF NOT EXISTS events_told ON events (vendor, id) WHERE raw <> '{}';
    CREATE TABLE IF NOT EXISTS refused (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        at_ms INTEGER NOT NULL,
        vendor TEXT NOT NULL,
        reason TEXT NOT NULL,
        source TEXT NOT NULL
    ) STRICT;
    CREATE TABLE IF NOT EXISTS snapshot (
        one INTEGER PRIMARY KEY CHECK (one = 1),
        id INTEGER NOT NULL,
        world TEXT NOT NULL
    ) STRICT;";

/// An event as it is stored and told.
#[derive(Clone, Debug, Serialize)]
pub struct Entry {
    /// Grows from event to event.
    pub id: i64,
    /// When it came.
    pub at_ms: u64,
    /// What was understood.
    #[serde(flatten)]
    pub event: Event,
    /// What came.
    pub raw: Box<RawValue>,
}

/// A refused request.
#[derive(Clone, Debug, Serialize)]
pub struct Refused {
    /// Grows from one to the next.
    pub id: i64,
    /// When it came.
    pub at_ms: u64,
    /// Whose receiver it came to.
    pub vendor: Vendor,
    /// A word of [`crate::event::Refusal`].
    pub reason: String,
    /// The address that it came from: of a proxy's, where there is one.
    pub source: String,
}

/// What to look for in the history.
#[derive(Debug, Default, serde::Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Search {
    /// Of this vendor only.
    pub vendor: Option<String>,
    /// Of this room only.
    pub room: Option<String>,
    /// Of this person only.
    pub user: Option<String>,
    /// Of this kind only.
    pub kind: Option<String>,
    /// Stands somewhere in what came.
    pub text: Option<String>,
    /// Not before this Unix time in milliseconds.
    pub from_ms: Option<i64>,
    /// Before this Unix time in milliseconds.
    pub until_ms: Option<i64>,
    /// Only older ones than this id: the next page.
    pub before: Option<i64>,
    /// At most so many.
    pub limit: Option<u32>,
}

/// Opens the one connection that writes. An answered event survives a power cut, too: `synchronous=FULL`.
pub fn open_writer(path: &Path) -> rusqlite::Result<Connection> {
    let connection = Connection::open(path)?;
    connection.busy_timeout(Duration::from_secs(5))?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "cache_size", -65536)?;
    connection.execute_batch(TABLES)?;
    connection.set_prepared_statement_cache_capacity(32);
    Ok(connection)
}

/// Opens a connection that only reads.
pub fn open_reader(path: &Path) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(Duration::from_secs(5))?;
    Ok(connection)
}

const NEWEST: &str =
    "SELECT at_ms FROM events WHERE vendor = ? AND raw <> '{}' ORDER BY id DESC LIMIT 1";

/// Returns when the vendor's newest event came; what polling found is none.
pub fn newest_ms(connection: &Connection, vendor: Vendor) -> rusqlite::Result<Option<i64>> {
    let newest = connection.query_row(NEWEST, [vendor.word()], |row| row.get(0));
    newest.optional()
}

/// Returns the newest id that an event was ever given; 0 = none was.
pub fn last_id(connection: &Connection) -> rusqlite::Result<i64> {
    let sql = "SELECT seq FROM sqlite_sequence WHERE name = 'events'";
    let last = connection.query_row(sql, (), |row| row.get(0));
    Ok(last.optional()?.unwrap_or_default())
}

/// Returns whether all events behind this id are there: the id was given, and what came next isn't deleted. Where ids were left out it
/// says no too often.
pub fn can_follow(connection: &Connection, id: i64) -> rusqlite::Result<bool> {
    let last = last_id(connection)?;
    let oldest = connection.query_row("SELECT min(id) FROM events", (), |row| row.get(0));
    let oldest = Option::unwrap_or(oldest?, last.saturating_add(1));
    Ok(id <= last && oldest.saturating_sub(1) <= id.max(0))
}

/// Deletes events that came before this Unix time in milliseconds, the oldest `most` of them. Returns whether there may be more. Ids
/// grow with time: what is younger isn't looked at.
pub fn prune(connection: &Connection, before_ms: i64, most: u32) -> rusqlite::Result<bool> {
    let sql = "SELECT id, at_ms FROM events ORDER BY id LIMIT ?";
    let oldest: Vec<(i64, i64)> = connection
        .prepare_cached(sql)?
        .query_map([most], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?;
    let old = oldest.iter().take_while(|(_, at_ms)| *at_ms < before_ms);
    let (mut last, mut count) = (None, 0);
    for (id, _) in old {
        last = Some(*id);
        count += 1;
    }
    if let Some(last) = last {
        let sql = "DELETE FROM events WHERE id <= ?";
        connection.prepare_cached(sql)?.execute([last])?;
    }
    Ok(count == most)
}

const COLUMNS: &str = "id, at_ms, event, raw";

fn entry(row: &Row<'_>) -> rusqlite::Result<Entry> {
    let unreadable = |column| {
        move |error: serde_json::Error| {
            rusqlite::Error::FromSqlConversionFailure(
                column,
                rusqlite::types::Type::Text,
                error.into(),
            )
        }
    };
    let event = row.get_ref(2)?.as_str()?;
    Ok(Entry {
        id: row.get(0)?,
        at_ms: u64::try_from(row.get::<_, i64>(1)?).unwrap_or_default(),
        event: serde_json::from_str(event).map_err(unreadable(2))?,
        raw: RawValue::from_string(row.get(3)?).map_err(unreadable(3))?,
    })
}

/// Returns the events behind this id, oldest first.
pub fn after(connection: &Connection, id: i64, limit: u32) -> rusqlite::Result<Vec<Entry>> {
    let sql = format!("SELECT {COLUMNS} FROM events WHERE id > ? ORDER BY id LIMIT ?");
    let mut statement = connection.prepare_cached(&sql)?;
    let rows = statement.query_map((id, limit), entry)?;
    rows.collect()
}

/// Returns the events that were looked for, newest first.
pub fn search(connection: &Connection, search: &Search) -> rusqlite::Result<Vec<Entry>> {
    let mut sql = format!("SELECT {COLUMNS} FROM events WHERE 1");
    let mut values: Vec<Value> = Vec::new();
    let texts = [
        (" AND vendor = ?", &search.vendor),
        (" AND room = ?", &search.room),
        (" AND user = ?", &search.user),
        (" AND kind = ?", &search.kind),
        (" AND instr(raw, ?) > 0", &search.text),
    ];
    for (condition, value) in texts {
        if let Some(value) = value {
            sql.push_str(condition);
            values.push(value.clone().into());
        }
    }
    let numbers = [
        (" AND at_ms >= ?", search.from_ms),
        (" AND at_ms < ?", search.until_ms),
        (" AND id < ?", search.before),
    ];
    for (condition, value) in numbers {
        if let Some(value) = value {
            sql.push_str(condition);
            values.push(value.into());
        }
    }
    sql.push_str(" ORDER BY id DESC LIMIT ?");
    let limit = search.limit.unwrap_or(100).min(MAX_ROWS);
    values.push(i64::from(limit).into());
    let mut statement = connection.prepare_cached(&sql)?;
    let rows = statement.query_map(params_from_iter(values), entry)?;
    rows.collect()
}

/// Returns the refused requests, newest first.
pub fn refused(connection: &Connection) -> rusqlite::Result<Vec<Refused>> {
    let sql = "SELECT id, at_ms, vendor, reason, source FROM refused ORDER BY id DESC";
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement.query_map((), |row| {
        let vendor: String = row.get(2)?;
        Ok(Refused {
            id: row.get(0)?,
            at_ms: u64::try_from(row.get::<_, i64>(1)?).unwrap_or_default(),
            vendor: Vendor::of_word(&vendor).unwrap_or(Vendor::ThreeTee),
            reason: row.get(3)?,
            source: row.get(4)?,
        })
    })?;
    rows.collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    /// A database with events that came at these times.
    fn database(times: &[i64]) -> (tempfile::TempDir, Connection) {
        let folder = tempfile::tempdir().unwrap();
        let connection = open_writer(&folder.path().join("events.sqlite")).unwrap();
        for at_ms in times {
            let sql = "INSERT INTO events (at_ms, vendor, kind, event, raw) VALUES (?, '3tee', 'open', '{}', '[]')";
            connection.execute(sql, [at_ms]).unwrap();
        }
        (folder, connection)
    }

    /// A scan of a table of months would hold up all events meanwhile.
    #[test]
    fn the_newest_is_found_without_a_scan() {
        let (_folder, connection) = database(&[5, 7]);
        assert_eq!(newest_ms(&connection, Vendor::ThreeTee), Ok(Some(7)));
        assert_eq!(newest_ms(&connection, Vendor::NetEase), Ok(None));
        let sql = format!("EXPLAIN QUERY PLAN {NEWEST}");
        let plan = connection.query_row(&sql, ["3tee"], |row| row.get::<_, String>(3));
        let plan = plan.unwrap();
        assert!(
            plan.contains("USING INDEX events_told (vendor=?)"),
            "{plan}"
        );
    }

    #[test]
    fn the_oldest_are_deleted_some_at_a_time() {
        let (_folder, connection) = database(&[1, 2, 3, 9, 4]);
        let check = |before_ms, most, has_more, expect: &[i64]| {
            assert_eq!(prune(&connection, before_ms, most), Ok(has_more));
            let mut statement = connection.prepare("SELECT id FROM events").unwrap();
            let ids = statement.query_map((), |row| row.get(0)).unwrap();
            assert_eq!(ids.collect::<rusqlite::Result<Vec<i64>>>().unwrap(), expect);
        };
        check(1, 2, false, &[1, 2, 3, 4, 5]);
        check(5, 2, true, &[3, 4, 5]);
        // What came later isn't looked at.
        check(5, 2, false, &[4, 5]);
        check(10, 9, false, &[]);
        assert_eq!(last_id(&connection), Ok(5), "ids aren't given again");
    }

    #[test]
    fn whoever_was_away_for_too_long_can_not_follow() {
        let (_folder, connection) = database(&[1, 2, 3]);
        let check = |expect: [bool; 5]| {
            let found = [0, 1, 2, 3, 4].map(|id| can_follow(&connection, id));
            assert_eq!(found, expect.map(Ok));
        };
        check([true, true, true, true, false]);
        prune(&connection, 3, 9).unwrap();
        check([false, false, true, true, false]);
        prune(&connection, 9, 9).unwrap();
        check([false, false, false, true, false]);
    }
}
