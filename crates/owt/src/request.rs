//! Requests, ready to be signed and sent.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;
use std::fmt;

/// What stays as it is in a segment of a path.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// HTTP methods in use. PUT is missing in the server's CORS headers: a browser can send it through a proxy of the same origin alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the methods of the same name")]
pub enum Method {
    Get,
    Post,
    Put,
    Patch,
    Delete,
}

impl Method {
    /// Returns the word of the wire.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Patch => "PATCH",
            Self::Delete => "DELETE",
        }
    }
}

/// One request, but for the server's address and the signature. Its `Debug` shows neither query nor body.
#[derive(Clone, PartialEq, Eq)]
pub struct Request {
    /// Method.
    pub method: Method,
    /// Path and query, from the slash on.
    pub path: String,
    /// JSON; `None` = no body at all.
    pub body: Option<String>,
}

impl Request {
    pub(crate) fn new(method: Method, path: Path) -> Self {
        Self {
            method,
            path: path.0,
            body: None,
        }
    }

    /// Adds a body.
    pub(crate) fn with_json(mut self, body: &impl Serialize) -> Self {
        // Structs of texts, flags and numbers can always be written.
        self.body = serde_json::to_string(body).ok();
        self
    }

    /// Returns the address in full. `server` is scheme, host, port and path of the server, with or without a slash at its end.
    pub fn url(&self, server: &str) -> String {
        format!("{}{}", server.trim_end_matches('/'), self.path)
    }

    /// Returns the names and values of the headers, given that of `Authorization`.
    pub fn headers(&self, authorization: String) -> Vec<(&'static str, String)> {
        let mut headers = vec![("Authorization", authorization)];
        if self.body.is_some() {
            headers.push(("Content-Type", "application/json".to_owned()));
        }
        headers
    }
}

impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = self.path.split('?').next().unwrap_or_default();
        write!(f, "{}", self.method.as_str())?;
        for segment in path.split('/').skip(1) {
            // An id is shown like everywhere else: its beginning. The longest word of the API has fourteen letters.
            let short = segment.get(..8).filter(|_| segment.len() > 14);
            match short {
                Some(short) => write!(f, "/{short}…")?,
                None => write!(f, "/{segment}")?,
            }
        }
        f.write_str(if self.body.is_some() {
            " with a body"
        } else {
            ""
        })
    }
}

/// A path under construction.
#[derive(Clone)]
pub(crate) struct Path(String);

impl Path {
    /// Begins with words of the API.
    pub fn of(words: &str) -> Self {
        Self(words.to_owned())
    }

    /// Adds a word of the API.
    pub fn word(mut self, word: &str) -> Self {
        self.0.push('/');
        self.0.push_str(word);
        self
    }

    /// Adds an id, which is one segment whatever it holds. What browsers would take for a step up or down is encoded twice.
    pub fn id(mut self, id: &str) -> Self {
        self.0.push('/');
        match id {
            "." => self.0.push_str("%252E"),
            ".." => self.0.push_str("%252E%252E"),
            id => self.0.extend(utf8_percent_encode(id, ENCODED)),
        }
        self
    }

    /// Adds a query.
    pub fn query(mut self, query: &str) -> Self {
        self.0.push_str(query);
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_one_segment() {
        let check = |id: &str, expect: &str| {
            let request = Request::new(Method::Get, Path::of("/v1/rooms").id(id));
            assert_eq!(request.path, format!("/v1/rooms/{expect}"));
        };
        check("6b023502e0cbfb43cbbee8d3", "6b023502e0cbfb43cbbee8d3");
        check("J6rt29nj5a03oA-6AAAA", "J6rt29nj5a03oA-6AAAA");
        check("a/b?c#d", "a%2Fb%3Fc%23d");
        check("..", "%252E%252E");
        check("%2e", "%252e");
        check("周", "%E5%91%A8");
    }

    #[test]
    fn addresses_and_what_is_printed() {
        let path = Path::of("/v1/rooms")
            .id("6b023502e0cbfb43cbbee8d3")
            .word("streaming-outs");
        let request = Request::new(Method::Post, path).with_json(&["secret"]);
        let url = "https://owt.example.com:3000/v1/rooms/6b023502e0cbfb43cbbee8d3/streaming-outs";
        assert_eq!(request.url("https://owt.example.com:3000/"), url);
        assert_eq!(request.url("https://owt.example.com:3000"), url);
        assert_eq!(
            format!("{request:?}"),
            "POST/v1/rooms/6b023502…/streaming-outs with a body"
        );
        let headers = request.headers("MAuth".into());
        assert_eq!(headers.len(), 2);
        assert_eq!(headers[1].0, "Content-Type");
    }
}
