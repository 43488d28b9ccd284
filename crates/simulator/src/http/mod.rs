//! The shell: puts a [`World`] on a socket. Everything that knows of time, tasks or headers stands here, and nothing of
//! meetings.

pub(crate) mod answer;
#[cfg(feature = "webrtc")]
mod peer;
mod served;
mod shared;
mod shell;
mod stream;

pub use served::Served;
pub use shared::Shared;
pub use shell::unix_ms;
pub(crate) use shell::{Serve, Shell};
pub(crate) use stream::BrokenBody;

use crate::world::control::CONTROL_PREFIX;
use crate::world::request::{Reply, Request};
use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{ConnectInfo, State};
use axum::http::header::{HOST, ORIGIN};
use axum::http::{HeaderMap, Response, request::Parts};
use axum::serve::ListenerExt;
use std::net::SocketAddr;
use std::time::Duration;
use tokio::net::TcpListener;

/// How often the world is told the time.
const TICK: Duration = Duration::from_millis(100);
/// The most bytes of a request's body; the control endpoint takes more, for it sends huge events.
const MAX_BODY: usize = 1 << 20;
const MAX_CONTROL_BODY: usize = 64 << 20;
/// How long a request "hangs" before its connection is given up.
const MAX_HANG: Duration = Duration::from_secs(600);

/// Serves until the task is dropped.
///
/// # Errors
/// Where the listener fails.
pub async fn serve(listener: TcpListener, shared: Shared) -> std::io::Result<()> {
    let clock = shared.clone();
    tokio::spawn(async move {
        let mut ticks = tokio::time::interval(TICK);
        ticks.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Skip);
        loop {
            ticks.tick().await;
            clock.advance();
        }
    });
    let app = Router::new().fallback(respond).with_state(shared);
    let listener = listener.tap_io(|socket| {
        // Small events must not wait for the next one; without it they only come later.
        let _ = socket.set_nodelay(true);
    });
    let service = app.into_make_service_with_connect_info::<SocketAddr>();
    axum::serve(listener, service).await
}

async fn respond(
    State(shared): State<Shared>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    request: axum::extract::Request,
) -> Response<Body> {
    let (parts, body) = request.into_parts();
    let is_control = parts.uri.path().starts_with(CONTROL_PREFIX);
    let limit = if is_control {
        MAX_CONTROL_BODY
    } else {
        MAX_BODY
    };
    let Ok(bytes) = to_bytes(body, limit).await else {
        return answer::plain(Reply::failed(413, "The body is too large"));
    };
    let request = read_request(&parts, bytes);
    if request.method == "OPTIONS" && is_control {
        return answer::preflight(Reply::success(true), &parts.headers);
    }
    if is_control {
        let reply = if !shared.has_control() {
            Reply::failed(404, "No such path")
        } else if !peer.ip().is_loopback() {
            Reply::failed(403, "The control endpoint answers this machine only")
        } else {
            shared.control(&request)
        };
        return answer::plain(reply);
    }
    let is_page = parts.headers.contains_key(ORIGIN);
    let (answer, receiver) = shared.handle(&request, is_page);
    if answer.delay_ms > 0 {
        tokio::time::sleep(Duration::from_millis(answer.delay_ms)).await;
    }
    let Some(reply) = answer.reply else {
        tokio::time::sleep(MAX_HANG).await;
        return answer::plain(Reply::failed(504, "Gateway timeout"));
    };
    match receiver {
        Some(body) => answer::stream(reply, body),
        None if request.method == "OPTIONS" => answer::preflight(reply, &parts.headers),
        None => answer::plain(reply),
    }
}

fn read_request(parts: &Parts, body: Bytes) -> Request {
    let header = |name: &str| header_text(&parts.headers, name);
    Request {
        method: parts.method.as_str().to_owned(),
        path: parts.uri.path().to_owned(),
        query: parts.uri.query().unwrap_or("").to_owned(),
        host: header(HOST.as_str()).unwrap_or_default(),
        token: header("token"),
        pin: header("pin"),
        role: header("role"),
        body: body.to_vec(),
    }
}

fn header_text(headers: &HeaderMap, name: &str) -> Option<String> {
    let value = headers.get(name)?;
    Some(String::from_utf8_lossy(value.as_bytes()).into_owned())
}
