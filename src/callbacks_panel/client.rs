//! Asking the gateway.

use std::{rc::Rc, sync::Arc};

use callbacks::{Ask, Failure, Token, Unread, events_url};
use session::StreamFailure;

use crate::browser::{
    event_stream::{self, EventStream, OnTold},
    exchange::{NoAnswer, exchange},
};

/// Seconds that an answer may take.
const PATIENCE_S: u32 = 10;

/// Why there is no answer, or none that can be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// Another status than 200, and `Retry-After` in seconds.
    Status(u16, Option<u32>),
    /// What answers isn't a gateway.
    NotAGateway,
    /// There is none.
    NoAnswer(NoAnswer),
}

impl From<Unread> for Trouble {
    fn from(_: Unread) -> Self {
        Self::NotAGateway
    }
}

impl Trouble {
    /// Returns it as following has it.
    pub fn failure(self) -> Failure {
        match self {
            Self::Status(status, retry_after_s) => Failure::Status(status, retry_after_s),
            Self::NotAGateway => Failure::NotAGateway,
            Self::NoAnswer(_) => Failure::Network,
        }
    }
}

/// Returns why a stream is no more, as following has it.
pub fn stream_failure(why: StreamFailure) -> Failure {
    match why {
        StreamFailure::Status(status, retry_after_s) => Failure::Status(status, retry_after_s),
        StreamFailure::NotAStream => Failure::NotAGateway,
        StreamFailure::Ended => Failure::Ended,
        StreamFailure::Network | StreamFailure::Unsaid => Failure::Network,
    }
}

/// A gateway, and the token for it, which lives here and nowhere else.
#[derive(Clone, Debug, PartialEq)]
pub struct Client {
    gateway: Arc<str>,
    token: Token,
}

impl Client {
    /// Makes one for the gateway at an address.
    pub fn new(gateway: &str, token: Token) -> Self {
        Self {
            gateway: Arc::from(gateway),
            token,
        }
    }

    /// Returns the gateway's address.
    pub fn gateway(&self) -> &str {
        &self.gateway
    }

    /// Asks something. `find_cause`: if there is no answer, find out why.
    pub async fn ask(&self, ask: &Ask, find_cause: bool) -> Result<Vec<u8>, Trouble> {
        let headers = [("Authorization", self.token.authorization())];
        let url = ask.url(&self.gateway);
        let answer = exchange("GET", &url, &headers, None, PATIENCE_S, find_cause).await;
        let answer = answer.map_err(Trouble::NoAnswer)?;
        match answer.status {
            200 => Ok(answer.body),
            404 => Err(Trouble::NotAGateway),
            status => Err(Trouble::Status(status, answer.retry_after_s)),
        }
    }

    /// Opens the stream of events behind this one.
    pub fn follow(&self, newest_id: i64, on_told: OnTold) -> Box<dyn EventStream> {
        let authorization = self.token.authorization();
        let id = newest_id.to_string();
        let headers = [
            ("Authorization", authorization.as_str()),
            ("Last-Event-ID", id.as_str()),
        ];
        event_stream::open_with(&events_url(&self.gateway), &headers, Rc::clone(&on_told))
    }
}
