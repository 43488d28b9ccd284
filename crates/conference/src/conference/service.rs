//! The meeting as a whole, as the stream or `service_status` tells them.

use super::Conference;
use crate::{Change, LogKind, ServicePatch};

impl Conference {
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
    use super::super::testing::{after, log};
    use super::*;
    use crate::{Event, Meeting};

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
