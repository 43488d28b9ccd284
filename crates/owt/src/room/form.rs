//! What a form makes of a room's fields: texts and choices out of JSON, and back; and what of it isn't as the document has it.

use super::{Field, FieldKind, ROOM_FIELDS, RoomBody};
use serde_json::{Map, Value, json};
use std::borrow::Cow;

/// Stands for a secret in JSON that is shown.
const HIDDEN: &str = "••••••••";

impl RoomBody {
    /// Returns how many entries the list at a path has.
    pub fn count(&self, path: &str) -> usize {
        let list = self.get(path).and_then(Value::as_array);
        list.map(Vec::len).unwrap_or_default()
    }

    /// Returns the JSON for the screen: secrets are hidden.
    pub fn to_shown_json(&self) -> String {
        let mut shown = self.clone();
        for path in secrets() {
            if self.get(path).is_some_and(is_said) {
                shown.set(path, Value::from(HIDDEN));
            }
        }
        shown.to_json()
    }

    /// Reads JSON that was shown and edited; hidden secrets stay what they are here. `None` = it is no object.
    pub fn parse_shown(&self, json: &str) -> Option<Self> {
        let mut body = Self::parse(json)?;
        for path in secrets() {
            if body.get(path).and_then(Value::as_str) == Some(HIDDEN) {
                match self.get(path) {
                    Some(secret) => body.set(path, secret.clone()),
                    None => body.remove(path),
                };
            }
        }
        Some(body)
    }

    /// Returns the paths of what isn't as the document has it: the server would refuse it, or make something else of it.
    pub fn faults(&self) -> Vec<String> {
        let mut faults = Vec::new();
        let name = self.get("name").and_then(Value::as_str);
        if name.is_none_or(|name| name.trim().is_empty()) {
            faults.push("name".to_owned());
        }
        self.add_faults("", ROOM_FIELDS, &mut faults);
        faults.dedup();
        faults
    }

    fn add_faults(&self, within: &str, fields: &[Field], faults: &mut Vec<String>) {
        for field in fields {
            let path = [within, field.path].concat();
            let Some(value) = self.get(&path).filter(|value| is_said(value)) else {
                continue;
            };
            if !field.kind.takes(value) {
                faults.push(path);
            } else if let FieldKind::List(fields) = field.kind {
                for at in 0..self.count(&path) {
                    self.add_faults(&format!("{path}.{at}."), fields, faults);
                }
            }
        }
    }
}

/// Servers tell "null" for what isn't set.
fn is_said(value: &Value) -> bool {
    !value.is_null()
}

fn secrets() -> impl Iterator<Item = &'static str> {
    let is_secret = |field: &&Field| field.kind == FieldKind::Secret;
    ROOM_FIELDS.iter().filter(is_secret).map(|field| field.path)
}

