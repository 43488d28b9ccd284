//! What the host is told in passing. How long a good notice stays is the screen's matter; what failed stays until dismissed.

use conference::Kind;
use session::{Notice, Outcome};

/// More than these at once nobody reads.
const MOST: usize = 5;

/// A notice on the screen.
#[derive(Clone, Debug, PartialEq)]
pub struct Shown {
    /// No other notice has it.
    pub number: u32,
    /// What it says.
    pub notice: Notice,
    /// Something failed: it stays, and is told at once.
    pub failed: bool,
}

/// The notices on the screen, oldest first.
#[derive(Clone, Debug, Default)]
pub struct Notices {
    shown: Vec<Shown>,
    next: u32,
}

impl Notices {
    /// Oldest first.
    pub fn shown(&self) -> &[Shown] {
        &self.shown
    }

    /// The number of the newest one.
    pub fn newest(&self) -> Option<u32> {
        self.next.checked_sub(1)
    }

    /// Shows `notice`, unless the room shows the same fact already. Whether anything changed.
    pub(super) fn add(&mut self, notice: Notice) -> bool {
        // News about the same matter takes the place of what was told before.
        let before = self.shown.len();
        self.shown
            .retain(|shown| !same_matter(&shown.notice, &notice));
        if is_plain_to_see(&notice) {
            return self.shown.len() != before;
        }
        let failed = is_failure(&notice);
        self.shown.push(Shown {
            number: self.next,
            notice,
            failed,
        });
        self.next += 1;
        if self.shown.len() > MOST {
            let first_good = self
                .shown
                .iter()
                .position(|shown| !shown.failed)
                .unwrap_or(0);
            self.shown.remove(first_good);
        }
        true
    }

    pub(super) fn dismiss(&mut self, number: u32) -> bool {
        let before = self.shown.len();
        self.shown.retain(|shown| shown.number != number);
        self.shown.len() != before
    }

    pub(super) fn clear(&mut self) {
        self.shown.clear();
    }
}

fn same_matter(one: &Notice, other: &Notice) -> bool {
    match (one, other) {
        (
            Notice::Command {
                kind: a, name: x, ..
            },
            Notice::Command {
                kind: b, name: y, ..
            },
        ) => a == b && x == y,
        _ => one == other,
    }
}

fn is_failure(notice: &Notice) -> bool {
    match notice {
        Notice::Command { outcome, .. } => !matches!(outcome, Outcome::Done | Outcome::Checking),
        Notice::RoleChanged(role) => *role == conference::Role::Guest,
        Notice::RenewalFailing | Notice::Call { .. } | Notice::SubCallEnded { .. } => true,
        Notice::Rejoined | Notice::WereAway(_) => false,
    }
}

/// Commands whose success the room itself shows, where the host is looking.
fn is_plain_to_see(notice: &Notice) -> bool {
    let Notice::Command {
        kind,
        outcome: Outcome::Done,
        ..
    } = notice
    else {
        return false;
    };
    !matches!(
        kind,
        Kind::StartService
            | Kind::Dial
            | Kind::Dtmf
            | Kind::Transfer
            | Kind::OverlayText
            | Kind::OverrideLayout
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn command(kind: Kind, outcome: Outcome) -> Notice {
        Notice::Command {
            kind,
            name: Some("Wang Fang".into()),
            outcome,
        }
    }

    #[test]
    fn tells_what_cannot_be_seen() {
        let check = |notice: Notice, told: bool| {
            assert_eq!(Notices::default().add(notice.clone()), told, "{notice:?}")
        };
        check(command(Kind::Mute, Outcome::Done), false);
        check(command(Kind::StartService, Outcome::Done), true);
        check(command(Kind::Mute, Outcome::Unknown), true);
        check(Notice::Rejoined, true);
    }

    #[test]
    fn when_there_are_too_many_failures_stay() {
        let mut notices = Notices::default();
        notices.add(command(Kind::Mute, Outcome::NoEffect));
        for away in 0..6_u64 {
            notices.add(Notice::WereAway(away));
        }
        let left: Vec<u32> = notices.shown().iter().map(|shown| shown.number).collect();
        assert_eq!(left, [0, 3, 4, 5, 6]);
        assert!(notices.dismiss(0) && !notices.dismiss(0));
    }

    #[test]
    fn an_outcome_replaces_its_checking() {
        let mut notices = Notices::default();
        notices.add(command(Kind::Mute, Outcome::Checking));
        notices.add(command(Kind::Mute, Outcome::NoEffect));
        assert_eq!(notices.shown().len(), 1);
        notices.add(command(Kind::Mute, Outcome::Checking));
        notices.add(command(Kind::Mute, Outcome::Done));
        assert_eq!(
            notices.shown().len(),
            0,
            "done, and nothing is being checked any more"
        );
    }
}
