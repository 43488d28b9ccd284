//! Answers: what was done, and what was refused in the server's own words.

mod call;
mod check_join;
mod dial;
mod envelope;
mod new_session;
mod participants;
mod refresh_session;
mod refusal;
mod service_status;

pub use call::{StartedCall, read_call};
pub use check_join::{JoinInfo, read_check_join};
pub use dial::read_dial;
pub use new_session::{Admitted, Question, SessionInfo, read_new_session};
pub use participants::read_participants;
pub use refresh_session::{Refreshed, read_refresh};
pub use refusal::{Refusal, RefusalKind};
pub use service_status::read_service_status;

use crate::lenient::{clean_line, read};
use envelope::Envelope;
use serde::de::DeserializeOwned;
use std::borrow::Cow;

/// Words of an answer that isn't JSON are longer than this only where they are no words for people.
const MAX_PLAIN_BYTES: usize = 500;

/// An HTTP answer.
#[derive(Clone, Copy, Debug)]
pub struct Reply<'a> {
    /// HTTP status.
    pub status: u16,
    /// The header `Retry-After`, seconds.
    pub retry_after_s: Option<u32>,
    /// The body as it came.
    pub body: &'a [u8],
}

/// Reads the answer to a command. Done = HTTP 2xx, `status` not "fail…", `result` not false.
///
/// # Errors
/// Whatever isn't done.
pub fn read_done(reply: &Reply<'_>) -> Result<(), Refusal> {
    if reply.is_success() && reply.body.trim_ascii().is_empty() {
        return Ok(());
    }
    reply.done().map(drop)
}

impl Reply<'_> {
    /// Returns whether it has the document's misprint for `status`.
    pub fn is_misspelt(&self) -> bool {
        self.body.windows(8).any(|part| part == b"\"tatus\":")
    }

    fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }

    /// Returns the body as text; what isn't UTF-8 in it is replaced.
    fn text(&self) -> Cow<'_, str> {
        String::from_utf8_lossy(self.body)
    }

    /// Returns what stands around the result of an answer that says that it was done.
    fn done(&self) -> Result<Envelope, Refusal> {
        let text = self.text();
        let envelope = Envelope::read(&text);
        if !self.is_success() {
            let words = envelope.ok().and_then(|envelope| envelope.words());
            return Err(self.refused(words.or_else(|| plain_words(&text))));
        }
        match envelope {
            Ok(envelope) if envelope.says_no() => Err(self.refused(envelope.words())),
            Ok(envelope) => Ok(envelope),
            Err(_) => Err(Refusal {
                words: plain_words(&text),
                ..self.unreadable()
            }),
        }
    }

    /// Returns the result of an answer that says that it was done.
    fn result<T: DeserializeOwned>(&self) -> Result<T, Refusal> {
        read(self.done()?.result()).map_err(|_| self.unreadable())
    }
}

/// Returns the words of an answer that isn't JSON. A page of HTML has none for people.
fn plain_words(text: &str) -> Option<String> {
    let text = text.trim();
    if text.is_empty() || text.len() > MAX_PLAIN_BYTES || text.contains(['<', '{', '[']) {
        return None;
    }
    clean_line(text)
}

/// Returns how long a token lives, seconds, 10…86,400; the document's two minutes where the server doesn't say.
fn life_s(expires: Option<f64>) -> u32 {
    expires.map_or(120, |seconds| seconds.clamp(10.0, 86_400.0) as u32)
}
