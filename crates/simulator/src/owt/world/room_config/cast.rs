//! Values made to fit the database's fields, as its library does: "5" is a number, 1 is true, unknown fields are left out; and
//! its words where they don't fit.

use super::schema::{Field, Kind};
use serde_json::{Map, Number, Value};

/// What doesn't fit: `path: what`.
pub type Faults = Vec<String>;

/// Returns an object with the fields that are known, defaults where there are some; what doesn't fit is added to `faults`.
/// `path` is where the object stands for who reads the faults, `inner` where it stands in its own document.
pub fn object(
    fields: &[Field],
    given: &Map<String, Value>,
    path: &str,
    inner: &str,
    faults: &mut Faults,
) -> Map<String, Value> {
    let mut made = Map::new();
    for field in fields {
        let (path, inner) = (joined(path, field.name), joined(inner, field.name));
        let value = given.get(field.name).filter(|value| !value.is_null());
        // A view without a picture.
        if let (Some(Value::Bool(false)), "video", Kind::Object(_)) =
            (value, field.name, &field.kind)
        {
            made.insert(field.name.to_owned(), Value::Bool(false));
            continue;
        }
        let cast = match value {
            Some(value) => cast(field, value, &path, &inner, faults),
            None => default(field, &path, &inner, faults),
        };
        match cast {
            Some(value) => {
                made.insert(field.name.to_owned(), value);
            }
            None if field.required && value.is_none() => {
                faults.push(format!("{path}: Path `{inner}` is required."));
            }
            None => {}
        }
    }
    made
}

fn joined(path: &str, name: &str) -> String {
    match path {
        "" => name.to_owned(),
        path => format!("{path}.{name}"),
    }
}

fn default(field: &Field, path: &str, inner: &str, faults: &mut Faults) -> Option<Value> {
    if !field.default.is_empty() {
        return serde_json::from_str(field.default).ok();
    }
    match &field.kind {
        Kind::List(_) | Kind::Anything => Some(Value::Array(Vec::new())),
        // What holds nothing isn't kept.
        Kind::Object(fields) => {
            let made = object(fields, &Map::new(), path, inner, faults);
            (!made.is_empty()).then_some(Value::Object(made))
        }
        _ => None,
    }
}

fn cast(
    field: &Field,
    value: &Value,
    path: &str,
    inner: &str,
    faults: &mut Faults,
) -> Option<Value> {
    let made = match &field.kind {
        Kind::Text | Kind::Password => text(value, path, inner, faults),
        Kind::Word(words) => one_of(words, value, path, inner, faults),
        Kind::Fraction => fraction(value, path, inner, faults),
        Kind::Number(bounds) => number(*bounds, value, path, inner, faults),
        Kind::Flag => flag(value, path, inner, faults),
        Kind::Anything => Some(Value::Array(as_list(value))),
        Kind::List(fields) => {
            let entries = as_list(value).into_iter().enumerate();
            let list = entries.filter_map(|(index, entry)| {
                let path = format!("{path}.{index}");
                match &entry {
                    Value::Object(given) => {
                        Some(Value::Object(object(fields, given, &path, "", faults)))
                    }
                    other => {
                        faults.push(cast_fault("Object", other, &path, inner));
                        None
                    }
                }
            });
            Some(Value::Array(list.collect()))
        }
        Kind::Object(fields) => match value {
            Value::Object(given) => Some(Value::Object(object(fields, given, path, inner, faults))),
            other => {
                faults.push(cast_fault("Object", other, path, inner));
                None
            }
        },
    };
    if field.required && made == Some(Value::String(String::new())) {
        faults.push(format!("{path}: Path `{inner}` is required."));
        return None;
    }
    made
}

fn as_list(value: &Value) -> Vec<Value> {
    match value {
        Value::Array(list) => list.clone(),
        other => vec![other.clone()],
    }
}

fn cast_fault(kind: &str, value: &Value, path: &str, inner: &str) -> String {
    let (shown, type_of) = match value {
        Value::String(text) => (text.clone(), "string"),
        Value::Bool(flag) => (flag.to_string(), "boolean"),
        Value::Number(number) => (number.to_string(), "number"),
        Value::Array(_) => (value.to_string(), "Array"),
        Value::Object(_) | Value::Null => (value.to_string(), "Object"),
    };
    format!(
        "{path}: Cast to {kind} failed for value \"{shown}\" (type {type_of}) at path \"{inner}\""
    )
}

fn text(value: &Value, path: &str, inner: &str, faults: &mut Faults) -> Option<Value> {
    match value {
        Value::String(_) => Some(value.clone()),
        Value::Bool(_) | Value::Number(_) => Some(Value::String(value.to_string())),
        other => {
            faults.push(cast_fault("string", other, path, inner));
            None
        }
    }
}

