//! Asks the 叁体 server who is there, since after a crash of its media server nobody tells who left.

use super::config::Poll;
use super::store::Answer;
use super::{Shared, now_ms};
use crate::three_tee::polled::{self, Unread};
use crate::world::reconcile::Polled;
use serde_json::{Value, json};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};
use tokio::time::MissedTickBehavior;
use ureq::Agent;

/// How long one answer may take.
const TIMEOUT: Duration = Duration::from_secs(10);
/// Longer answers aren't read.
const MAX_ANSWER: u64 = 16 * 1024 * 1024;
/// How much of an answer that isn't understood is shown.
const SHOWN_BYTES: usize = 400;

/// How the last question went.
#[derive(Default)]
pub struct Standing(Mutex<Option<Last>>);

struct Last {
    at_ms: u64,
    outcome: Result<usize, Failure>,
}

/// Why the server couldn't be asked or understood.
#[derive(Debug, thiserror::Error)]
enum Failure {
    /// Without the address, in which secrets are.
    #[error("{0}: it can't be reached")]
    Network(&'static str),
    #[error("{0}: it answers with the HTTP status {1}")]
    Status(&'static str, u16),
    #[error("{0}: it took too long")]
    Slow(&'static str),
    #[error("{0}: the answer is too long")]
    Long(&'static str),
    #[error("{0}: {1}")]
    Unread(&'static str, Unread, String),
}

impl Standing {
    /// Returns it as JSON; `null` = nothing was asked yet, or nothing is to be.
    pub fn to_json(&self) -> Value {
        let last = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(last) = last.as_ref() else {
            return Value::Null;
        };
        let (mut rooms, mut error, mut raw) = (None, None, None);
        match &last.outcome {
            Ok(count) => rooms = Some(*count),
            Err(failure) => {
                error = Some(failure.to_string());
                if let Failure::Unread(_, _, text) = failure {
                    raw = (!text.is_empty()).then_some(text.as_str());
                }
            }
        }
        json!({ "at_ms": last.at_ms, "rooms": rooms, "error": error, "raw": raw })
    }

    fn set(&self, at_ms: u64, outcome: Result<usize, Failure>) {
        let mut last = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *last = Some(Last { at_ms, outcome });
    }
}

impl Failure {
    fn new(path: &'static str, error: &ureq::Error) -> Self {
        match error {
            ureq::Error::StatusCode(status) => Self::Status(path, *status),
            ureq::Error::Timeout(_) => Self::Slow(path),
            ureq::Error::BodyExceedsLimit(_) => Self::Long(path),
            _ => Self::Network(path),
        }
    }
}

/// A server, and when asking it has to be over.
struct Asking {
    agent: Agent,
    poll: Poll,
    until: Instant,
}

/// Asks again and again, where that is configured.
pub async fn run(gateway: Shared) {
    let Some(poll) = gateway.config.three_tee.poll.clone() else {
        return;
    };
    let mut ticks = tokio::time::interval(Duration::from_secs(poll.every_s));
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let agent = Agent::new_with_defaults();
    let mut before: Option<Polled> = None;
    loop {
        ticks.tick().await;
        let asked_ms = now_ms();
        let asking = Asking {
            agent: agent.clone(),
            poll: poll.clone(),
            until: Instant::now() + Duration::from_secs(poll.within_s),
        };
        let answer = tokio::task::spawn_blocking(move || asking.ask()).await;
        let outcome = match answer {
            Ok(Ok(polled)) => {
                let count = polled.len();
                let answer = Answer {
                    before: before.replace(polled.clone()),
                    polled,
                    asked_ms,
                };
                gateway.store.reconcile(answer).await;
                Ok(count)
            }
            Ok(Err(failure)) => Err(failure),
            Err(_) => Err(Failure::Network("asking")),
        };
        if let Err(failure) = &outcome {
            before = None;
            gateway.metrics.poll_failures.inc();
            tracing::warn!(error = %failure, "polling");
        }
        gateway.polling.set(asked_ms, outcome);
    }
}

impl Asking {
    fn ask(&self) -> Result<Polled, Failure> {
        let keys = [
            ("access_key", self.poll.access_key.expose()),
            ("secret_key", self.poll.secret_key.expose()),
        ];
        let answer = self.get(polled::TOKEN, &keys)?;
        // Nothing of this answer is shown: a token may be in it.
        let token = polled::read_token(&answer)
            .map_err(|error| Failure::Unread("get_token", error, String::new()))?;
        let answer = self.get(polled::ROOMS, &[("token", &token)])?;
        let rooms = polled::read_rooms(&answer);
        let mut rooms =
            rooms.map_err(|error| Failure::Unread("room/list", error, shown(&answer)))?;
        for (id, room) in rooms.iter_mut().filter(|(_, room)| room.people.is_none()) {
            let query = [("token", token.as_str()), ("room_id", id)];
            let answer = self.get(polled::PEOPLE, &query)?;
            let people = polled::read_people(&answer);
            let people = people
                .map_err(|error| Failure::Unread("room/participate/list", error, shown(&answer)))?;
            room.people = Some(people);
        }
        Ok(rooms)
    }

    fn get(&self, path: &'static str, query: &[(&str, &str)]) -> Result<Vec<u8>, Failure> {
        let left = self.until.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Err(Failure::Slow(path));
        }
        let address = format!("{}{path}", self.poll.server.trim_end_matches('/'));
        let request = self.agent.get(&address).query_pairs(query.iter().copied());
        let request = request.config().timeout_global(Some(left.min(TIMEOUT)));
        let answer = request.build().call();
        let bytes = answer.and_then(|mut answer| {
            let body = answer.body_mut().with_config().limit(MAX_ANSWER);
            body.read_to_vec()
        });
        bytes.map_err(|error| Failure::new(path, &error))
    }
}

fn shown(answer: &[u8]) -> String {
    let text = String::from_utf8_lossy(answer);
    let end = text.floor_char_boundary(SHOWN_BYTES);
    text.get(..end).unwrap_or_default().to_owned()
}
