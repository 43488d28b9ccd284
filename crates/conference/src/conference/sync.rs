//! The whole list at once: snapshots of the stream (`participant_sync_begin` … `_end`) and answers of `participants`.
//! Either is built aside and swapped in when it is whole, so that the old roster stays until then.

use super::Conference;
use crate::roster::{Merge, Roster};
use crate::{Change, Event, LogKind, ParticipantId, ParticipantPatch};

/// Events kept while a snapshot is read; one that takes more is worth nothing.
const MAX_EVENTS: usize = 50_000;

/// A snapshot under way.
#[derive(Debug, Default)]
pub(super) struct Snapshot {
    /// What it says about people, in order.
    events: Vec<Event>,
    /// How many of them list somebody. A private edition's bracket lists nobody, and is no snapshot.
    creates: usize,
}

impl Snapshot {
    fn lists_people(&self) -> bool {
        self.creates > 0
    }
}

impl Conference {
    /// Marks what is known as old. The stream broke: a snapshot under way is worth nothing.
    pub fn stream_lost(&mut self) {
        self.sync = None;
        self.since_request = None;
        self.is_complete = false;
        self.roster_wanted = false;
        self.presentation_told = false;
        self.is_hold_old = true;
    }

    /// Begins to keep events, to be applied to the answer of `GET participants`, which was just sent.
    pub fn roster_requested(&mut self) {
        self.since_request = Some(Vec::new());
        self.roster_wanted = false;
        self.presentation_told = false;
    }

    /// Returns whether an answer of `participants` is still of use: a snapshot of the stream may have come in first.
    pub fn awaits_roster(&self) -> bool {
        self.since_request.is_some() && !self.sync.as_ref().is_some_and(Snapshot::lists_people)
    }

    /// Returns how many people the snapshot under way has listed so far: one whose number stands still has got stuck.
    pub fn sync_progress(&self) -> Option<usize> {
        self.sync.as_ref().map(|sync| sync.creates)
    }

    /// Gives up a snapshot that doesn't end: what came of it is taken as news, and the roster must be asked for.
    pub fn abandon_sync(&mut self, at_ms: u64, changes: &mut Vec<Change>) {
        let Some(sync) = self.sync.take() else { return };
        if sync.lists_people() {
            for event in sync.events {
                self.apply_to_person(at_ms, event, false, changes);
            }
        }
        self.roster_wanted = true;
    }

    pub(super) fn begin_sync(&mut self) {
        self.sync = Some(Snapshot::default());
        self.presentation_told = false;
    }

    pub(super) fn apply_to_people(
        &mut self,
        at_ms: u64,
        mut event: Event,
        changes: &mut Vec<Change>,
    ) {
        if let Event::Created(patch) | Event::Updated(patch) = &mut event {
            self.shared_words.share(patch);
            self.note_start(patch, changes);
            self.note_speaking(patch, changes);
        }
        if let Some(since_request) = &mut self.since_request {
            since_request.extend(copy_about_people(&event));
            if since_request.len() > MAX_EVENTS {
                self.since_request = None;
                self.roster_wanted = true;
            }
        }
        let Some(sync) = &mut self.sync else {
            return self.apply_to_person(at_ms, event, true, changes);
        };
        sync.creates += usize::from(matches!(event, Event::Created(_)));
        if sync.lists_people() {
            sync.events.push(event);
        } else {
            // Until somebody is listed this may be no snapshot at all, and then it is news like any other.
            sync.events.extend(copy_about_people(&event));
            self.apply_to_person(at_ms, event, true, changes);
        }
        if self
            .sync
            .as_ref()
            .is_some_and(|sync| sync.events.len() > MAX_EVENTS)
        {
            self.abandon_sync(at_ms, changes);
        }
    }

    pub(super) fn end_sync(&mut self, at_ms: u64, changes: &mut Vec<Change>) {
        let Some(sync) = self.sync.take() else { return };
        if !sync.lists_people() {
            // Nobody is here, or this server lists nobody: only `participants` can tell.
            self.roster_wanted |= self.since_request.is_none() && !self.is_complete;
            return;
        }
        // The stream's snapshot is younger than a poll that is still under way, and settles what was unclear before.
        self.since_request = None;
        self.swap_in(at_ms, Roster::default(), sync.events, changes);
    }

