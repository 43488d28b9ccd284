//! Answers on a socket when the media server is asked who is there.

use super::world::World;
use axum::Router;
use axum::extract::State;
use axum::http::header::CONTENT_TYPE;
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use percent_encoding::percent_decode_str;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::net::TcpListener;

/// A world that is played and asked.
pub type Shared = Arc<Mutex<World>>;

/// Answers until the task is dropped.
pub async fn serve(listener: TcpListener, world: Shared) -> std::io::Result<()> {
    let app = Router::new().fallback(respond).with_state(world);
    axum::serve(listener, app).await
}

async fn respond(State(world): State<Shared>, uri: Uri) -> Response {
    let decode = |text: &str| percent_decode_str(text).decode_utf8_lossy().into_owned();
    let query = uri.query().unwrap_or_default().split('&');
    let pairs = query.filter_map(|pair| pair.split_once('='));
    let pairs: Vec<_> = pairs
        .map(|(name, value)| (decode(name), decode(value)))
        .collect();
    let world = world.lock().unwrap_or_else(PoisonError::into_inner);
    let answer = world.answer(uri.path(), &pairs);
    let status = StatusCode::from_u16(answer.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let json = [(CONTENT_TYPE, "application/json")];
    (status, json, answer.body.to_string()).into_response()
}
