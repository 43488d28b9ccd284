//! The shell: puts a [`World`](super::world::World) on two sockets, the API's and the portal's. Everything that knows of time,
//! tasks or headers stands here, and nothing of meetings.

mod answer;
mod portal;
mod shared;

pub use shared::Shared;

use super::world::{CONTROL_PREFIX, Request};
use crate::world::request::Reply;
use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{ConnectInfo, State};
use axum::http::header::{AUTHORIZATION, CONTENT_TYPE, HeaderName, ORIGIN};
use axum::http::{HeaderMap, Response, request::Parts};
use axum::serve::ListenerExt;
use std::net::SocketAddr;
use std::time::Duration;
use tokio::net::TcpListener;

/// How often the world is told the time.
const TICK: Duration = Duration::from_millis(100);
/// The most bytes of a body that are taken from the socket; the world is stricter.
const MAX_BODY: usize = 16 << 20;
/// How long a request "hangs" before its connection is given up.
const MAX_HANG: Duration = Duration::from_secs(600);

/// Serves the API and the portal until the task is dropped.
///
/// # Errors
/// Where a listener fails.
pub async fn serve(
    listener: TcpListener,
    portal: TcpListener,
    shared: Shared,
) -> std::io::Result<()> {
    let clock = shared.clone();
    let tick = async move {
        let mut ticks = tokio::time::interval(TICK);
        ticks.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Skip);
        loop {
            ticks.tick().await;
            clock.advance();
        }
    };
    let api = Router::new().fallback(respond).with_state(shared.clone());
    let api = api.into_make_service_with_connect_info::<SocketAddr>();
    let sockets = portal::router(shared).into_make_service();
    let without_delay = |listener: TcpListener| {
        listener.tap_io(|socket| {
            // Small frames must not wait for the next one; without it they only come later.
            let _ = socket.set_nodelay(true);
        })
    };
    tokio::select! {
        result = axum::serve(without_delay(listener), api) => result,
        result = axum::serve(without_delay(portal), sockets) => result,
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
        return answer::plain(Reply::failed(413, "The body is too large"));
    };
    let request = read_request(&parts, bytes);
    if request.path.starts_with(CONTROL_PREFIX) {
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
    let answer = shared.handle(&request, is_page);
    if answer.delay_ms > 0 {
        tokio::time::sleep(Duration::from_millis(answer.delay_ms)).await;
    }
    match answer.reply {
        Some(reply) => answer::plain(reply),
        None => {
            tokio::time::sleep(MAX_HANG).await;
            answer::plain(Reply::failed(504, "Gateway timeout"))
        }
    }
}

fn read_request(parts: &Parts, body: Bytes) -> Request {
    Request {
        method: parts.method.as_str().to_owned(),
        path: parts.uri.path().to_owned(),
        query: parts.uri.query().unwrap_or("").to_owned(),
        authorization: header_text(&parts.headers, AUTHORIZATION),
        content_type: header_text(&parts.headers, CONTENT_TYPE),
        body: body.to_vec(),
    }
}

fn header_text(headers: &HeaderMap, name: HeaderName) -> Option<String> {
    let value = headers.get(name)?;
    Some(String::from_utf8_lossy(value.as_bytes()).into_owned())
}