    pub(super) fn read_roster(
        &mut self,
        at_ms: u64,
        people: Vec<ParticipantPatch>,
        changes: &mut Vec<Change>,
    ) {
        if !self.awaits_roster() {
            return;
        }
        let since_request = self.since_request.take().unwrap_or_default();
        let mut snapshot = Roster::default();
        for mut patch in people {
            self.shared_words.share(&mut patch);
            self.note_start(&patch, changes);
            self.note_speaking(&patch, changes);
            snapshot.create(&patch);
        }
        // An event that could not be read while the roster was on its way may be younger than that.
        let was_wanted = self.roster_wanted;
        self.swap_in(at_ms, snapshot, since_request, changes);
        self.roster_wanted |= was_wanted;
    }

    fn swap_in(
        &mut self,
        at_ms: u64,
        mut snapshot: Roster,
        events: Vec<Event>,
        changes: &mut Vec<Change>,
    ) {
        self.roster_wanted = apply_to_snapshot(&mut snapshot, events);
        self.is_complete = true;
        if std::mem::take(&mut self.is_hold_old) {
            // Nothing but the event tells of it, and its end may have been missed.
            self.hold(at_ms, false, changes);
        }
        let is_first = self.roster.len() == 0;
        let difference = self.roster.replace(snapshot, changes);
        self.forget_ended_calls();
        self.forget_absent_speakers(changes);
        if !is_first && !difference.is_empty() {
            let kind = LogKind::Resynced {
                joined: difference.joined,
                left: difference.left,
                changed: difference.changed,
            };
            self.log_about_meeting(at_ms, kind, changes);
        }
        self.find_presenter(changes);
    }
}

/// Returns a copy of news about somebody: all that is kept for a snapshot.
fn copy_about_people(event: &Event) -> Option<Event> {
    match event {
        Event::Created(patch) => Some(Event::Created(patch.clone())),
        Event::Updated(patch) => Some(Event::Updated(patch.clone())),
        Event::Deleted(id) => Some(Event::Deleted(id.clone())),
        _ => None,
    }
}

/// Applies events to a snapshot. Returns whether they leave something open: an update for somebody whom the snapshot doesn't
/// have may be older than it, so it brings in only whom it names.
fn apply_to_snapshot(snapshot: &mut Roster, events: Vec<Event>) -> bool {
    let mut open: Vec<ParticipantId> = Vec::new();
    for event in events {
        match event {
            Event::Created(patch) => drop(snapshot.create(&patch)),
            Event::Updated(patch) => {
                let is_enough = patch.name.is_some() || snapshot.get(&patch.id).is_some();
                if !is_enough || matches!(snapshot.update(&patch), Merge::Departed) {
                    open.push(patch.id);
                }
            }
            Event::Deleted(id) => {
                open.retain(|known| *known != id);
                drop(snapshot.delete(&id));
            }
            _ => {}
        }
    }
    open.iter().any(|id| snapshot.get(id).is_none())
}

#[cfg(test)]
mod tests {
    use super::super::testing::{after, created, deleted, log, muted, names, play, roster};
    use super::*;
    use Event::{SyncBegin, SyncEnd};

    /// What is shown after these events, whether it is known to be whole, and whether the roster has to be asked for.
    fn check(events: Vec<Event>, expect: &str, whole: bool, asks: bool) {
        let mut meeting = after(events);
        assert_eq!(names(&meeting), expect);
        assert_eq!(meeting.is_complete(), whole, "{expect}: whole");
        assert_eq!(meeting.take_roster_request(), asks, "{expect}: asks");
    }

