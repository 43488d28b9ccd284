//! The one thread that writes. What has come while it wrote goes into the next transaction together: one wait for the disk for all.

mod tidy;

use super::Config;
use super::metrics::Metrics;
use super::now_ms;
use super::rows::{self, MAX_REFUSED, MAX_ROWS};
use super::store::{Answer, Job, Known, Store};
use crate::event::{Event, Received, Vendor};
use crate::world::{World, reconcile};
use rusqlite::{Connection, ErrorCode, OptionalExtension, Transaction, TransactionBehavior};
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::thread::JoinHandle;
use std::time::Duration;
use tidy::Tidying;
use tokio::sync::{mpsc, watch};

/// How many jobs go into one transaction.
const BATCH: usize = 1024;

/// The writer, until it is dropped: from then on nothing is taken any more, whoever still has a store, and the drop waits until all
/// that was taken is done and the world is kept.
pub struct Writer {
    thread: Option<JoinHandle<()>>,
    end: Option<watch::Sender<()>>,
}

impl Drop for Writer {
    fn drop(&mut self) {
        drop(self.end.take());
        if let Some(thread) = self.thread.take()
            && thread.join().is_err()
        {
            tracing::error!("the writer had ended before");
        }
    }
}

/// Opens the database, makes the world of what is in it, and starts the writer.
pub fn open(config: &Config, metrics: Metrics) -> rusqlite::Result<(Store, Writer)> {
    let path = &config.database;
    let connection = rows::open_writer(path)?;
    let known = restore(&connection)?;
    for vendor in Vendor::ALL {
        if let Some(at_ms) = rows::newest_ms(&connection, vendor)? {
            metrics.set_newest(vendor, at_ms);
        }
    }
    let (jobs, waiting) = mpsc::channel(config.limits.waiting);
    let (tell, newest) = watch::channel(known.id);
    let kept_id = known.id;
    let known = Arc::new(RwLock::new(known));
    let (end, ended) = watch::channel(());
    let store = Store {
        jobs,
        known: known.clone(),
        newest,
        path: path.to_owned(),
        readers: Arc::new(Mutex::new(Vec::new())),
    };
    let mut state = State {
        connection,
        known,
        tell,
        metrics,
        pause: Duration::from_millis(config.limits.writer_pause_ms),
        tidying: Tidying::new(config, kept_id),
        ended,
    };
    state.show();
    let thread = std::thread::Builder::new()
        .name("writer".into())
        .spawn(move || state.run(waiting))
        .map_err(|error| rusqlite::Error::ToSqlConversionFailure(error.into()))?;
    let writer = Writer {
        thread: Some(thread),
        end: Some(end),
    };
    Ok((store, writer))
}

