//! The portal's WebSockets.

use super::shared::Shared;
use super::{MAX_HANG, answer};
use crate::owt::world::{Frame, unfit};
use crate::world::request::Reply;
use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::extract::ws::rejection::WebSocketUpgradeRejection;
use axum::extract::ws::{Message, WebSocket, WebSocketUpgrade};
use axum::http::{Response, Uri};
use axum::response::IntoResponse as _;
use axum::routing::any;
use tokio::sync::mpsc::Receiver;

/// The most bytes of a message.
const MAX_MESSAGE: usize = 1_000_000;

/// Returns what answers at the portal's address.
pub fn router(shared: Shared) -> Router {
    Router::new()
        .route("/socket.io/", any(open))
        .route("/socket.io", any(open))
        .with_state(shared)
}

async fn open(
    State(shared): State<Shared>,
    uri: Uri,
    upgrade: Result<WebSocketUpgrade, WebSocketUpgradeRejection>,
) -> Response<Body> {
    let upgrade = match upgrade {
        Ok(upgrade) => upgrade.max_message_size(MAX_MESSAGE),
        // Other transports aren't there; or it is no WebSocket after all.
        Err(why) => {
            return match unfit(uri.query().unwrap_or("")) {
                Some(reply) => answer::plain(reply),
                None => why.into_response(),
            };
        }
    };
    match shared.open(uri.query().unwrap_or("")) {
        Ok(Some((id, frames))) => {
            let failed = shared.clone();
            upgrade
                .on_failed_upgrade(move |_| failed.close(id))
                .on_upgrade(move |socket| carry(socket, shared, id, frames))
        }
        Ok(None) => {
            tokio::time::sleep(MAX_HANG).await;
            answer::plain(Reply::failed(504, "Gateway timeout"))
        }
        Err(reply) => answer::plain(reply),
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
                // The server's own pings are texts; the others are answered below.
                Some(Ok(Message::Ping(_) | Message::Pong(_) | Message::Binary(_))) => true,
                Some(Ok(Message::Close(_)) | Err(_)) | None => false,
            },
            frame = frames.recv() => match frame {
                Some(Frame::Text(text)) => socket.send(Message::Text(text.into())).await.is_ok(),
                Some(Frame::Close) => {
                    // It may be closed already.
                    let _ = socket.send(Message::Close(None)).await;
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
