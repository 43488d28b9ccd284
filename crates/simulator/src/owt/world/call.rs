//! A call that has been let in: what it is for, and what it carries.

use super::json::at;
use super::mauth::Claims;
use super::request::Request;
use serde_json::{Map, Value};

/// A call that has been let in.
#[derive(Debug)]
pub struct Call<'a> {
    /// The request.
    pub request: &'a Request,
    /// The service that signed it.
    pub service: String,
    /// What else its signature says.
    pub claims: Claims,
    /// Whether it is v1.1's.
    pub is_v1_1: bool,
    /// The room in its path; "" where there is none.
    pub room: String,
    /// The resource in its path: "recordings", …
    pub resource: String,
    /// What is named of it; "" where nothing is.
    pub id: String,
    /// The body.
    pub body: Value,
}

impl Call<'_> {
    /// Returns a field of the body, null where there is none.
    pub fn field(&self, name: &str) -> &Value {
        at(&self.body, &[name])
    }

    /// Returns a field of the body that is a text.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.field(name).as_str()
    }
}

/// The most bytes of a body that the server reads.
const MAX_BODY: usize = 100 * 1024;

/// Why a body can't be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// It isn't what it says it is.
    Malformed,
    /// It is too long.
    TooLarge,
}

/// Reads a body as its type says. One without a type that is known counts as an object without fields.
pub fn read_body(request: &Request) -> Result<Value, Unreadable> {
    if request.body.len() > MAX_BODY {
        return Err(Unreadable::TooLarge);
    }
    let kind = request.content_type.as_deref().unwrap_or("");
    let kind = kind
        .split(';')
        .next()
        .unwrap_or("")
        .trim()
        .to_ascii_lowercase();
    let nothing = || Ok(Value::Object(Map::new()));
    match kind.as_str() {
        "application/json" if !request.body.is_empty() => {
            match serde_json::from_slice(&request.body) {
                Ok(value @ (Value::Object(_) | Value::Array(_))) => Ok(value),
                _ => Err(Unreadable::Malformed),
            }
        }
        "application/x-www-form-urlencoded" => {
            let text = String::from_utf8_lossy(&request.body).replace('+', "%20");
            let form = Request {
                query: text,
                ..Request::default()
            };
            let names = form
                .query
                .split('&')
                .filter_map(|pair| pair.split_once('='));
            let fields = names
                .filter_map(|(name, _)| Some((name.to_owned(), form.query_value(name)?.into())));
            Ok(Value::Object(fields.collect()))
        }
        _ => nothing(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn bodies() {
        let check = |kind: Option<&str>, body: &str, expect: Result<Value, Unreadable>| {
            let request = Request {
                content_type: kind.map(str::to_owned),
                body: body.into(),
                ..Request::default()
            };
            assert_eq!(read_body(&request), expect, "{kind:?} {body:.20}");
        };
        let json = Some("application/json; charset=utf-8");
        check(json, r#"{"a":1}"#, Ok(json!({"a": 1})));
        check(json, "[]", Ok(json!([])));
        check(json, "", Ok(json!({})));
        check(json, "{", Err(Unreadable::Malformed));
        check(json, "5", Err(Unreadable::Malformed));
        check(None, r#"{"a":1}"#, Ok(json!({})));
        check(Some("text/plain"), r#"{"a":1}"#, Ok(json!({})));
        check(
            Some("application/x-www-form-urlencoded"),
            "name=a+b&x=%41",
            Ok(json!({"name": "a b", "x": "A"})),
        );
        check(json, &" ".repeat(MAX_BODY + 1), Err(Unreadable::TooLarge));
    }
}
