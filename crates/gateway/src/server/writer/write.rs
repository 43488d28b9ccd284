//! Transactions: events are written together, then applied to what is known, then told to whoever waits.

use super::super::now_ms;
use super::super::rows::MAX_REFUSED;
use super::super::store::{Answer, Job};
use super::State;
use crate::event::{Event, Received, Vendor};
use crate::world::reconcile;
use rusqlite::{Connection, ErrorCode, Transaction, TransactionBehavior};
use std::sync::PoisonError;

/// Something that a transaction wrote.
struct Written {
    id: i64,
    event: Event,
    at_ms: u64,
}

impl State {
    /// Begins a transaction that writes. While somebody else writes (a backup, a look with `sqlite3`), it waits: what comes meanwhile
    /// waits in the queue, and is shed where that is full.
    fn begin(&self) -> rusqlite::Result<Transaction<'_>> {
        loop {
            let begun =
                Transaction::new_unchecked(&self.connection, TransactionBehavior::Immediate);
            match begun {
                Err(error) if is_busy(&error) && self.ended.has_changed().is_ok() => {
                    tracing::warn!("somebody else holds the database");
                }
                begun => return begun,
            }
        }
    }

    /// Writes events in one transaction, and says so to whoever waits once it is on the disk. What can't be written is answered by
    /// dropping its sender.
    pub(super) fn write(&self, jobs: Vec<Job>) -> rusqlite::Result<()> {
        let mut written = Vec::new();
        let mut answers = Vec::new();
        std::thread::sleep(self.pause);
        let transaction = self.begin()?;
        let mut has_refused = false;
        for job in jobs {
            match job {
                Job::Append(received, at_ms, answer) => {
                    let vendor = received.event.vendor;
                    let id = insert(&transaction, &received, at_ms)?;
                    if let Some(id) = id {
                        let event = received.event;
                        written.push(Written { id, event, at_ms });
                    }
                    answers.push((answer, vendor, id.is_some()));
                }
                Job::Refused(vendor, reason, at_ms, source) => {
                    let sql =
                        "INSERT INTO refused (at_ms, vendor, reason, source) VALUES (?, ?, ?, ?)";
                    let row = (stamp(at_ms), vendor.word(), reason.word(), source);
                    transaction.prepare_cached(sql)?.execute(row)?;
                    has_refused = true;
                }
                Job::Reconcile(_) => {}
            }
        }
        if has_refused {
            let sql = "DELETE FROM refused WHERE id <= (SELECT max(id) FROM refused) - ?";
            transaction.prepare_cached(sql)?.execute([MAX_REFUSED])?;
        }
        transaction.commit()?;
        self.apply(&written);
        for (answer, vendor, is_new) in answers {
            match is_new {
                true => self.metrics.count_stored(vendor),
                false => self.metrics.count_duplicate(vendor),
            }
            let _ = answer.send(());
        }
        Ok(())
    }

    pub(super) fn reconcile(&self, answer: &Answer) -> rusqlite::Result<()> {
        let events = {
            let known = self.known.read().unwrap_or_else(PoisonError::into_inner);
            let before = answer.before.as_ref();
            reconcile::events(
                &known.world,
                Vendor::ThreeTee,
                &answer.polled,
                before,
                answer.asked_ms,
            )
        };
        if events.is_empty() {
            return Ok(());
        }
        tracing::info!(count = events.len(), "polling found what no event told");
        self.write_untold(events)
    }

    /// Writes events that nobody told.
    pub(super) fn write_untold(&self, events: Vec<Event>) -> rusqlite::Result<()> {
        let at_ms = now_ms();
        let transaction = self.begin()?;
        let mut written = Vec::new();
        for event in events {
            let received = Received {
                event,
                key: None,
                raw: "{}".into(),
            };
            if let Some(id) = insert(&transaction, &received, at_ms)? {
                let event = received.event;
                written.push(Written { id, event, at_ms });
            }
        }
        transaction.commit()?;
        self.apply(&written);
        Ok(())
    }

    fn apply(&self, written: &[Written]) {
        let Some(last) = written.last() else {
            return;
        };
        {
            let mut known = self.known.write().unwrap_or_else(PoisonError::into_inner);
            for Written { event, at_ms, .. } in written {
                known.world.apply(event, *at_ms);
            }
            known.id = last.id;
        }
        for Written { event, at_ms, .. } in written.iter().filter(|it| !it.event.polled) {
            self.metrics.set_newest(event.vendor, stamp(*at_ms));
        }
        self.show();
        self.tell.send_replace(last.id);
    }

    pub(super) fn show(&self) {
        let known = self.known.read().unwrap_or_else(PoisonError::into_inner);
        let rooms = known.world.rooms().count();
        self.metrics
            .rooms
            .set(i64::try_from(rooms).unwrap_or(i64::MAX));
    }
}

fn is_busy(error: &rusqlite::Error) -> bool {
    error.sqlite_error_code() == Some(ErrorCode::DatabaseBusy)
}

/// Returns the event's id; `None` = it was there already.
fn insert(
    connection: &Connection,
    received: &Received,
    at_ms: u64,
) -> rusqlite::Result<Option<i64>> {
    let Received { event, key, raw } = received;
    let text = serde_json::to_string(event)
        .map_err(|error| rusqlite::Error::ToSqlConversionFailure(error.into()))?;
    let sql = "INSERT INTO events (at_ms, vendor, kind, room, user, key, event, raw)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (key) DO NOTHING";
    let mut statement = connection.prepare_cached(sql)?;
    let count = statement.execute((
        stamp(at_ms),
        event.vendor.word(),
        event.kind.word(),
        &event.room,
        &event.user,
        key,
        text,
        raw,
    ))?;
    Ok((count > 0).then(|| connection.last_insert_rowid()))
}

/// Returns a time as the database has it.
pub(super) fn stamp(ms: u64) -> i64 {
    i64::try_from(ms).unwrap_or(i64::MAX)
}
