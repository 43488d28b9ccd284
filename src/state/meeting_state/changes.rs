//! What has changed in a conference becomes what a room shows, a frame at a time.

use conference::{Change, Conference, FrameChanges, ParticipantId, Service, Speaker};
use leptos::prelude::*;
use session::Connection;

use super::{Inner, MeetingState};
use crate::{browser::clock, state::set_if_changed};

impl MeetingState {
    /// Keeps the minutes: takes in what has changed, each thing of it. `conference` is as it is after that; this session came at
    /// `joined_ms`, ms since 1970.
    pub fn record(&self, changes: &[Change], conference: &Conference, joined_ms: u64) {
        let now_ms = clock::now().wall_ms;
        self.0
            .attendance
            .observe(changes, conference, joined_ms, now_ms);
        self.0.absences.observe(changes);
        self.0.returned.observe(changes, conference);
        self.0.roll_calls.observe(changes, conference);
    }

    /// Keeps what has changed for [`Self::show`]. Returns whether that is the first news since it was called.
    pub fn add_changes(&self, changes: Vec<Change>) -> bool {
        let mut next = self.0.changes.borrow_mut();
        let is_first = next.is_none();
        next.get_or_insert_default().add(changes);
        is_first
    }

    /// Shows what has changed in `conference` since the last time. However much it is, each signal is set once.
    pub fn show(&self, conference: &Conference) {
        let Some(changes) = self.0.changes.take() else {
            return;
        };
        let inner = &self.0;
        if !changes.people.is_empty() {
            self.show_people(conference, &changes);
        }
        if changes.meeting {
            set_if_changed(inner.settings, conference.meeting());
        }
        if changes.picture {
            inner.stage.show(conference.picture());
        }
        if changes.presentation {
            set_if_changed(inner.presentation, conference.presentation().cloned());
        }
        // Somebody new may be speaking already.
        if changes.stage || changes.membership {
            self.show_voices(conference.stage());
        }
        if changes.picture || !changes.people.is_empty() {
            inner.returned.show();
        }
        inner.roll_calls.show();
        if changes.chat > 0 {
            let known = conference.chat().len().saturating_sub(changes.chat);
            inner.chat.push_all(conference.chat().skip(known).cloned());
        }
        if !changes.log.is_empty() {
            set_if_changed(inner.not_understood, conference.not_understood());
            inner.new_log.borrow_mut().extend(changes.log);
            inner.show_log.run();
        }
    }

    fn show_people(&self, conference: &Conference, changes: &FrameChanges) {
        let Inner { roster, panels, .. } = &*self.0;
        roster.show(
            conference,
            changes.people.iter(),
            self.0.now_ms.get_untracked(),
        );
        if changes.affects_order() {
            set_if_changed(roster.order, conference.order().into());
        }
        if changes.affects_waiting() {
            set_if_changed(roster.waiting, conference.waiting().into());
            // Who is let in is selected no more.
            let waits = |id: &ParticipantId| {
                let person = roster.person_untracked(id);
                person.is_some_and(|person| person.service == Service::WaitingRoom)
            };
            let selection = panels.waiting.selection;
            selection.maybe_update(|selection| selection.retain_present(waits));
        }
        if changes.affects_spotlights() {
            roster.show_spotlights(conference.spotlights().into());
        }
        if changes.affects_filters() {
            // Who is there is said at once; how many of them are muted, where that changes without end, a few times a second.
            if roster.has_others_than_shown() {
                roster.show_counts();
            } else {
                self.0.show_counts.run();
            }
            roster.people_changed();
        }
        if changes.affects_names() {
            self.0.renamed.set(true);
        }
        if changes.affects_names() || changes.affects_order() {
            self.0.show_order.run();
        }
        if changes.membership {
            // Who leaves is selected no more.
            panels
                .people
                .selection
                .maybe_update(|selection| selection.retain_present(|id| roster.has(id)));
        }
    }

    fn show_voices(&self, speakers: &[Speaker]) {
        self.0.roster.show_voices(speakers);
        self.count_voices();
    }

    /// Counts how long everybody speaks: whoever does now has done since the last look.
    pub(super) fn count_voices(&self) {
        let is_live = self
            .0
            .connection
            .with_untracked(|now| *now == Connection::Live);
        self.0.roster.count_voices(clock::now().wall_ms, is_live);
    }
}
