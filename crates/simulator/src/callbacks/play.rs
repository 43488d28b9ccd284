//! Plays a day against a gateway, at a pace.

use super::polled::{self, Shared};
use super::send::{Sender, Sent};
use super::world::{Callback, Settings, World};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};
use tokio::net::TcpListener;

/// How many callbacks may wait for a lane that is slow.
const WAITING: usize = 64;

/// How a day is played.
#[derive(Clone, Debug)]
pub struct Options {
    /// The gateway's address.
    pub gateway: String,
    /// 叁体's key.
    pub key: String,
    /// NetEase's AppKey and App Secret.
    pub app: (String, String),
    /// So many times as fast as the day; 0 = as fast as it goes.
    pub pace: f64,
    /// Callbacks that are sent at a time. Those of one room go one after another all the same.
    pub at_a_time: usize,
}

/// What became of all callbacks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Taken by the gateway.
    pub taken: u64,
    /// Refused by it. NetEase's are always taken.
    pub refused: u64,
    /// Not answered.
    pub failed: u64,
}

impl Outcome {
    fn count(&mut self, sent: Sent) {
        match sent {
            Sent::Taken => self.taken += 1,
            Sent::Refused => self.refused += 1,
            Sent::Failed => self.failed += 1,
        }
    }
}

/// Plays the day to its end. With a listener it then goes on answering who is there, until the task is dropped; `on_end` is told at the
/// day's end.
///
/// # Errors
/// Where the listener fails.
pub async fn play(
    settings: Settings,
    options: Options,
    listener: Option<TcpListener>,
    on_end: impl FnOnce(Outcome) + Send + 'static,
) -> std::io::Result<()> {
    let world = Arc::new(Mutex::new(World::new(settings)));
    let played = world.clone();
    let telling = tokio::task::spawn_blocking(move || on_end(tell_all(&played, &options)));
    match listener {
        Some(listener) => polled::serve(listener, world).await,
        None => telling.await.map_err(std::io::Error::other),
    }
}

fn tell_all(world: &Shared, options: &Options) -> Outcome {
    let sender = Sender::new(&options.gateway, options.key.clone(), options.app.clone());
    let (lanes, threads): (Vec<_>, Vec<_>) = (0..options.at_a_time.max(1))
        .map(|_| lane(sender.clone()))
        .unzip();
    let started = Instant::now();
    loop {
        let next = world
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .next_callback();
        let Some(callback) = next else {
            break;
        };
        wait_until(started, &callback, options.pace);
        let mut hash = DefaultHasher::new();
        callback.subject.hash(&mut hash);
        let at = hash.finish() % lanes.len() as u64;
        if let Some(lane) = lanes.get(usize::try_from(at).unwrap_or(0)) {
            // A lane ends only after all that was given to it.
            let _ = lane.send(callback);
        }
    }
    drop(lanes);
    let outcomes = threads.into_iter().filter_map(|thread| thread.join().ok());
    outcomes.fold(Outcome::default(), |all, one| Outcome {
        taken: all.taken + one.taken,
        refused: all.refused + one.refused,
        failed: all.failed + one.failed,
    })
}

fn lane(sender: Sender) -> (SyncSender<Callback>, JoinHandle<Outcome>) {
    let (give, take): (_, Receiver<Callback>) = sync_channel(WAITING);
    let thread = std::thread::spawn(move || {
        let mut outcome = Outcome::default();
        for callback in take {
            outcome.count(sender.send(&callback));
        }
        outcome
    });
    (give, thread)
}

fn wait_until(started: Instant, callback: &Callback, pace: f64) {
    if pace > 0.0 {
        let due = Duration::from_secs_f64(callback.at_ms as f64 / 1000.0 / pace);
        std::thread::sleep(due.saturating_sub(started.elapsed()));
    }
}
