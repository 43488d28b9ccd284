//! Where genuine events go before their sender is answered.

use super::metrics::Metrics;
use super::store::Store;
use crate::event::Received;
use tokio::time::{Instant, timeout_at};

/// What became of an event.
pub enum Kept {
    /// It survives the end of this program.
    Durably,
    /// Not in time. It may still come to be.
    Late,
    /// It isn't kept, and has been counted.
    Shed,
}

/// Where genuine events go.
pub enum EventSink {
    /// Into the own database.
    Store(Store),
    /// To a stream that any number of gateways read into their own databases.
    #[cfg(feature = "nats")]
    JetStream(Box<super::nats::Publisher>),
}

impl EventSink {
    /// Keeps an event that came at this Unix time in milliseconds; waits until `limit` for it.
    pub async fn keep(
        &self,
        received: Box<Received>,
        at_ms: u64,
        limit: Instant,
        metrics: &Metrics,
    ) -> Kept {
        match self {
            Self::Store(store) => {
                let vendor = received.event.vendor;
                let Some(done) = store.append(received, at_ms) else {
                    metrics.count_shed(vendor);
                    return Kept::Shed;
                };
                match timeout_at(limit, done).await {
                    Ok(Ok(())) => Kept::Durably,
                    // The writer has counted it.
                    Ok(Err(_)) => Kept::Shed,
                    Err(_) => Kept::Late,
                }
            }
            #[cfg(feature = "nats")]
            Self::JetStream(publisher) => publisher.keep(&received, at_ms, limit, metrics).await,
        }
    }

    /// Whether events can be kept.
    pub fn is_alive(&self) -> bool {
        match self {
            Self::Store(store) => store.is_alive(),
            #[cfg(feature = "nats")]
            Self::JetStream(publisher) => publisher.is_connected(),
        }
    }

    /// Returns how it stands with JetStream as JSON; `null` = the events go into the own database.
    pub fn to_json(&self) -> serde_json::Value {
        match self {
            Self::Store(_) => serde_json::Value::Null,
            #[cfg(feature = "nats")]
            Self::JetStream(publisher) => publisher.to_json(),
        }
    }
}
