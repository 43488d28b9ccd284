//! Writes request bodies: small objects whose fields stand in the document's order.

use std::fmt::Write;

/// An object under construction.
pub(crate) struct Object(String);

impl Object {
    /// An object without fields.
    pub(crate) fn new() -> Self {
        Self(String::from("{"))
    }

    /// Adds a text.
    #[must_use]
    pub(crate) fn text(mut self, key: &str, value: &str) -> Self {
        self.key(key);
        write_text(&mut self.0, value);
        self
    }

    /// Adds a text where there is one.
    #[must_use]
    pub(crate) fn maybe_text(self, key: &str, value: Option<&str>) -> Self {
        match value {
            Some(value) => self.text(key, value),
            None => self,
        }
    }

    /// Adds a boolean.
    #[must_use]
    pub(crate) fn flag(self, key: &str, value: bool) -> Self {
        self.raw(key, if value { "true" } else { "false" })
    }

    /// Adds a list of texts.
    #[must_use]
    pub(crate) fn texts(mut self, key: &str, values: &mut dyn Iterator<Item = &str>) -> Self {
        self.key(key);
        self.0.push('[');
        for (at, value) in values.enumerate() {
            if at > 0 {
                self.0.push(',');
            }
            write_text(&mut self.0, value);
        }
        self.0.push(']');
        self
    }

    /// Adds what is JSON already.
    #[must_use]
    pub(crate) fn raw(mut self, key: &str, json: &str) -> Self {
        self.key(key);
        self.0.push_str(json);
        self
    }

    /// The finished text.
    pub(crate) fn end(mut self) -> String {
        self.0.push('}');
        self.0
    }

    fn key(&mut self, key: &str) {
        if self.0.len() > 1 {
            self.0.push(',');
        }
        write_text(&mut self.0, key);
        self.0.push(':');
    }
}

fn write_text(out: &mut String, text: &str) {
    out.push('"');
    for letter in text.chars() {
        match letter {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\0'..='\u{1F}' => {
                // Writing to a `String` can't fail.
                let _ = write!(out, "\\u{:04x}", u32::from(letter));
            }
            _ => out.push(letter),
        }
    }
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_written_is_read_back(text in any::<String>(), flag in any::<bool>()) {
            let json = Object::new().text(&text, &text).flag("flag\n", flag).texts("list", &mut [text.as_str(), ""].into_iter()).end();
            let expect = serde_json::json!({ &text: &text, "flag\n": flag, "list": [&text, ""] });
            prop_assert_eq!(serde_json::from_str::<serde_json::Value>(&json).unwrap(), expect);
        }
    }
}