fn one_of(
    words: &[&str],
    value: &Value,
    path: &str,
    inner: &str,
    faults: &mut Faults,
) -> Option<Value> {
    let made = text(value, path, inner, faults)?;
    let word = made.as_str().unwrap_or("");
    if !words.contains(&word) {
        faults.push(format!(
            "{path}: `{word}` is not a valid enum value for path `{inner}`."
        ));
        return None;
    }
    Some(made)
}

fn fraction(value: &Value, path: &str, inner: &str, faults: &mut Faults) -> Option<Value> {
    let made = text(value, path, inner, faults)?;
    let word = made.as_str().unwrap_or("");
    if Fraction::read(word).is_none() && !word.is_empty() {
        faults.push(format!("{path}: {word} is not a valid fraction string!"));
        return None;
    }
    Some(made)
}

fn number(
    bounds: Option<(f64, f64)>,
    value: &Value,
    path: &str,
    inner: &str,
    faults: &mut Faults,
) -> Option<Value> {
    let made = match value {
        Value::Number(number) => number.as_f64(),
        Value::Bool(flag) => Some(f64::from(u8::from(*flag))),
        Value::String(text) if text.is_empty() => return None,
        Value::String(text) => text.trim().parse().ok().filter(|n: &f64| n.is_finite()),
        _ => None,
    };
    let Some(made) = made else {
        faults.push(cast_fault("Number", value, path, inner));
        return None;
    };
    if let Some((low, high)) = bounds {
        let fault = if made < low {
            Some(format!("less than minimum allowed value ({low})"))
        } else if made > high {
            Some(format!("more than maximum allowed value ({high})"))
        } else {
            None
        };
        if let Some(fault) = fault {
            faults.push(format!("{path}: Path `{inner}` ({made}) is {fault}."));
            return None;
        }
    }
    Some(whole_if_it_is(made))
}

/// Returns a number as JavaScript writes it: 5, and not 5.0.
pub fn whole_if_it_is(number: f64) -> Value {
    let whole = number as i64;
    if whole as f64 == number {
        return Value::from(whole);
    }
    Number::from_f64(number).map_or(Value::Null, Value::Number)
}

fn flag(value: &Value, path: &str, inner: &str, faults: &mut Faults) -> Option<Value> {
    let made = match value {
        Value::Bool(flag) => Some(*flag),
        Value::Number(number) if number.as_f64() == Some(1.0) => Some(true),
        Value::Number(number) if number.as_f64() == Some(0.0) => Some(false),
        Value::String(text) => match text.as_str() {
            "true" | "1" | "yes" => Some(true),
            "false" | "0" | "no" => Some(false),
            _ => None,
        },
        _ => None,
    };
    if made.is_none() {
        let fault = cast_fault("Boolean", value, path, inner);
        faults.push(format!("{fault} because of \"CastError\""));
    }
    made.map(Value::Bool)
}

/// A fraction from a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fraction {
    /// Above the line.
    pub numerator: u64,
    /// Below it.
    pub denominator: u64,
}

impl Fraction {
    /// Reads "1/3", "0", "0.25"; `None` where it is something else.
    pub fn read(text: &str) -> Option<Fraction> {
        let (numerator, denominator) = match (text.split_once('/'), text.split_once('.')) {
            (Some((above, below)), _) => (above.trim().parse().ok()?, below.trim().parse().ok()?),
            (None, Some((whole, part))) if part.len() <= 9 => {
                let scale = 10_u64.pow(u32::try_from(part.len()).ok()?);
                let whole: u64 = if whole.is_empty() {
                    0
                } else {
                    whole.parse().ok()?
                };
                let part: u64 = part.parse().ok()?;
                (whole.checked_mul(scale)?.checked_add(part)?, scale)
            }
            _ => (text.trim().parse().ok()?, 1),
        };
        (denominator > 0).then(|| Fraction::reduced(numerator, denominator))
    }

    /// Returns it with no common factor.
    pub fn reduced(numerator: u64, denominator: u64) -> Fraction {
        let (mut a, mut b) = (numerator, denominator);
        while b > 0 {
            (a, b) = (b, a % b);
        }
        let factor = a.max(1);
        Fraction {
            numerator: numerator / factor,
            denominator: denominator / factor,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fractions() {
        let check = |text: &str, expect: Option<(u64, u64)>| {
            let found = Fraction::read(text).map(|f| (f.numerator, f.denominator));
            assert_eq!(found, expect, "{text}");
        };
        check("0", Some((0, 1)));
        check("1", Some((1, 1)));
        check("2/6", Some((1, 3)));
        check("0.25", Some((1, 4)));
        check(".5", Some((1, 2)));
        check("1/0", None);
        check("-1/2", None);
        check("half", None);
        check("", None);
    }
}
