//! Opaque ids. Their `Debug` shows only the first characters, so that a log never carries a whole one.

use hashbrown::{HashMap, HashSet};
use std::fmt;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::Arc;

macro_rules! opaque_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(Arc<str>);

        impl Clone for $name {
            // Ids are cloned everywhere, and a counted pointer's clone is longer than a call.
            #[inline(never)]
            fn clone(&self) -> Self {
                Self(Arc::clone(&self.0))
            }
        }

        impl $name {
            /// Takes the id as the server spells it.
            pub fn new(id: &str) -> Self {
                Self(Arc::from(id))
            }

            /// The server's spelling, for addresses and data attributes.
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// The first eight characters: enough for a host to tell two people of one name apart. It ends before what isn't
            /// to be seen as it is; `?` where nothing is left.
            pub fn short(&self) -> &str {
                let mut letters = self.0.char_indices();
                let end = letters.find(|(at, letter)| *at >= 8 || !letter.is_ascii_graphic());
                let end = end.map_or(self.0.len(), |(at, _)| at);
                self.0.get(..end).filter(|short| !short.is_empty()).unwrap_or("?")
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({}…)", stringify!($name), self.short())
            }
        }
    };
}

opaque_id! {
    /// A participant's uuid, given by the server and new after each restart of it.
    ParticipantId
}
opaque_id! {
    /// A sub-call's uuid (`calls`, `call_disconnected`).
    CallId
}

/// Something about each of many people.
pub type IdMap<T> = HashMap<ParticipantId, T, BuildHasherDefault<IdHasher>>;

/// Some of many people.
pub type IdSet = HashSet<ParticipantId, BuildHasherDefault<IdHasher>>;

/// Hashes ids by a multiplication for eight bytes of them. The server makes them up, not the people, and all that it could gain by
/// ids that collide is a slow page; the standard library's hash, which guards against that, takes many times as long.
#[derive(Clone, Copy, Debug, Default)]
pub struct IdHasher(u64);

impl IdHasher {
    fn add(&mut self, word: u64) {
        self.0 = (self.0.rotate_left(5) ^ word).wrapping_mul(0x517c_c1b7_2722_0a95);
    }
}

impl Hasher for IdHasher {
    fn write(&mut self, bytes: &[u8]) {
        let (words, rest) = bytes.as_chunks::<8>();
        for word in words {
            self.add(u64::from_le_bytes(*word));
        }
        for byte in rest {
            self.add(u64::from(*byte));
        }
    }

    fn finish(&self) -> u64 {
        // A product's low bits know little of the factors' high ones.
        self.0 ^ (self.0 >> 32)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_cuts_at_characters() {
        let check = |id: &str, expect: &str| assert_eq!(ParticipantId::new(id).short(), expect);
        check("50b956c8-9a63-4711-8630-3810f8666b04", "50b956c8");
        check("abc", "abc");
        check("50b956\u{202E}c8", "50b956");
        check("一二三四五六七八九", "?");
        check("", "?");
    }

    #[test]
    fn hashes_differ_where_ids_do() {
        use std::hash::BuildHasher;
        let hasher = BuildHasherDefault::<IdHasher>::default();
        let id = |number: u32| format!("{number:08x}-9a63-4711-8630-3810f8666b04");
        let mut low = std::collections::HashSet::new();
        for number in 0..10_000 {
            low.insert(hasher.hash_one(ParticipantId::new(&id(number))) & 0xf_ffff);
        }
        // Of a million places as many are free as chance leaves.
        assert!(low.len() > 9_900, "{}", low.len());
    }

    #[test]
    fn debug_is_redacted() {
        let id = ParticipantId::new("50b956c8-9a63-4711-8630-3810f8666b04");
        assert_eq!(format!("{id:?}"), "ParticipantId(50b956c8…)");
    }
}
