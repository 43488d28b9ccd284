//! Who presents.

use super::Conference;
use crate::{Change, LogKind, ParticipantId, Presentation, clean_name};
use std::sync::Arc;

impl Conference {
    pub(super) fn start_presentation(
        &mut self,
        at_ms: u64,
        name: &str,
        address: &str,
        id: Option<ParticipantId>,
        changes: &mut Vec<Change>,
    ) {
        self.presentation_told = true;
        let id = id.or_else(|| self.presenter_named(name, address));
        let shown = clean_name(if name.trim().is_empty() {
            address
        } else {
            name
        });
        let shown: Arc<str> = match &*shown {
            "" => id
                .as_ref()
                .and_then(|id| self.person(id))
                .map_or_else(|| Arc::from(""), |p| p.name.clone()),
            shown => Arc::from(shown),
        };
        let now = Some(Presentation {
            name: shown.clone(),
            id: id.clone(),
        });
        if self.presentation != now {
            self.presentation = now;
            changes.push(Change::Presentation);
            self.log_about(at_ms, id, shown, LogKind::PresentationStarted, changes);
        }
    }

    pub(super) fn stop_presentation(&mut self, at_ms: u64, changes: &mut Vec<Change>) {
        self.presentation_told = true;
        if let Some(ended) = self.presentation.take() {
            changes.push(Change::Presentation);
            let kind = LogKind::PresentationStopped;
            self.log_about(at_ms, ended.id, ended.name, kind, changes);
        }
    }

    /// Finds the presenter in the roster after a snapshot, where the stream has told nothing since.
    pub(super) fn find_presenter(&mut self, changes: &mut Vec<Change>) {
        if self.presentation_told {
            return;
        }
        let is_same = |id: &ParticipantId| {
            let shown = self.presentation.as_ref().and_then(|p| p.id.as_ref());
            shown == Some(id)
        };
        let presenters = self.roster.iter().filter(|(_, person)| person.presenting);
        // Whoever is shown stays, should two be marked.
        let now = presenters
            .min_by_key(|(number, person)| (!is_same(&person.id), *number))
            .map(|(_, person)| Presentation {
                name: person.name.clone(),
                id: Some(person.id.clone()),
            });
        let same = match (&now, &self.presentation) {
            (Some(now), Some(before)) => now.id == before.id,
            (None, None) => true,
            _ => false,
        };
        if !same {
            self.presentation = now;
            changes.push(Change::Presentation);
        }
    }

    /// Returns who it is where no uuid is told: the address decides, then the name among those who are marked as presenting.
    fn presenter_named(&self, name: &str, address: &str) -> Option<ParticipantId> {
        let by_address = self
            .roster
            .iter()
            .filter(|(_, person)| !address.is_empty() && *person.address == *address);
        let by_name = self
            .roster
            .iter()
            .filter(|(_, person)| person.presenting && *person.name == *name);
        let first = |people: &mut dyn Iterator<Item = (u32, &crate::Participant)>| {
            people
                .min_by_key(|(number, person)| (!person.presenting, *number))
                .map(|(_, person)| person.id.clone())
        };
        first(&mut by_address.into_iter()).or_else(|| first(&mut by_name.into_iter()))
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{after, created, id, log, patch, play, roster};
    use super::*;
    use crate::{Conference, Event, ParticipantPatch};

    fn starts(name: &str, uuid: Option<&str>) -> Event {
        Event::PresentationStart {
            name: Arc::from(name),
            address: Arc::from(""),
            id: uuid.map(id),
        }
    }

    fn presents(name: &str) -> Event {
        Event::Created(Box::new(ParticipantPatch {
            presenting: Some(true),
            ..patch(name)
        }))
    }

    fn shown(meeting: &Conference) -> Option<(&str, Option<&str>)> {
        meeting
            .presentation()
            .map(|p| (&*p.name, p.id.as_ref().map(ParticipantId::as_str)))
    }

    #[test]
    fn who_presents() {
        let check = |events: Vec<Event>, expect: Option<(&str, Option<&str>)>| {
            assert_eq!(shown(&after(events)), expect);
        };
        let ann = Some(("ann", Some("ann")));
        check(vec![created("ann"), starts("ann", Some("ann"))], ann);
        check(vec![presents("ann"), starts("ann", None)], ann);
        check(vec![created("ann"), starts("", Some("ann"))], ann);
        check(vec![starts("", None)], Some(("", None)));
        check(vec![starts("a\u{202E}b", None)], Some(("ab", None)));
        check(vec![starts("x", None), Event::PresentationStop], None);
    }

    #[test]
    fn a_snapshot_tells_what_was_missed() {
        use Event::{SyncBegin, SyncEnd};
        let check = |before: Vec<Event>, within: Event, after_it: Vec<Event>, expect| {
            let mut meeting = after(before);
            meeting.stream_lost();
            play(&mut meeting, [SyncBegin, within]);
            play(&mut meeting, after_it);
            play(&mut meeting, [SyncEnd]);
            assert_eq!(shown(&meeting).map(|(name, _)| name.to_owned()), expect);
        };
        let ann = || Some("ann".to_owned());
        check(vec![], presents("ann"), vec![], ann());
        check(
            vec![starts("ann", Some("ann"))],
            created("ann"),
            vec![],
            None,
        );
        check(
            vec![starts("bo", Some("bo"))],
            presents("ann"),
            vec![],
            ann(),
        );
        check(vec![], created("ann"), vec![starts("ann", None)], ann());
        check(vec![], presents("ann"), vec![Event::PresentationStop], None);
    }

    #[test]
    fn an_older_answer_does_not_stop_it() {
        let mut meeting = after([created("ann")]);
        meeting.roster_requested();
        play(&mut meeting, [starts("ann", Some("ann")), roster(&["ann"])]);
        assert_eq!(shown(&meeting), Some(("ann", Some("ann"))));
    }

    #[test]
    fn taking_the_floor_is_in_the_log() {
        let meeting = after([
            starts("a", None),
            starts("a", None),
            starts("b", None),
            Event::PresentationStop,
            Event::PresentationStop,
        ]);
        let (start, stop) = (LogKind::PresentationStarted, LogKind::PresentationStopped);
        assert_eq!(log(&meeting), [start.clone(), start, stop]);
    }
}
