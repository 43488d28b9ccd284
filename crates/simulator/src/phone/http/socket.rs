//! A client's WebSocket.

use super::Shared;
use crate::http::answer::plain;
use crate::phone::world::Frame;
use crate::world::request::Reply;
use axum::body::Body;
use axum::extract::ws::rejection::WebSocketUpgradeRejection;
use axum::extract::ws::{CloseFrame, Message, WebSocket, WebSocketUpgrade, close_code};
use axum::extract::{Path, State};
use axum::http::header::ORIGIN;
use axum::http::{HeaderMap, Response};
use axum::response::IntoResponse as _;
use std::time::Duration;
use tokio::sync::mpsc::Receiver;

/// The most bytes of a message.
const MAX_MESSAGE: usize = 1 << 20;
/// How long an opening "hangs" before its connection is given up.
const MAX_HANG: Duration = Duration::from_secs(600);

pub async fn open(
    State(shared): State<Shared>,
    Path(client): Path<String>,
    headers: HeaderMap,
    upgrade: Result<WebSocketUpgrade, WebSocketUpgradeRejection>,
) -> Response<Body> {
    let upgrade = match upgrade {
        Ok(upgrade) => upgrade.max_message_size(MAX_MESSAGE),
        Err(why) => return why.into_response(),
    };
    match shared.open(&client, headers.contains_key(ORIGIN)) {
        Ok(Some((id, frames))) => {
            let failed = shared.clone();
            upgrade
                .on_failed_upgrade(move |_| failed.close(id))
                .on_upgrade(move |socket| carry(socket, shared, id, frames))
        }
        Ok(None) => {
            tokio::time::sleep(MAX_HANG).await;
            plain(Reply::failed(504, "Gateway timeout"))
        }
        Err(reply) => plain(reply),
    }
}

/// Carries texts both ways until either side ends.
async fn carry(mut socket: WebSocket, shared: Shared, id: u64, mut frames: Receiver<Frame>) {
    loop {
        let is_open = tokio::select! {
            message = socket.recv() => match message {
                Some(Ok(Message::Text(text))) => {
                    shared.hear(id, text.as_str());
                    true
                }
                Some(Ok(Message::Ping(_) | Message::Pong(_) | Message::Binary(_))) => true,
                Some(Ok(Message::Close(_)) | Err(_)) | None => false,
            },
            frame = frames.recv() => match frame {
                Some(Frame::Text(text)) => socket.send(Message::Text(text.into())).await.is_ok(),
                Some(Frame::Close) => {
                    let why = CloseFrame { code: close_code::NORMAL, reason: "".into() };
                    // It may be closed already.
                    let _ = socket.send(Message::Close(Some(why))).await;
                    false
                }
                Some(Frame::Cut) | None => false,
            },
        };
        if !is_open {
            break;
        }
    }
    shared.close(id);
}