    #[test]
    fn a_snapshot_is_swapped_in_at_its_end() {
        check(
            vec![created("a"), created("b"), SyncBegin, created("c")],
            "a b",
            false,
            false,
        );
        check(
            vec![created("a"), SyncBegin, created("c"), created("a"), SyncEnd],
            "a c",
            true,
            false,
        );
        check(
            vec![SyncBegin, created("a"), muted("a"), SyncEnd],
            "a*",
            true,
            false,
        );
        check(
            vec![
                SyncBegin,
                created("a"),
                created("b"),
                deleted("a"),
                SyncEnd,
                muted("a"),
            ],
            "b",
            true,
            true,
        );
        check(
            vec![
                SyncBegin,
                created("a"),
                SyncBegin,
                created("b"),
                SyncEnd,
                SyncEnd,
            ],
            "b",
            true,
            false,
        );
    }

    #[test]
    fn a_bracket_that_lists_nobody_is_no_snapshot() {
        check(
            vec![created("a"), SyncBegin, muted("a"), SyncEnd],
            "a*",
            false,
            true,
        );
        check(
            vec![created("a"), SyncBegin, muted("a")],
            "a*",
            false,
            false,
        );
        let mut meeting = after([SyncBegin, SyncEnd]);
        meeting.roster_requested();
        play(&mut meeting, [roster(&["a", "b"])]);
        assert_eq!(names(&meeting), "a b");
        assert!(meeting.is_complete() && !meeting.wants_roster());
    }

    #[test]
    fn what_came_before_the_first_create_is_not_lost() {
        check(
            vec![SyncBegin, muted("a"), created("a"), SyncEnd],
            "a",
            true,
            false,
        );
        check(
            vec![SyncBegin, deleted("b"), created("a"), SyncEnd],
            "a",
            true,
            false,
        );
    }

    #[test]
    fn events_are_laid_over_a_poll() {
        let check = |before: Vec<Event>, during: Vec<Event>, answer: &[&str], expect: &str| {
            let mut meeting = after(before);
            meeting.roster_requested();
            play(&mut meeting, during);
            assert!(meeting.awaits_roster());
            play(&mut meeting, [roster(answer)]);
            assert_eq!(names(&meeting), expect);
            assert!(!meeting.awaits_roster());
        };
        check(vec![], vec![], &["a", "b"], "a b");
        check(vec![], vec![created("c")], &["a", "b"], "c a b");
        check(vec![], vec![deleted("a")], &["a", "b"], "b");
        check(vec![created("b")], vec![muted("b")], &["a", "b"], "b* a");
        check(vec![created("x")], vec![muted("x")], &["a"], "a");
    }

    #[test]
    fn a_poll_does_not_overtake_the_stream() {
        let mut meeting = after([]);
        meeting.roster_requested();
        play(&mut meeting, [SyncBegin, created("a")]);
        assert!(!meeting.awaits_roster());
        play(&mut meeting, [roster(&["old"]), SyncEnd, roster(&["old"])]);
        assert_eq!(names(&meeting), "a");
    }

    #[test]
    fn a_snapshot_without_end_becomes_news() {
        let mut meeting = after([created("x"), SyncBegin, created("a"), muted("x")]);
        assert_eq!(meeting.sync_progress(), Some(1));
        let mut changes = Vec::new();
        meeting.abandon_sync(0, &mut changes);
        assert_eq!(names(&meeting), "x* a");
        assert!(!meeting.is_syncing() && meeting.take_roster_request());
    }

    #[test]
    fn the_difference_is_one_line_of_the_log() {
        let meeting = after([
            created("a"),
            created("b"),
            SyncBegin,
            created("a"),
            muted("a"),
            created("c"),
            SyncEnd,
        ]);
        let line = LogKind::Resynced {
            joined: 1,
            left: 1,
            changed: 1,
        };
        assert_eq!(log(&meeting), [LogKind::Joined, LogKind::Joined, line]);
        assert_eq!(log(&after([SyncBegin, created("a"), SyncEnd])), []);
    }

    #[test]
    fn a_lost_stream_makes_everything_old() {
        let mut meeting = after([SyncBegin, created("a"), SyncEnd, SyncBegin, created("b")]);
        meeting.stream_lost();
        assert_eq!(names(&meeting), "a");
        assert!(!meeting.is_complete() && !meeting.is_syncing() && !meeting.awaits_roster());
    }
}
