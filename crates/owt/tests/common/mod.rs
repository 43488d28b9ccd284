//! The recorded exchanges.
#![allow(dead_code, clippy::unwrap_used, clippy::expect_used)]

use owt::Reply;
use serde_json::Value;

/// A request and its answer.
pub struct Exchange {
    pub note: String,
    pub method: String,
    pub path: String,
    pub request: Value,
    pub status: u16,
    pub body: Vec<u8>,
}

impl Exchange {
    pub fn reply(&self) -> Reply<'_> {
        Reply {
            status: self.status,
            retry_after_s: None,
            body: &self.body,
        }
    }
}

/// All of them.
pub fn exchanges() -> Vec<Exchange> {
    let lines = include_str!("../fixtures/transcript.jsonl").lines();
    let exchange = |line: &str| {
        let it: Value = serde_json::from_str(line).unwrap();
        let text = |key: &str| it[key].as_str().unwrap().to_owned();
        let body = match &it["response_text"] {
            Value::Null => it["response_json"].to_string(),
            text => text.as_str().unwrap().to_owned(),
        };
        Exchange {
            note: text("note"),
            method: text("method"),
            path: text("path"),
            request: it["request"].clone(),
            status: u16::try_from(it["status"].as_u64().unwrap()).unwrap(),
            body: body.into_bytes(),
        }
    };
    lines.map(exchange).collect()
}

/// The first of this note.
pub fn exchange(note: &str) -> Exchange {
    let mut all = exchanges().into_iter();
    all.find(|it| it.note == note).expect(note)
}
