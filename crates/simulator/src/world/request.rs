//! What goes into the world and what comes out, without a word of HTTP machinery.

use percent_encoding::percent_decode_str;
use serde_json::{Value, json};

/// A request as the shell read it from a socket.
#[derive(Clone, Debug, Default)]
pub struct Request {
    /// `GET`, `POST`, … in capitals.
    pub method: String,
    /// The path, still percent-encoded, without the query.
    pub path: String,
    /// What stands behind the question mark, still percent-encoded.
    pub query: String,
    /// The `host` header: checkJoin gives it back as `mcuHost`.
    pub host: String,
    /// The `token` header.
    pub token: Option<String>,
    /// The `pin` header.
    pub pin: Option<String>,
    /// The `role` header, which the vendor's own client sends and nobody needs.
    pub role: Option<String>,
    /// The body's bytes.
    pub body: Vec<u8>,
}

impl Request {
    /// Returns a value of the query, percent-decoded.
    pub fn query_value(&self, key: &str) -> Option<String> {
        self.query.split('&').find_map(|pair| {
            let (name, value) = pair.split_once('=')?;
            (name == key).then(|| percent_decode(value))
        })
    }

    /// Returns path and query as a log may show them: a token's value left out.
    pub fn redacted_path(&self) -> String {
        if self.query.is_empty() {
            return self.path.clone();
        }
        let pairs: Vec<String> = self
            .query
            .split('&')
            .map(|pair| match pair.split_once('=') {
                Some(("token", _)) => "token=present".to_owned(),
                _ => pair.to_owned(),
            })
            .collect();
        format!("{}?{}", self.path, pairs.join("&"))
    }
}

/// Percent-decodes one path segment or query value; a stray `%` stays as it is.
pub fn percent_decode(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

/// What an answer carries.
#[derive(Clone, Debug, PartialEq)]
pub enum Content {
    /// A JSON value, sent as `application/json`.
    Json(Value),
    /// Bytes with their media type.
    Bytes(&'static str, Vec<u8>),
    /// The event stream of this number: its bytes come out of [`crate::world::World::drain`].
    Stream(u64),
    /// An offer of WebRTC media, to be answered by whoever carries media: the JSON of this call's answer.
    Offer {
        /// The call.
        call: String,
        /// The session description that was offered.
        sdp: String,
    },
    /// No body.
    Nothing,
    /// A body that breaks off after its first byte.
    Broken,
}

/// An answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Reply {
    /// The HTTP status.
    pub status: u16,
    /// The body.
    pub content: Content,
    /// Headers beyond those the shell adds by itself.
    pub headers: Vec<(String, String)>,
    /// Whether another origin may read it; off only as a fault.
    pub cors: bool,
}

impl Reply {
    /// Makes a JSON answer.
    pub fn json(status: u16, value: Value) -> Self {
        Reply {
            status,
            content: Content::Json(value),
            headers: Vec::new(),
            cors: true,
        }
    }

    /// Makes `200 {"status":"success","result":…}`.
    pub fn success(result: impl Into<Value>) -> Self {
        Reply::json(200, json!({"status": "success", "result": result.into()}))
    }

    /// Makes a refusal in the server's words: `{"status":"failed","result":"…"}`.
    pub fn failed(status: u16, why: impl Into<String>) -> Self {
        Reply::json(status, json!({"status": "failed", "result": why.into()}))
    }

    /// Makes the only answer that a request without a living token gets.
    pub fn invalid_token() -> Self {
        Reply::failed(403, "Invalid token")
    }

    /// Returns the number of the event stream that this answer opens, if it does.
    pub fn stream_id(&self) -> Option<u64> {
        match self.content {
            Content::Stream(id) => Some(id),
            _ => None,
        }
    }

    /// Returns the body as JSON, null where it isn't.
    pub fn body(&self) -> Value {
        match &self.content {
            Content::Json(value) => value.clone(),
            _ => Value::Null,
        }
    }
}

/// What the shell does about a request.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// The answer; `None` means that none ever comes.
    pub reply: Option<Reply>,
    /// How many milliseconds the answer is held back.
    pub delay_ms: u64,
}

impl Answer {
    /// Returns it with its reply changed, where one comes.
    #[must_use]
    pub fn map(self, change: impl FnOnce(Reply) -> Reply) -> Answer {
        Answer {
            reply: self.reply.map(change),
            ..self
        }
    }
}

impl From<Reply> for Answer {
    fn from(reply: Reply) -> Self {
        Answer {
            reply: Some(reply),
            delay_ms: 0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decoding() {
        for (text, expected) in [
            ("a%40b", "a@b"),
            ("%E5%91%A8", "周"),
            ("100%", "100%"),
            ("%zz", "%zz"),
            ("a%2Fb+c", "a/b+c"),
        ] {
            assert_eq!(percent_decode(text), expected);
        }
    }

    #[test]
    fn a_log_hides_tokens() {
        let request = Request {
            path: "/p".into(),
            query: "id=3&token=abc%3D".into(),
            ..Request::default()
        };
        assert_eq!(request.redacted_path(), "/p?id=3&token=present");
        assert_eq!(request.query_value("token").as_deref(), Some("abc="));
    }
}
