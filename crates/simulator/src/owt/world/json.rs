//! Steps into JSON that can't fail.

use serde_json::Value;

/// Returns what stands at a path, null where nothing does.
pub fn at<'a>(value: &'a Value, path: &[&str]) -> &'a Value {
    let step = |value: &'a Value, key: &&str| value.get(key).unwrap_or(&Value::Null);
    path.iter().fold(value, step)
}

/// Sets a field of an object; what is no object stays as it is.
pub fn set(object: &mut Value, name: &str, value: impl Into<Value>) {
    if let Some(fields) = object.as_object_mut() {
        fields.insert(name.to_owned(), value.into());
    }
}
