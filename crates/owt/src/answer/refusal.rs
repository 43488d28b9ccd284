//! What was not done, and why.

use super::Reply;
use crate::lenient::Object;
use std::sync::Arc;

/// What a server says to people is cut here, characters.
const LONGEST_WORDS: usize = 300;
/// Words of an answer that isn't JSON are no words for people where they are longer, bytes.
const MAX_PLAIN_BYTES: usize = 500;

/// Something was not done.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("HTTP {status}, {kind}{}: {}", shown(*code), words.as_deref().unwrap_or("no reason given"))]
pub struct Refusal {
    /// HTTP status.
    pub status: u16,
    /// The server's own code, of the document's table.
    pub code: Option<u32>,
    /// The server's own words, safe to show; to be shown isolated.
    pub words: Option<Arc<str>>,
    /// What kind of refusal it is.
    pub kind: RefusalKind,
    /// Don't ask again before that many seconds.
    pub retry_after_s: Option<u32>,
}

/// Kinds of refusals, by what is to be done about them. The status decides: the server has the codes 1201 and 1301 the other way
/// round than its document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RefusalKind {
    /// Service id or key are wrong (401, 1101).
    #[error("not authenticated")]
    NotAuthenticated,
    /// This service may not do that (403, 1102).
    #[error("denied")]
    Denied,
    /// There is no such resource (404, 1001).
    #[error("not found")]
    NotFound,
    /// There is no such service (1002).
    #[error("no such service")]
    NoService,
    /// There is no such room (1003).
    #[error("no such room")]
    NoRoom,
    /// There is no such stream (1004).
    #[error("no such stream")]
    NoStream,
    /// There is no such participant (1005).
    #[error("no such participant")]
    NoParticipant,
    /// The request isn't as the server wants it (400, 1201).
    #[error("bad request")]
    BadRequest,
    /// What runs the room couldn't do it (500, 1301): the server says no more, whether the patch was invalid, the stream is gone, or
    /// what was to be deleted already was.
    #[error("operation failed")]
    OperationFailed,
    /// What the data base or the code stumbled over (500, 2001): a name that is taken, a malformed service id.
    #[error("unexpected error")]
    Unexpected,
    /// Too many requests (429).
    #[error("too many requests")]
    TooMany,
    /// The server, or what stands before it, is in trouble (other 5xx).
    #[error("unavailable")]
    Unavailable,
    /// The answer isn't what the document says.
    #[error("unreadable")]
    Unreadable,
    /// Anything else.
    #[error("refused")]
    Refused,
}

fn shown(code: Option<u32>) -> String {
    code.map(|code| format!(" ({code})")).unwrap_or_default()
}

impl Reply<'_> {
    /// Returns the refusal for an answer of a strange shape.
    pub(crate) fn unreadable(&self) -> Refusal {
        Refusal {
            status: self.status,
            code: None,
            words: None,
            kind: RefusalKind::Unreadable,
            retry_after_s: self.retry_after_s,
        }
    }

    /// Returns the refusal that status, code and words make together.
    pub(crate) fn refusal(&self) -> Refusal {
        let text = self.text();
        let body = Object::read(text.trim());
        let is_plain = body.is_none() && text.len() <= MAX_PLAIN_BYTES && !text.contains('<');
        let plain = is_plain.then(|| text.trim());
        // `{"error": {"code": …, "message": …}}`.
        let error = body
            .and_then(|body| body.object("error"))
            .unwrap_or_default();
        let code = error.whole("code");
        let message = error.text("message");
        let words = message.as_deref().or(plain).unwrap_or_default();
        let words = conference::clean_text(words, LONGEST_WORDS);
        Refusal {
            status: self.status,
            code,
            words: (!words.is_empty()).then(|| Arc::from(words)),
            kind: kind(self.status, code),
            retry_after_s: self.retry_after_s,
        }
    }
}

