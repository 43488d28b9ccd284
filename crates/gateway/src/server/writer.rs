//! The one thread that writes. What has come while it wrote goes into the next transaction together: one wait for the disk for all.

use super::metrics::Metrics;
use super::now_ms;
use super::rows::{self, MAX_REFUSED, MAX_ROWS};
use super::store::{Answer, Job, Known, Store};
use crate::event::{Event, Received, Vendor};
use crate::world::{World, reconcile};
use rusqlite::{Connection, OptionalExtension};
use std::collections::VecDeque;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::thread::JoinHandle;
use tokio::sync::{mpsc, oneshot, watch};

/// How many jobs may wait.
const QUEUE: usize = 16 * 1024;
/// How many of them go into one transaction.
const BATCH: usize = 1024;
/// After how many events the world is kept, so that a start needn't read all of them.
const SNAPSHOT_EVERY: i64 = 20_000;
/// How often what is too old is looked for, in milliseconds.
const PRUNE_EVERY_MS: u64 = 3_600_000;
const DAY_MS: i64 = 86_400_000;

/// Waits for the writer's end when it is dropped: every job that was taken is then done. The stores must be gone by then, or it waits
/// for them.
pub struct Writer {
    thread: Option<JoinHandle<()>>,
    end: Option<oneshot::Sender<()>>,
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
pub fn open(path: &Path, keep_days: u32, metrics: Metrics) -> rusqlite::Result<(Store, Writer)> {
    let connection = rows::open_writer(path)?;
    let known = restore(&connection)?;
    for vendor in Vendor::ALL {
        if let Some(at_ms) = rows::newest_ms(&connection, vendor)? {
            metrics.set_newest(vendor, at_ms);
        }
    }
    let (jobs, waiting) = mpsc::channel(QUEUE);
    let (tell, newest) = watch::channel(known.id);
    let kept_id = known.id;
    let known = Arc::new(RwLock::new(known));
    let (end, ended) = oneshot::channel();
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
        keep_ms: i64::from(keep_days).saturating_mul(DAY_MS),
        snapshot_id: kept_id,
        pruned_ms: 0,
    };
    state.show();
    let thread = std::thread::Builder::new()
        .name("writer".into())
        .spawn(move || state.run(waiting, ended))
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
    keep_ms: i64,
    snapshot_id: i64,
    pruned_ms: u64,
}

impl State {
    fn run(&mut self, mut waiting: mpsc::Receiver<Job>, mut ended: oneshot::Receiver<()>) {
        let mut batch = Vec::with_capacity(BATCH);
        let runtime = tokio::runtime::Builder::new_current_thread().build();
        let Ok(runtime) = runtime else {
            return;
        };
        loop {
            let count = runtime.block_on(async {
                tokio::select! {
                    biased;
                    count = waiting.recv_many(&mut batch, BATCH) => count,
                    _ = &mut ended => {
                        // What is there already is still done.
                        waiting.close();
                        waiting.recv_many(&mut batch, BATCH).await
                    }
                }
            });
            if count == 0 {
                break;
            }
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
            let plain = rest.drain(..count).collect();
            if let Err(error) = self.write(plain) {
                tracing::error!(%error, "events can't be stored");
            }
            if let Some(Job::Reconcile(answer)) = rest.pop_front()
                && let Err(error) = self.reconcile(&answer)
            {
                tracing::error!(%error, "what polling found can't be stored");
            }
        }
        if let Err(error) = self.tidy() {
            tracing::error!(%error, "the database can't be tidied");
        }
    }

    /// Writes events in one transaction, and says so to whoever waits once it is on the disk. What can't be written is answered by
    /// dropping its sender.
    fn write(&mut self, jobs: Vec<Job>) -> rusqlite::Result<()> {
        let mut written = Vec::new();
        let mut answers = Vec::new();
        let transaction = self.connection.transaction()?;
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

    fn reconcile(&mut self, answer: &Answer) -> rusqlite::Result<()> {
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
        let at_ms = now_ms();
        let transaction = self.connection.transaction()?;
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

    fn apply(&mut self, written: &[Written]) {
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

    fn tidy(&mut self) -> rusqlite::Result<()> {
        let id = *self.tell.borrow();
        if id - self.snapshot_id >= SNAPSHOT_EVERY {
            self.keep_snapshot()?;
        }
        let now = now_ms();
        if now.saturating_sub(self.pruned_ms) >= PRUNE_EVERY_MS {
            // What is deleted is in the world that is kept.
            self.keep_snapshot()?;
            let sql = "DELETE FROM events WHERE at_ms < ?";
            let limit = stamp(now).saturating_sub(self.keep_ms);
            self.connection.execute(sql, [limit])?;
            self.pruned_ms = now;
        }
        Ok(())
    }

    fn keep_snapshot(&mut self) -> rusqlite::Result<()> {
        let (id, world) = {
            let known = self.known.read().unwrap_or_else(PoisonError::into_inner);
            (known.id, known.world.to_json())
        };
        let world = world.map_err(|error| rusqlite::Error::ToSqlConversionFailure(error.into()))?;
        let sql = "INSERT OR REPLACE INTO snapshot (one, id, world) VALUES (1, ?, ?)";
        self.connection.execute(sql, (id, world))?;
        self.snapshot_id = id;
        Ok(())
    }
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
