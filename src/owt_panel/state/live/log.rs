//! What happened, as lines of a log: who came and went, what was sent, and what this panel did.

use std::sync::Arc;

use leptos::prelude::*;
use owt::{
    Changes, Failure, InRoom, List, LiveRoom, ParticipantId, PortalEvent, Refusal, Stream,
    StreamKind, WhyOut,
};
use rustc_hash::FxHashMap;

use super::Live;
use crate::browser::clock;

/// So many lines are kept.
pub(super) const LOG_LINES: usize = 2_000;

/// A line of the log.
#[derive(Clone, Debug, PartialEq)]
pub struct LogEntry {
    /// When, by the wall clock, ms since 1970.
    pub at_ms: u64,
    /// What.
    pub kind: LogKind,
}

/// What happened.
#[derive(Clone, Debug, PartialEq)]
pub enum LogKind {
    /// The room was read for the first time: so many people, and so many streams.
    Opened(usize, usize),
    /// Somebody came in.
    Came(Arc<Person>),
    /// Somebody left.
    Left(Arc<Person>),
    /// A stream began.
    Began(Sent),
    /// A stream ended.
    Ended(Sent),
    /// Somebody wrote something.
    Wrote(Arc<Person>, Arc<str>),
    /// A command was done, about this.
    Done(InRoom, Arc<str>),
    /// A command failed.
    Failed(InRoom, Arc<str>, Failure),
    /// What is shown is how things are, again.
    Live,
    /// It isn't any more.
    Stale,
    /// The room is gone, or may not be seen any more.
    Gone(Refusal),
    /// The portal is heard.
    Heard,
    /// It isn't any more, or can't be.
    NotHeard(WhyOut),
}

/// Somebody, as they were called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Their id.
    pub id: ParticipantId,
    /// Their name; empty where they have none.
    pub name: Arc<str>,
    called: Arc<str>,
}

impl Person {
    fn new(id: &ParticipantId, name: &Arc<str>) -> Self {
        let called = match &**name {
            "" => conference::clean_name(id.as_str()).into(),
            _ => Arc::clone(name),
        };
        Self {
            id: id.clone(),
            name: Arc::clone(name),
            called,
        }
    }

    /// Returns their name, else their id, safe to show.
    pub fn called(&self) -> &Arc<str> {
        &self.called
    }
}

/// A stream, as it was called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sent {
    /// Its id.
    pub id: Arc<str>,
    /// Whose it is; `None` = nobody's who is in the room.
    pub by: Option<Arc<Person>>,
    /// It is somebody's screen.
    pub is_screen: bool,
}

impl LogKind {
    /// Returns the id and the name that it is about; empty where there is none.
    pub fn about(&self) -> (&str, &str) {
        match self {
            Self::Came(it) | Self::Left(it) | Self::Wrote(it, _) => (it.id.as_str(), &it.name),
            Self::Began(it) | Self::Ended(it) => {
                (&it.id, it.by.as_ref().map_or("", |by| &*by.name))
            }
            Self::Done(_, name) | Self::Failed(_, name, _) => ("", name),
            _ => ("", ""),
        }
    }
}

/// What people and streams were called, for when they are gone.
#[derive(Default)]
pub struct Called {
    people: FxHashMap<Arc<str>, Arc<Person>>,
    streams: FxHashMap<Arc<str>, Sent>,
}

impl Called {
    /// Takes what changed, and returns what is to be told of it.
    pub(super) fn take(&mut self, changes: &Changes, room: &LiveRoom) -> Vec<LogKind> {
        match changes.list {
            List::Participants => self.take_people(changes, room),
            List::Streams => self.take_streams(changes, room),
            _ => Vec::new(),
        }
    }

    fn take_people(&mut self, changes: &Changes, room: &LiveRoom) -> Vec<LogKind> {
        let mut lines = Vec::new();
        for id in &changes.removed {
            lines.extend(self.people.remove(id).map(LogKind::Left));
        }
        for id in &changes.added {
            if let Some(it) = room.participant(id) {
                let person = Arc::new(Person::new(&it.id, &it.user));
                self.people.insert(Arc::clone(id), Arc::clone(&person));
                lines.push(LogKind::Came(person));
            }
        }
        lines
    }

    fn take_streams(&mut self, changes: &Changes, room: &LiveRoom) -> Vec<LogKind> {
        let mut lines = Vec::new();
        for id in &changes.removed {
            lines.extend(self.streams.remove(id).map(LogKind::Ended));
        }
        for id in &changes.added {
            // What the server mixes is there as long as the room is.
            let is_forward = |it: &&Arc<Stream>| matches!(it.kind, StreamKind::Forward { .. });
            if let Some(it) = room.stream(id).filter(is_forward) {
                let by = it.owner().and_then(|id| self.people.get(id.as_str()));
                let source = it.video.as_ref().and_then(|video| video.source.as_deref());
                let sent = Sent {
                    id: Arc::clone(id),
                    by: by.cloned(),
                    is_screen: source == Some("screen-cast"),
                };
                self.streams.insert(Arc::clone(id), sent.clone());
                lines.push(LogKind::Began(sent));
            }
        }
        lines
    }
}

impl Live {
    /// Writes a line of the log.
    pub(super) fn note(self, kind: LogKind) {
        let at_ms = clock::now().wall_ms;
        self.log.update(|log| log.push(LogEntry { at_ms, kind }));
    }

    /// Writes down what changed in the room, once all of it is known.
    pub(super) fn note_changes(self, changes: &Changes) {
        let lines = self.change(|watch| {
            let lines = watch.called.take(changes, &watch.state);
            watch.is_opened.then_some(lines)
        });
        let lines = lines.flatten().unwrap_or_default();
        if lines.is_empty() {
            return;
        }
        let at_ms = clock::now().wall_ms;
        self.log.update(|log| {
            for kind in lines {
                log.push(LogEntry { at_ms, kind });
            }
        });
    }

    /// Everybody and all streams were read: from now on what changes is written down.
    pub(super) fn note_opened(self) {
        let opened = self.change(|watch| {
            let is_first = !std::mem::replace(&mut watch.is_opened, true);
            let count = |list| watch.state.count(list);
            let counts = (count(List::Participants), count(List::Streams));
            is_first.then_some(counts)
        });
        if let Some(Some((people, streams))) = opened {
            self.note(LogKind::Opened(people, streams));
        }
    }

    /// Writes down what somebody wrote.
    pub(super) fn note_text(self, event: &PortalEvent) {
        let PortalEvent::Text { from, message, .. } = event else {
            return;
        };
        let known = self.change(|watch| watch.called.people.get(from.as_str()).cloned());
        let unknown = || Arc::new(Person::new(from, &Arc::from("")));
        let person = known.flatten().unwrap_or_else(unknown);
        self.note(LogKind::Wrote(person, Arc::clone(message)));
    }
}
