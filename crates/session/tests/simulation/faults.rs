//! How requests fail.

use crate::server::Fate;
use proptest::prelude::*;

/// Faults that are over as soon as the server is well.
pub fn quick() -> impl Strategy<Value = Fate> {
    prop_oneof![
        Just(Fate::Refused(503, "")),
        Just(Fate::Refused(500, "no")),
        Just(Fate::Refused(429, "")),
        Just(Fate::Unreachable),
        Just(Fate::Says(200, "<html>")),
        Just(Fate::Says(404, "")),
    ]
}

/// Faults after which something is still waited for.
pub fn slow() -> impl Strategy<Value = Fate> {
    prop_oneof![
        Just(Fate::Hangs),
        Just(Fate::Lost),
        (1..40_u32).prop_map(|seconds| Fate::Later(503, seconds)),
        (0..9_000_u64).prop_map(Fate::Slow),
    ]
}

/// What may become of a host's command.
pub fn fate() -> impl Strategy<Value = Fate> {
    prop_oneof![
        Just(Fate::Refused(503, "")),
        Just(Fate::Refused(403, "Invalid token")),
        Just(Fate::Refused(401, "")),
        Just(Fate::Refused(403, "No")),
        Just(Fate::Refused(404, "")),
        Just(Fate::False),
        Just(Fate::Liar),
        Just(Fate::Lost),
        Just(Fate::Hangs),
        Just(Fate::Unreachable),
        (0..9_000_u64).prop_map(Fate::Slow),
    ]
}
