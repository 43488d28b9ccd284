//! What of an edited room is sent, and what the room shows of it afterwards.

use super::{OWN, Room, RoomBody};
use serde_json::{Map, Value, json};

/// What a room shows of a request to change it whose answer was lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SaveSeen {
    /// It is as it was to be.
    Saved,
    /// It is as it was.
    Unchanged,
    /// It is neither: somebody else changed it, or the server made something else of what it was sent.
    Other,
}

impl Room {
    /// Returns what of `edited` is other than here: what has to be sent. The server leaves alone what it isn't sent, so that two
    /// who edit a room at the same time don't undo each other's changes. For the same reason a field that was taken out is sent as
    /// what the server makes of a room without it, where that is known; of the others [`Self::kept`] tells.
    pub fn changes(&self, edited: &RoomBody) -> RoomBody {
        let is_other = |(key, value): &(&String, &Value)| {
            !OWN.contains(&key.as_str()) && !value.is_null() && self.json.get(*key) != Some(*value)
        };
        let changed = edited.0.iter().filter(is_other);
        let changed = changed.map(|(key, value)| (key.clone(), value.clone()));
        let cleared = self.taken_out(edited).filter_map(|key| {
            let value = value_of_none(key).filter(|value| self.json.get(key) != Some(value))?;
            Some((key.to_owned(), value))
        });
        RoomBody(changed.chain(cleared).collect())
    }

    /// Returns the fields that were taken out of `edited` and stay in the room all the same: the server keeps what it isn't sent, and
    /// nothing that it could be sent is known to mean "none".
    pub fn kept(&self, edited: &RoomBody) -> Vec<&str> {
        let taken_out = self.taken_out(edited);
        taken_out
            .filter(|key| value_of_none(key).is_none())
            .collect()
    }

    fn taken_out(&self, edited: &RoomBody) -> impl Iterator<Item = &str> {
        let is_said = |json: &Map<String, Value>, key: &str| json.get(key).is_some_and(is_said);
        let keys = self.json.keys().map(String::as_str);
        keys.filter(move |key| {
            !OWN.contains(key) && is_said(&self.json, key) && !is_said(&edited.0, key)
        })
    }

    /// Returns what `now`, read after a request with `sent`, shows of it.
    pub fn seen(&self, sent: &RoomBody, now: &Self) -> SaveSeen {
        let is_saved = |key: &str, value: &Value| {
            // The server fills an empty object with its defaults, or drops it.
            let is_empty = value.as_object().is_some_and(Map::is_empty);
            let is_other = now.json.get(key) != self.json.get(key);
            now.json.get(key) == Some(value) || (is_empty && is_other)
        };
        let all =
            |is_so: &dyn Fn(&str, &Value) -> bool| sent.0.iter().all(|(key, it)| is_so(key, it));
        if all(&is_saved) {
            SaveSeen::Saved
        } else if all(&|key, _| now.json.get(key) == self.json.get(key)) {
            SaveSeen::Unchanged
        } else {
            SaveSeen::Other
        }
    }
}

/// Servers tell "null" for what isn't set.
fn is_said(value: &Value) -> bool {
    !value.is_null()
}

/// Returns what is sent for a field that was taken out: what the server makes of a room without it. `None` = nothing says so: an empty
/// list of roles lets nobody in, an empty object of media no media, and whoever wants that writes it.
fn value_of_none(key: &str) -> Option<Value> {
    match key {
        // The document's word for no limit, and the database's default.
        "participantLimit" | "inputLimit" => Some(json!(-1)),
        "selectActiveAudio" | "enableBandwidthAdaptation" => Some(json!(false)),
        // Each of their fields has a default, or may be missing.
        "sip" | "notifying" | "transcoding" => Some(json!({})),
        _ => None,
    }
}
