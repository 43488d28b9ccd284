//! Somebody who is in a room by the portal.

use crate::owt::world::encoding::{from_base64, sign, to_base64};
use serde_json::{Value, json};
use std::collections::VecDeque;

/// The most events that are kept for somebody who comes back.
const MAX_KEPT: usize = 500;
/// How long a ticket is good for (ms).
const TICKET_MS: u64 = 600_000;

/// Somebody who is in a room by the portal.
#[derive(Debug)]
pub struct Client {
    /// The room.
    pub room: String,
    /// Their socket; none while they are waited for.
    pub connection: Option<u64>,
    /// Whether they are waited for when their connection breaks.
    pub can_reconnect: bool,
    /// Since when they are waited for (ms).
    pub gone_at: Option<u64>,
    /// The events that they were told, each with its number.
    pub told: VecDeque<Value>,
    number: u64,
}

impl Client {
    /// Makes one who has just come in.
    pub fn new(room: &str, connection: u64, can_reconnect: bool) -> Client {
        Client {
            room: room.to_owned(),
            connection: Some(connection),
            can_reconnect,
            gone_at: None,
            told: VecDeque::new(),
            number: 0,
        }
    }

    /// Keeps an event for when they come back.
    pub fn remember(&mut self, name: &str, data: &Value) {
        if !self.can_reconnect {
            return;
        }
        self.number += 1;
        let told = json!({"event": name, "data": data, "seq": self.number});
        self.told.push_back(told);
        if self.told.len() > MAX_KEPT {
            self.told.pop_front();
        }
    }
}

/// Returns a ticket to come back with, made at `now` (ms).
pub fn ticket(participant: &str, id: &str, now: u64, key: &str) -> String {
    let until = now + TICKET_MS;
    let ticket = json!({
        "participantId": participant,
        "ticketId": id,
        "notBefore": now,
        "notAfter": until,
        "signature": sign(key, &format!("{participant},{now},{until}")),
    });
    to_base64(&ticket.to_string())
}

/// Returns whose ticket it is, or the server's words.
pub fn read_ticket(text: &str, now: u64, key: &str) -> Result<String, &'static str> {
    let ticket = from_base64(text).and_then(|text| serde_json::from_str::<Value>(&text).ok());
    let ticket = ticket.ok_or("Unexpected token in JSON")?;
    let number = |name: &str| ticket.get(name).and_then(Value::as_u64).unwrap_or(0);
    let (from, until) = (number("notBefore"), number("notAfter"));
    if from > now || until < now {
        return Err("Ticket is expired");
    }
    let participant = ticket
        .get("participantId")
        .and_then(Value::as_str)
        .unwrap_or("");
    let signature = sign(key, &format!("{participant},{from},{until}"));
    match ticket.get("signature") == Some(&Value::String(signature)) {
        true => Ok(participant.to_owned()),
        false => Err("Invalid reconnection ticket signature"),
    }
}
