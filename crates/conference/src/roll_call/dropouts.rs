//! Who drops out of those on a list, and under which uuid they are back: recognised by the address, then by the name.

use crate::attendance::{Away, Found};
use crate::{Change, Conference, IdMap, IdSet, Participant, ParticipantId};
use std::sync::Arc;

/// Remembers who of a list has dropped out, and recognises who comes back.
#[derive(Clone, Debug, Default)]
pub struct Dropouts {
    /// Those of the list who haven't dropped out.
    listed: IdSet,
    away: Away<ParticipantId>,
    /// As they were when they dropped out.
    gone: IdMap<Arc<Participant>>,
    /// Who has come since and isn't in the meeting yet.
    outside: IdSet,
}

impl Dropouts {
    /// Begins with those who are `listed`. `everybody` tells which addresses several have: such a one alone tells nobody from the others.
    pub fn new<'p>(
        listed: impl IntoIterator<Item = ParticipantId>,
        everybody: impl IntoIterator<Item = &'p Participant>,
    ) -> Self {
        let mut dropouts = Self {
            listed: listed.into_iter().collect(),
            ..Self::default()
        };
        for person in everybody {
            dropouts.away.note_new(&person.address);
        }
        dropouts
    }

    /// Takes in what has changed; `meeting` is as it is after that. Returns who is back under another uuid, the former one first.
    pub fn observe(
        &mut self,
        changes: &[Change],
        meeting: &Conference,
    ) -> Vec<(ParticipantId, ParticipantId)> {
        // A snapshot names those who came before those who went, and who went may be who came.
        for change in changes {
            if let Change::Gone(person) = change {
                self.leave(person);
            }
        }
        let mut back = Vec::new();
        for change in changes {
            let (Change::Added(id) | Change::Changed(id, _)) = change else {
                continue;
            };
            if matches!(change, Change::Added(_)) {
                self.outside.insert(id.clone());
            }
            let person = meeting
                .person(id)
                .filter(|person| person.service.is_in_meeting());
            if let Some(person) = person.filter(|_| self.outside.remove(id)) {
                back.extend(self.enter(person));
            }
        }
        back
    }

    fn leave(&mut self, person: &Arc<Participant>) {
        self.outside.remove(&person.id);
        if self.listed.remove(&person.id) {
            let id = person.id.clone();
            self.away.insert(&person.address, &person.name, id.clone());
            self.gone.insert(id, person.clone());
        }
    }

    /// Returns the uuid that they had before, and theirs, where that is another.
    fn enter(&mut self, person: &Participant) -> Option<(ParticipantId, ParticipantId)> {
        let before = if self.gone.contains_key(&person.id) {
            person.id.clone()
        } else if person.is_helper() {
            return None;
        } else {
            match self.away.find(person) {
                Found::One(before) => before,
                Found::Nobody => {
                    self.away.note_new(&person.address);
                    return None;
                }
                // Nothing tells which: a host ticks them by hand.
                Found::OneOf(_) => return None,
            }
        };
        let gone = self.gone.remove(&before)?;
        self.away.remove(&gone.address, &gone.name, &before);
        self.listed.insert(person.id.clone());
        (before != person.id).then(|| (before, person.id.clone()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::returned::tests::{events, id};

    #[test]
    fn who_is_back() {
        // `before`: who is there when the list is made, of `listed`. What stands between two "/" is heard at once.
        let check = |before: &str, listed: &str, then: &str, expect: &[(&str, &str)]| {
            let mut meeting = Conference::default();
            let mut changes = Vec::new();
            for event in before.split(' ').flat_map(events) {
                meeting.apply(0, event, &mut changes);
            }
            let ids: Vec<_> = listed.split(' ').map(id).collect();
            let everybody: Vec<_> = before
                .split(' ')
                .filter_map(|word| meeting.person(&id(word.get(1..2)?)))
                .collect();
            let mut dropouts = Dropouts::new(ids, everybody);
            let mut back = Vec::new();
            for words in then.split('/') {
                changes.clear();
                for event in words.split_whitespace().flat_map(events) {
                    meeting.apply(0, event, &mut changes);
                }
                back.extend(dropouts.observe(&changes, &meeting));
            }
            let expect: Vec<_> = expect.iter().map(|(a, b)| (id(a), id(b))).collect();
            assert_eq!(back, expect, "{before} / {then}");
        };
        let two = "+a:ann@ann.cn +b:bob@bob.cn";
        check(two, "a b", "-a/+c:ann@ann.cn", &[("a", "c")]);
        check(two, "a b", "-a +c:Annie@ann.cn", &[("a", "c")]);
        check(two, "a b", "+c:ann@ann.cn -a", &[("a", "c")]);
        check(two, "a b", "-a/+c:ann@", &[("a", "c")]);
        check(two, "a b", "-a/w+c:ann@ann.cn/~c", &[("a", "c")]);
        check(two, "a b", "-a/+c:ann/-c/+d:ann", &[("a", "c"), ("c", "d")]);
        // Somebody else, the same uuid, or somebody who isn't on the list.
        check(two, "a b", "-a/+c:eve@eve.cn", &[]);
        check(two, "a b", "-a/+a:ann@ann.cn/-a/+c:ann", &[("a", "c")]);
        check(two, "b", "-a/+c:ann@ann.cn", &[]);
        // They were there before: two of a name.
        check(two, "a b", "+c:ann@x.cn/-a", &[]);
        // One of two, and nothing tells which; the address does.
        let same = "+a:ann@one.cn +b:ann@two.cn";
        check(same, "a b", "-a -b/+c:ann", &[]);
        check(same, "a b", "-a -b/+c:ann@two.cn", &[("b", "c")]);
        // A gateway's address is everybody's.
        let shared = "+a:ann@gw +b:bob@gw";
        check(shared, "a", "-a/+c:eve@gw", &[]);
        check(shared, "a", "-a/+c:ann@gw", &[("a", "c")]);
    }
}
