//! SIP calls: a participant, with the stream that comes from the phone and a subscription that goes to it.

use super::subscription::{Half, Subscription};
use super::{Conference, Participant, Picture, Publication};
use crate::owt::world::json::{at, set};
use crate::owt::world::settings::Agents;
use serde_json::{Value, json};

/// A call that is to be made.
#[derive(Clone, Copy, Debug)]
pub struct SipCall<'a> {
    /// The id of its participant.
    pub id: &'a str,
    /// The ids of its stream and its subscription.
    pub stream: &'a str,
    /// See `stream`.
    pub subscription: &'a str,
    /// Who is called.
    pub peer: &'a str,
    /// Whether the phone sends a picture.
    pub has_video: bool,
    /// What the phone gets.
    pub media: &'a Value,
}

impl Conference {
    /// Makes a call that is answered at once. An error where it can't have what it is to get.
    pub fn call(&mut self, call: &SipCall, agents: Agents) -> Result<(), ()> {
        let halves: Vec<Half> = self.halves(call.media, |_, _| Value::Null, agents)?;
        self.join(call.id, call.peer, "sip").map_err(drop)?;
        let picture = Picture {
            format: json!({"codec": "h264", "profile": "CB"}),
            parameters: None,
            source: None,
            simulcast: Vec::new(),
        };
        let published = self.publish(Publication {
            id: call.stream.to_owned(),
            owner: call.id.to_owned(),
            kind: "sip",
            audio: Some(String::new()),
            picture: call.has_video.then_some(picture),
            attributes: None,
        });
        if published.is_err() {
            self.leave(call.id);
            return published;
        }
        self.subscriptions.push(Subscription {
            id: call.subscription.to_owned(),
            kind: "sip",
            owner: call.id.to_owned(),
            halves,
            place: None,
        });
        Ok(())
    }

    /// Returns the calls.
    pub fn calls(&self) -> Vec<Value> {
        let calls = self.participants.iter().filter(|p| p.role == "sip");
        calls.map(|p| self.call_of(p)).collect()
    }

    /// Returns a call.
    pub fn call_by_id(&self, id: &str) -> Option<Value> {
        let participant = self.participant(id).filter(|p| p.role == "sip")?;
        Some(self.call_of(participant))
    }

    fn call_of(&self, participant: &Participant) -> Value {
        let id = &participant.id;
        let kind = if id.starts_with("SipIn") {
            "dial-in"
        } else {
            "dial-out"
        };
        let mut call = json!({"id": id, "peer": participant.user, "type": kind});
        if let Some(stream) = self.streams.iter().find(|s| s.owner() == id) {
            // As it lies in the server's memory: with tracks, in either version of the API.
            let mut input = stream.for_portal();
            let mut info = at(&input, &["info"]).clone();
            set(
                &mut info,
                "origin",
                json!({"isp": "isp", "region": "region"}),
            );
            set(&mut input, "info", info);
            let locality = json!({"agent": "sip-agent", "node": "sip-node"});
            set(&mut input, "locality", locality);
            set(&mut call, "input", input);
        }
        if let Some(output) = self.subscriptions.iter().find(|s| s.owner == *id) {
            set(&mut call, "output", output.to_json());
        }
        call
    }

    /// Returns the id of what goes to a call.
    pub fn output_of_call(&self, id: &str) -> Option<String> {
        let participant = self.participant(id).filter(|p| p.role == "sip")?;
        let output = self
            .subscriptions
            .iter()
            .find(|s| s.owner == participant.id)?;
        Some(output.id.clone())
    }

    /// Returns whether the room's configuration has a SIP account.
    pub fn has_sip(config: &super::RoomConfig) -> bool {
        let server = at(config.get("sip"), &["sipServer"]).as_str();
        server.is_some_and(|server| !server.is_empty())
    }
}