impl FieldKind {
    /// Returns the words to choose from; none where it isn't a choice.
    pub fn options(self) -> Vec<Cow<'static, str>> {
        match self {
            Self::Choice(words)
            | Self::Words(words)
            | Self::AudioFormat(words)
            | Self::AudioFormats(words)
            | Self::VideoFormat(words)
            | Self::VideoFormats(words) => words.iter().map(|word| Cow::Borrowed(*word)).collect(),
            Self::Numbers(numbers) => {
                let numbers = numbers.iter();
                numbers.map(|it| Cow::Owned(it.to_string())).collect()
            }
            _ => Vec::new(),
        }
    }

    /// Returns the text of one value, for a field or as one of the options.
    pub fn text(self, value: Option<&Value>) -> String {
        match value {
            None | Some(Value::Null) => String::new(),
            Some(Value::String(text)) => text.clone(),
            Some(Value::Object(format)) if self.is_format() => format_text(format),
            Some(value) => value.to_string(),
        }
    }

    /// Returns the value of a text that was typed or chosen; `None` = it says nothing, and the field goes. What isn't of this kind
    /// stays a text, so that whoever typed it sees what is wrong.
    pub fn value(self, text: &str) -> Option<Value> {
        if text.trim().is_empty() {
            return None;
        }
        let as_text = || Value::from(text);
        Some(match self {
            Self::Whole(..) | Self::Numbers(_) => text
                .trim()
                .parse::<i64>()
                .map_or_else(|_| as_text(), Value::from),
            Self::Number(..) => {
                let number = text.trim().parse::<f64>().ok().filter(|it| it.is_finite());
                number.map_or_else(as_text, Value::from)
            }
            Self::AudioFormat(_) | Self::AudioFormats(_) => audio_format(text),
            Self::VideoFormat(_) | Self::VideoFormats(_) => video_format(text),
            Self::Regions => serde_json::from_str(text).unwrap_or_else(|_| as_text()),
            _ => as_text(),
        })
    }

    /// Returns whether an option is in a list.
    pub fn has(self, list: Option<&Value>, option: &str) -> bool {
        let list = list.and_then(Value::as_array);
        let is_it = |it: &Value| self.text(Some(it)) == option;
        list.is_some_and(|list| list.iter().any(is_it))
    }

    /// Returns the list with an option in it, or without. Entries that are no options stay.
    pub fn choose(self, list: Option<&Value>, option: &str, is_chosen: bool) -> Value {
        let mut list = list.and_then(Value::as_array).cloned().unwrap_or_default();
        list.retain(|it| self.text(Some(it)) != option);
        if is_chosen {
            list.extend(self.value(option));
        }
        Value::Array(list)
    }

    /// Returns whether a value is of this kind. Words and formats that aren't in the document may be a newer server's.
    pub fn takes(self, value: &Value) -> bool {
        let all = |is_one: fn(&Value) -> bool| {
            let list = value.as_array();
            list.is_some_and(|list| list.iter().all(is_one))
        };
        match self {
            Self::Text | Self::Secret | Self::Choice(_) => value.is_string(),
            Self::Whole(from, to) => value.as_i64().is_some_and(|it| (from..=to).contains(&it)),
            Self::Number(from, to) => value.as_f64().is_some_and(|it| (from..=to).contains(&it)),
            Self::Flag => value.is_boolean(),
            Self::Numbers(_) => all(Value::is_number),
            Self::Words(_) => all(Value::is_string),
            Self::AudioFormat(_) | Self::VideoFormat(_) => is_format(value),
            Self::AudioFormats(_) | Self::VideoFormats(_) => all(is_format),
            Self::List(_) => all(Value::is_object),
            Self::Regions => {
                all(|it| it.get("id").is_some_and(Value::is_string) && it.get("area").is_some())
            }
        }
    }

    fn is_format(self) -> bool {
        matches!(
            self,
            Self::AudioFormat(_)
                | Self::AudioFormats(_)
                | Self::VideoFormat(_)
                | Self::VideoFormats(_)
        )
    }
}

fn is_format(value: &Value) -> bool {
    value.get("codec").is_some_and(Value::is_string)
}

fn format_text(format: &Map<String, Value>) -> String {
    let part = |key: &str| match format.get(key)? {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    };
    let parts = ["codec", "profile", "sampleRate", "channelNum"].map(part);
    let parts: Vec<_> = parts.into_iter().flatten().collect();
    parts.join("/")
}

fn audio_format(text: &str) -> Value {
    let mut parts = text.split('/');
    let mut format = json!({ "codec": parts.next() });
    for key in ["sampleRate", "channelNum"] {
        let number = parts.next().and_then(|part| part.parse::<u32>().ok());
        if let (Some(number), Value::Object(format)) = (number, &mut format) {
            format.insert(key.to_owned(), Value::from(number));
        }
    }
    format
}

fn video_format(text: &str) -> Value {
    match text.split_once('/') {
        Some((codec, profile)) => json!({ "codec": codec, "profile": profile }),
        None => json!({ "codec": text }),
    }
}
