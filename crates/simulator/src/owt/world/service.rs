//! A service: who owns rooms, and signs requests.

use super::encoding::encrypt;
use serde_json::{Value, json};

/// The service that may manage all others.
pub const SUPER_ID: &str = "6b0234e24d6cc98f7c424e75";
/// Its key.
pub const SUPER_KEY: &str = "superKeyForTests0001";
/// The service that the rooms from the start belong to.
pub const SAMPLE_ID: &str = "6b0234e24d6cc98f7c424e76";
/// Its key.
pub const SAMPLE_KEY: &str = "sampleKeyForTests0001";

/// A service.
#[derive(Clone, Debug, PartialEq)]
pub struct Service {
    /// Its id, 24 hexadecimal digits.
    pub id: String,
    /// Its name, which no other has.
    pub name: String,
    /// What it signs with.
    pub key: String,
    /// Whether the key is kept, and shown, as a ciphertext.
    pub encrypted: bool,
    /// Its rooms, in the order in which they were made.
    pub rooms: Vec<String>,
    /// How often the database has changed it.
    pub version: u64,
}

impl Service {
    /// Makes one whose key is shown as it is.
    pub fn new(id: &str, name: &str, key: &str, version: u64) -> Service {
        Service {
            id: id.to_owned(),
            name: name.to_owned(),
            key: key.to_owned(),
            encrypted: false,
            rooms: Vec::new(),
            version,
        }
    }

    /// Returns it as the API shows it: whoever reads the key of an encrypted one can't sign with it.
    pub fn to_json(&self) -> Value {
        let mut shown = json!({
            "_id": self.id,
            "name": self.name,
            "key": self.key,
            "rooms": self.rooms,
            "__v": self.version,
        });
        if let (true, Some(fields)) = (self.encrypted, shown.as_object_mut()) {
            fields.insert("key".into(), json!(encrypt(&self.key)));
            fields.insert("encrypted".into(), json!(true));
        }
        shown
    }
}
