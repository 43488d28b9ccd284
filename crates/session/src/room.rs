//! The meeting that a session is in, and what it may do there.

use conference::{Change, ChangedFields, Command, Conference, Event, Kind, Powers, Role};
use std::sync::Arc;
use wire::SessionInfo;

/// What is known of the meeting. It stays when the session is over, for the host to look at.
#[derive(Debug, Default)]
pub(crate) struct Room {
    pub conference: Conference,
    /// What changed in it and has not been told yet.
    pub changes: Vec<Change>,
    pub powers: Powers,
    /// What the node said when it let this session in.
    pub info: Option<Box<SessionInfo>>,
    /// When this session got in, wall ms.
    pub joined_ms: u64,
    /// When something was last heard from the server while the roster was whole, wall ms.
    pub true_at_ms: u64,
}

impl Room {
    /// Nobody is there, and what the server offers is to be seen anew.
    pub fn empty(&mut self) {
        self.conference = Conference::default();
        self.powers.unsupported.clear();
    }

    /// The node has let this session in.
    pub fn admitted(&mut self, info: Box<SessionInfo>) {
        self.conference.admitted(info.participant.clone());
        self.powers.own = Some(info.participant.clone());
        self.powers.role = info.role;
        self.powers.chat_enabled = info.chat_enabled;
        self.info = Some(info);
    }

    /// Takes in what happened. `at_ms` is wall time.
    pub fn apply(&mut self, at_ms: u64, event: Event) {
        self.conference.apply(at_ms, event, &mut self.changes);
    }

    /// Takes in what this host has said in the chat.
    pub fn said(&mut self, at_ms: u64, text: Arc<str>) {
        self.conference.message_sent(at_ms, text, &mut self.changes);
    }

    /// The snapshot under way will never end.
    pub fn abandon_sync(&mut self, at_ms: u64) {
        self.conference.abandon_sync(at_ms, &mut self.changes);
    }

    /// Returns `true` if the roster is whole. One that waits for the end of a new list stays, marked: what is told meanwhile isn't
    /// in it.
    pub fn is_whole(&self) -> bool {
        self.conference.is_complete() && self.conference.sync_progress().is_none()
    }

    /// Returns the role that the own row is told to have now. Only news of it counts: where row and token disagree, the one that
    /// spoke last is right.
    pub fn told_role(&self, changes: &[Change]) -> Option<Role> {
        let own = self.conference.own()?;
        let is_told = changes.iter().any(|change| match change {
            Change::Added(id) => id == own,
            Change::Changed(id, facts) => id == own && facts.intersects(ChangedFields::ROLE),
            _ => false,
        });
        let person = self.conference.person(own).filter(|_| is_told)?;
        Some(person.role)
    }

    /// The server doesn't offer this.
    pub fn mark_unsupported(&mut self, kind: Kind) {
        if !self.powers.unsupported.contains(&kind) {
            self.powers.unsupported.push(kind);
        }
    }

    /// Returns the name, as it is shown, of whom `command` is about.
    pub fn name_of(&self, command: &Command) -> Option<Arc<str>> {
        if let Command::Dial(dial) = command {
            return Some(dial.name.as_ref().unwrap_or(&dial.destination).clone());
        }
        command
            .target()
            .and_then(|id| self.conference.person(id))
            .map(|person| person.name.clone())
    }
}
