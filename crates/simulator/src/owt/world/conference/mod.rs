//! A room that is live: who is in, what they publish, what is mixed of it, and what goes out. It ends when nobody is left.

mod layout;
mod media;
mod mixer;
mod notice;
mod participant;
mod publish;
mod script;
mod sip;
mod stream;
mod subscription;
mod template;

pub use notice::{Audience, Notice, Notifier};
pub use participant::Participant;
pub use publish::{Picture, Publication};
pub use script::Script;
pub use sip::SipCall;
pub use stream::Stream;
pub use subscription::Subscription;

use super::json::at;
use super::room_config::RoomConfig;
use mixer::Mixer;
use serde_json::{Value, json};
#[cfg(test)]
use stream::Info;

/// How long a room without anybody stays live (ms).
const IDLE_MS: u64 = 30_000;

/// A live room.
#[derive(Clone, Debug)]
pub struct Conference {
    /// How it was configured when it began: later changes are for the next time.
    pub config: RoomConfig,
    /// Who is in, longest first.
    pub participants: Vec<Participant>,
    /// The streams: those of views, then the others, oldest first.
    pub streams: Vec<Stream>,
    /// What goes out.
    pub subscriptions: Vec<Subscription>,
    /// What is to be told.
    pub notifier: Notifier,
    mixers: Vec<Mixer>,
    idle_since: Option<u64>,
}

impl Conference {
    /// Makes a room live; it ends again if nobody comes.
    pub fn new(config: RoomConfig, now: u64) -> Conference {
        let view_stream = |view: &Value| {
            let label = at(view, &["label"]).as_str().unwrap_or("");
            Stream::of_view(format!("{}-{label}", config.id), view, &config)
        };
        let streams = config.views().iter().map(view_stream).collect();
        let mixers = config.views().iter().map(Mixer::new).collect();
        let told = |what: &str| config.flag(&["notifying", what]);
        Conference {
            notifier: Notifier::new(told("participantActivities"), told("streamChange")),
            participants: Vec::new(),
            streams,
            subscriptions: Vec::new(),
            mixers,
            idle_since: Some(now),
            config,
        }
    }

    /// Returns somebody.
    pub fn participant(&self, id: &str) -> Option<&Participant> {
        self.participants.iter().find(|p| p.id == id)
    }

    /// Returns a stream.
    pub fn stream(&self, id: &str) -> Option<&Stream> {
        self.streams.iter().find(|stream| stream.id == id)
    }

    fn stream_of_track(&self, track: &str) -> Option<&Stream> {
        let has = |stream: &&Stream| stream.tracks.iter().any(|t| t.id.as_deref() == Some(track));
        self.streams.iter().find(has)
    }

    /// Lets somebody in, with the rights of their role.
    ///
    /// # Errors
    /// The server's words.
    pub fn join(&mut self, id: &str, user: &str, role: &str) -> Result<&Participant, &'static str> {
        let limit = self.config.limit("participantLimit");
        let is_full =
            usize::try_from(limit).is_ok_and(|limit| limit > 0 && self.participants.len() >= limit);
        if is_full {
            return Err("Room is full");
        }
        let rights = self.config.role(role).ok_or("Invalid role")?;
        let side = |name: &str| {
            let right = |track: &str| at(rights, &[name, track]) == &Value::Bool(true);
            json!({"video": right("video"), "audio": right("audio")})
        };
        let participant = Participant {
            id: id.to_owned(),
            user: user.to_owned(),
            role: role.to_owned(),
            permission: json!({"publish": side("publish"), "subscribe": side("subscribe")}),
            scripted: false,
        };
        let others = Audience::Others(id.to_owned());
        self.notifier
            .participant(others, "join", participant.to_json());
        self.idle_since = None;
        self.participants.push(participant);
        self.participants.last().ok_or("Joining room failed")
    }

    /// Returns what somebody who joins is told of the room.
    pub fn snapshot(&self) -> Value {
        let labels: Vec<&Value> = self
            .config
            .views()
            .iter()
            .map(|v| at(v, &["label"]))
            .collect();
        let participants: Vec<Value> = self.participants.iter().map(Participant::to_json).collect();
        let streams: Vec<Value> = self.streams.iter().map(Stream::for_portal).collect();
        json!({
            "id": self.config.id,
            "views": labels,
            "participants": participants,
            "streams": streams,
        })
    }

    /// Lets somebody go, with everything of theirs. Returns who it was.
    pub fn leave(&mut self, id: &str) -> Option<Participant> {
        let place = self.participants.iter().position(|p| p.id == id)?;
        let gone = self.participants.remove(place);
        self.subscriptions.retain(|s| s.owner != id);
        self.notifier.participant(Audience::All, "leave", json!(id));
        let own = |stream: &&Stream| stream.owner() == id;
        let streams: Vec<String> = self
            .streams
            .iter()
            .filter(own)
            .map(|s| s.id.clone())
            .collect();
        for stream in streams {
            self.remove_stream(&stream);
        }
        Some(gone)
    }

    /// Puts somebody out. Returns who it was.
    pub fn drop_out(&mut self, id: &str) -> Option<Participant> {
        self.participant(id)?;
        self.notifier.drop_out(id);
        self.leave(id)
    }

    /// Ends a stream, and what takes from it. Returns whether there was one that can be ended: a view's can't.
    pub fn remove_stream(&mut self, id: &str) -> bool {
        let Some(place) = self
            .streams
            .iter()
            .position(|s| s.id == id && s.view().is_none())
        else {
            return false;
        };
        let gone = self.streams.remove(place);
        let takes_from =
            |from: &str| from == id || gone.tracks.iter().any(|t| t.id.as_deref() == Some(from));
        self.subscriptions
            .retain(|s| !s.halves.iter().any(|half| takes_from(&half.from)));
        let mixers = self.mixers.iter_mut();
        let changed: Vec<String> = mixers
            .filter_map(|mixer| mixer.remove(id).then(|| mixer.label.clone()))
            .collect();
        for view in changed {
            self.show_layout(&view);
        }
        self.notifier.stream(id, "remove", None);
        true
    }

    /// Returns whether the room has been without anybody and anything for long enough to end.
    pub fn has_ended(&mut self, now: u64) -> bool {
        let has_streams = self.streams.iter().any(|stream| stream.view().is_none());
        if !self.participants.is_empty() || has_streams || !self.subscriptions.is_empty() {
            self.idle_since = None;
            return false;
        }
        now >= *self.idle_since.get_or_insert(now) + IDLE_MS
    }
}

#[cfg(test)]
mod tests;
