//! The event log: what happened, for people. Sentences are the locale's; here is what they are made of.

use crate::{LayoutName, ParticipantId, Role};
use std::sync::Arc;

/// One line of the log.
#[derive(Clone, Debug, PartialEq)]
pub struct LogEntry {
    /// When, ms since 1970 by this browser's clock.
    pub at_ms: u64,
    /// Whom it is about.
    pub id: Option<ParticipantId>,
    /// Their name at that time (cleaned), or the word that the line is about.
    pub name: Arc<str>,
    /// What happened.
    pub kind: LogKind,
}

/// What happened.
#[derive(Clone, Debug, PartialEq)]
pub enum LogKind {
    /// Came into the meeting.
    Joined,
    /// Left it.
    Left,
    /// Waits to be admitted.
    Waits,
    /// Stopped waiting without coming in.
    GaveUp,
    /// Is being called.
    Calling,
    /// Was called, and is gone without having come in.
    CallEnded(CallEnd),
    /// Muted or unmuted.
    Muted(bool),
    /// Became host or guest.
    Role(Role),
    /// Came into or left the spotlight.
    Spotlight(bool),
    /// May or may not receive the presentation.
    RxPresentation(bool),
    /// Was renamed; carries the old name.
    Renamed(Arc<str>),
    /// Presents.
    PresentationStarted,
    /// The presentation ended.
    PresentationStopped,
    /// Locked or unlocked.
    Locked(bool),
    /// All guests muted or not.
    GuestsMuted(bool),
    /// Another layout is on air: hosts', guests'.
    Layout(Option<LayoutName>, Option<LayoutName>),
    /// A sub-call ended, with the server's reason.
    CallDisconnected(Arc<str>),
    /// Somebody was put out, with the server's reason.
    PutOut(Arc<str>),
    /// The roster was read again after a gap: joined, left, changed in the meantime.
    Resynced {
        /// New people.
        joined: usize,
        /// People gone.
        left: usize,
        /// People changed.
        changed: usize,
    },
    /// The server asked for a new token.
    RefreshAsked,
    /// This session was put on hold, or taken off it.
    OnHold(bool),
    /// An event that Gavel doesn't know (its name is in `name`), and how often it came.
    Unknown(u32),
    /// An event that could not be read (its name is in `name`), and how often it came.
    Malformed(u32),
}

impl LogEntry {
    /// Returns whether it counts how often something came.
    pub fn counts(&self) -> bool {
        matches!(self.kind, LogKind::Unknown(_) | LogKind::Malformed(_))
    }

    /// Returns whether it says what `before` says, counted on: it stands in its place.
    pub fn replaces(&self, before: &Self) -> bool {
        matches!(
            (&self.kind, &before.kind),
            (LogKind::Unknown(_), LogKind::Unknown(_))
                | (LogKind::Malformed(_), LogKind::Malformed(_))
        ) && self.name == before.name
    }

    /// Returns the line among `lines` that it replaces.
    pub(crate) fn line_before<'a>(&self, lines: &'a mut [Self]) -> Option<&'a mut Self> {
        let mut newest_first = lines.iter_mut().rev();
        self.counts()
            .then(|| newest_first.find(|before| self.replaces(before)))?
    }
}

/// How a call out came to nothing, as far as the events tell.
#[derive(Clone, Debug, PartialEq)]
pub enum CallEnd {
    /// It isn't known since when they were being called.
    Unknown,
    /// Long before the time was over: refused, busy, or not to be reached.
    Refused,
    /// Nobody answered in time.
    NoAnswer,
    /// This host took the call back.
    HungUp,
    /// For this reason, in the server's words.
    Failed(Arc<str>),
}

/// Returns what the log says about somebody who was `before` (unknown = new) and is `now`.
pub(crate) fn differences(
    before: Option<&crate::Participant>,
    now: &crate::Participant,
) -> Vec<LogKind> {
    let Some(before) = before else {
        return vec![arrival(&now.service)];
    };
    let mut kinds = Vec::new();
    if before.service != now.service {
        kinds.push(arrival(&now.service));
    }
    if before.name != now.name {
        kinds.push(LogKind::Renamed(before.name.clone()));
    }
    if before.role != now.role {
        kinds.push(LogKind::Role(now.role));
    }
    if before.muted != now.muted {
        kinds.push(LogKind::Muted(now.muted));
    }
    if before.spotlight.is_some() != now.spotlight.is_some() {
        kinds.push(LogKind::Spotlight(now.spotlight.is_some()));
    }
    if before.rx_presentation != now.rx_presentation {
        kinds.push(LogKind::RxPresentation(now.rx_presentation));
    }
    kinds
}

fn arrival(service: &crate::Service) -> LogKind {
    match service {
        crate::Service::WaitingRoom | crate::Service::Ivr => LogKind::Waits,
        crate::Service::Connecting => LogKind::Calling,
        _ => LogKind::Joined,
    }
}
