//! What goes into the world and what comes out, without a word of HTTP machinery.

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
    /// A value of the query, percent-decoded.
    pub fn query_value(&self, key: &str) -> Option<String> {
        self.query.split('&').find_map(|pair| {
            let (name, value) = pair.split_once('=')?;
            (name == key).then(|| decode(value))
        })
    }

    /// The path and query as a log may show them: a token's value left out.
    pub fn shown_path(&self) -> String {
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
pub fn decode(text: &str) -> String {
    let mut bytes = text.bytes();
    let mut out = Vec::with_capacity(text.len());
    while let Some(byte) = bytes.next() {
        let mut ahead = bytes.clone();
        let escaped = (byte == b'%')
            .then(|| Some((ahead.next()?, ahead.next()?)))
            .flatten()
            .and_then(|(high, low)| {
                let high = char::from(high).to_digit(16)?;
                let low = char::from(low).to_digit(16)?;
                u8::try_from(high * 16 + low).ok()
            });
        match escaped {
            Some(value) => {
                out.push(value);
                bytes = ahead;
            }
            None => out.push(byte),
        }
    }
    String::from_utf8_lossy(&out).into_owned()
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
    /// A JSON answer.
    pub fn json(status: u16, value: Value) -> Self {
        Reply {
            status,
            content: Content::Json(value),
            headers: Vec::new(),
            cors: true,
        }
    }

    /// `200 {"status":"success","result":…}`.
    pub fn success(result: impl Into<Value>) -> Self {
        Reply::json(200, json!({"status": "success", "result": result.into()}))
    }

    /// A refusal in the server's words: `{"status":"failed","result":"…"}`.
    pub fn failed(status: u16, why: impl Into<String>) -> Self {
        Reply::json(status, json!({"status": "failed", "result": why.into()}))
    }

    /// The only answer a request without a living token gets.
    pub fn invalid_token() -> Self {
        Reply::failed(403, "Invalid token")
    }

    /// The body as JSON, null where it isn't.
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
            assert_eq!(decode(text), expected);
        }
    }

    #[test]
    fn a_log_hides_tokens() {
        let request = Request {
            path: "/p".into(),
            query: "id=3&token=abc%3D".into(),
            ..Request::default()
        };
        assert_eq!(request.shown_path(), "/p?id=3&token=present");
        assert_eq!(request.query_value("token").as_deref(), Some("abc="));
    }
}
