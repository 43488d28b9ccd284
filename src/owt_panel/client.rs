//! Talking to the server: requests are signed, sent, and their answers read.

use std::sync::Arc;

use owt::{Answer, Ask, Credentials, Refusal, Reply};

use crate::browser::{
    clock,
    exchange::{NoAnswer, exchange},
    http,
};

/// Why something wasn't done, or isn't known.
#[derive(Clone, Debug, PartialEq)]
pub enum Trouble {
    /// The server's no.
    Refused(Refusal),
    /// There is no answer: it may have been done all the same.
    NoAnswer(NoAnswer),
}

/// A server, and whose requests it gets. Id and key live here and nowhere else.
#[derive(Clone, Debug, PartialEq)]
pub struct Client {
    /// Scheme, host, port and path.
    server: Arc<str>,
    credentials: Credentials,
}

/// An answer as it came.
pub struct Answered(http::Answer);

impl Answered {
    /// Returns it for reading.
    pub fn reply(&self) -> Reply<'_> {
        Reply {
            status: self.0.status,
            retry_after_s: self.0.retry_after_s,
            body: &self.0.body,
        }
    }
}

impl Client {
    /// Makes one for the server at an address.
    pub fn new(server: &str, credentials: Credentials) -> Self {
        Self {
            server: Arc::from(server),
            credentials,
        }
    }

    /// Returns the server's address.
    pub fn server(&self) -> &str {
        &self.server
    }

    /// Returns which service it signs as.
    pub fn service(&self) -> &owt::ServiceId {
        self.credentials.service()
    }

    /// Asks something, and returns the answer as it came. `find_cause`: if there is none, find out why.
    pub async fn send(&self, ask: &Ask, find_cause: bool) -> Result<Answered, NoAnswer> {
        let request = ask.request();
        #[allow(clippy::cast_possible_truncation)]
        let chance = clock::random_seed() as u32;
        let authorization = self
            .credentials
            .authorization(clock::now().wall_ms, chance, None);
        let answer = exchange(
            request.method.as_str(),
            &request.url(&self.server),
            &request.headers(authorization),
            request.body.as_deref(),
            ask.patience_s(),
            find_cause,
        )
        .await?;
        Ok(Answered(answer))
    }

    /// Asks something, and reads the answer.
    pub async fn ask(&self, ask: &Ask) -> Result<Answer, Trouble> {
        let answered = self.send(ask, true).await.map_err(Trouble::NoAnswer)?;
        ask.read(&answered.reply()).map_err(Trouble::Refused)
    }
}
