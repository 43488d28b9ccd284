//! What servers of every kind stand on: a world behind a lock, and the clock that it runs by.

use super::served::{Served, TEST_PATH};
use crate::world::fields::Fields;
use crate::world::request::Reply;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Instant, SystemTime, UNIX_EPOCH};

/// A world and the connections that are open to it.
pub trait Serve {
    /// Sends what the world has to say.
    fn flush(&mut self);

    /// Where it is written down what is served, where it is.
    fn served(&mut self) -> &mut Option<Served>;
}

/// A server that its requests share, and whether tests may reach into it.
#[derive(Debug)]
pub struct Shell<S> {
    server: Arc<Mutex<S>>,
    started: Instant,
    started_ms: u64,
    has_control: bool,
}

impl<S> Clone for Shell<S> {
    fn clone(&self) -> Self {
        Self {
            server: self.server.clone(),
            ..*self
        }
    }
}

impl<S: Serve> Shell<S> {
    /// Starts the clock, and makes the server that begins then, ms since 1970. With `has_control`, tests may reach into it.
    pub fn new(has_control: bool, make: impl FnOnce(u64) -> S) -> Self {
        let started_ms = unix_ms();
        Self {
            server: Arc::new(Mutex::new(make(started_ms))),
            started: Instant::now(),
            started_ms,
            has_control,
        }
    }

    /// From now on it is written down what pages are served.
    pub fn write_down(&self, served: Served) {
        *self.lock().served() = Some(served);
    }

    /// Returns whether the control endpoint is open.
    pub fn has_control(&self) -> bool {
        self.has_control
    }

    /// Returns Unix time (ms) that never goes back.
    pub fn now(&self) -> u64 {
        let passed = self.started.elapsed().as_millis();
        self.started_ms
            .saturating_add(u64::try_from(passed).unwrap_or(0))
    }

    /// Waits for its turn.
    pub fn lock(&self) -> MutexGuard<'_, S> {
        self.server.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Does something with the server at a time, ms since 1970, then sends what its world has to say.
    pub fn update<T>(&self, act: impl FnOnce(&mut S, u64) -> T) -> T {
        let now = self.now();
        let mut server = self.lock();
        let result = act(&mut server, now);
        server.flush();
        result
    }

    /// Answers a request of the control endpoint, the name of the test that runs from now on or what `act` does, and says when it was
    /// done.
    pub fn control(
        &self,
        (method, path, body): (&str, &str, &[u8]),
        act: impl FnOnce(&mut S, u64) -> Reply,
    ) -> Reply {
        let (mut reply, now) = self.update(|server, now| {
            let reply = if (method, path) == ("POST", TEST_PATH) {
                begin_test(server.served(), body)
            } else {
                act(server, now)
            };
            (reply, now)
        });
        reply.headers.push(("at".to_owned(), now.to_string()));
        reply
    }
}

/// Takes the name of the test that runs from now on.
fn begin_test(served: &mut Option<Served>, body: &[u8]) -> Reply {
    let test = Fields::parse(body).and_then(|fields| fields.text("test").map(str::to_owned));
    match test {
        Ok(test) => {
            if let Some(served) = served {
                served.begin(&test);
            }
            Reply::success(true)
        }
        Err(refusal) => refusal,
    }
}

/// Returns milliseconds since the Unix epoch by the machine's clock.
pub fn unix_ms() -> u64 {
    let passed = SystemTime::now().duration_since(UNIX_EPOCH);
    passed.map_or(0, |d| u64::try_from(d.as_millis()).unwrap_or(0))
}
