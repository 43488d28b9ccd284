//! Reading one thing of the file. What can't be used is reported as a path.

use serde_json::Value;

/// The longest name of a panel, in characters.
const MAX_NAME: usize = 40;

/// Returns what stands under `key` in the file, if it is an object.
pub(super) fn read_object<'f>(file: &'f Value, key: &str, problems: &mut Vec<String>) -> &'f Value {
    let value = file.get(key).unwrap_or(&Value::Null);
    if !matches!(value, Value::Null | Value::Object(_)) {
        problems.push(key.to_owned());
    }
    value
}

/// Returns the flag `key` of `object`, if it is there.
pub(super) fn read_flag(
    object: &Value,
    path: &str,
    key: &str,
    problems: &mut Vec<String>,
) -> Option<bool> {
    let value = object.get(key).filter(|value| !value.is_null())?;
    if value.as_bool().is_none() {
        problems.push(format!("{path}{key}"));
    }
    value.as_bool()
}

/// Returns the text `key` of `object`, if it is there and `is_usable`. `path` is where the object stands in the file.
pub(super) fn read_text(
    object: &Value,
    path: &str,
    key: &str,
    is_usable: fn(&str) -> bool,
    problems: &mut Vec<String>,
) -> Option<String> {
    let value = object.get(key).filter(|value| !value.is_null())?;
    let text = value.as_str().map(str::trim).filter(|text| is_usable(text));
    if text.is_none() {
        problems.push(format!("{path}{key}"));
    }
    text.map(str::to_owned)
}

/// Returns whether something can be called so.
pub(super) fn is_name(name: &str) -> bool {
    !name.is_empty() && name.chars().count() <= MAX_NAME
}

/// Returns whether `path` leads to the page's own server, wherever the page is: the policy allows no other pictures.
pub(super) fn is_own_path(path: &str) -> bool {
    let leads_elsewhere = path.starts_with("//") || path.contains([':', '\\', ' ']);
    !path.is_empty() && !leads_elsewhere
}

/// Returns whether `address` looks like a web address.
pub fn is_http(address: &str) -> bool {
    let rest = address
        .strip_prefix("https://")
        .or_else(|| address.strip_prefix("http://"));
    rest.is_some_and(|rest| !rest.is_empty() && !rest.contains(char::is_whitespace))
}

/// Returns whether `address` looks like a web address, or a WebSocket's.
pub(super) fn is_http_or_socket(address: &str) -> bool {
    is_http(&phone::as_web_address(address))
}

pub(super) fn is_rtmp(address: &str) -> bool {
    address.starts_with("rtmp://") || address.starts_with("rtmps://")
}
