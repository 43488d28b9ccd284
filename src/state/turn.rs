//! What happened in one turn, reduced: however often somebody changed, their signal is set once.

use conference::{Change, Facts, IdSet, LogEntry, ParticipantId};

/// The facts of a turn, each once. A turn lasts until the next frame.
#[derive(Default)]
pub(super) struct Turn {
    /// Who came, changed or left; who they are now is the conference's to say.
    pub people: IdSet,
    /// Somebody came or left.
    pub membership: bool,
    /// What changed about anybody.
    pub facts: Facts,
    pub meeting: bool,
    pub picture: bool,
    pub stage: bool,
    pub presentation: bool,
    /// How many chat lines are new.
    pub chat: usize,
    pub log: Vec<LogEntry>,
}

impl Turn {
    /// Adds what else has happened.
    pub fn add(&mut self, changes: Vec<Change>) {
        for change in changes {
            self.take(change);
        }
    }

    fn take(&mut self, change: Change) {
        match change {
            Change::Added(id) => self.person(id, Facts::ALL, true),
            Change::Changed(id, facts) => self.person(id, facts, false),
            Change::Gone(person) => self.person(person.id.clone(), Facts::ALL, true),
            Change::Meeting => self.meeting = true,
            Change::Picture => self.picture = true,
            Change::Stage => self.stage = true,
            Change::Presentation => self.presentation = true,
            // Fetching it is the driver's; it comes back as a picture.
            Change::Frame(_) => {}
            Change::Chat => self.chat += 1,
            Change::Log(entry) => self.log.push(entry),
        }
    }

    fn person(&mut self, id: ParticipantId, facts: Facts, membership: bool) {
        self.people.insert(id);
        self.facts = self.facts.with(facts);
        self.membership |= membership;
    }

    /// Whether the order of rows can be another now.
    pub fn touches_order(&self) -> bool {
        self.membership || self.facts.has(Facts::ROLE)
    }

    /// Whether somebody can match a search or a filter who didn't, or the other way round.
    pub fn touches_filters(&self) -> bool {
        let seen = Facts::NAME
            .with(Facts::ROLE)
            .with(Facts::SERVICE)
            .with(Facts::MUTED);
        self.membership || self.facts.has(seen)
    }

    /// Whether a name can be another now.
    pub fn touches_names(&self) -> bool {
        self.membership || self.facts.has(Facts::NAME)
    }

    /// Whether somebody waits who didn't, or the other way round.
    pub fn touches_waiting(&self) -> bool {
        self.membership || self.facts.has(Facts::SERVICE)
    }

    /// Whether the order of the spotlights can be another now.
    pub fn touches_spotlights(&self) -> bool {
        self.membership || self.facts.has(Facts::SPOTLIGHT)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(changes: Vec<Change>) -> Turn {
        let mut turn = Turn::default();
        turn.add(changes);
        turn
    }

    #[test]
    fn many_changes_of_one_person_are_one() {
        let id = ParticipantId::new("a");
        let mut changes = vec![Change::Added(id.clone())];
        changes.extend((0..100).map(|_| Change::Changed(id.clone(), Facts::MUTED)));
        let turn = of(changes);
        assert_eq!(turn.people.len(), 1);
        assert!(turn.touches_order() && turn.touches_filters());
    }

    #[test]
    fn muting_leaves_the_order_alone() {
        let turn = of(vec![Change::Changed(ParticipantId::new("a"), Facts::MUTED)]);
        assert!(!turn.touches_order() && !turn.touches_waiting() && !turn.touches_spotlights());
        assert!(turn.touches_filters());
    }
}
