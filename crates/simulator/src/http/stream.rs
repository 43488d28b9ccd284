//! The body of an event stream.

use super::Shared;
use axum::body::Bytes;
use futures_core::Stream;
use std::io::{Error, ErrorKind};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

#[derive(Debug)]
enum Piece {
    Bytes(Bytes),
    Cut,
}

/// The most bytes that wait for a client that doesn't read; then its connection breaks.
const MOST_WAITING: usize = 128 << 20;

/// The end of a stream that the world writes to. The body ends as it should when this is dropped.
#[derive(Debug)]
pub struct Feed {
    pieces: UnboundedSender<Piece>,
    waiting: Arc<AtomicUsize>,
}

impl Feed {
    /// Sends bytes. A client that has gone, or reads nothing for long, gets none.
    pub fn send(&self, bytes: Vec<u8>) {
        let waiting = self.waiting.fetch_add(bytes.len(), Ordering::Relaxed);
        if waiting > MOST_WAITING {
            self.cut();
        } else {
            // Fails when the client has gone, which the body's drop tells the world.
            let _ = self.pieces.send(Piece::Bytes(Bytes::from(bytes)));
        }
    }

    /// Breaks the connection.
    pub fn cut(&self) {
        let _ = self.pieces.send(Piece::Cut);
    }
}

/// Bytes as the world writes them. Its drop tells the world that the client has gone.
#[derive(Debug)]
pub struct StreamBody {
    id: u64,
    pieces: UnboundedReceiver<Piece>,
    waiting: Arc<AtomicUsize>,
    shared: Shared,
}

impl StreamBody {
    /// A body and what feeds it.
    pub fn new(id: u64, shared: Shared) -> (Feed, StreamBody) {
        let (sender, pieces) = unbounded_channel();
        let waiting = Arc::new(AtomicUsize::new(0));
        let feed = Feed {
            pieces: sender,
            waiting: Arc::clone(&waiting),
        };
        let body = StreamBody {
            id,
            pieces,
            waiting,
            shared,
        };
        (feed, body)
    }
}

impl Stream for StreamBody {
    type Item = Result<Bytes, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.pieces.poll_recv(context).map(|piece| match piece {
            Some(Piece::Bytes(bytes)) => {
                self.waiting.fetch_sub(bytes.len(), Ordering::Relaxed);
                Some(Ok(bytes))
            }
            Some(Piece::Cut) => Some(Err(broken())),
            None => None,
        })
    }
}

impl Drop for StreamBody {
    fn drop(&mut self) {
        self.shared.close_stream(self.id);
    }
}

/// The body of an answer that breaks off: head and a first byte are on the wire before it does, for a browser sends a request
/// that was answered by nothing at all once more.
#[derive(Debug, Default)]
pub struct Breaks {
    polls: u8,
}

impl Stream for Breaks {
    type Item = Result<Bytes, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.polls += 1;
        match self.polls {
            1 => Poll::Ready(Some(Ok(Bytes::from_static(b"{")))),
            // While it waits, what there is is sent.
            2 => {
                context.waker().wake_by_ref();
                Poll::Pending
            }
            _ => Poll::Ready(Some(Err(broken()))),
        }
    }
}

fn broken() -> Error {
    Error::new(ErrorKind::ConnectionReset, "cut by a fault")
}
