//! What people write to each other.

use super::Room;
use crate::world::forms::OldForm;
use crate::world::person::Person;
use serde_json::json;

impl Room {
    /// Sends somebody's line to everybody else. Whoever wrote it has it already.
    pub fn chat(&mut self, from: &str, kind: &str, payload: &str) {
        let origin = self.person(from).map_or("", Person::name);
        let data = json!({"origin": origin, "type": kind, "payload": payload, "uuid": from});
        let name = if self.old(OldForm::ChatName) {
            "message"
        } else {
            "message_received"
        };
        let echo = self.old(OldForm::ChatEcho);
        self.emit_where(name, Some(&data), |session, waits| {
            !waits && (echo || session != from)
        });
    }
}
