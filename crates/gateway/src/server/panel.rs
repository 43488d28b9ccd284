//! What a panel asks for: what is known now, what is new, the history, and what was refused.

mod follow;

use super::rows::{self, Search};
use super::store::{Known, ReadError};
use super::{Shared, access, now_ms};
use crate::event::Vendor;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, State};
use axum::http::header::{AUTHORIZATION, CACHE_CONTROL, CONTENT_TYPE};
use axum::http::{HeaderName, HeaderValue, Method, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router, middleware};
use serde_json::{Value, json};
use tower_http::cors::CorsLayer;

/// Everything under `/api`.
pub fn router(gateway: &Shared) -> Router<Shared> {
    let origins = gateway.config.api.origins.iter();
    let origins: Vec<HeaderValue> = origins.filter_map(|it| it.parse().ok()).collect();
    let headers = [
        AUTHORIZATION,
        CACHE_CONTROL,
        HeaderName::from_static("last-event-id"),
    ];
    let cors = CorsLayer::new()
        .allow_origin(origins)
        .allow_methods([Method::GET])
        .allow_headers(headers);
    Router::new()
        .route("/status", get(status))
        .route("/events", get(follow::follow))
        .route("/rooms", get(rooms))
        .route("/rooms/{vendor}/{room}", get(room))
        .route("/recordings", get(recordings))
        .route("/calls", get(calls))
        .route("/warnings", get(warnings))
        .route("/history", get(history))
        .route("/refused", get(refused))
        .layer(middleware::from_fn_with_state(
            gateway.clone(),
            access::require,
        ))
        // Outside of that: a browser asks whether it may before it shows a token.
        .layer(cors)
}

/// Whether it runs and can store.
pub async fn healthz(State(gateway): State<Shared>) -> Response {
    match gateway.store.is_alive() && gateway.sink.is_alive() {
        true => (StatusCode::OK, "ok").into_response(),
        false => (StatusCode::SERVICE_UNAVAILABLE, "events can't be kept").into_response(),
    }
}

/// For Prometheus.
pub async fn metrics(State(gateway): State<Shared>) -> Response {
    let kind = "application/openmetrics-text; version=1.0.0; charset=utf-8";
    match gateway.metrics.to_text() {
        Ok(text) => ([(CONTENT_TYPE, kind)], text).into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

async fn status(State(gateway): State<Shared>) -> Json<Value> {
    let vendors = Vendor::ALL.map(|it| (it.word().to_owned(), gateway.metrics.to_json(it)));
    Json(json!({
        "id": gateway.store.look(|known| known.id),
        "now_ms": now_ms(),
        "waiting": gateway.store.waiting(),
        "followers": gateway.metrics.followers.get(),
        "vendors": vendors.into_iter().collect::<serde_json::Map<_, _>>(),
        "polling": gateway.polling.to_json(),
        "nats": gateway.sink.to_json(),
    }))
}

/// An answer with the id of the newest event in it: to follow from there misses nothing.
fn with_id(known: &Known, name: &str, value: impl serde::Serialize) -> Json<Value> {
    Json(json!({ "id": known.id, "now_ms": now_ms(), name: value }))
}

async fn rooms(State(gateway): State<Shared>) -> Json<Value> {
    let look = |known: &Known| with_id(known, "rooms", known.world.rooms().collect::<Vec<_>>());
    gateway.store.look(look)
}

async fn room(
    State(gateway): State<Shared>,
    Path((vendor, room)): Path<(String, String)>,
) -> Result<Json<Value>, StatusCode> {
    let vendor = Vendor::of_word(&vendor).ok_or(StatusCode::NOT_FOUND)?;
    let found = gateway.store.look(|known| {
        let room = known.world.room(vendor, &room)?;
        Some(with_id(known, "room", room))
    });
    found.ok_or(StatusCode::NOT_FOUND)
}

async fn recordings(State(gateway): State<Shared>) -> Json<Value> {
    gateway.store.look(|known| {
        let all: Vec<_> = known.world.recordings().collect();
        with_id(known, "recordings", all)
    })
}

async fn calls(State(gateway): State<Shared>) -> Json<Value> {
    let look = |known: &Known| with_id(known, "calls", known.world.calls().collect::<Vec<_>>());
    gateway.store.look(look)
}

async fn warnings(State(gateway): State<Shared>) -> Json<Value> {
    gateway.store.look(|known| {
        let all: Vec<_> = known.world.warnings().collect();
        with_id(known, "warnings", all)
    })
}

/// Newest first; `before` the last id of a page leads to the next.
async fn history(
    State(gateway): State<Shared>,
    search: Result<Query<Search>, QueryRejection>,
) -> Result<Response, Failure> {
    let search = match search {
        Ok(Query(search)) => search,
        Err(error) => return Ok((StatusCode::BAD_REQUEST, error.body_text()).into_response()),
    };
    let read = gateway.store.read(move |it| rows::search(it, &search));
    let events = read.await?;
    Ok(Json(json!({ "now_ms": now_ms(), "events": events })).into_response())
}

async fn refused(State(gateway): State<Shared>) -> Result<Response, Failure> {
    let refused = gateway.store.read(rows::refused).await?;
    Ok(Json(json!({ "now_ms": now_ms(), "refused": refused })).into_response())
}

/// The database can't be read: the log says why.
struct Failure(ReadError);

impl From<ReadError> for Failure {
    fn from(error: ReadError) -> Self {
        Self(error)
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        tracing::error!(error = %self.0, "the database can't be read");
        StatusCode::INTERNAL_SERVER_ERROR.into_response()
    }
}
