//! Who speaks.

use super::Conference;
use crate::roster::Roster;
use crate::{Change, ParticipantId, ParticipantPatch, Speaker};

/// How loud somebody counts of whom only `is_speaking` is told.
const SPEAKING_VAD: u8 = 100;

impl Conference {
    /// Takes in who speaks, in speaking order.
    pub(super) fn apply_stage(&mut self, stage: Vec<Speaker>, changes: &mut Vec<Change>) {
        self.stage_told = true;
        if self.stage != stage {
            self.stage = stage;
            changes.push(Change::Stage);
        }
    }

    /// Takes in what a row says of it, where the server tells no `stage`.
    pub(super) fn note_speaking(&mut self, patch: &ParticipantPatch, changes: &mut Vec<Change>) {
        let Some(speaks) = patch.speaking.filter(|_| !self.stage_told) else {
            return;
        };
        let spoke = self.stage.iter().any(|speaker| speaker.id == patch.id);
        if !speaks {
            self.forget_speaking(&patch.id, changes);
        } else if !spoke {
            self.stage.push(Speaker {
                id: patch.id.clone(),
                vad: SPEAKING_VAD,
            });
            changes.push(Change::Stage);
        }
    }

    /// Who has left speaks no more. A server that tells the `stage` says so itself.
    pub(super) fn forget_speaking(&mut self, id: &ParticipantId, changes: &mut Vec<Change>) {
        self.keep_speakers(|_, speaker| *speaker != *id, changes);
    }

    /// The same of all who aren't in the roster.
    pub(super) fn forget_absent_speakers(&mut self, changes: &mut Vec<Change>) {
        self.keep_speakers(|roster, speaker| roster.get(speaker).is_some(), changes);
    }

    fn keep_speakers(
        &mut self,
        is_kept: impl Fn(&Roster, &ParticipantId) -> bool,
        changes: &mut Vec<Change>,
    ) {
        if self.stage_told {
            return;
        }
        let before = self.stage.len();
        self.stage
            .retain(|speaker| is_kept(&self.roster, &speaker.id));
        if self.stage.len() != before {
            changes.push(Change::Stage);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{after, created, deleted, id, patch};
    use crate::{Event, ParticipantPatch, Speaker};

    #[test]
    fn who_speaks_is_the_stages_and_else_the_rows() {
        let speaking = |name: &str, speaks: bool| {
            Event::Updated(Box::new(ParticipantPatch {
                speaking: Some(speaks),
                ..patch(name)
            }))
        };
        let stage = |names: &[&str]| {
            let speaker = |name: &&str| Speaker {
                id: id(name),
                vad: 40,
            };
            Event::Stage(names.iter().map(speaker).collect())
        };
        let check = |news: Vec<Event>, expect: &[&str]| {
            let people = [created("ann"), created("bob")];
            let meeting = after(people.into_iter().chain(news.clone()));
            let speakers: Vec<_> = meeting.stage().iter().map(|one| one.id.clone()).collect();
            let expect: Vec<_> = expect.iter().map(|name| id(name)).collect();
            assert_eq!(speakers, expect, "{news:?}");
        };
        check(vec![], &[]);
        check(vec![speaking("ann", false)], &[]);
        check(
            vec![speaking("bob", true), speaking("ann", true)],
            &["bob", "ann"],
        );
        check(vec![speaking("bob", true), speaking("bob", true)], &["bob"]);
        check(vec![speaking("bob", true), speaking("bob", false)], &[]);
        check(vec![speaking("bob", true), deleted("bob")], &[]);
        let listed = |people: &[Event]| {
            let bracket = [Event::SyncBegin, created("ann"), created("cid")];
            let bracket = bracket.into_iter().chain(people.to_vec());
            bracket.chain([Event::SyncEnd]).collect::<Vec<_>>()
        };
        check(listed(&[speaking("cid", true)]), &["cid"]);
        let gone = [vec![speaking("bob", true)], listed(&[])].concat();
        check(gone, &[]);
        // The stage knows better, whatever the rows say.
        check(vec![speaking("bob", true), stage(&["ann"])], &["ann"]);
        check(vec![stage(&["ann"]), speaking("ann", false)], &["ann"]);
        check(vec![stage(&[]), speaking("ann", true)], &[]);
    }
}
