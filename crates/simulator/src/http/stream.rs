//! The body of an event stream.

use super::Shared;
use axum::body::Bytes;
use futures_core::Stream;
use std::io::{Error, ErrorKind};
use std::pin::Pin;
use std::task::{Context, Poll};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

/// What goes down a stream.
#[derive(Debug)]
pub enum Piece {
    /// Bytes.
    Bytes(Bytes),
    /// The connection breaks here.
    Cut,
}

/// Bytes as the world writes them. Its drop tells the world that the client has gone.
#[derive(Debug)]
pub struct StreamBody {
    id: u64,
    pieces: UnboundedReceiver<Piece>,
    shared: Shared,
}

impl StreamBody {
    /// A body and the sender that feeds it; it ends as it should when the sender is dropped.
    pub fn new(id: u64, shared: Shared) -> (UnboundedSender<Piece>, StreamBody) {
        let (sender, pieces) = unbounded_channel();
        (sender, StreamBody { id, pieces, shared })
    }
}

impl Stream for StreamBody {
    type Item = Result<Bytes, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.pieces.poll_recv(context).map(|piece| match piece {
            Some(Piece::Bytes(bytes)) => Some(Ok(bytes)),
            Some(Piece::Cut) => Some(Err(Error::new(
                ErrorKind::ConnectionReset,
                "cut by a fault",
            ))),
            None => None,
        })
    }
}

impl Drop for StreamBody {
    fn drop(&mut self) {
        self.shared.close_stream(self.id);
    }
}
