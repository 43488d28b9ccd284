//! What requests see of the store: events go in by the one writer, and are read beside it.

use super::rows;
use crate::World;
use crate::event::{Received, Refusal, Vendor};
use crate::world::reconcile::Polled;
use rusqlite::Connection;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use tokio::sync::{mpsc, oneshot, watch};

/// What the writer is asked to do.
pub enum Job {
    /// Keep an event, and say when it is on the disk.
    Append(Box<Received>, u64, oneshot::Sender<()>),
    /// Make the world what the server answered.
    Reconcile(Box<Answer>),
    /// Keep that something was refused.
    Refused(Vendor, Refusal, u64, String),
}

impl Job {
    /// Returns whose event it is to keep.
    pub fn vendor(&self) -> Option<Vendor> {
        match self {
            Self::Append(received, ..) => Some(received.event.vendor),
            Self::Reconcile(_) | Self::Refused(..) => None,
        }
    }
}

/// What a server answered, and what before.
pub struct Answer {
    /// The last answer but one.
    pub before: Option<Polled>,
    /// The last one.
    pub polled: Polled,
    /// When it was asked for.
    pub asked_ms: u64,
}

/// What is known, and the id of the last event that it is made of.
#[derive(Default)]
pub struct Known {
    /// Of the newest event.
    pub id: i64,
    /// Of all events up to it.
    pub world: World,
}

/// The store. A clone is the same one.
#[derive(Clone)]
pub struct Store {
    pub(super) jobs: mpsc::Sender<Job>,
    pub(super) known: Arc<RwLock<Known>>,
    pub(super) newest: watch::Receiver<i64>,
    pub(super) path: PathBuf,
    pub(super) readers: Arc<Mutex<Vec<Connection>>>,
}

/// Why something can't be read.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    #[error(transparent)]
    Database(#[from] rusqlite::Error),
    #[error(transparent)]
    Task(#[from] tokio::task::JoinError),
}

impl Store {
    /// Hands an event to the writer. The answer comes when it is on the disk, or an error when it won't be; `None` = the writer has
    /// more to do than it can keep.
    pub fn append(&self, received: Box<Received>, at_ms: u64) -> Option<oneshot::Receiver<()>> {
        let (done, answer) = oneshot::channel();
        let job = Job::Append(received, at_ms, done);
        self.jobs.try_send(job).ok().map(|()| answer)
    }

    /// The same, and waits for room.
    #[cfg(feature = "nats")]
    pub async fn append_patiently(
        &self,
        received: Box<Received>,
        at_ms: u64,
    ) -> oneshot::Receiver<()> {
        let (done, answer) = oneshot::channel();
        // Where there is no writer any more, the answer is an error.
        let _ = self.jobs.send(Job::Append(received, at_ms, done)).await;
        answer
    }

    /// Keeps that something was refused, unless there is more to do than that.
    pub fn refuse(&self, vendor: Vendor, reason: Refusal, at_ms: u64, source: String) {
        // Most of the room is for events.
        if self.jobs.capacity() > self.jobs.max_capacity() / 16 * 15 {
            let job = Job::Refused(vendor, reason, at_ms, source);
            let _ = self.jobs.try_send(job);
        }
    }

    /// Hands an answer of the server's to the writer.
    pub async fn reconcile(&self, answer: Answer) {
        let _ = self.jobs.send(Job::Reconcile(Box::new(answer))).await;
    }

    /// Looks at what is known.
    pub fn look<T>(&self, look: impl FnOnce(&Known) -> T) -> T {
        look(&self.known.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Returns the id of the newest event, and a way to wait for newer ones.
    pub fn newest(&self) -> watch::Receiver<i64> {
        self.newest.clone()
    }

    /// Returns how much waits for the writer.
    pub fn waiting(&self) -> usize {
        self.jobs.max_capacity() - self.jobs.capacity()
    }

    /// Whether the writer still writes.
    pub fn is_alive(&self) -> bool {
        !self.jobs.is_closed()
    }

    /// Reads the database, away from the threads that answer.
    pub async fn read<T: Send + 'static>(
        &self,
        read: impl FnOnce(&Connection) -> rusqlite::Result<T> + Send + 'static,
    ) -> Result<T, ReadError> {
        let store = self.clone();
        let task = tokio::task::spawn_blocking(move || {
            let lock = || store.readers.lock().unwrap_or_else(PoisonError::into_inner);
            let idle = lock().pop();
            let connection = match idle {
                Some(connection) => connection,
                None => rows::open_reader(&store.path)?,
            };
            let outcome = read(&connection);
            lock().push(connection);
            outcome
        });
        Ok(task.await??)
    }
}
