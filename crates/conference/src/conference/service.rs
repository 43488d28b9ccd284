//! The meeting as a whole, as the stream or `service_status` tells them.

use super::Conference;
use crate::{Change, LogKind, ParticipantPatch, Service, ServicePatch};

impl Conference {
    /// Takes in when somebody came: nothing else on the wire tells since when the meeting lasts.
    pub(super) fn note_start(&mut self, patch: &ParticipantPatch, changes: &mut Vec<Change>) {
        let is_outside = |service: &Service| !service.is_in_meeting();
        let is_own = self.own.as_ref() == Some(&patch.id);
        if let Some(start_s) = patch.start_time
            && !patch.service.as_ref().is_some_and(is_outside)
            && self.meeting.note_start(start_s, is_own)
        {
            changes.push(Change::Meeting);
        }
    }

    /// Takes in whether this session is on hold.
    pub(super) fn hold(&mut self, at_ms: u64, is_on_hold: bool, changes: &mut Vec<Change>) {
        self.is_hold_old = false;
        if std::mem::replace(&mut self.meeting.on_hold, is_on_hold) != is_on_hold {
            changes.push(Change::Meeting);
            self.log_about_meeting(at_ms, LogKind::OnHold(is_on_hold), changes);
        }
    }

    pub(super) fn apply_service(
        &mut self,
        at_ms: u64,
        patch: ServicePatch,
        changes: &mut Vec<Change>,
    ) {
        let before = self.meeting;
        self.meeting.locked = patch.locked.or(before.locked);
        self.meeting.guests_muted = patch.guests_muted.or(before.guests_muted);
        self.meeting.started = patch.started.or(before.started);
        self.meeting.recording = patch.recording.or(before.recording);
        self.meeting.live = patch.live.or(before.live);
        self.meeting.whiteboard = patch.whiteboard.or(before.whiteboard);
        if before == self.meeting {
            return;
        }
        changes.push(Change::Meeting);
        if let Some(locked) = self.meeting.locked
            && before.locked.is_some_and(|was| was != locked)
        {
            self.log_about_meeting(at_ms, LogKind::Locked(locked), changes);
        }
        if let Some(muted) = self.meeting.guests_muted
            && before.guests_muted.is_some_and(|was| was != muted)
        {
            self.log_about_meeting(at_ms, LogKind::GuestsMuted(muted), changes);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{after, created, log, patch, play};
    use super::*;
    use crate::{Event, Meeting};

    #[test]
    fn the_meeting_lasts_since_the_first_came() {
        let came = |name: &str, start_s: f64, service: Service| ParticipantPatch {
            start_time: Some(start_s),
            service: Some(service),
            ..patch(name)
        };
        let (here, waits) = (Service::Conference, Service::WaitingRoom);
        let people = || {
            vec![
                came("b", 1_700_000_050.0, here.clone()),
                came("a", 1_700_000_000.0, here.clone()),
                came("c", 1_600_000_000.0, waits.clone()),
            ]
        };
        let one_by_one = people()
            .into_iter()
            .map(|patch| Event::Created(Box::new(patch)));
        let mut read = crate::Conference::default();
        read.roster_requested();
        play(&mut read, [Event::Roster(people())]);
        for meeting in [after(one_by_one), read] {
            assert_eq!(meeting.meeting().first_start_s, Some(1_700_000_000));
        }
    }

    #[test]
    fn on_hold_until_the_server_says_otherwise_or_may_have() {
        let mut meeting = after([Event::OnHold(true), Event::OnHold(true)]);
        assert!(meeting.meeting().on_hold);
        assert_eq!(log(&meeting), [LogKind::OnHold(true)]);
        play(&mut meeting, [Event::OnHold(false)]);
        assert!(!meeting.meeting().on_hold);
        for begins_again in [
            |meeting: &mut crate::Conference| meeting.stream_lost(),
            |meeting: &mut crate::Conference| meeting.admitted(crate::ParticipantId::new("me")),
        ] {
            play(&mut meeting, [Event::OnHold(true)]);
            begins_again(&mut meeting);
            assert!(meeting.meeting().on_hold);
            play(
                &mut meeting,
                [Event::SyncBegin, created("ann"), Event::SyncEnd],
            );
            assert!(!meeting.meeting().on_hold);
            // … unless it tells so again.
            meeting.stream_lost();
            play(
                &mut meeting,
                [
                    Event::SyncBegin,
                    created("ann"),
                    Event::OnHold(true),
                    Event::SyncEnd,
                ],
            );
            assert!(meeting.meeting().on_hold);
        }
    }

    #[test]
    fn partial_news_is_merged_and_only_a_change_is_told() {
        let check = |news: &[(Option<bool>, Option<bool>)], locked, guests_muted, lines| {
            let meeting = after(news.iter().map(|(locked, guests_muted)| {
                Event::Service(ServicePatch {
                    locked: *locked,
                    guests_muted: *guests_muted,
                    ..ServicePatch::default()
                })
            }));
            let expect = Meeting {
                locked,
                guests_muted,
                ..Meeting::default()
            };
            assert_eq!(meeting.meeting(), expect);
            assert_eq!(log(&meeting), lines);
        };
        let (yes, no) = (Some(true), Some(false));
        check(&[], None, None, vec![]);
        check(&[(yes, None)], yes, None, vec![]);
        check(&[(yes, None), (None, no)], yes, no, vec![]);
        check(
            &[(no, None), (yes, None)],
            yes,
            None,
            vec![LogKind::Locked(true)],
        );
        check(
            &[(no, no), (no, yes), (None, yes)],
            no,
            yes,
            vec![LogKind::GuestsMuted(true)],
        );
    }
}
