//! News about people, one by one.

use super::Conference;
use crate::roster::Merge;
use crate::{Change, Event, LogKind, Participant, ParticipantId, ParticipantPatch, Service};

impl Conference {
    /// Takes in news about somebody. It stands in the log where it `is_logged`.
    pub(super) fn apply_to_person(
        &mut self,
        at_ms: u64,
        event: Event,
        is_logged: bool,
        changes: &mut Vec<Change>,
    ) {
        match event {
            Event::Created(patch) => self.merge(at_ms, &patch, true, is_logged, changes),
            Event::Updated(patch) => self.merge(at_ms, &patch, false, is_logged, changes),
            Event::Deleted(id) => self.remove(at_ms, id, is_logged, changes),
            _ => {}
        }
    }

    fn merge(
        &mut self,
        at_ms: u64,
        patch: &ParticipantPatch,
        is_created: bool,
        is_logged: bool,
        changes: &mut Vec<Change>,
    ) {
        let before = self.person_arc(&patch.id).cloned();
        let merge = if is_created {
            self.roster.create(patch)
        } else {
            self.roster.update(patch)
        };
        match merge {
            Merge::Added => {
                // An update for somebody unknown that doesn't even name them tells too little to show them by.
                self.roster_wanted |= !is_created && patch.name.is_none();
                changes.push(Change::Added(patch.id.clone()));
            }
            Merge::Changed(fields) if fields.is_empty() => return,
            Merge::Changed(fields) => changes.push(Change::Changed(patch.id.clone(), fields)),
            Merge::Departed => {
                self.roster_wanted = true;
                return;
            }
        }
        let service = before.as_ref().map(|person| &person.service);
        self.track_outgoing_call(at_ms, &patch.id, service);
        if is_logged {
            self.log_differences(at_ms, &patch.id, before.as_deref(), changes);
        }
    }

    fn log_differences(
        &mut self,
        at_ms: u64,
        id: &ParticipantId,
        before: Option<&Participant>,
        changes: &mut Vec<Change>,
    ) {
        let Some(now) = self.roster.get(id) else {
            return;
        };
        let (name, kinds) = (now.name.clone(), crate::log_entry::differences(before, now));
        for kind in kinds {
            self.log_about(at_ms, Some(id.clone()), name.clone(), kind, changes);
        }
    }

