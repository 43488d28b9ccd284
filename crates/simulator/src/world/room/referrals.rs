//! The way of a session from one room to another: `refer`, and the token that opens the other room.

use super::Room;
use crate::world::forms::OldForm;
use crate::world::streams::Ending;
use serde_json::json;

/// A token by which a transferred session enters the room it was sent to, once.
#[derive(Clone, Debug)]
pub struct Ticket {
    /// The token.
    pub token: String,
    /// Enters as a host.
    pub host: bool,
}

/// A ticket on its way to a room.
#[derive(Clone, Debug)]
pub struct Referral {
    /// The room's number or address. It may be another server's.
    pub alias: String,
    /// What opens it.
    pub ticket: Ticket,
}

impl Room {
    /// Sends somebody to another room. A session is told where to, and how to enter; then its stream ends.
    /// Returns whether there was such a person.
    pub fn transfer(&mut self, uuid: &str, alias: &str, host: bool) -> bool {
        if self.old(OldForm::NoRefer) {
            return self.disconnect_person(uuid, "Transferred to another conference");
        }
        if self.sessions.iter().any(|s| s.person == uuid) {
            let token = self.ids.token();
            let data = json!({"alias": alias, "token": token});
            self.emit_to(uuid, "refer", Some(&data));
            for stream in self.streams.iter_mut().filter(|s| s.session == uuid) {
                stream.end(Ending::Clean);
            }
            self.referrals.push(Referral {
                alias: alias.to_owned(),
                ticket: Ticket { token, host },
            });
        }
        self.remove(uuid)
    }

    /// Takes the ticket with this token away from those that open this room.
    pub fn take_ticket(&mut self, token: &str) -> Option<Ticket> {
        let index = self.tickets.iter().position(|t| t.token == token)?;
        Some(self.tickets.remove(index))
    }
}
