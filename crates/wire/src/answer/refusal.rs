//! What was not done, and why.

use super::Reply;

/// Something was not done.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("HTTP {status}, {kind}: {}", words.as_deref().unwrap_or("no reason given"))]
pub struct Refusal {
    /// HTTP status.
    pub status: u16,
    /// The server's own words, trimmed, at most 500 bytes; to be shown isolated.
    pub words: Option<String>,
    /// What kind of refusal it is.
    pub kind: RefusalKind,
    /// Don't ask again before that many seconds.
    pub retry_after_s: Option<u32>,
}

/// Kinds of refusals, by what is to be done about them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RefusalKind {
    /// The token is dead or unknown.
    #[error("invalid token")]
    InvalidToken,
    /// The PIN is wrong.
    #[error("invalid PIN")]
    InvalidPin,
    /// This session may not do that.
    #[error("forbidden")]
    Forbidden,
    /// The server has no such command, room or participant (404, 405, 501).
    #[error("not offered")]
    NotOffered,
    /// Too many requests (429).
    #[error("too many requests")]
    TooMany,
    /// The server is in trouble (5xx).
    #[error("unavailable")]
    Unavailable,
    /// The answer isn't what the document says: not JSON, or JSON of another shape.
    #[error("unreadable")]
    Unreadable,
    /// Anything else: `status` "failed", `result` false.
    #[error("refused")]
    Refused,
}

impl Reply<'_> {
    /// Returns the refusal for an answer of a strange shape.
    pub(super) fn unreadable(&self) -> Refusal {
        Refusal {
            status: self.status,
            words: None,
            kind: RefusalKind::Unreadable,
            retry_after_s: self.retry_after_s,
        }
    }

    /// Returns the refusal that status and words make together.
    pub(super) fn refused(&self, words: Option<String>) -> Refusal {
        let lower = words.as_deref().unwrap_or_default().to_ascii_lowercase();
        let kind = match self.status {
            _ if lower.contains("invalid token") => RefusalKind::InvalidToken,
            _ if lower.contains("invalid pin") => RefusalKind::InvalidPin,
            401 => RefusalKind::InvalidToken,
            403 => RefusalKind::Forbidden,
            404 | 405 | 501 => RefusalKind::NotOffered,
            429 => RefusalKind::TooMany,
            500.. => RefusalKind::Unavailable,
            _ => RefusalKind::Refused,
        };
        Refusal {
            status: self.status,
            words,
            kind,
            retry_after_s: self.retry_after_s,
        }
    }
}
