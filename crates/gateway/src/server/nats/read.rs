//! Reads the stream into the own database.

use super::message::Message;
use crate::server::store::Store;
use async_nats::jetstream::consumer::pull;
use async_nats::jetstream::{AckKind, stream::Stream};
use futures_util::StreamExt;
use std::time::Duration;

/// So many messages at most wait for one transaction.
const CHUNK: usize = 512;

/// After which the server sends again what wasn't acknowledged: what a reader that was killed had under way.
const ACK_WAIT: Duration = Duration::from_secs(10);

/// Reads until something fails. A message is acknowledged when its event is on the disk: whatever isn't, comes again, and what comes
/// twice is known by its key.
pub async fn read(store: &Store, stream: &Stream, name: &str) -> Result<(), async_nats::Error> {
    let config = pull::Config {
        durable_name: Some(name.to_owned()),
        ack_wait: ACK_WAIT,
        ..pull::Config::default()
    };
    let consumer = stream.get_or_create_consumer(name, config).await?;
    let mut chunks = consumer.messages().await?.ready_chunks(CHUNK);
    while let Some(chunk) = chunks.next().await {
        let mut taken = Vec::with_capacity(chunk.len());
        for message in chunk {
            let message = message?;
            match Message::read(&message.payload) {
                Ok((received, at_ms)) => {
                    let done = store.append_patiently(Box::new(received), at_ms).await;
                    taken.push((message, done));
                }
                Err(error) => {
                    tracing::error!(%error, subject = %message.subject, "left out");
                    message.ack_with(AckKind::Term).await?;
                }
            }
        }
        for (message, done) in taken {
            if done.await.is_ok() {
                message.ack().await?;
            }
        }
    }
    Ok(())
}
