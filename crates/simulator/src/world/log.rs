//! The requests a room has seen, for tests to read.

use super::request::Request;
use serde_json::{Value, json};
use std::collections::VecDeque;

/// How many are kept.
const MAX_ENTRIES: usize = 20_000;

/// The requests of a room, oldest first.
#[derive(Clone, Debug, Default)]
pub struct Log {
    entries: VecDeque<Value>,
    seen: u64,
}

impl Log {
    /// Records a request; `at` in ms. `status` is `None` where no answer ever comes. A token or PIN is only "present" or "absent",
    /// also a token in the body.
    pub fn record(&mut self, request: &Request, status: Option<u16>, at: u64) {
        let presence = |header: &Option<String>| {
            if header.is_some() {
                "present"
            } else {
                "absent"
            }
        };
        let mut body = if request.body.is_empty() {
            Value::Null
        } else {
            serde_json::from_slice(&request.body).unwrap_or_else(|_| {
                Value::String(String::from_utf8_lossy(&request.body).into_owned())
            })
        };
        if let Some(token) = body.get_mut("token").filter(|token| token.is_string()) {
            *token = json!("present");
        }
        self.push(json!({
            "at": at,
            "method": request.method,
            "path": request.redacted_path(),
            "status": status,
            "body": body,
            "headers": {
                "token": presence(&request.token),
                "pin": presence(&request.pin),
                "role": presence(&request.role),
            },
        }));
    }

    /// Adds an entry, an object, and gives it its number.
    pub fn push(&mut self, mut entry: Value) {
        self.seen += 1;
        if let Some(fields) = entry.as_object_mut() {
            fields.insert("n".to_owned(), json!(self.seen));
        }
        self.entries.push_back(entry);
        if self.entries.len() > MAX_ENTRIES {
            self.entries.pop_front();
        }
    }

    /// Returns all of them as an array.
    pub fn to_json(&self) -> Value {
        self.entries.iter().cloned().collect()
    }
}
