//! Why signing in didn't work.

use std::sync::Arc;
use wire::{BadAddress, Refusal, RefusalKind};

/// Why signing in didn't work.
#[derive(Clone, Debug, PartialEq)]
pub enum Problem {
    /// Refused by the server.
    Server {
        /// The HTTP status.
        status: u16,
        /// The server's own words; may be empty.
        words: Arc<str>,
    },
    /// The meeting lets people in who sign on elsewhere first, which a page like this can't do. Carries where, as far as the server
    /// names it.
    SingleSignOn(Arc<str>),
    /// The address typed can't be used.
    BadServer(BadAddress),
    /// The server named a conferencing node that can't be trusted.
    BadNode(BadAddress),
    /// No node was named.
    NoNode,
    /// The server could not be reached; the cause as far as a browser can tell.
    Unreachable(Unreachable),
    /// The answer wasn't one of this API.
    NotTheApi,
    /// No answer in time.
    TimedOut,
}

/// Why a server can't be reached. To `fetch` all of them look alike; the transport probes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreachable {
    /// This browser is offline.
    Offline,
    /// Something answers, but it doesn't allow this page (CORS).
    Cors,
    /// Nothing answers there: wrong name, or nobody listens.
    NoAnswer,
    /// The browser keeps pages from the local network until it is allowed.
    LocalNetwork,
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        if refusal.kind == RefusalKind::Unreadable && refusal.status < 300 {
            return Self::NotTheApi;
        }
        Self::Server {
            status: refusal.status,
            words: Arc::from(refusal.words.as_deref().unwrap_or_default()),
        }
    }
}
