//! What happened between two frames of the page, reduced: however often somebody changed, they are shown once.

use crate::{Change, ChangedFields, IdSet, LogEntry, ParticipantId};

/// Everything that changed between two frames, each once.
#[derive(Debug, Default)]
pub struct FrameChanges {
    /// Who came, changed or left; who they are now is for [`crate::Conference::person`] to say.
    pub people: IdSet,
    /// Whether somebody came or left.
    pub membership: bool,
    /// What changed about anybody.
    pub fields: ChangedFields,
    /// Whether the meeting's own state changed.
    pub meeting: bool,
    /// Whether the picture on air changed.
    pub picture: bool,
    /// Whether somebody speaks who didn't, or louder, or the other way round.
    pub stage: bool,
    /// Whether the presentation started, stopped, or changed hands.
    pub presentation: bool,
    /// How many chat lines are new.
    pub chat: usize,
    /// New lines of the log, oldest first.
    pub log: Vec<LogEntry>,
}

impl FrameChanges {
    /// Adds what else has happened.
    pub fn add(&mut self, changes: impl IntoIterator<Item = Change>) {
        for change in changes {
            self.add_one(change);
        }
    }

    fn add_one(&mut self, change: Change) {
        match change {
            Change::Added(id) => self.add_person(id, ChangedFields::ALL, true),
            Change::Changed(id, fields) => self.add_person(id, fields, false),
            Change::Gone(person) => self.add_person(person.id.clone(), ChangedFields::ALL, true),
            Change::Meeting => self.meeting = true,
            Change::Picture => self.picture = true,
            Change::Stage => self.stage = true,
            Change::Presentation => self.presentation = true,
            // The frame has to be fetched first: that is not the page's matter.
            Change::Frame(_) => {}
            Change::Chat => self.chat += 1,
            Change::Log(entry) => match entry.line_before(&mut self.log) {
                Some(before) => *before = entry,
                None => self.log.push(entry),
            },
        }
    }

    fn add_person(&mut self, id: ParticipantId, fields: ChangedFields, membership: bool) {
        self.people.insert(id);
        self.fields = self.fields.union(fields);
        self.membership |= membership;
    }

    fn affects(&self, fields: ChangedFields) -> bool {
        self.membership || self.fields.intersects(fields)
    }

    /// Returns whether the order of rows can be another now.
    pub fn affects_order(&self) -> bool {
        self.affects(ChangedFields::ROLE)
    }

    /// Returns whether somebody can match a search or a filter who didn't, or something can be done to them that couldn't, or the
    /// other way round.
    pub fn affects_filters(&self) -> bool {
        self.affects(
            ChangedFields::NAME
                .union(ChangedFields::ROLE)
                .union(ChangedFields::SERVICE)
                .union(ChangedFields::MUTED)
                .union(ChangedFields::PRESENTING)
                .union(ChangedFields::RX_PRESENTATION)
                .union(ChangedFields::OTHER)
                .union(ChangedFields::HAND),
        )
    }

    /// Returns whether a name can be another now.
    pub fn affects_names(&self) -> bool {
        self.affects(ChangedFields::NAME)
    }

    /// Returns whether somebody can wait who didn't, or the other way round.
    pub fn affects_waiting(&self) -> bool {
        self.affects(ChangedFields::SERVICE)
    }

    /// Returns whether the order of the spotlights can be another now.
    pub fn affects_spotlights(&self) -> bool {
        self.affects(ChangedFields::SPOTLIGHT)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(changes: Vec<Change>) -> FrameChanges {
        let mut frame = FrameChanges::default();
        frame.add(changes);
        frame
    }

    #[test]
    fn many_changes_of_one_person_are_one() {
        let id = ParticipantId::new("a");
        let mut changes = vec![Change::Added(id.clone())];
        changes.extend((0..100).map(|_| Change::Changed(id.clone(), ChangedFields::MUTED)));
        let frame = of(changes);
        assert_eq!(frame.people.len(), 1);
        assert!(frame.affects_order() && frame.affects_filters());
    }

    #[test]
    fn fields_affect_what_is_made_of_them() {
        // Order, filters, names, waiting, spotlights.
        let check = |fields: ChangedFields, expect: [bool; 5]| {
            let frame = of(vec![Change::Changed(ParticipantId::new("a"), fields)]);
            let found = [
                frame.affects_order(),
                frame.affects_filters(),
                frame.affects_names(),
                frame.affects_waiting(),
                frame.affects_spotlights(),
            ];
            assert_eq!(found, expect, "{fields:?}");
        };
        check(ChangedFields::MUTED, [false, true, false, false, false]);
        check(ChangedFields::HAND, [false, true, false, false, false]);
        check(ChangedFields::ROLE, [true, true, false, false, false]);
        check(ChangedFields::NAME, [false, true, true, false, false]);
        check(ChangedFields::SERVICE, [false, true, false, true, false]);
        check(ChangedFields::SPOTLIGHT, [false, false, false, false, true]);
        check(ChangedFields::OTHER, [false, true, false, false, false]);
        check(ChangedFields::ALL, [true; 5]);
    }
}
