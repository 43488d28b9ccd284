//! The spotlight's queue as a host sees it and moves people in it. [`crate::SpotlightOrder`] takes the steps.

use crate::{Kind, Participant, ParticipantId, Powers, Refusal, can};

/// Returns the queue to show: in the order wished for who was wished for and is there, then who else is in the spotlight.
pub fn spotlight_queue(
    wished: &[ParticipantId],
    spotlights: &[ParticipantId],
    is_present: impl Fn(&ParticipantId) -> bool,
) -> Vec<ParticipantId> {
    let mut queue: Vec<_> = wished.iter().filter(|id| is_present(id)).cloned().collect();
    for id in spotlights {
        if !queue.contains(id) {
            queue.push(id.clone());
        }
    }
    queue
}

/// Returns the queue with the one at `from` at `to`; `None` where that changes nothing.
pub fn move_in_queue(
    queue: &[ParticipantId],
    from: usize,
    to: usize,
) -> Option<Vec<ParticipantId>> {
    if from == to || from >= queue.len() || to >= queue.len() {
        return None;
    }
    let mut queue = queue.to_vec();
    let id = queue.remove(from);
    queue.insert(to, id);
    Some(queue)
}

/// Returns why nobody can be moved in the queue now, judged by who is first: moving takes somebody out and puts them in again.
pub fn spotlight_order_refusal(powers: &Powers, first: Option<&Participant>) -> Option<Refusal> {
    [Kind::SpotlightOff, Kind::SpotlightOn]
        .into_iter()
        .find_map(|kind| can(kind, powers, first).err())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Reachability, Role};

    fn ids(names: &str) -> Vec<ParticipantId> {
        names.split_whitespace().map(ParticipantId::new).collect()
    }

    #[test]
    fn shows_the_wish_first() {
        let check = |wished: &str, spotlights: &str, gone: &str, expect: &str| {
            let gone = ids(gone);
            let found = spotlight_queue(&ids(wished), &ids(spotlights), |id| !gone.contains(id));
            assert_eq!(found, ids(expect), "{wished} / {spotlights}");
        };
        check("", "a b", "", "a b");
        check("b a", "a b", "", "b a");
        // Being taken out and put in again, they keep their place; who is new comes last.
        check("b a", "b c", "", "b a c");
        check("b a", "a", "b", "a");
    }

    #[test]
    fn moves_one() {
        let check = |from: usize, to: usize, expect: Option<&str>| {
            assert_eq!(move_in_queue(&ids("a b c"), from, to), expect.map(ids));
        };
        check(0, 2, Some("b c a"));
        check(2, 0, Some("c a b"));
        check(1, 0, Some("b a c"));
        check(1, 1, None);
        check(0, 3, None);
        check(3, 0, None);
    }

    #[test]
    fn says_why_nobody_can_be_moved() {
        let host = Powers {
            role: Role::Host,
            reachability: Reachability::Reachable,
            ..Powers::default()
        };
        let somebody = Participant::unknown(ParticipantId::new("a"));
        let check = |powers: Powers, first: Option<&Participant>, expect: Option<Refusal>| {
            assert_eq!(spotlight_order_refusal(&powers, first), expect);
        };
        check(host.clone(), Some(&somebody), None);
        check(host.clone(), None, Some(Refusal::Gone));
        check(
            Powers {
                unsupported: vec![Kind::SpotlightOn],
                ..host
            },
            Some(&somebody),
            Some(Refusal::NotOffered),
        );
        check(
            Powers::default(),
            Some(&somebody),
            Some(Refusal::NotConnected),
        );
    }
}
