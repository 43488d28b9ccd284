//! What stands around the result of an answer.

use crate::lenient::{self, AnyValue, clean_line, is_object, read};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer};
use serde_json::Error;
use serde_json::value::RawValue;

/// `{status, result}`, or a result with nothing around it.
///
/// API document: REST API 的数据格式 (format of the data).
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Envelope {
    /// Whether it says that it failed; `None` = there is no status.
    #[serde(rename = "status", deserialize_with = "failed")]
    failed: Option<bool>,
    /// One answer of the document has lost the first letter of everything.
    #[serde(rename = "tatus", deserialize_with = "failed")]
    misspelt_failed: Option<bool>,
    #[serde(deserialize_with = "lenient::as_written")]
    result: Option<Box<RawValue>>,
    /// `GET participants` of some servers, without anything around it.
    #[serde(deserialize_with = "lenient::as_written")]
    participants: Option<Box<RawValue>>,
}

impl Envelope {
    /// Reads what stands around a result.
    ///
    /// # Errors
    /// When it isn't JSON, or has neither a status nor a result.
    pub(super) fn read(text: &str) -> Result<Self, Error> {
        if !is_object(text) {
            return Ok(Self::of_result(Some(read(text)?)));
        }
        let envelope: Self = read(text)?;
        let status = envelope.failed.or(envelope.misspelt_failed);
        if status.is_none() && envelope.result().is_empty() {
            return Err(Error::custom("neither a status nor a result"));
        }
        Ok(envelope)
    }

    /// Returns an envelope without a status.
    pub(super) fn of_result(result: Option<Box<RawValue>>) -> Self {
        Self {
            result,
            ..Self::default()
        }
    }

    /// Returns the result as it was written; an empty text where there is none.
    pub(super) fn result(&self) -> &str {
        let result = self.result.as_ref().or(self.participants.as_ref());
        result.map_or("", |result| result.get())
    }

    /// Returns whether its status says that it failed.
    pub(super) fn has_failed(&self) -> bool {
        self.failed.or(self.misspelt_failed) == Some(true)
    }

    /// Returns whether something wasn't done, as status or result say.
    pub(super) fn says_no(&self) -> bool {
        let result = self.result();
        self.has_failed() || result == "false" || result.eq_ignore_ascii_case("\"false\"")
    }

    /// Returns what the server says to people: the result when it is a text, or a text inside of it.
    pub(super) fn words(&self) -> Option<String> {
        let Words { words } = read(self.result()).ok()?;
        words
    }
}

fn failed<'de, D: Deserializer<'de>>(status: D) -> Result<Option<bool>, D::Error> {
    Ok(Some(match <AnyValue<'_>>::deserialize(status)? {
        AnyValue::Flag(good) => !good,
        status => status.word().is_some_and(|word| {
            let word = word.to_ascii_lowercase();
            // "ailed" as well: see "tatus".
            ["fail", "ail", "error"]
                .iter()
                .any(|bad| word.starts_with(bad))
        }),
    }))
}

#[derive(Deserialize)]
#[serde(transparent)]
struct Words {
    #[serde(deserialize_with = "words")]
    words: Option<String>,
}

/// An object around words.
#[derive(Default, Deserialize)]
#[serde(default)]
struct WordsObject {
    #[serde(deserialize_with = "lenient::line")]
    reason: Option<String>,
    #[serde(deserialize_with = "lenient::line")]
    message: Option<String>,
    #[serde(deserialize_with = "lenient::line")]
    error: Option<String>,
    #[serde(deserialize_with = "lenient::line")]
    detail: Option<String>,
}

fn words<'de, D: Deserializer<'de>>(result: D) -> Result<Option<String>, D::Error> {
    Ok(match AnyValue::<'_, WordsObject>::deserialize(result)? {
        AnyValue::Text(text) => match &*text.to_ascii_lowercase() {
            "true" | "false" => None,
            _ => clean_line(&text),
        },
        AnyValue::Object(it) => it.reason.or(it.message).or(it.error).or(it.detail),
        _ => None,
    })
}
