//! The log's lines.

use super::Conference;
use crate::{Change, LogEntry, LogKind, ParticipantId, clean_name};
use std::sync::Arc;

/// Log lines kept.
const MOST_LOG: usize = 2000;

impl Conference {
    pub(super) fn strange(
        &mut self,
        at_ms: u64,
        name: Arc<str>,
        kind: LogKind,
        changes: &mut Vec<Change>,
    ) {
        self.not_understood = self.not_understood.saturating_add(1);
        let name = Arc::from(&*clean_name(&name));
        self.note(at_ms, None, name, kind, changes);
    }

    pub(super) fn note(
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
        if self.log.len() >= MOST_LOG {
            self.log.pop_front();
        }
        self.log.push_back(entry.clone());
        changes.push(Change::Log(entry));
    }
}
