//! Who of the many is shown, and in which order.

use conference::{Participant, ParticipantId, Role, Service};

use crate::state::Ids;

/// The chips.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Filter {
    /// Everybody.
    #[default]
    All,
    /// Hosts.
    Hosts,
    /// Who speaks now.
    Speaking,
    /// Who was muted.
    Muted,
    /// Who is being called.
    Connecting,
    /// Recorders and live streams, which stand in no other list.
    Helpers,
}

impl Filter {
    /// In the order shown.
    pub const EACH: [Self; 6] = [
        Self::All,
        Self::Hosts,
        Self::Speaking,
        Self::Muted,
        Self::Connecting,
        Self::Helpers,
    ];

    /// Whether `person` is one of those.
    pub fn keeps(self, person: &Participant, speaking: &Ids) -> bool {
        if person.is_helper() {
            return self == Self::Helpers;
        }
        match self {
            Self::Helpers => false,
            Self::All => true,
            Self::Hosts => person.role == Role::Host,
            Self::Speaking => speaking.contains(&person.id),
            Self::Muted => person.muted,
            Self::Connecting => person.service == Service::Connecting,
        }
    }
}

/// The rows to show when `wanted` would be right and `shown` is there. While somebody points at the list, nothing moves under
/// them: who is shown stays in their place as long as they are in the meeting, and who is new comes at the end.
pub fn settle(
    shown: &[ParticipantId],
    wanted: Vec<ParticipantId>,
    held: bool,
    is_there: impl Fn(&ParticipantId) -> bool,
) -> Vec<ParticipantId> {
    if !held || shown.is_empty() {
        return wanted;
    }
    let mut rows: Vec<_> = shown.iter().filter(|id| is_there(id)).cloned().collect();
    let known: conference::IdSet = rows.iter().cloned().collect();
    rows.extend(wanted.into_iter().filter(|id| !known.contains(id)));
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(names: &str) -> Vec<ParticipantId> {
        names.split_whitespace().map(ParticipantId::new).collect()
    }

    #[test]
    fn settles() {
        let check = |shown: &str, wanted: &str, held: bool, gone: &str, expect: &str| {
            let gone = ids(gone);
            let found = settle(&ids(shown), ids(wanted), held, |id| !gone.contains(id));
            assert_eq!(found, ids(expect), "{shown} → {wanted}");
        };
        // Free: as wanted.
        check("a b c", "c a b", false, "", "c a b");
        // Held: c became a host and stays where it is.
        check("a b c", "c a b", true, "", "a b c");
        // Held: b left, d came.
        check("a b c", "c a d", true, "b", "a c d");
        // Held: b doesn't match any more, but is there.
        check("a b c", "a c", true, "", "a b c");
        check("", "a b", true, "", "a b");
    }
}
