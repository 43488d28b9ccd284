//! A room as the database keeps it: made, changed and shown.

pub mod cast;
mod schema;

use super::encoding::encrypt;
use super::json::at;
use serde_json::{Map, Value, json};

/// Why a room can't be made or changed so: the error's name and its words.
pub type Misfit = (&'static str, String);

/// A room's configuration.
#[derive(Clone, Debug, PartialEq)]
pub struct RoomConfig {
    /// The room's id.
    pub id: String,
    fields: Map<String, Value>,
}

impl RoomConfig {
    /// Makes a room from the options that it was asked for with.
    pub fn create(id: &str, options: &Map<String, Value>) -> Result<RoomConfig, Misfit> {
        let mut given = options.clone();
        if let Ok(Value::Object(defaults)) = serde_json::from_str(schema::DEFAULTS) {
            for (name, value) in defaults {
                if given.get(&name).is_none_or(is_falsy) {
                    given.insert(name, value);
                }
            }
        }
        RoomConfig::fitting(id, &given)
    }

    /// Returns the room with some fields replaced, each as a whole.
    pub fn updated(&self, updates: &Map<String, Value>) -> Result<RoomConfig, Misfit> {
        if updates.get("_id").is_some_and(|id| *id != json!(self.id)) {
            let why =
                "Performing an update on the path '_id' would modify the immutable field '_id'";
            return Err(("MongoServerError", why.to_owned()));
        }
        let mut given = self.fields.clone();
        let known = updates.iter().filter(|(_, value)| !value.is_null());
        given.extend(known.map(|(name, value)| (name.clone(), value.clone())));
        RoomConfig::fitting(&self.id, &given)
    }

    fn fitting(id: &str, given: &Map<String, Value>) -> Result<RoomConfig, Misfit> {
        let mut faults = Vec::new();
        let fields = cast::object(schema::ROOM, given, "", "", &mut faults);
        if !faults.is_empty() {
            let why = format!("Room validation failed: {}", faults.join(", "));
            return Err(("ValidationError", why));
        }
        let room = RoomConfig {
            id: id.to_owned(),
            fields,
        };
        match room.views().iter().all(|view| room.can_encode(view)) {
            true => Ok(room),
            false => Err(("Error", "MediaOut conflicts with View Setting".to_owned())),
        }
    }

    /// Returns whether what a view is made in is among the formats that go out.
    fn can_encode(&self, view: &Value) -> bool {
        let among = |list: &Value, format: &Value, keys: &[&str]| {
            let mut formats = list.as_array().into_iter().flatten();
            formats.any(|known| keys.iter().all(|key| known.get(key) == format.get(key)))
        };
        let out = self.get("mediaOut");
        let audio = at(view, &["audio", "format"]);
        let audio_keys = ["codec", "sampleRate", "channelNum"];
        let video = at(view, &["video", "format"]);
        among(at(out, &["audio"]), audio, &audio_keys)
            && (view.get("video") == Some(&Value::Bool(false))
                || among(at(out, &["video", "format"]), video, &["codec", "profile"]))
    }

    /// Returns a field, null where there is none.
    pub fn get(&self, name: &str) -> &Value {
        self.fields.get(name).unwrap_or(&Value::Null)
    }

    /// Returns the views.
    pub fn views(&self) -> &[Value] {
        self.get("views").as_array().map_or(&[], Vec::as_slice)
    }

    /// Returns a role's rights, where the room has the role.
    pub fn role(&self, role: &str) -> Option<&Value> {
        let mut roles = self.get("roles").as_array()?.iter();
        roles.find(|def| def.get("role").and_then(Value::as_str) == Some(role))
    }

    /// Returns a flag that is true where nothing is said.
    pub fn flag(&self, path: &[&str]) -> bool {
        let value = path
            .split_first()
            .map(|(first, rest)| at(self.get(first), rest));
        value != Some(&Value::Bool(false))
    }

    /// Returns a limit; -1 for none.
    pub fn limit(&self, name: &str) -> i64 {
        self.get(name).as_i64().unwrap_or(-1)
    }

    /// Returns the room as lists and changes show it.
    pub fn shown(&self) -> Value {
        let mut shown = self.lean();
        if let Some(fields) = shown.as_object_mut() {
            fields.insert("id".into(), json!(self.id));
            if let Some(sip) = self.fields.get("sip") {
                fields.insert("sip".into(), sip.clone());
            }
        }
        shown
    }

    /// Returns the room as it is shown when it is asked for alone: as it lies in the database, the password of its SIP account
    /// as a ciphertext.
    pub fn lean(&self) -> Value {
        let mut fields = self.fields.clone();
        if let Some(password) = fields
            .get_mut("sip")
            .and_then(|sip| sip.get_mut("password"))
        {
            *password = json!(encrypt(password.as_str().unwrap_or("")));
        }
        fields.insert("_id".into(), json!(self.id));
        fields.insert("__v".into(), json!(0));
        Value::Object(fields)
    }
}

/// Returns what JavaScript takes for "no".
fn is_falsy(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(false) => true,
        Value::Number(number) => number.as_f64() == Some(0.0),
        Value::String(text) => text.is_empty(),
        _ => false,
    }
}

#[cfg(test)]
mod tests;
