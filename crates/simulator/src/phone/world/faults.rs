//! What goes wrong, as tests want it.

use crate::world::fields::{Fields, bad_request};
use crate::world::request::Reply;
use serde_json::Value;

/// What becomes of a request instead.
#[derive(Clone, Debug, PartialEq)]
pub enum Deed {
    /// It isn't done, and not answered.
    Ignore,
    /// It is done, and not answered.
    Swallow,
    /// It isn't done, and the socket breaks.
    Cut,
    /// It is done, and the socket breaks.
    ActThenCut,
    /// It is done, and answered so much later, ms. Those behind it wait.
    Delay(u64),
    /// It isn't done, and this no is answered.
    Error(i64, String),
    /// It isn't done, and this result is answered.
    Result(Value),
    /// It isn't done, and this text is answered.
    Raw(String),
}

#[derive(Debug)]
struct Fault {
    on: String,
    deed: Deed,
    times: Option<u64>,
}

/// Faults that wait for their request.
#[derive(Debug, Default)]
pub struct Faults(Vec<Fault>);

impl Faults {
    /// Adds one, as the control endpoint has it.
    pub fn add(&mut self, fields: &Fields) -> Result<(), Reply> {
        let times = match fields.value("times") {
            None => None,
            Some(_) => Some(fields.whole_number("times")?),
        };
        self.0.push(Fault {
            on: fields.non_empty("on")?.to_owned(),
            deed: read(fields.value("do"))?,
            times,
        });
        Ok(())
    }

    /// Forgets all.
    pub fn clear(&mut self) {
        self.0.clear();
    }

    /// Returns what becomes of a method's call; the first that fits counts.
    pub fn take(&mut self, method: &str) -> Option<Deed> {
        let fits = |fault: &Fault| {
            (fault.on == method || fault.on == "*") && fault.times.is_none_or(|times| times > 0)
        };
        let fault = self.0.iter_mut().find(|fault| fits(fault))?;
        if let Some(times) = &mut fault.times {
            *times -= 1;
        }
        Some(fault.deed.clone())
    }
}

fn read(value: Option<&Value>) -> Result<Deed, Reply> {
    let unknown = || {
        let words = "ignore, swallow, cut, act_then_cut, {delay_ms}, {error: {code, message}}, {result} or {raw}";
        bad_request(format!("\"do\" must be one of {words}"))
    };
    match value {
        Some(Value::String(word)) => match word.as_str() {
            "ignore" => Ok(Deed::Ignore),
            "swallow" => Ok(Deed::Swallow),
            "cut" => Ok(Deed::Cut),
            "act_then_cut" => Ok(Deed::ActThenCut),
            _ => Err(unknown()),
        },
        Some(value @ Value::Object(map)) => {
            let fields = Fields::try_from(value)?;
            if map.contains_key("delay_ms") {
                Ok(Deed::Delay(fields.whole_number("delay_ms")?))
            } else if map.contains_key("raw") {
                Ok(Deed::Raw(fields.text("raw")?.to_owned()))
            } else if let Some(result) = map.get("result") {
                Ok(Deed::Result(result.clone()))
            } else {
                let error = Fields::try_from(map.get("error").ok_or_else(unknown)?)?;
                let code = error.value("code").and_then(Value::as_i64);
                let code = code.ok_or_else(|| bad_request("\"code\" must be a whole number"))?;
                Ok(Deed::Error(code, error.text("message")?.to_owned()))
            }
        }
        _ => Err(unknown()),
    }
}