fn kind(status: u16, code: Option<u32>) -> RefusalKind {
    match (status, code) {
        (401, _) | (_, Some(1101)) => RefusalKind::NotAuthenticated,
        (403, _) | (_, Some(1102)) => RefusalKind::Denied,
        (_, Some(1002)) => RefusalKind::NoService,
        (_, Some(1003)) => RefusalKind::NoRoom,
        (_, Some(1004)) => RefusalKind::NoStream,
        (_, Some(1005)) => RefusalKind::NoParticipant,
        (404 | 405, _) => RefusalKind::NotFound,
        (400, _) => RefusalKind::BadRequest,
        (429, _) => RefusalKind::TooMany,
        (500, Some(1201 | 1301)) => RefusalKind::OperationFailed,
        (500, Some(1401 | 2001)) => RefusalKind::Unexpected,
        (500.., _) => RefusalKind::Unavailable,
        _ => RefusalKind::Refused,
    }
}

impl Refusal {
    /// Returns whether what was to be gone may be gone: a second DELETE fails as anything else does.
    pub(crate) fn says_perhaps_gone(&self) -> bool {
        self.kind == RefusalKind::OperationFailed || self.says_gone()
    }

    /// Returns whether what isn't known to the server as it was asked about may be gone for good: nothing is to be asked again.
    pub fn says_gone(&self) -> bool {
        matches!(
            self.kind,
            RefusalKind::NotFound
                | RefusalKind::NoService
                | RefusalKind::NoRoom
                | RefusalKind::NoStream
                | RefusalKind::NoParticipant
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn status_code_and_words() {
        let check = |status: u16, body: &str, kind: RefusalKind, words: Option<&str>| {
            let reply = Reply {
                status,
                retry_after_s: Some(3),
                body: body.as_bytes(),
            };
            let it = reply.refusal();
            assert_eq!(
                (it.kind, it.words.as_deref()),
                (kind, words),
                "{status} {body}"
            );
            assert_eq!(it.retry_after_s, Some(3));
        };
        let json = |code: u32| format!("{{\"error\":{{\"code\":{code},\"message\":\"why\"}}}}");
        let why = Some("why");
        check(401, &json(1101), RefusalKind::NotAuthenticated, why);
        check(403, &json(1102), RefusalKind::Denied, why);
        check(404, &json(1001), RefusalKind::NotFound, why);
        check(404, &json(1002), RefusalKind::NoService, why);
        check(404, &json(1003), RefusalKind::NoRoom, why);
        check(404, &json(1004), RefusalKind::NoStream, why);
        check(404, &json(1005), RefusalKind::NoParticipant, why);
        check(400, &json(1201), RefusalKind::BadRequest, why);
        check(400, &json(1301), RefusalKind::BadRequest, why);
        check(500, &json(1201), RefusalKind::OperationFailed, why);
        check(500, &json(1301), RefusalKind::OperationFailed, why);
        check(500, &json(1401), RefusalKind::Unexpected, why);
        check(500, &json(2001), RefusalKind::Unexpected, why);
        check(429, "", RefusalKind::TooMany, None);
        check(
            502,
            "<html><h1>Bad gateway</h1>",
            RefusalKind::Unavailable,
            None,
        );
        check(
            503,
            " try\u{202E} later\n",
            RefusalKind::Unavailable,
            Some("try later"),
        );
        check(500, &"x".repeat(501), RefusalKind::Unavailable, None);
        check(
            418,
            "{\"error\":{\"code\":\"1003\",\"message\":[]}}",
            RefusalKind::NoRoom,
            None,
        );
        check(302, "[]", RefusalKind::Refused, Some("[]"));
    }

    #[test]
    fn in_words() {
        let body = br#"{"error":{"code":1301,"message":"Operation failed"}}"#;
        let reply = Reply {
            status: 500,
            retry_after_s: None,
            body,
        };
        let it = reply.refusal();
        assert_eq!(
            it.to_string(),
            "HTTP 500, operation failed (1301): Operation failed"
        );
        assert!(!it.says_gone());
    }
}
