//! NATS JetStream: any number of gateways receive and publish, any number read the stream into their own databases. Whoever only receives
//! keeps nothing that anybody needs.

mod message;
mod read;

use super::Shared;
use super::config::Nats;
use super::metrics::Metrics;
use super::sink::Kept;
use crate::event::Received;
use async_nats::connection::State;
use async_nats::jetstream::context::PublishErrorKind;
use async_nats::jetstream::message::PublishMessage;
use async_nats::jetstream::{self, Context, stream};
use async_nats::{Client, ConnectOptions};
use message::Message;
use std::time::Duration;
use tokio::time::{Instant, timeout_at};

/// Before what failed is tried again.
const RETRY: Duration = Duration::from_secs(1);
/// For how long the server itself knows an event again; after that readers' databases do.
const DUPLICATE_WINDOW: Duration = Duration::from_secs(120);
const DAY: Duration = Duration::from_secs(86_400);

/// Publishes events.
pub struct Publisher {
    client: Client,
    context: Context,
    reads_as: Option<String>,
}

impl Publisher {
    /// Connects; a server that isn't there yet is waited for in the background.
    pub async fn connect(config: &Nats) -> Result<Self, async_nats::ConnectError> {
        let mut options = ConnectOptions::new()
            .name("gavel-gateway")
            .retry_on_initial_connect();
        if let (Some(user), Some(password)) = (&config.user, &config.password) {
            options = options.user_and_password(user.clone(), password.expose().to_owned());
        }
        let client = options.connect(config.servers.as_slice()).await?;
        Ok(Self {
            context: jetstream::new(client.clone()),
            client,
            reads_as: config.reads_as.clone(),
        })
    }

    /// Publishes an event, and waits until `limit` for the stream's acknowledgement.
    pub async fn keep(
        &self,
        received: &Received,
        at_ms: u64,
        limit: Instant,
        metrics: &Metrics,
    ) -> Kept {
        let vendor = received.event.vendor;
        let message = Message::new(received, at_ms, || self.client.new_inbox());
        let Ok(payload) = serde_json::to_vec(&message) else {
            metrics.count_shed(vendor);
            return Kept::Shed;
        };
        let publish = PublishMessage::build()
            .payload(payload.into())
            .message_id(&message.key);
        let published = timeout_at(limit, async {
            let subject = message::subject(&received.event);
            self.context.send_publish(subject, publish).await?.await
        });
        match published.await {
            Ok(Ok(answer)) if answer.duplicate => metrics.count_duplicate(vendor),
            Ok(Ok(_)) => metrics.count_published(vendor),
            // Sent, or kept until there is a connection again.
            Err(_) => return Kept::Late,
            Ok(Err(error)) if error.kind() == PublishErrorKind::TimedOut => return Kept::Late,
            Ok(Err(error)) => {
                tracing::error!(%error, "an event can't be published");
                metrics.count_shed(vendor);
                return Kept::Shed;
            }
        }
        Kept::Durably
    }

    /// Whether there is a server.
    pub fn is_connected(&self) -> bool {
        self.client.connection_state() == State::Connected
    }

    /// Returns it as JSON.
    pub fn to_json(&self) -> serde_json::Value {
        serde_json::json!({ "is_connected": self.is_connected(), "reads_as": self.reads_as })
    }
}

/// Makes the stream where it isn't there, and reads it where this gateway does, again and again until it ends.
pub async fn run(gateway: Shared) {
    let (Some(config), super::EventSink::JetStream(publisher)) =
        (&gateway.config.nats, &gateway.sink)
    else {
        return;
    };
    loop {
        let stream = publisher.context.get_or_create_stream(stream::Config {
            name: config.stream.clone(),
            subjects: vec![message::ALL.into()],
            storage: stream::StorageType::File,
            num_replicas: config.replicas,
            duplicate_window: DUPLICATE_WINDOW,
            max_age: DAY * gateway.config.keep_days,
            ..stream::Config::default()
        });
        let outcome: Result<(), async_nats::Error> = match (stream.await, &config.reads_as) {
            (Ok(stream), Some(name)) => read::read(&gateway.store, &stream, name).await,
            (Ok(_), None) => return,
            (Err(error), _) => Err(error.into()),
        };
        if let Err(error) = outcome {
            tracing::warn!(%error, "the stream");
        }
        tokio::time::sleep(RETRY).await;
    }
}
