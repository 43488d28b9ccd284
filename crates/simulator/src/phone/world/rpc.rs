//! JSON-RPC as the real server reads and writes it.

use serde_json::{Map, Value, json};

/// What a text asks for.
#[derive(Clone, Debug, PartialEq)]
pub struct Call {
    pub method: String,
    pub params: Params,
    /// `None` = nothing is answered.
    pub id: Option<Value>,
}

/// Parameters by position or by name.
#[derive(Clone, Debug, PartialEq)]
pub enum Params {
    Listed(Vec<Value>),
    Named(Map<String, Value>),
    /// Neither.
    Strange,
}

/// A server's no.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    pub code: i64,
    pub message: String,
}

impl Fault {
    pub fn new(code: i64, message: impl Into<String>) -> Self {
        Fault {
            code,
            message: message.into(),
        }
    }

    /// Returns the telephone service's no, as the server passes it on.
    pub fn of_service(code: u32, message: &str) -> Self {
        Fault::new(-32603, format!("RestApiError: [{code}]: {message}"))
    }
}

/// Reads a text. `None` = the server closes the socket: no JSON, a batch, no version, nothing that is called.
pub fn read(text: &str) -> Option<Call> {
    let Ok(Value::Object(mut object)) = serde_json::from_str(text) else {
        return None;
    };
    if object.get("jsonrpc") != Some(&json!("2.0")) {
        return None;
    }
    let Some(Value::String(method)) = object.remove("method") else {
        return None;
    };
    let params = match object.remove("params") {
        None | Some(Value::Null) => Params::Listed(Vec::new()),
        Some(Value::Array(list)) => Params::Listed(list),
        Some(Value::Object(named)) => Params::Named(named),
        Some(_) => Params::Strange,
    };
    let id = object.remove("id").filter(|id| !id.is_null());
    Some(Call { method, params, id })
}

/// Returns the answer that says what came of it.
pub fn result(id: &Value, value: &Value) -> String {
    json!({"jsonrpc": "2.0", "id": id, "result": value}).to_string()
}

/// Returns the answer that says no: beside `id`, where the real server has it, or in `error`.
pub fn error(id: &Value, fault: &Fault, is_nested: bool) -> String {
    let Fault { code, message } = fault;
    let answer = if is_nested {
        json!({"jsonrpc": "2.0", "error": {"code": code, "message": message}, "id": id})
    } else {
        json!({"jsonrpc": "2.0", "code": code, "message": message, "id": id})
    };
    answer.to_string()
}

/// Returns whether an error of a request of this id is answered: the server asks whether the id is true, as Python has it.
pub fn is_error_answered(id: &Value) -> bool {
    match id {
        Value::Null | Value::Bool(false) => false,
        Value::Bool(true) => true,
        Value::Number(number) => number.as_f64() != Some(0.0),
        Value::String(text) => !text.is_empty(),
        Value::Array(list) => !list.is_empty(),
        Value::Object(map) => !map.is_empty(),
    }
}

impl Params {
    /// Returns the values of a method's parameters as texts, in its order, or what Python says of it.
    pub fn bind(&self, method: &str, names: &[&str]) -> Result<Vec<String>, Fault> {
        let type_error = |why: String| Fault::new(-32603, format!("TypeError: {method}() {why}"));
        let values: Vec<Option<&Value>> = match self {
            Params::Strange => return Err(Fault::new(-32602, "Invalid params")),
            Params::Listed(list) if list.len() > names.len() => {
                let (takes, given) = (names.len() + 1, list.len() + 1);
                let why = format!("takes {takes} positional arguments but {given} were given");
                return Err(type_error(why));
            }
            Params::Listed(list) => (0..names.len()).map(|place| list.get(place)).collect(),
            Params::Named(named) => {
                if let Some(name) = named.keys().find(|name| !names.contains(&name.as_str())) {
                    let why = format!("got an unexpected keyword argument '{name}'");
                    return Err(type_error(why));
                }
                names.iter().map(|name| named.get(*name)).collect()
            }
        };
        let missing: Vec<String> = names
            .iter()
            .zip(&values)
            .filter(|(_, value)| value.is_none())
            .map(|(name, _)| format!("'{name}'"))
            .collect();
        if !missing.is_empty() {
            let plural = if missing.len() == 1 { "" } else { "s" };
            return Err(type_error(format!(
                "missing {} required positional argument{plural}: {}",
                missing.len(),
                missing.join(" and ")
            )));
        }
        let text = |value: &Value| match value {
            Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        Ok(values.into_iter().flatten().map(text).collect())
    }

    /// Returns them as they came, for the log.
    pub fn to_json(&self) -> Value {
        match self {
            Params::Listed(list) => json!(list),
            Params::Named(named) => json!(named),
            Params::Strange => Value::Null,
        }
    }
}
