//! The log: what is put into it.

use super::Conference;
use crate::{Change, LogEntry, LogKind, ParticipantId, clean_name};
use std::sync::Arc;

/// Log lines kept.
const MAX_LINES: usize = 2000;
/// So many names of events that aren't understood are told apart: a server makes up no more, unless it means harm.
const MAX_NAMES: usize = 50;
/// The name of all others.
const OTHERS: &str = "…";

/// An event that isn't understood.
#[derive(Debug)]
pub(super) struct UnreadEvent {
    name: Arc<str>,
    is_malformed: bool,
    /// How often it came.
    count: u32,
    /// The line of the log that says so, counted from the first that there ever was.
    line: Option<usize>,
}

impl UnreadEvent {
    fn is(&self, name: &str, is_malformed: bool) -> bool {
        *self.name == *name && self.is_malformed == is_malformed
    }
}

impl Conference {
    /// Logs an event that isn't known or can't be read: one line a name, with how often it came, so that a flood of them leaves
    /// everything else where it is.
    pub(super) fn log_unread_event(
        &mut self,
        at_ms: u64,
        name: &str,
        is_malformed: bool,
        changes: &mut Vec<Change>,
    ) {
        self.not_understood = self.not_understood.saturating_add(1);
        let at = self.find_unread_event(&clean_name(name), is_malformed);
        let next_line = self.log_forgotten + self.log.len();
        let Some(event) = self.unread_events.get_mut(at) else {
            return;
        };
        event.count = event.count.saturating_add(1);
        let kind = if is_malformed {
            LogKind::Malformed(event.count)
        } else {
            LogKind::Unknown(event.count)
        };
        let line = event
            .line
            .and_then(|line| line.checked_sub(self.log_forgotten));
        if let Some(entry) = line.and_then(|line| self.log.get_mut(line)) {
            entry.kind = kind;
            changes.push(Change::Log(entry.clone()));
        } else {
            event.line = Some(next_line);
            let name = event.name.clone();
            self.log_about(at_ms, None, name, kind, changes);
        }
    }

    /// Returns where the count of an event stands, made anew where it is the first of its name.
    fn find_unread_event(&mut self, name: &str, is_malformed: bool) -> usize {
        let known = &mut self.unread_events;
        let find = |known: &[UnreadEvent], name: &str| {
            known.iter().position(|one| one.is(name, is_malformed))
        };
        let name = match find(known, name) {
            Some(at) => return at,
            None if known.len() < MAX_NAMES => name,
            None => OTHERS,
        };
        find(known, name).unwrap_or_else(|| {
            known.push(UnreadEvent {
                name: Arc::from(name),
                is_malformed,
                count: 0,
                line: None,
            });
            known.len() - 1
        })
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
            self.log_forgotten += 1;
        }
        self.log.push_back(entry.clone());
        changes.push(Change::Log(entry));
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{after, created, log, play};
    use super::*;
    use crate::Event;

    fn unknown(name: &str) -> Event {
        Event::Other(Arc::from(name))
    }

    #[test]
    fn what_is_not_understood_has_one_line_a_name() {
        let check = |events: Vec<Event>, expect: &[(&str, LogKind)]| {
            let meeting = after(events);
            let lines: Vec<_> = meeting
                .log()
                .map(|entry| (&*entry.name, entry.kind.clone()))
                .collect();
            assert_eq!(lines, expect);
        };
        let garbled = || Event::Malformed(Arc::from("a"));
        check(vec![unknown("a")], &[("a", LogKind::Unknown(1))]);
        check(
            vec![unknown("a"), unknown("b"), unknown("a"), garbled()],
            &[
                ("a", LogKind::Unknown(2)),
                ("b", LogKind::Unknown(1)),
                ("a", LogKind::Malformed(1)),
            ],
        );
    }

    #[test]
    fn a_flood_leaves_what_is_known() {
        let mut meeting = after([created("ann")]);
        for turn in 0..5 * MAX_LINES {
            play(&mut meeting, [unknown(&format!("name{}", turn % 500))]);
        }
        let lines = log(&meeting);
        assert_eq!(lines.first(), Some(&LogKind::Joined));
        assert!(lines.len() <= MAX_NAMES + 2, "{}", lines.len());
        let told = |kind: &LogKind| match kind {
            LogKind::Unknown(count) => *count,
            _ => 0,
        };
        let all: u32 = lines.iter().map(told).sum();
        assert_eq!(all as usize, 5 * MAX_LINES);
        assert_eq!(meeting.not_understood(), all);
    }

    #[test]
    fn a_line_that_was_forgotten_comes_again_with_its_count() {
        let mut meeting = after([unknown("a")]);
        for _ in 0..MAX_LINES {
            play(&mut meeting, [Event::RefreshNow]);
        }
        play(&mut meeting, [unknown("a"), unknown("a")]);
        assert_eq!(log(&meeting).last(), Some(&LogKind::Unknown(3)));
        assert_eq!(meeting.log().len(), MAX_LINES);
    }
}
