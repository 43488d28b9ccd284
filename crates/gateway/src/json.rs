//! What both vendors' JSON needs.

use serde_json::Value;

/// Returns a text or a number as a text: which of them it is, changes from product to product.
pub fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}
