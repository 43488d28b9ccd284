//! The log: what is put into it.

use super::Conference;
use crate::{Change, LogEntry, LogKind, ParticipantId, clean_name};
use std::sync::Arc;

/// Log lines kept.
const MAX_LINES: usize = 2000;

impl Conference {
    /// Logs an event that isn't known or can't be read.
    pub(super) fn log_unread_event(
        &mut self,
        at_ms: u64,
        name: Arc<str>,
        kind: LogKind,
        changes: &mut Vec<Change>,
    ) {
        self.not_understood = self.not_understood.saturating_add(1);
        let name = Arc::from(&*clean_name(&name));
        self.log_about(at_ms, None, name, kind, changes);
    }

    /// Logs what is about nobody in particular.
    pub(super) fn log_about_meeting(
        &mut self,
        at_ms: u64,
        kind: LogKind,
        changes: &mut Vec<Change>,
    ) {
        self.log_about(at_ms, None, Arc::from(""), kind, changes);
    }

    pub(super) fn log_about(
        &mut self,
        at_ms: u64,
        id: Option<ParticipantId>,
        name: Arc<str>,
        kind: LogKind,
        changes: &mut Vec<Change>,
    ) {
        let entry = LogEntry {
            at_ms,
            id,
            name,
            kind,
        };
        if self.log.len() >= MAX_LINES {
            self.log.pop_front();
        }
        self.log.push_back(entry.clone());
        changes.push(Change::Log(entry));
    }
}
