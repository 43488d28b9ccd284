//! The shell: sockets, the store, the command line's `serve`.

mod access;
pub mod config;
mod metrics;
#[cfg(feature = "nats")]
mod nats;
mod panel;
mod poll;
mod receive;
mod rows;
mod sink;
mod store;
mod writer;

pub use config::Config;

use axum::Router;
use axum::routing::{any, get};
use metrics::Metrics;
use sink::EventSink;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use store::Store;
use tokio::net::TcpListener;
use tokio::sync::{Semaphore, watch};

/// How long requests that are under way may take after the signal to end.
const FAREWELL: Duration = Duration::from_secs(5);

/// Why the gateway can't run.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The configuration can't be read or says what can't be.
    #[error("configuration: {0}")]
    Config(String),
    /// The database can't be opened or read.
    #[error("{path}: {error}")]
    Database {
        /// Where it is.
        path: String,
        /// What SQLite says.
        error: rusqlite::Error,
    },
    /// NATS can't be asked for, whether it is there or not.
    #[cfg(feature = "nats")]
    #[error("nats: {0}")]
    Nats(#[from] async_nats::ConnectError),
    /// The socket.
    #[error(transparent)]
    Io(#[from] std::io::Error),
}

/// What all requests share.
struct Gateway {
    config: Config,
    store: Store,
    sink: EventSink,
    metrics: Metrics,
    three_tee: crate::three_tee::Sender,
    netease: crate::netease::Sender,
    /// Requests of each vendor's at a time, so that one's flood doesn't shut out the other.
    three_tee_permits: Semaphore,
    netease_permits: Semaphore,
    polling: poll::Standing,
    /// True from when it ends.
    ending: watch::Receiver<bool>,
}

type Shared = Arc<Gateway>;

/// Unix time in milliseconds.
fn now_ms() -> u64 {
    let now = SystemTime::now().duration_since(UNIX_EPOCH);
    now.map_or(0, |now| u64::try_from(now.as_millis()).unwrap_or(u64::MAX))
}

/// Serves on this socket until `ended` is; then answers what is under way and closes the database.
pub async fn serve(
    listener: TcpListener,
    config: Config,
    ended: impl Future<Output = ()> + Send + 'static,
) -> Result<(), ServeError> {
    config.check().map_err(ServeError::Config)?;
    let metrics = Metrics::default();
    let (store, writer) =
        writer::open(&config, metrics.clone()).map_err(|error| ServeError::Database {
            path: config.database.display().to_string(),
            error,
        })?;
    let sink = EventSink::Store(store.clone());
    #[cfg(feature = "nats")]
    let sink = match &config.nats {
        Some(nats) => EventSink::JetStream(Box::new(nats::Publisher::connect(nats).await?)),
        None => sink,
    };
    let (end, ending) = watch::channel(false);
    let gateway = Arc::new(Gateway {
        three_tee: config.three_tee.sender(),
        netease: config.netease.sender(),
        three_tee_permits: Semaphore::new(config.limits.at_a_time),
        netease_permits: Semaphore::new(config.limits.at_a_time),
        polling: poll::Standing::default(),
        config,
        store,
        sink,
        metrics,
        ending: ending.clone(),
    });
    let polling = tokio::spawn(poll::run(gateway.clone()));
    #[cfg(feature = "nats")]
    let reading = tokio::spawn(nats::run(gateway.clone()));
    let router = router(&gateway).with_state(gateway);
    let service = router.into_make_service_with_connect_info::<SocketAddr>();
    let mut stopping = ending.clone();
    let server = axum::serve(listener, service).with_graceful_shutdown(async move {
        let _ = stopping.wait_for(|is_ending| *is_ending).await;
    });
    let mut server = tokio::spawn(server.into_future());
    let outcome = tokio::select! {
        outcome = &mut server => outcome,
        () = ended => {
            tracing::info!("ending");
            end.send_replace(true);
            match tokio::time::timeout(FAREWELL, &mut server).await {
                Ok(outcome) => outcome,
                Err(_) => {
                    server.abort();
                    Ok(Ok(()))
                }
            }
        }
    };
    polling.abort();
    #[cfg(feature = "nats")]
    reading.abort();
    drop(writer);
    outcome.map_err(std::io::Error::other)??;
    Ok(())
}

/// Old media servers can be given nothing but `host:port/room_event_history`.
fn router(gateway: &Shared) -> Router<Shared> {
    let mut router = Router::new();
    for path in [
        "/callbacks/3tee",
        "/callbacks/3tee/{*rest}",
        "/room_event_history",
        "/room_event_history/{*rest}",
    ] {
        let both = get(receive::three_tee).post(receive::three_tee);
        router = router.route(path, both);
    }
    for path in ["/callbacks/netease", "/callbacks/netease/{*rest}"] {
        router = router.route(path, any(receive::netease));
    }
    router
        .nest("/api", panel::router(gateway))
        .route("/healthz", get(panel::healthz))
        .route("/metrics", get(panel::metrics))
}
