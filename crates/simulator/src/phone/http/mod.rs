//! The shell: puts a [`World`](super::world::World) on a socket. Everything that knows of time, tasks or headers stands here, and
//! nothing of conferences.

mod shared;
mod socket;

pub use shared::Shared;

use super::world::{CONTROL_PREFIX, Request};
use crate::http::answer::plain;
use crate::world::request::{Content, Reply};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{ConnectInfo, State};
use axum::http::Response;
use axum::routing::any;
use axum::serve::ListenerExt;
use std::net::SocketAddr;
use std::time::Duration;
use tokio::net::TcpListener;

/// How often the world is told the time.
const TICK: Duration = Duration::from_millis(50);
/// The most bytes of a body.
const MAX_BODY: usize = 16 << 20;
/// The server's own page, in short.
const PAGE: &str = "<!doctype html><title>Phone conferences</title><p>WebSocket: /api/client/{id}";

/// Serves until the task is dropped.
///
/// # Errors
/// Where the listener fails.
pub async fn serve(listener: TcpListener, shared: Shared) -> std::io::Result<()> {
    let clock = shared.clone();
    let tick = async move {
        let mut ticks = tokio::time::interval(TICK);
        ticks.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Skip);
        loop {
            ticks.tick().await;
            clock.advance();
        }
    };
    let app = Router::new()
        .route("/api/client/{id}", any(socket::open))
        .fallback(respond)
        .with_state(shared);
    let service = app.into_make_service_with_connect_info::<SocketAddr>();
    let listener = listener.tap_io(|socket| {
        // Small frames must not wait for the next one; without it they only come later.
        let _ = socket.set_nodelay(true);
    });
    tokio::select! {
        result = axum::serve(listener, service) => result,
        () = tick => Ok(()),
    }
}

async fn respond(
    State(shared): State<Shared>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    request: axum::extract::Request,
) -> Response<Body> {
    let (parts, body) = request.into_parts();
    let Ok(bytes) = to_bytes(body, MAX_BODY).await else {
        return plain(Reply::failed(413, "The body is too large"));
    };
    let request = Request {
        method: parts.method.as_str().to_owned(),
        path: parts.uri.path().to_owned(),
        body: bytes.to_vec(),
    };
    if request.path.starts_with(CONTROL_PREFIX) && shared.has_control() {
        return plain(if peer.ip().is_loopback() {
            shared.control(&request)
        } else {
            Reply::failed(403, "The control endpoint answers this machine only")
        });
    }
    if (request.method.as_str(), request.path.as_str()) == ("GET", "/") {
        let content = Content::Bytes("text/html; charset=utf-8", PAGE.into());
        return plain(Reply {
            content,
            cors: false,
            ..Reply::success(true)
        });
    }
    plain(Reply {
        cors: false,
        ..Reply::failed(404, "No such path")
    })
}
