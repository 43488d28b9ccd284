//! Who of those who are away somebody is: the address decides, then the name.

use crate::Participant;
use crate::participant::fold_address;
use rustc_hash::FxBuildHasher;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// Those who are away, to be recognised when they come back. `T` is a number of theirs.
#[derive(Clone, Debug)]
pub(crate) struct Away<T> {
    by_address: Marked<T>,
    by_name: Marked<T>,
    /// The addresses of all who were seen.
    addresses: HashSet<Arc<str>, FxBuildHasher>,
    /// Those of them that several people had: many come by one gateway.
    shared: HashSet<Arc<str>, FxBuildHasher>,
}

/// More addresses than these are not remembered.
const MAX_ADDRESSES: usize = 20_000;

/// Hosts' and servers' strings as keys: they come from the network, but a slow page is all that collisions could gain.
type Marked<T> = HashMap<Arc<str>, Vec<T>, FxBuildHasher>;

/// Who somebody is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Found<T> {
    /// Somebody new.
    Nobody,
    /// This one.
    One(T),
    /// One of these; nothing tells which.
    OneOf(Vec<T>),
}

impl<T> Default for Away<T> {
    fn default() -> Self {
        Self {
            by_address: HashMap::default(),
            by_name: HashMap::default(),
            addresses: HashSet::default(),
            shared: HashSet::default(),
        }
    }
}

impl<T: Clone + PartialEq> Away<T> {
    /// Makes room for so many who are new.
    pub fn reserve(&mut self, count: usize) {
        let count = count.min(MAX_ADDRESSES.saturating_sub(self.addresses.len()));
        self.addresses.reserve(count);
    }

    /// Somebody is new who has this address. One that several have had tells nobody from the others.
    pub fn note_new(&mut self, address: &Arc<str>) {
        let address = fold_address(address);
        if self.addresses.contains(&address) {
            self.shared.insert(address);
        } else if self.addresses.len() < MAX_ADDRESSES && !address.is_empty() {
            self.addresses.insert(address);
        }
    }

    /// They are away from now on.
    pub fn insert(&mut self, address: &Arc<str>, name: &Arc<str>, who: T) {
        let marks = [
            (&mut self.by_address, fold_address(address)),
            (&mut self.by_name, name.clone()),
        ];
        for (marked, mark) in marks {
            if !mark.is_empty() {
                marked.entry(mark).or_default().push(who.clone());
            }
        }
    }

    /// They are away no longer: to be called with the address and name that they were put in with.
    pub fn remove(&mut self, address: &Arc<str>, name: &Arc<str>, who: &T) {
        let marks = [
            (&mut self.by_address, fold_address(address)),
            (&mut self.by_name, name.clone()),
        ];
        for (marked, mark) in marks {
            if let Some(all) = marked.get_mut(&mark) {
                all.retain(|one| one != who);
                if all.is_empty() {
                    marked.remove(&mark);
                }
            }
        }
    }

    /// Returns who somebody is that comes in.
    pub fn find(&self, person: &Participant) -> Found<T> {
        let address = fold_address(&person.address);
        let is_shared = self.shared.contains(&address);
        let by_address = self.by_address.get(&address);
        let by_name = self
            .by_name
            .get(&person.name)
            .map_or(&[][..], Vec::as_slice);
        let at_address = by_address.map_or(&[][..], Vec::as_slice);
        let named = |one: &&T| by_name.contains(one);
        let both: Vec<T> = at_address.iter().filter(named).cloned().collect();
        let found = match at_address {
            [one] if !is_shared => vec![one.clone()],
            _ if !both.is_empty() => both,
            [] => by_name.to_vec(),
            _ if is_shared => by_name.to_vec(),
            several => several.to_vec(),
        };
        match &*found {
            [] => Found::Nobody,
            [one] => Found::One(one.clone()),
            _ => Found::OneOf(found),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ParticipantId;

    fn person(name: &str, address: &str) -> Participant {
        Participant {
            name: name.into(),
            address: address.into(),
            ..Participant::unknown(ParticipantId::new("x"))
        }
    }

    #[test]
    fn an_address_that_several_have_tells_nothing_but_with_the_name() {
        let check = |people: u32, name: &str, expect: Found<usize>| {
            let mut known = Away::default();
            let gateway = Arc::from("gateway_10.0.0.1");
            (0..people).for_each(|_| known.note_new(&gateway));
            known.insert(&gateway, &Arc::from("Ann"), 0);
            known.insert(&Arc::from(""), &Arc::from("Bob"), 1);
            assert_eq!(
                known.find(&person(name, &gateway)),
                expect,
                "{people} {name}"
            );
        };
        check(1, "Ann", Found::One(0));
        check(1, "Bob", Found::One(0));
        check(2, "Ann", Found::One(0));
        check(2, "Bob", Found::One(1));
        check(2, "Eve", Found::Nobody);
    }

    #[test]
    fn the_address_decides_then_the_name() {
        let check = |away: &[(&str, &str)], who: (&str, &str), expect: Found<usize>| {
            let mut known = Away::default();
            for (number, (name, address)) in away.iter().enumerate() {
                known.insert(&Arc::from(*address), &Arc::from(*name), number);
            }
            assert_eq!(
                known.find(&person(who.0, who.1)),
                expect,
                "{away:?} {who:?}"
            );
            for (number, (name, address)) in away.iter().enumerate() {
                known.remove(&Arc::from(*address), &Arc::from(*name), &number);
            }
            assert_eq!(known.find(&person(who.0, who.1)), Found::Nobody);
            assert!(known.by_address.is_empty() && known.by_name.is_empty());
        };
        let ann = ("Ann", "sip:ann@x");
        check(&[], ann, Found::Nobody);
        check(&[ann], ann, Found::One(0));
        check(&[ann], ("Annie", "SIP:Ann@x"), Found::One(0));
        check(&[ann], ("Ann", ""), Found::One(0));
        check(&[ann], ("Bob", "sip:bob@x"), Found::Nobody);
        check(&[ann], ("", ""), Found::Nobody);
        // The address outweighs another's name.
        check(&[("Bob", "sip:ann@x"), ("Ann", "")], ann, Found::One(0));
        // Two at one address: the name tells them apart, where it does.
        let shared = [("Ann", "room@x"), ("Bob", "room@x")];
        check(&shared, ("Bob", "room@x"), Found::One(1));
        check(&shared, ("Eve", "room@x"), Found::OneOf(vec![0, 1]));
        check(
            &[("Guest", ""), ("Guest", "")],
            ("Guest", ""),
            Found::OneOf(vec![0, 1]),
        );
    }
}
