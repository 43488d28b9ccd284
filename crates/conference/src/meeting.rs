//! Facts about the meeting as a whole.

use crate::ParticipantId;
use std::sync::Arc;

/// What is known of the meeting itself; `None` = not told yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Meeting {
    /// New guests wait.
    pub locked: Option<bool>,
    /// All guests are muted.
    pub guests_muted: Option<bool>,
    /// When the earliest of those who were seen in it came, seconds since 1970 by the server's clock.
    pub first_start_s: Option<u64>,
    /// When this session came, by the same clock.
    pub own_start_s: Option<u64>,
    /// A host has opened it.
    pub started: Option<bool>,
    /// It is being recorded; told by the private edition alone.
    pub recording: Option<bool>,
    /// It is being streamed live; told by the private edition alone.
    pub live: Option<bool>,
    /// A whiteboard is open.
    pub whiteboard: Option<bool>,
    /// This session is on hold.
    pub on_hold: bool,
}

/// Stamps from before aren't moments: the year 2001.
const EARLIEST_S: f64 = 1e9;

impl Meeting {
    /// Returns since when the meeting has lasted, as far as the server tells, ms since 1970 by this browser's clock. `joined_ms` is
    /// when this session came by that clock: where the server says the same by its own, their difference is taken out.
    pub fn began_ms(&self, joined_ms: u64) -> Option<u64> {
        let first_s = self.first_start_s?;
        let joined_s = self.own_start_s.unwrap_or(joined_ms / 1000);
        let before_s = joined_s.checked_sub(first_s)?;
        joined_ms.checked_sub(before_s.checked_mul(1000)?)
    }

    /// Takes in when somebody came. Returns whether that changes anything.
    pub(crate) fn note_start(&mut self, start_s: f64, is_own: bool) -> bool {
        if start_s < EARLIEST_S {
            return false;
        }
        let before = *self;
        let start_s = start_s as u64;
        self.first_start_s = Some(
            self.first_start_s
                .map_or(start_s, |first| first.min(start_s)),
        );
        if is_own && self.own_start_s.is_none() {
            self.own_start_s = Some(start_s);
        }
        *self != before
    }
}

/// A presentation under way.
#[derive(Clone, Debug, PartialEq)]
pub struct Presentation {
    /// Who presents, cleaned; empty when the server didn't say.
    pub name: Arc<str>,
    /// Their uuid, where it is known.
    pub id: Option<ParticipantId>,
}

impl Presentation {
    /// Returns whether the same person presents there: by uuid where both have one, else by name.
    pub fn is_by_presenter_of(&self, other: &Self) -> bool {
        match (&self.id, &other.id) {
            (Some(own), Some(other)) => own == other,
            _ => self.name == other.name,
        }
    }
}

/// A chat line.
#[derive(Clone, Debug, PartialEq)]
pub struct ChatLine {
    /// When it came, ms since 1970 by this browser's clock.
    pub at_ms: u64,
    /// Whose.
    pub id: Option<ParticipantId>,
    /// Their name, cleaned.
    pub name: Arc<str>,
    /// What was said.
    pub text: Arc<str>,
    /// Said by this session.
    pub own: bool,
    /// Said to this session alone.
    pub is_direct: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn since_when_a_meeting_lasts() {
        const JOINED_MS: u64 = 1_700_000_100_500;
        let check = |starts: &[(f64, bool)], expect: Option<u64>| {
            let mut meeting = Meeting::default();
            for (start_s, is_own) in starts {
                meeting.note_start(*start_s, *is_own);
            }
            assert_eq!(meeting.began_ms(JOINED_MS), expect, "{starts:?}");
        };
        let (ann, bob, own) = (1_700_000_040.0, 1_700_000_070.5, 1_700_000_100.0);
        check(&[], None);
        check(&[(0.0, false), (1.0, true)], None);
        check(&[(bob, false), (ann, false)], Some(JOINED_MS - 60_000));
        check(&[(ann, false), (own, true)], Some(JOINED_MS - 60_000));
        check(&[(own, true)], Some(JOINED_MS));
        // This browser's clock is an hour late, or two early.
        check(
            &[(ann + 3600.0, false), (own + 3600.0, true)],
            Some(JOINED_MS - 60_000),
        );
        check(
            &[(ann - 7200.0, false), (own - 7200.0, true)],
            Some(JOINED_MS - 60_000),
        );
        // … and nobody says by how much.
        check(&[(ann + 3600.0, false)], None);
        // Another session of this host's says nothing about when the first one came.
        check(
            &[(ann, false), (own, true), (own + 500.0, true)],
            Some(JOINED_MS - 60_000),
        );
    }
}
