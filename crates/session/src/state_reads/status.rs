//! What is known of the meeting's state: answers overtake each other, and events overtake answers.

use crate::Now;
use conference::ServicePatch;

/// What was told of the meeting's state, by whom and when. Times are monotonic, ms.
#[derive(Debug, Default)]
pub(super) struct StatusNews {
    /// The server has told it before: where it isn't found some time later, it hasn't gone for good.
    is_known: bool,
    /// It was not found once; the second time the server is taken at its word.
    was_missing: bool,
    /// What the stream told last: an answer to a question from before doesn't know it.
    locked: Option<Told>,
    guests_muted: Option<Told>,
    started: Option<Told>,
    recording: Option<Told>,
    live: Option<Told>,
    whiteboard: Option<Told>,
    /// When the newest question was asked whose answer was taken in.
    newest_answer: u64,
}

#[derive(Clone, Copy, Debug)]
struct Told {
    at: u64,
    value: bool,
}

impl StatusNews {
    pub fn is_known(&self) -> bool {
        self.is_known
    }

    /// The server has answered.
    pub fn found(&mut self) {
        self.is_known = true;
    }

    /// It is not found: this server doesn't offer it, or something before it has answered in its place. Returns `true` if that
    /// happened for the first time.
    pub fn missing(&mut self) -> bool {
        !std::mem::replace(&mut self.was_missing, true)
    }

    /// The stream tells something of it.
    pub fn told(&mut self, now: Now, patch: ServicePatch) {
        let told = |value: Option<bool>| {
            value.map(|value| Told {
                at: now.mono_ms,
                value,
            })
        };
        self.locked = told(patch.locked).or(self.locked);
        self.guests_muted = told(patch.guests_muted).or(self.guests_muted);
        self.started = told(patch.started).or(self.started);
        self.recording = told(patch.recording).or(self.recording);
        self.live = told(patch.live).or(self.live);
        self.whiteboard = told(patch.whiteboard).or(self.whiteboard);
    }

    /// Returns what is to be taken in of an answer to what was asked at `asked`: as far as nothing newer is known.
    pub fn merge(&mut self, asked: Now, read: ServicePatch) -> Option<ServicePatch> {
        let asked = asked.mono_ms;
        if asked < self.newest_answer {
            return None;
        }
        self.newest_answer = asked;
        let newer = |told: Option<Told>, read: Option<bool>| match told {
            Some(told) if told.at >= asked => read.and(Some(told.value)),
            _ => read,
        };
        Some(ServicePatch {
            locked: newer(self.locked, read.locked),
            guests_muted: newer(self.guests_muted, read.guests_muted),
            started: newer(self.started, read.started),
            recording: newer(self.recording, read.recording),
            live: newer(self.live, read.live),
            whiteboard: newer(self.whiteboard, read.whiteboard),
        })
    }
}
