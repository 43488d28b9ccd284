//! Strict reading of a request's JSON: every refusal is a sentence that names the field.

use super::request::Reply;
use serde_json::{Map, Value};

/// A request's JSON object.
#[derive(Debug)]
pub struct Fields(Map<String, Value>);

/// Returns the 400 that says what was wrong.
pub fn bad_request(why: impl Into<String>) -> Reply {
    Reply::failed(400, why)
}

impl Fields {
    /// Reads a body, which must be one JSON object.
    pub fn parse(body: &[u8]) -> Result<Fields, Reply> {
        match serde_json::from_slice(body) {
            Ok(Value::Object(map)) => Ok(Fields(map)),
            Ok(_) => Err(bad_request("the body must be a JSON object")),
            Err(error) => Err(bad_request(format!("the body is not JSON: {error}"))),
        }
    }

    /// Returns the value of a field as it came.
    pub fn value(&self, key: &str) -> Option<&Value> {
        self.0.get(key)
    }

    /// Returns all fields.
    pub fn as_map(&self) -> &Map<String, Value> {
        &self.0
    }

    /// Returns a required string; may be empty.
    pub fn text(&self, key: &str) -> Result<&str, Reply> {
        match self.0.get(key) {
            None => Err(bad_request(format!("the field \"{key}\" is missing"))),
            Some(Value::String(text)) => Ok(text),
            Some(other) => Err(wrong_type(key, "a string", other)),
        }
    }

    /// Returns a required string that isn't empty.
    pub fn non_empty(&self, key: &str) -> Result<&str, Reply> {
        match self.text(key)? {
            "" => Err(bad_request(format!("the field \"{key}\" is empty"))),
            text => Ok(text),
        }
    }

    /// Returns a string that may be left out (or null).
    pub fn optional(&self, key: &str) -> Result<Option<&str>, Reply> {
        match self.0.get(key) {
            None | Some(Value::Null) => Ok(None),
            Some(_) => self.text(key).map(Some),
        }
    }

    /// Returns a required string that must be one of `allowed`, compared without regard to letter case; gives the listed spelling.
    pub fn choice(&self, key: &str, allowed: &[&'static str]) -> Result<&'static str, Reply> {
        let text = self.text(key)?;
        allowed
            .iter()
            .find(|known| known.eq_ignore_ascii_case(text))
            .copied()
            .ok_or_else(|| {
                bad_request(format!(
                    "the field \"{key}\" must be one of {}, not {text:?}",
                    allowed
                        .iter()
                        .map(|known| format!("{known:?}"))
                        .collect::<Vec<_>>()
                        .join(", ")
                ))
            })
    }

    /// Like [`Fields::choice`] for a field that may be left out.
    pub fn optional_choice(
        &self,
        key: &str,
        allowed: &[&'static str],
    ) -> Result<Option<&'static str>, Reply> {
        match self.0.get(key) {
            None | Some(Value::Null) => Ok(None),
            Some(_) => self.choice(key, allowed).map(Some),
        }
    }

    /// Returns a required boolean.
    pub fn boolean(&self, key: &str) -> Result<bool, Reply> {
        match self.0.get(key) {
            None => Err(bad_request(format!("the field \"{key}\" is missing"))),
            Some(Value::Bool(flag)) => Ok(*flag),
            Some(other) => Err(wrong_type(key, "true or false", other)),
        }
    }

    /// Returns a required array.
    pub fn list(&self, key: &str) -> Result<&[Value], Reply> {
        match self.0.get(key) {
            None => Err(bad_request(format!("the field \"{key}\" is missing"))),
            Some(Value::Array(list)) => Ok(list),
            Some(other) => Err(wrong_type(key, "an array", other)),
        }
    }

    /// Returns a required whole number that isn't negative.
    pub fn whole_number(&self, key: &str) -> Result<u64, Reply> {
        match self.0.get(key) {
            None => Err(bad_request(format!("the field \"{key}\" is missing"))),
            Some(value) => value
                .as_u64()
                .ok_or_else(|| wrong_type(key, "a whole number", value)),
        }
    }
}

impl TryFrom<&Value> for Fields {
    type Error = Reply;

    fn try_from(value: &Value) -> Result<Self, Reply> {
        match value {
            Value::Object(map) => Ok(Fields(map.clone())),
            _ => Err(bad_request("an object was expected")),
        }
    }
}

fn wrong_type(key: &str, expected: &str, found: &Value) -> Reply {
    let found = match found {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    };
    bad_request(format!(
        "the field \"{key}\" must be {expected}, not {found}"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn fields(value: Value) -> Fields {
        Fields::parse(value.to_string().as_bytes()).unwrap()
    }

    #[test]
    fn a_refusal_names_the_field() {
        let f = fields(json!({"a": 1, "b": "", "c": "GUEST"}));
        let why = |reply: Reply| reply.body()["result"].as_str().unwrap().to_owned();
        assert_eq!(why(f.text("x").unwrap_err()), "the field \"x\" is missing");
        assert_eq!(
            why(f.text("a").unwrap_err()),
            "the field \"a\" must be a string, not a number"
        );
        assert_eq!(
            why(f.non_empty("b").unwrap_err()),
            "the field \"b\" is empty"
        );
        assert_eq!(f.choice("c", &["guest", "chair"]), Ok("guest"));
        assert!(f.choice("b", &["guest"]).is_err());
        assert_eq!(f.whole_number("a"), Ok(1));
        assert!(Fields::parse(b"[1]").is_err());
        assert!(Fields::parse(b"").is_err());
    }
}
