//! Opaque ids. Their `Debug` shows only the first characters, so that a log never carries a whole one.

use rustc_hash::FxBuildHasher;
use std::collections::{HashMap, HashSet};
use std::fmt;
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
            /// Makes an id of the server's spelling.
            pub fn new(id: &str) -> Self {
                Self(Arc::from(id))
            }

            /// Returns the server's spelling, for addresses and data attributes.
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// Returns the first eight characters: enough for a host to tell two people of one name apart. It ends before what isn't
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

/// Something about each of many people. The server makes the ids up, not the people, and all that it could gain by ids that
/// collide is a slow page: the quick hash does.
pub type IdMap<T> = HashMap<ParticipantId, T, FxBuildHasher>;

/// Some of many people.
pub type IdSet = HashSet<ParticipantId, FxBuildHasher>;

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
    fn debug_is_redacted() {
        let id = ParticipantId::new("50b956c8-9a63-4711-8630-3810f8666b04");
        assert_eq!(format!("{id:?}"), "ParticipantId(50b956c8…)");
    }
}
