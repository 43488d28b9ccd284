//! What clients ask of the portal: in, back in, out, and a line of text. Media isn't to be had here.

use super::client::{Client, read_ticket, ticket};
use super::packet;
use crate::owt::world::conference::Audience;
use crate::owt::world::encoding::{from_base64, sign};
use crate::owt::world::json::{at, set};
use crate::owt::world::resources::tokens::to_sign;
use crate::owt::world::{Token, World};
use serde_json::{Value, json};

/// How long a token is good for (ms).
const TOKEN_MS: u64 = 180_000;
/// The longest line of text.
const MAX_TEXT: usize = 2_048;
/// The kinds of client that are waited for when their connection breaks.
const RECONNECTING: &[&str] = &["Objective-C", "C++", "Android", "JavaScript"];

/// Why somebody isn't let in.
enum Refused {
    /// They are told why, and put out.
    Told(String),
    /// The server stumbles, and nothing is told: so it is with a token that was used before.
    Untold,
}

impl From<&str> for Refused {
    fn from(why: &str) -> Refused {
        Refused::Told(why.to_owned())
    }
}

impl World {
    pub(super) fn hear_event(&mut self, id: u64, name: &str, data: &[Value], ack: Option<u64>) {
        let first = data.first().unwrap_or(&Value::Null);
        let answer: Option<Vec<Value>> = match name {
            "login" => self.let_in(id, |world| world.log_in(id, first)),
            "relogin" => self.let_in(id, |world| world.log_in_again(id, first)),
            // These two take nothing but the answer's number.
            "logout" => {
                let answer = self.log_out(id);
                data.is_empty().then_some(answer)
            }
            "refreshReconnectionTicket" => {
                let answer = self.refresh_ticket(id);
                data.is_empty().then_some(answer)
            }
            "text" => Some(self.say(id, first)),
            "publish"
            | "unpublish"
            | "stream-control"
            | "subscribe"
            | "unsubscribe"
            | "subscription-control"
            | "soac" => Some(match self.client_of(id) {
                Some(_) => error("Failed in scheduling webrtc agent."),
                None => error("Illegal request"),
            }),
            _ => None,
        };
        if let (Some(number), Some(answer)) = (ack, answer) {
            self.portal.send(id, packet::ack(number, &answer));
        }
        // Who wasn't let in is put out, after they are told.
        let connection = self.portal.connections.get(&id);
        if connection.is_some_and(|connection| connection.socket.is_none()) {
            self.portal.send(id, packet::DISCONNECT.to_owned());
        }
    }

    fn client_of(&self, id: u64) -> Option<String> {
        self.portal.connections.get(&id)?.client.clone()
    }

    /// Lets somebody in who isn't yet; who may not is told, and put out.
    fn let_in(
        &mut self,
        id: u64,
        come: impl FnOnce(&mut World) -> Result<Value, Refused>,
    ) -> Option<Vec<Value>> {
        if self.client_of(id).is_some() {
            return Some(error("Connection is in service"));
        }
        match come(self) {
            Ok(result) => Some(vec![json!("ok"), result]),
            Err(Refused::Untold) => None,
            Err(Refused::Told(why)) => {
                if let Some(connection) = self.portal.connections.get_mut(&id) {
                    connection.socket = None;
                }
                Some(error(&why))
            }
        }
    }

    fn log_in(&mut self, id: u64, info: &Value) -> Result<Value, Refused> {
        match at(info, &["protocol"]).as_str() {
            Some("1.2") => {}
            _ => return Err("Unknown client protocol".into()),
        }
        let sdk = |name: &str| at(info, &["userAgent", "sdk", name]).as_str().unwrap_or("");
        if sdk("version") == "3.5" {
            return Err("Deprecated client version".into());
        }
        if sdk("version").is_empty() || sdk("type").is_empty() {
            return Err("User agent info is incorrect".into());
        }
        let token = self.take_token(at(info, &["token"]).as_str().unwrap_or(""))?;
        let connection = self
            .portal
            .connections
            .get_mut(&id)
            .ok_or("Participant early left")?;
        let participant = connection.socket.clone().ok_or("Participant early left")?;
        let conference = self
            .activate(&token.room)
            .map_err(|()| "Joining room failed")?;
        let joined = conference.join(&participant, &token.user, &token.role)?;
        let mut result = json!({
            "user": joined.user,
            "role": joined.role,
            "permission": joined.permission,
            "room": conference.snapshot(),
            "id": participant,
        });
        // What went before isn't for them, and what others hear of it goes out now.
        self.deliver();
        let can_reconnect = RECONNECTING.contains(&sdk("type"));
        if can_reconnect {
            let ticket = self.new_ticket(&participant);
            set(&mut result, "reconnectionTicket", ticket);
        }
        if let Some(connection) = self.portal.connections.get_mut(&id) {
            connection.client = Some(participant.clone());
        }
        let client = Client::new(&token.room, id, can_reconnect);
        self.portal.clients.insert(participant, client);
        Ok(result)
    }