fn restore(connection: &Connection) -> rusqlite::Result<Known> {
    let kept: Option<(i64, String)> = connection
        .query_row("SELECT id, world FROM snapshot", (), |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
        .optional()?;
    let mut known = Known::default();
    if let Some((id, world)) = kept {
        let world = World::from_json(&world);
        let world = world.map_err(|error| {
            rusqlite::Error::FromSqlConversionFailure(1, rusqlite::types::Type::Text, error.into())
        })?;
        known = Known { id, world };
    }
    loop {
        let entries = rows::after(connection, known.id, MAX_ROWS)?;
        if entries.is_empty() {
            return Ok(known);
        }
        for entry in entries {
            known.world.apply(&entry.event, entry.at_ms);
            known.id = entry.id;
        }
    }
}

/// Something that a transaction wrote.
struct Written {
    id: i64,
    event: Event,
    at_ms: u64,
}

struct State {
    connection: Connection,
    known: Arc<RwLock<Known>>,
    tell: watch::Sender<i64>,
    metrics: Metrics,
    pause: Duration,
    tidying: Tidying,
    /// Its sender is gone from when it ends.
    ended: watch::Receiver<()>,
}

impl State {
    fn run(&mut self, mut waiting: mpsc::Receiver<Job>) {
        let mut batch = Vec::with_capacity(BATCH);
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_time()
            .build();
        let Ok(runtime) = runtime else {
            return;
        };
        loop {
            let rest = self.tidying.rest(now_ms());
            let is_over = runtime.block_on(async {
                tokio::select! {
                    biased;
                    _ = self.ended.changed() => true,
                    count = waiting.recv_many(&mut batch, BATCH) => count == 0,
                    () = tokio::time::sleep(rest) => false,
                }
            });
            self.work(&mut batch);
            if is_over {
                break;
            }
            if let Err(error) = self.tidy() {
                tracing::error!(%error, "the database can't be tidied");
            }
        }
        // What was taken is still done.
        waiting.close();
        while waiting.blocking_recv_many(&mut batch, BATCH) > 0 {
            self.work(&mut batch);
        }
        if let Err(error) = self.keep_snapshot() {
            tracing::error!(%error, "the world can't be kept");
        }
    }

    /// Does all jobs, in their order.
    fn work(&mut self, batch: &mut Vec<Job>) {
        let mut rest: VecDeque<Job> = batch.drain(..).collect();
        while !rest.is_empty() {
            // Answers of the server's are compared with a world that has all events before them.
            let count = rest.iter().position(|job| matches!(job, Job::Reconcile(_)));
            let count = count.unwrap_or(rest.len());
            let plain: Vec<Job> = rest.drain(..count).collect();
            let vendors: Vec<Vendor> = plain.iter().filter_map(Job::vendor).collect();
            if let Err(error) = self.write(plain) {
                tracing::error!(%error, count = vendors.len(), "events can't be stored");
                for vendor in vendors {
                    self.metrics.count_shed(vendor);
                }
            }
            if let Some(Job::Reconcile(answer)) = rest.pop_front()
                && let Err(error) = self.reconcile(&answer)
            {
                tracing::error!(%error, "what polling found can't be stored");
            }
        }
    }

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
    fn write(&self, jobs: Vec<Job>) -> rusqlite::Result<()> {
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

    fn reconcile(&self, answer: &Answer) -> rusqlite::Result<()> {
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
    fn write_untold(&self, events: Vec<Event>) -> rusqlite::Result<()> {
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

    fn show(&self) {
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
        event.fact.word(),
        &event.room,
        &event.user,
        key,
        text,
        raw,
    ))?;
    Ok((count > 0).then(|| connection.last_insert_rowid()))
}

fn stamp(ms: u64) -> i64 {
    i64::try_from(ms).unwrap_or(i64::MAX)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::event::Fact;
    use crate::server::rows::open_reader;
    use tokio::sync::oneshot;

    fn received() -> Box<Received> {
        Box::new(Received {
            event: Event {
                vendor: Vendor::ThreeTee,
                room: Some("r".into()),
                user: None,
                fact: Fact::Open,
                stamp: None,
                polled: false,
            },
            key: None,
            raw: "[]".into(),
        })
    }

    /// A place in the queue that was given away before the end is waited for, and what was taken is done.
    #[test]
    fn what_was_taken_is_done_at_the_end() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("events.sqlite");
        let config = Config::new(path.clone(), "token");
        let (store, writer) = open(&config, Metrics::default()).unwrap();
        let runtime = tokio::runtime::Builder::new_current_thread().build();
        let runtime = runtime.unwrap();
        let place = runtime.block_on(store.jobs.reserve()).unwrap();
        let mut answers: Vec<_> = (0..3 * BATCH)
            .map(|_| store.append(received(), now_ms()).unwrap())
            .collect();
        let end = std::thread::spawn(move || drop(writer));
        runtime.block_on(store.jobs.closed());
        let (done, answer) = oneshot::channel();
        place.send(Job::Append(received(), now_ms(), done));
        answers.push(answer);
        end.join().unwrap();
        assert!(store.append(received(), now_ms()).is_none(), "it has ended");
        for answer in &mut answers {
            assert_eq!(answer.try_recv(), Ok(()));
        }
        let count = "SELECT (SELECT count(*) FROM events), (SELECT id FROM snapshot)";
        let reader = open_reader(&path).unwrap();
        let counts: (u32, u32) = reader
            .query_row(count, (), |row| Ok((row.get(0)?, row.get(1)?)))
            .unwrap();
        let all = u32::try_from(answers.len()).unwrap();
        assert_eq!(counts, (all, all));
    }
}
