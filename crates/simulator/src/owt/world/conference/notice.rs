//! What a room tells those who are in it through the portal.

use serde_json::{Value, json};

/// Whom something is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Audience {
    /// Everybody.
    All,
    /// Everybody but one.
    Others(String),
    /// One.
    Only(String),
}

/// Something that is told.
#[derive(Clone, Debug, PartialEq)]
pub enum Notice {
    /// An event.
    Event {
        /// Whom.
        to: Audience,
        /// The event's name.
        name: &'static str,
        /// What it says.
        data: Value,
    },
    /// Somebody is dropped: told, and disconnected.
    Drop(String),
}

/// The events that a room tells, where its configuration wants them told.
#[derive(Clone, Debug)]
pub struct Notifier {
    /// Whether it is told who comes and goes.
    pub people: bool,
    /// Whether it is told what becomes of streams.
    pub streams: bool,
    notices: Vec<Notice>,
}

impl Notifier {
    /// Makes one that has nothing to tell yet.
    pub fn new(people: bool, streams: bool) -> Notifier {
        Notifier {
            people,
            streams,
            notices: Vec::new(),
        }
    }

    /// Tells an event, whatever the configuration says.
    pub fn tell(&mut self, to: Audience, name: &'static str, data: Value) {
        self.notices.push(Notice::Event { to, name, data });
    }

    /// Tells who comes or goes.
    pub fn participant(&mut self, to: Audience, action: &str, data: Value) {
        if self.people {
            self.tell(to, "participant", json!({"action": action, "data": data}));
        }
    }

    /// Tells of a stream; without `data` where there is nothing more to say.
    pub fn stream(&mut self, id: &str, status: &str, data: Option<Value>) {
        if !self.streams {
            return;
        }
        let mut told = json!({"id": id, "status": status});
        if let (Some(data), Some(fields)) = (data, told.as_object_mut()) {
            fields.insert("data".into(), data);
        }
        self.tell(Audience::All, "stream", told);
    }

    /// Tells that one thing of a stream changed.
    pub fn field(&mut self, id: &str, field: &str, value: Value) {
        self.stream(id, "update", Some(json!({"field": field, "value": value})));
    }

    /// Drops somebody.
    pub fn drop_out(&mut self, participant: &str) {
        self.notices.push(Notice::Drop(participant.to_owned()));
    }

    /// Returns what there is to tell.
    pub fn take(&mut self) -> Vec<Notice> {
        std::mem::take(&mut self.notices)
    }
}
