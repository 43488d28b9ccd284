//! One row of the participant list, kept as the JSON object that goes over the wire.

use super::call::Call;
use super::names;
use super::random::Random;
use serde_json::{Map, Value, json};

/// What will happen to somebody who is being called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ringing {
    /// Answers at this time (ms).
    Answers(u64),
    /// Refuses, or doesn't answer: vanishes at this time (ms).
    Vanishes(u64),
}

/// Fields of a row that the document doesn't have.
const BEYOND: &[&str] = &[
    "delay_time",
    "ear_muted",
    "eye_muted",
    "fecc_supported",
    "hand_raised",
    "hand_raised_time",
    "is_speaking",
    "sender_ssrc",
    "stick",
    "v_muted",
];

/// Returns the number of somebody's stream: any will do that is theirs alone and not 0.
fn ssrc(uuid: &str) -> u32 {
    let digits = uuid.get(..8).unwrap_or("");
    u32::from_str_radix(digits, 16).unwrap_or(1).max(1)
}

/// A participant.
#[derive(Clone, Debug)]
pub struct Person {
    uuid: String,
    fields: Map<String, Value>,
    /// Doesn't stand in the list (`hideme: "yes"`).
    pub hidden: bool,
    /// The script may act for them. Ends when a host or a test does something to them.
    pub scripted: bool,
    /// A call out under way.
    pub ringing: Option<Ringing>,
    /// Calls beside the own one.
    pub calls: Vec<Call>,
}

impl Person {
    /// Makes somebody with every field of the document's `participant_create`. `now` in ms.
    pub fn new(uuid: &str, name: &str, local_alias: &str, now: u64) -> Person {
        let fields = json!({
            "api_url": format!("/participants/{uuid}"),
            "call_direction": "in",
            "display_name": name,
            "encryption": "On",
            "has_media": true,
            "is_audio_only_call": "NO",
            "is_external": false,
            "is_muted": "NO",
            "is_presenting": "NO",
            "is_streaming_conference": false,
            "is_video_call": "YES",
            "local_alias": local_alias,
            "overlay_text": name,
            "presentation_supported": "YES",
            "protocol": "webrtc",
            "role": "guest",
            "rx_presentation_policy": "ALLOW",
            "service_type": "conference",
            "spotlight": 0,
            "start_time": now / 1000,
            "uri": "",
            "uuid": uuid,
            "vendor": "",
            // From here on beyond the document.
            "delay_time": 0,
            "ear_muted": "NO",
            "fecc_supported": "NO",
            "is_speaking": "NO",
            "sender_ssrc": ssrc(uuid),
            "v_muted": 0,
        });
        Person {
            uuid: uuid.to_owned(),
            fields: fields.as_object().cloned().unwrap_or_default(),
            hidden: false,
            scripted: false,
            ringing: None,
            calls: Vec::new(),
        }
    }

    /// Makes somebody up: name, protocol and address from `random`.
    pub fn random(random: &mut Random, uuid: &str, local_alias: &str, now: u64) -> Person {
        let who = names::random_identity(random);
        let mut person = Person::new(uuid, &who.name, local_alias, now);
        person.set("protocol", who.protocol);
        person.set("uri", who.uri);
        person.set("vendor", who.vendor);
        person.set("is_external", who.protocol == "mssip");
        if who.protocol == "phone" {
            person.set("is_audio_only_call", "YES");
            person.set("is_video_call", "NO");
            person.set("presentation_supported", "NO");
            person.set("encryption", "Off");
        }
        person
    }

    /// Returns a field's text, "" where it is none.
    pub fn text(&self, key: &str) -> &str {
        self.fields.get(key).and_then(Value::as_str).unwrap_or("")
    }

    /// Writes a field.
    pub fn set(&mut self, key: &str, value: impl Into<Value>) {
        self.fields.insert(key.to_owned(), value.into());
    }

    /// Writes every field of `fields` but the uuid.
    pub fn merge(&mut self, fields: &Map<String, Value>) {
        for (key, value) in fields {
            if key != "uuid" {
                self.fields.insert(key.clone(), value.clone());
            }
        }
    }

    /// Returns a flag in any spelling: "YES", "true", true, 1.
    pub fn flag(&self, key: &str) -> bool {
        match self.fields.get(key) {
            Some(Value::Bool(flag)) => *flag,
            Some(Value::String(text)) => ["yes", "true"].contains(&text.to_lowercase().as_str()),
            Some(Value::Number(number)) => number.as_u64() == Some(1),
            _ => false,
        }
    }

    /// Returns the id.
    pub fn uuid(&self) -> &str {
        &self.uuid
    }

    /// Gives another id, before anybody has seen the first.
    pub fn rename(&mut self, uuid: &str) {
        uuid.clone_into(&mut self.uuid);
        self.set("uuid", uuid);
        self.set("api_url", format!("/participants/{uuid}"));
    }

    /// Returns the name.
    pub fn name(&self) -> &str {
        self.text("display_name")
    }

    /// Returns whether this is a host.
    pub fn is_host(&self) -> bool {
        let role = self.text("role");
        role.eq_ignore_ascii_case("chair") || role.eq_ignore_ascii_case("host")
    }

    /// Returns whether they stand at the door.
    pub fn waits(&self) -> bool {
        self.text("service_type") == "waiting_room"
    }

    /// Returns whether they are in, not at the door and not being called.
    pub fn is_in(&self) -> bool {
        !matches!(
            self.text("service_type"),
            "waiting_room" | "connecting" | "ivr"
        )
    }

    /// Returns whether the picture can show them or the stage name them.
    pub fn on_stage(&self) -> bool {
        self.is_in() && !self.hidden && self.fields.get("has_media") == Some(&Value::Bool(true))
    }

    /// Returns when they were spotlighted (s since the Unix epoch); 0 = not.
    pub fn spotlight(&self) -> f64 {
        self.fields
            .get("spotlight")
            .and_then(Value::as_f64)
            .unwrap_or(0.0)
    }

    /// Returns the row without what the vendor's clients read beyond the document.
    pub fn document_json(&self) -> Value {
        let mut fields = self.fields.clone();
        for key in BEYOND {
            fields.remove(*key);
        }
        Value::Object(fields)
    }

    /// Returns the row with every field.
    pub fn to_json(&self) -> Value {
        Value::Object(self.fields.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn has_every_field_of_the_document() {
        let example: Value = serde_json::from_str(include_str!(
            "../../tests/fixtures/event.participant_create.json"
        ))
        .unwrap();
        let person = Person::new("u", "Alice", "meet.alice", 1_441_720_992_000).document_json();
        for (key, value) in example.as_object().unwrap() {
            let ours = &person[key.as_str()];
            assert_eq!(
                std::mem::discriminant(ours),
                std::mem::discriminant(value),
                "{key}: {ours} against {value}"
            );
        }
        assert_eq!(
            person.as_object().unwrap().len(),
            example.as_object().unwrap().len()
        );
        assert_eq!(person["start_time"], 1_441_720_992);
    }

    #[test]
    fn flags_in_any_spelling() {
        let mut person = Person::new("u", "A", "", 0);
        for (value, expected) in [
            (json!("YES"), true),
            (json!(true), true),
            (json!(1), true),
            (json!("NO"), false),
            (json!(null), false),
        ] {
            person.set("is_muted", value);
            assert_eq!(person.flag("is_muted"), expected);
        }
    }
}
