//! What the host is told in passing. How long a good notice stays is the screen's matter; what failed stays until dismissed.

use conference::Kind;
use leptos::prelude::*;
use session::{CommandStatus, Notice};

/// More than these at once nobody reads.
const MAX_SHOWN: usize = 5;

/// A notice on the screen.
#[derive(Clone, Debug, PartialEq)]
pub struct ShownNotice {
    /// No other notice has it.
    pub number: u32,
    /// What it says.
    pub notice: Notice,
    /// Something failed: it stays, and is told at once.
    pub failed: bool,
}

/// What the host is told in passing. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Notices(RwSignal<NoticeList>);

impl Notices {
    pub(super) fn new() -> Self {
        Self(RwSignal::default())
    }

    /// Returns the notices on the screen, oldest first; follows them.
    pub fn shown(self) -> Vec<ShownNotice> {
        self.0.with(|list| list.shown().to_vec())
    }

    /// Takes a notice off the screen.
    pub fn dismiss(self, number: u32) {
        self.change(|list| list.dismiss(number));
    }

    pub(crate) fn add(self, notice: Notice) {
        self.change(|list| list.add(notice));
    }

    pub(super) fn clear(self) {
        self.change(|list| {
            list.clear();
            true
        });
    }

    /// Who follows hears of it only if `change` says that it changed something.
    fn change(self, change: impl FnOnce(&mut NoticeList) -> bool) {
        self.0.maybe_update(change);
    }
}

/// The notices on the screen, oldest first.
#[derive(Clone, Debug, Default)]
pub(super) struct NoticeList {
    shown: Vec<ShownNotice>,
    next: u32,
}

impl NoticeList {
    /// Oldest first.
    pub fn shown(&self) -> &[ShownNotice] {
        &self.shown
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
        self.shown.push(ShownNotice {
            number: self.next,
            notice,
            failed,
        });
        self.next += 1;
        if self.shown.len() > MAX_SHOWN {
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
        (
            Notice::MediaCallFailed {
                kind: a, name: x, ..
            },
            Notice::MediaCallFailed {
                kind: b, name: y, ..
            },
        ) => a == b && x == y,
        _ => one == other,
    }
}

fn is_failure(notice: &Notice) -> bool {
    match notice {
        Notice::Command { status, .. } => status.error().is_some(),
        Notice::RoleChanged(role) => *role == conference::Role::Guest,
        Notice::RenewalFailing
        | Notice::Call { .. }
        | Notice::MediaCallFailed { .. }
        | Notice::MediaLost { .. }
        | Notice::MediaCallEnded { .. } => true,
        Notice::Rejoined | Notice::WereAway(_) => false,
    }
}

/// Commands whose success the room itself shows, where the host is looking.
fn is_plain_to_see(notice: &Notice) -> bool {
    let Notice::Command {
        kind,
        status: CommandStatus::Confirmed,
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
            // Rows need not tell these.
            | Kind::Deafen
            | Kind::Undeafen
            | Kind::Hold
            | Kind::Resume
            | Kind::PinInPicture
            | Kind::UnpinFromPicture
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use conference::CommandId;
    use session::CommandError;

    fn command(kind: Kind, status: CommandStatus) -> Notice {
        Notice::Command {
            id: CommandId(1),
            kind,
            name: Some("Wang Fang".into()),
            status,
        }
    }

    #[test]
    fn tells_what_cannot_be_seen() {
        let check = |notice: Notice, told: bool| {
            assert_eq!(
                NoticeList::default().add(notice.clone()),
                told,
                "{notice:?}"
            )
        };
        check(command(Kind::Mute, CommandStatus::Confirmed), false);
        check(command(Kind::StartService, CommandStatus::Confirmed), true);
        check(
            command(Kind::Mute, CommandStatus::Failed(CommandError::Unknown)),
            true,
        );
        check(Notice::Rejoined, true);
    }

    #[test]
    fn when_there_are_too_many_failures_stay() {
        let mut notices = NoticeList::default();
        notices.add(command(
            Kind::Mute,
            CommandStatus::Failed(CommandError::NoEffect),
        ));
        for away in 0..6_u64 {
            notices.add(Notice::WereAway(away));
        }
        let left: Vec<u32> = notices.shown().iter().map(|shown| shown.number).collect();
        assert_eq!(left, [0, 3, 4, 5, 6]);
        assert!(notices.dismiss(0) && !notices.dismiss(0));
    }

    #[test]
    fn an_outcome_replaces_its_checking() {
        let mut notices = NoticeList::default();
        notices.add(command(Kind::Mute, CommandStatus::Checking));
        notices.add(command(
            Kind::Mute,
            CommandStatus::Failed(CommandError::NoEffect),
        ));
        assert_eq!(notices.shown().len(), 1);
        notices.add(command(Kind::Mute, CommandStatus::Checking));
        notices.add(command(Kind::Mute, CommandStatus::Confirmed));
        assert_eq!(
            notices.shown().len(),
            0,
            "done, and nothing is being checked any more"
        );
    }
}
