//! Somebody in a room.

use crate::owt::world::json::{at, set};
use serde_json::{Value, json};

/// Somebody in a room.
#[derive(Clone, Debug, PartialEq)]
pub struct Participant {
    /// Their id.
    pub id: String,
    /// The name that the application gave them.
    pub user: String,
    /// Their role.
    pub role: String,
    /// What they may do.
    pub permission: Value,
    /// Whether the script acts for them.
    pub scripted: bool,
}

impl Participant {
    /// Returns them as the portal shows them to others.
    pub fn to_json(&self) -> Value {
        json!({"id": self.id, "user": self.user, "role": self.role})
    }

    /// Returns them as the API shows them.
    pub fn detail(&self) -> Value {
        let permission = &self.permission;
        json!({"id": self.id, "user": self.user, "role": self.role, "permission": permission})
    }

    /// Returns whether they may publish sound or pictures.
    pub fn may_publish(&self, track: &str) -> bool {
        let rights = self.permission.get("publish");
        rights.and_then(|r| r.get(track)) == Some(&Value::Bool(true))
    }

    /// Changes a right as a patch says. Returns whether it could.
    pub fn permit(&mut self, path: &str, value: &Value) -> bool {
        let mut words = path.strip_prefix("/permission/").unwrap_or("").split('/');
        let (side, track) = (words.next().unwrap_or(""), words.next());
        match (track, value) {
            (None, Value::Object(_)) => set(&mut self.permission, side, value.clone()),
            (Some(track), Value::Bool(_)) => {
                let mut rights = at(&self.permission, &[side]).clone();
                if !rights.is_object() {
                    rights = json!({"audio": false, "video": false});
                }
                set(&mut rights, track, value.clone());
                set(&mut self.permission, side, rights);
            }
            _ => return false,
        }
        true
    }
}