    fn remove(
        &mut self,
        at_ms: u64,
        id: ParticipantId,
        is_logged: bool,
        changes: &mut Vec<Change>,
    ) {
        let Some(person) = self.roster.delete(&id) else {
            return;
        };
        self.forget_speaking(&person.id, changes);
        let ended = self.end_outgoing_call(at_ms, &person.id);
        if is_logged {
            let kind = match person.service {
                Service::WaitingRoom | Service::Ivr => LogKind::GaveUp,
                Service::Connecting => LogKind::CallEnded(ended),
                _ => LogKind::Left,
            };
            self.log_about(at_ms, Some(id), person.name.clone(), kind, changes);
        }
        changes.push(Change::Gone(person));
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{after, created, deleted, id, log, muted, names, patch, play};
    use crate::{CallEnd, Change, ChangedFields, Event, LogKind, ParticipantPatch, Role, Service};
    use std::sync::Arc;

    #[test]
    fn news_is_merged_by_uuid() {
        let check = |events: Vec<Event>, expect: &str, asks: bool| {
            let meeting = after(events);
            assert_eq!(names(&meeting), expect);
            assert_eq!(meeting.wants_roster(), asks, "{expect}");
        };
        check(vec![created("a"), created("a")], "a", false);
        check(vec![created("a"), muted("a")], "a*", false);
        check(vec![created("a"), muted("a"), created("a")], "a*", false);
        check(vec![Event::Updated(Box::new(patch("a")))], "a", false);
        check(vec![muted("a")], "a*", true);
        check(vec![created("a"), deleted("a"), deleted("a")], "", false);
        check(vec![deleted("a")], "", false);
        let garbled = |name: &str| Event::Malformed(Arc::from(name));
        check(vec![garbled("participant_create")], "", true);
        check(vec![garbled("stage")], "", false);
        check(vec![created("a"), deleted("a"), muted("a")], "", true);
        check(
            vec![created("a"), created("b"), deleted("a"), created("a")],
            "b a",
            false,
        );
    }

    #[test]
    fn the_log_tells_what_happened() {
        let check = |first: ParticipantPatch, then: ParticipantPatch, expect: Vec<LogKind>| {
            let meeting = after([
                Event::Created(Box::new(first)),
                Event::Updated(Box::new(then)),
            ]);
            assert_eq!(log(&meeting), expect);
        };
        let waits = || ParticipantPatch {
            service: Some(Service::WaitingRoom),
            ..patch("a")
        };
        let rings = || ParticipantPatch {
            service: Some(Service::Connecting),
            ..patch("a")
        };
        let host = || ParticipantPatch {
            role: Some(Role::Host),
            service: Some(Service::Conference),
            ..ParticipantPatch::new(id("a"))
        };
        let renamed = || ParticipantPatch {
            name: Some(Arc::from("b")),
            spotlight: Some(3.0),
            rx_presentation: Some(false),
            ..ParticipantPatch::new(id("a"))
        };
        check(patch("a"), patch("a"), vec![LogKind::Joined]);
        check(
            waits(),
            host(),
            vec![LogKind::Waits, LogKind::Joined, LogKind::Role(Role::Host)],
        );
        check(rings(), patch("a"), vec![LogKind::Calling]);
        check(
            patch("a"),
            renamed(),
            vec![
                LogKind::Joined,
                LogKind::Renamed(Arc::from("a")),
                LogKind::Spotlight(true),
                LogKind::RxPresentation(false),
            ],
        );
    }

    #[test]
    fn leaving_has_three_names() {
        let check = |service: Service, expect: LogKind| {
            let first = ParticipantPatch {
                service: Some(service),
                ..patch("a")
            };
            let meeting = after([Event::Created(Box::new(first)), deleted("a")]);
            assert_eq!(log(&meeting).last(), Some(&expect));
        };
        check(Service::Conference, LogKind::Left);
        check(Service::WaitingRoom, LogKind::GaveUp);
        check(Service::Connecting, LogKind::CallEnded(CallEnd::Refused));
    }

    #[test]
    fn spotlights_stand_by_stamp_and_those_of_one_second_as_they_came() {
        let check = |stamps: &[(&str, f64)], expect: &[&str]| {
            let lit = stamps.iter().map(|(name, stamp)| {
                Event::Updated(Box::new(ParticipantPatch {
                    spotlight: Some(*stamp),
                    ..ParticipantPatch::new(id(name))
                }))
            });
            let came = ["c", "a", "b"].map(created);
            let meeting = after(came.into_iter().chain(lit));
            let expect: Vec<_> = expect.iter().map(|name| id(name)).collect();
            assert_eq!(meeting.spotlights(), expect, "{stamps:?}");
        };
        check(&[("a", 2.0), ("c", 1.0)], &["c", "a"]);
        check(&[("c", 2.0), ("a", 1.0), ("b", 0.0)], &["a", "c"]);
        check(&[("b", 5.0), ("a", 5.0), ("c", 5.0)], &["c", "a", "b"]);
    }

    #[test]
    fn changes_say_which_fields() {
        let mut meeting = after([created("a")]);
        let changes = play(&mut meeting, [muted("a"), muted("a")]);
        assert_eq!(
            changes.first(),
            Some(&Change::Changed(id("a"), ChangedFields::MUTED))
        );
        let told = |change: &&Change| matches!(change, Change::Changed(..));
        assert_eq!(changes.iter().filter(told).count(), 1);
    }

    #[test]
    fn a_name_of_nothing_shows_the_address() {
        let check = |name: &str, address: Option<&str>, expect: &str| {
            let mut first = patch("50b956c8-9a63");
            first.name = Some(Arc::from(name));
            first.address = address.map(Arc::from);
            assert_eq!(names(&after([Event::Created(Box::new(first))])), expect);
        };
        check("Ann", Some("ann@x"), "Ann");
        check(" ", Some("ann@x"), "ann@x");
        check("\u{200B}\u{202E}", Some("ann@x"), "ann@x");
        check("", None, "50b956c8");
    }
}
