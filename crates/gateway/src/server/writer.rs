//! The one thread that writes. What has come while it wrote goes into the next transaction together: one wait for the disk for all.

mod tidy;
mod write;

use super::Config;
use super::metrics::Metrics;
use super::now_ms;
use super::rows::{self, MAX_ROWS};
use super::store::{Job, Known, Store};
use crate::event::Vendor;
use crate::world::World;
use rusqlite::{Connection, OptionalExtension};
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, RwLock};
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
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::event::{Event, EventKind, Received};
    use crate::server::rows::open_reader;
    use tokio::sync::oneshot;

    fn received() -> Box<Received> {
        Box::new(Received {
            event: Event {
                vendor: Vendor::ThreeTee,
                room: Some("r".into()),
                user: None,
                kind: EventKind::Open,
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
