//! The stream of events. It is read from the database, a page at a time, so that whoever is slow or comes back misses nothing and gets
//! nothing twice.

use super::super::metrics::Metrics;
use super::super::rows::{self, Entry};
use super::super::{Gateway, Shared};
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures_util::stream::{self, Stream};
use serde::Deserialize;
use std::collections::VecDeque;
use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;

const PAGE: u32 = 500;
/// How often a silent stream says that it is alive.
const ALIVE: Duration = Duration::from_secs(5);

/// To whoever has seen more than there is, for whom waiting would be waiting for ever, and to whoever would miss something.
const GONE: &str = "What came behind this id can't be told: the database was replaced, or the events are deleted. Read /api/rooms again, and follow from the id in its answer.";

/// Where to begin.
#[derive(Debug, Deserialize)]
pub struct From {
    /// Behind this event: the `id` of an answer like that to `/api/rooms`.
    after: Option<i64>,
}

/// Counts a follower for as long as there is one.
struct Follower(Metrics);

impl Drop for Follower {
    fn drop(&mut self) {
        self.0.followers.dec();
    }
}

struct Following {
    gateway: Arc<Gateway>,
    newest: watch::Receiver<i64>,
    ending: watch::Receiver<bool>,
    /// Of the last event that was read.
    id: i64,
    read: VecDeque<Entry>,
    _follower: Follower,
}

/// `GET /api/events`: behind `Last-Event-ID`, else behind `after`, else from now on.
pub async fn follow(
    State(gateway): State<Shared>,
    Query(from): Query<From>,
    headers: HeaderMap,
) -> Response {
    let last = match headers.get("last-event-id") {
        None => None,
        Some(value) => match value.to_str().ok().and_then(|text| text.parse().ok()) {
            Some(id) => Some(id),
            None => return (StatusCode::BAD_REQUEST, "no such Last-Event-ID").into_response(),
        },
    };
    let newest = gateway.store.newest();
    let now = *newest.borrow();
    let id = last.or(from.after).unwrap_or(now);
    match gateway.store.read(move |it| rows::can_follow(it, id)).await {
        Ok(true) => {}
        Ok(false) => return (StatusCode::CONFLICT, GONE).into_response(),
        Err(error) => {
            tracing::error!(%error, "the database can't be read");
            return StatusCode::INTERNAL_SERVER_ERROR.into_response();
        }
    }
    gateway.metrics.followers.inc();
    let following = Following {
        id,
        newest,
        ending: gateway.ending.clone(),
        read: VecDeque::new(),
        _follower: Follower(gateway.metrics.clone()),
        gateway,
    };
    let alive = KeepAlive::new().interval(ALIVE);
    Sse::new(events(following))
        .keep_alive(alive)
        .into_response()
}

fn events(following: Following) -> impl Stream<Item = Result<Event, Infallible>> {
    stream::unfold(following, |mut following| async move {
        let entry = following.next().await?;
        let data = serde_json::to_string(&entry).ok()?;
        // In JSON a line ends only between values, where a space does as well: an event is one line.
        let data = data.replace(['\r', '\n'], " ");
        let event = Event::default().id(entry.id.to_string()).data(data);
        Some((Ok(event), following))
    })
}

impl Following {
    /// Returns the next event once there is one; `None` = the gateway ends, the database can't be read, or the next is deleted.
    async fn next(&mut self) -> Option<Entry> {
        loop {
            if *self.ending.borrow() {
                return None;
            }
            if let Some(entry) = self.read.pop_front() {
                return Some(entry);
            }
            let id = self.id;
            tokio::select! {
                newer = self.newest.wait_for(|newest| *newest > id) => { newer.ok()?; }
                _ = self.ending.wait_for(|is_ending| *is_ending) => return None,
            }
            // In this order: what is deleted meanwhile was read.
            let page = move |it: &_| {
                let page = rows::after(it, id, PAGE)?;
                Ok(rows::can_follow(it, id)?.then_some(page))
            };
            match self.gateway.store.read(page).await {
                Ok(None) => return None,
                Ok(Some(entries)) => {
                    self.id = entries.last().map_or(*self.newest.borrow(), |it| it.id);
                    self.read = entries.into();
                }
                Err(error) => {
                    tracing::error!(%error, "the database can't be read");
                    return None;
                }
            }
        }
    }
}
