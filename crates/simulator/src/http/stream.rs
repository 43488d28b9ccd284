//! The body of an event stream.

use axum::body::Bytes;
use futures_core::Stream;
use std::io::{Error, ErrorKind};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

#[derive(Debug)]
enum Chunk {
    Bytes(Bytes),
    Cut,
}

/// The most bytes that wait for a client that doesn't read; then its connection breaks.
const MAX_WAITING_BYTES: usize = 128 << 20;

/// The end of a stream that the world writes to. The body ends as it should when this is dropped.
#[derive(Debug)]
pub struct StreamSender {
    chunks: UnboundedSender<Chunk>,
    waiting: Arc<AtomicUsize>,
}

impl StreamSender {
    /// Sends bytes. A client that has gone, or reads nothing for long, gets none.
    pub fn send(&self, bytes: Vec<u8>) {
        let waiting = self.waiting.fetch_add(bytes.len(), Ordering::Relaxed);
        if waiting > MAX_WAITING_BYTES {
            self.cut();
        } else {
            // Fails when the client has gone, which the body's drop tells the world.
            let _ = self.chunks.send(Chunk::Bytes(Bytes::from(bytes)));
        }
    }

    /// Breaks the connection.
    pub fn cut(&self) {
        let _ = self.chunks.send(Chunk::Cut);
    }
}

/// Bytes as the world writes them. When it is dropped, the client has gone, and `on_close` is called.
pub struct StreamBody {
    chunks: UnboundedReceiver<Chunk>,
    waiting: Arc<AtomicUsize>,
    on_close: Option<Box<dyn FnOnce() + Send>>,
}

impl StreamBody {
    /// Makes a body and what feeds it.
    pub fn new(on_close: impl FnOnce() + Send + 'static) -> (StreamSender, StreamBody) {
        let (sender, chunks) = unbounded_channel();
        let waiting = Arc::new(AtomicUsize::new(0));
        let sender = StreamSender {
            chunks: sender,
            waiting: Arc::clone(&waiting),
        };
        let body = StreamBody {
            chunks,
            waiting,
            on_close: Some(Box::new(on_close)),
        };
        (sender, body)
    }
}

impl Stream for StreamBody {
    type Item = Result<Bytes, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.chunks.poll_recv(context).map(|chunk| match chunk {
            Some(Chunk::Bytes(bytes)) => {
                self.waiting.fetch_sub(bytes.len(), Ordering::Relaxed);
                Some(Ok(bytes))
            }
            Some(Chunk::Cut) => Some(Err(broken_connection())),
            None => None,
        })
    }
}

impl Drop for StreamBody {
    fn drop(&mut self) {
        if let Some(on_close) = self.on_close.take() {
            on_close();
        }
    }
}

/// The body of an answer that breaks off: head and a first byte are on the wire before it does, for a browser sends a request
/// that was answered by nothing at all once more.
#[derive(Debug, Default)]
pub struct BrokenBody {
    polls: u8,
}

impl Stream for BrokenBody {
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
            _ => Poll::Ready(Some(Err(broken_connection()))),
        }
    }
}

fn broken_connection() -> Error {
    Error::new(ErrorKind::ConnectionReset, "cut by a fault")
}
