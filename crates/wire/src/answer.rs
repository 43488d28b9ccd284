//! Answers: what was done, and what was refused in the server's own words.

use crate::participant::read_id;
use conference::ParticipantId;
use json::{Bad, Reader, Scalar, cut};
use std::borrow::Cow;

/// The server's words are cut here.
const LONGEST_WORDS: usize = 500;

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

/// Something was not done.
#[derive(Clone, Debug, PartialEq, Eq)]
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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RefusalKind {
    /// The token is dead or unknown.
    InvalidToken,
    /// The PIN is wrong.
    InvalidPin,
    /// This session may not do that.
    Forbidden,
    /// The server has no such command, room or participant (404, 405, 501).
    NotOffered,
    /// Too many requests (429).
    TooMany,
    /// The server is in trouble (5xx).
    Unavailable,
    /// The answer isn't what the document says: not JSON, or JSON of another shape.
    Unreadable,
    /// Anything else: `status` "failed", `result` false.
    Refused,
}

/// Reads the answer to a command. Done = HTTP 2xx, `status` not "fail…", `result` not false.
///
/// # Errors
/// Whatever isn't done.
pub fn read_done(reply: &Reply<'_>) -> Result<(), Refusal> {
    if (200..300).contains(&reply.status) && reply.body.trim_ascii().is_empty() {
        return Ok(());
    }
    done(reply, &reply.text()).map(drop)
}

/// Reads the answer to `dial`: the ids of the participants being called.
///
/// # Errors
/// Whatever isn't done.
pub fn read_dial(reply: &Reply<'_>) -> Result<Vec<ParticipantId>, Refusal> {
    let text = reply.text();
    let result = done(reply, &text)?;
    let mut ids = Vec::new();
    let mut reader = Reader::new(result);
    if reader.peek() == Some(b'[') {
        reader
            .array(&mut |reader| {
                ids.extend(read_id(&reader.scalar()?));
                Ok(())
            })
            .map_err(|Bad| reply.unreadable())?;
    } else if let Ok(Scalar::Text(id)) = reader.scalar()
        && id != "true"
    {
        ids.extend(read_id(&Scalar::Text(id)));
    }
    Ok(ids)
}

/// The `result` of an answer that says that it was done, as it was written; an empty text where there is none.
pub(crate) fn done<'t>(reply: &Reply<'_>, text: &'t str) -> Result<&'t str, Refusal> {
    let envelope = Envelope::read(text);
    if !(200..300).contains(&reply.status) {
        return Err(reply.refused(
            envelope
                .ok()
                .and_then(|envelope| envelope.words())
                .or_else(|| plain_words(text)),
        ));
    }
    let Ok(envelope) = envelope else {
        let words = plain_words(text);
        return Err(Refusal {
            words,
            ..reply.unreadable()
        });
    };
    if envelope.failed || matches!(envelope.result_flag(), Some(false)) {
        return Err(reply.refused(envelope.words()));
    }
    Ok(envelope.result)
}

impl Reply<'_> {
    /// The body as text; what isn't UTF-8 in it is replaced.
    pub(crate) fn text(&self) -> Cow<'_, str> {
        String::from_utf8_lossy(self.body)
    }

    /// Whether it has the document's misprint for `status`.
    pub fn is_misspelt(&self) -> bool {
        self.body.windows(8).any(|part| part == b"\"tatus\":")
    }

    /// The refusal for an answer of a strange shape.
    pub(crate) fn unreadable(&self) -> Refusal {
        Refusal {
            status: self.status,
            words: None,
            kind: RefusalKind::Unreadable,
            retry_after_s: self.retry_after_s,
        }
    }

    /// The refusal that status and words make together.
    pub(crate) fn refused(&self, words: Option<String>) -> Refusal {
        let said = words.as_deref().unwrap_or_default().to_ascii_lowercase();
        let kind = match self.status {
            _ if conference::holds(&said, "invalid token") => RefusalKind::InvalidToken,
            _ if conference::holds(&said, "invalid pin") => RefusalKind::InvalidPin,
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

/// `{status, result}`, or a bare result.
pub(crate) struct Envelope<'t> {
    /// `status` says so.
    pub(crate) failed: bool,
    /// `result` as it was written; empty = none.
    pub(crate) result: &'t str,
}

impl<'t> Envelope<'t> {
    pub(crate) fn read(text: &'t str) -> Result<Self, Bad> {
        let mut reader = Reader::new(text);
        let (mut failed, mut known, mut result) = (false, false, None);
        if reader.peek() == Some(b'{') {
            reader.object(&mut |reader, key| {
                match key {
                    "result" => result = Some(reader.raw()?),
                    // One answer of the document has lost the first letter of everything.
                    "status" | "tatus" => {
                        known = true;
                        failed = is_failure(&reader.scalar()?);
                    }
                    // `GET participants` of some servers, without anything around it.
                    "participants" if result.is_none() => result = Some(reader.raw()?),
                    _ => reader.skip()?,
                }
                Ok(())
            })?;
            if !known && result.is_none() {
                return Err(Bad);
            }
        } else {
            result = Some(reader.raw()?);
        }
        reader.end()?;
        Ok(Self {
            failed,
            result: result.unwrap_or_default(),
        })
    }

    fn result_flag(&self) -> Option<bool> {
        match Reader::new(self.result).scalar() {
            Ok(Scalar::Flag(flag)) => Some(flag),
            Ok(Scalar::Text(text)) if text.eq_ignore_ascii_case("false") => Some(false),
            _ => None,
        }
    }

    /// What the server says to people: `result` when it is a text, or a text inside of it.
    pub(crate) fn words(&self) -> Option<String> {
        match Reader::new(self.result).scalar().ok()? {
            Scalar::Text(text)
                if text.eq_ignore_ascii_case("true") || text.eq_ignore_ascii_case("false") =>
            {
                None
            }
            Scalar::Text(text) => clean_words(&text),
            Scalar::Compound(json) if json.starts_with('{') => {
                let mut words = None;
                Reader::new(json)
                    .object(&mut |reader, key| {
                        let value = reader.scalar()?;
                        if matches!(key, "reason" | "message" | "error" | "detail")
                            && words.is_none()
                        {
                            words = value.as_text().and_then(clean_words);
                        }
                        Ok(())
                    })
                    .ok()?;
                words
            }
            _ => None,
        }
    }
}

fn is_failure(status: &Scalar<'_>) -> bool {
    match status {
        Scalar::Flag(good) => !good,
        _ => status.as_word().is_some_and(|word| {
            let word = word.to_ascii_lowercase();
            // "ailed" as well: see "tatus".
            ["fail", "ail", "error"]
                .iter()
                .any(|bad| word.starts_with(bad))
        }),
    }
}

/// Words of an answer that isn't JSON. A page of HTML has none for people.
fn plain_words(text: &str) -> Option<String> {
    let text = text.trim();
    if text.is_empty() || text.len() > LONGEST_WORDS || text.contains(['<', '{', '[']) {
        return None;
    }
    clean_words(text)
}

/// One line, without characters that hide or turn what stands around them, not endless.
pub(crate) fn clean_words(text: &str) -> Option<String> {
    let clean = conference::clean_text(cut(text, LONGEST_WORDS), LONGEST_WORDS);
    (!clean.is_empty()).then(|| clean.into_owned())
}