    /// Takes a token, which is good once.
    fn take_token(&mut self, text: &str) -> Result<Token, Refused> {
        let token = from_base64(text).and_then(|text| serde_json::from_str::<Value>(&text).ok());
        let token = token.ok_or("Unexpected token in JSON")?;
        let part = |name: &str| at(&token, &[name]).as_str().unwrap_or("");
        let (id, host) = (part("tokenId"), part("host"));
        if part("signature") != sign(&self.server_key, &to_sign(id, host)) {
            return Err("Invalid token signature".into());
        }
        let token = self.tokens.remove(id).ok_or(Refused::Untold)?;
        match self.now > token.made_at + TOKEN_MS {
            true => Err("Expired".into()),
            false => Ok(token),
        }
    }

    fn log_in_again(&mut self, id: u64, text: &Value) -> Result<Value, Refused> {
        let text = text.as_str().unwrap_or("");
        let participant = read_ticket(text, self.now, &self.server_key)?;
        let client = self
            .portal
            .clients
            .get_mut(&participant)
            .ok_or("Client does NOT exist")?;
        if !client.can_reconnect {
            return Err("Reconnection is not allowed".into());
        }
        let former = client.connection.replace(id);
        client.gone_at = None;
        let told: Vec<Value> = client.told.iter().cloned().collect();
        if let Some(former) = former.and_then(|id| self.portal.connections.get_mut(&id)) {
            former.client = None;
            former.socket = None;
            let text = packet::DISCONNECT.to_owned();
            former.frames.push(super::Frame::Text(text));
        }
        if let Some(connection) = self.portal.connections.get_mut(&id) {
            connection.client = Some(participant.clone());
        }
        Ok(json!({"ticket": self.new_ticket(&participant), "messages": told}))
    }

    fn new_ticket(&mut self, participant: &str) -> String {
        let id = format!("{:x}", self.random.bits());
        ticket(participant, &id, self.now, &self.server_key)
    }

    fn log_out(&mut self, id: u64) -> Vec<Value> {
        let connection = self.portal.connections.get_mut(&id);
        match connection.and_then(|connection| connection.client.take()) {
            Some(participant) => {
                self.leave(&participant);
                vec![json!("ok")]
            }
            None => error("Illegal request"),
        }
    }

    fn refresh_ticket(&mut self, id: u64) -> Vec<Value> {
        let Some(participant) = self.client_of(id) else {
            return error("Illegal request");
        };
        let client = self.portal.clients.get(&participant);
        match client.is_some_and(|client| client.can_reconnect) {
            true => vec![json!("ok"), json!(self.new_ticket(&participant))],
            false => error("Reconnection is not enabled."),
        }
    }

    fn say(&mut self, id: u64, line: &Value) -> Vec<Value> {
        let Some(from) = self.client_of(id) else {
            return error("Illegal request");
        };
        let (to, message) = (at(line, &["to"]).as_str(), at(line, &["message"]).as_str());
        let (Some(to), Some(message)) = (to, message) else {
            return error("Invalid request data");
        };
        if message.chars().count() > MAX_TEXT {
            return error("Invalid request data");
        }
        let room = self
            .portal
            .clients
            .get(&from)
            .map(|client| client.room.clone());
        let Some(conference) = room.and_then(|room| self.conference(&room)) else {
            return error("Illegal request");
        };
        if to != "all" && conference.participant(to).is_none() {
            return error(&format!("Target participant does NOT exist: {to}"));
        }
        let (audience, word) = match to {
            "all" => (Audience::All, "all"),
            one => (Audience::Only(one.to_owned()), "me"),
        };
        let told = json!({"from": from, "to": word, "message": message});
        conference.notifier.tell(audience, "text", told);
        vec![json!("ok")]
    }
}

fn error(why: &str) -> Vec<Value> {
    vec![json!("error"), json!(why)]
}
