//! A session's life.

use crate::{Connection, Ending, Problem};
use std::sync::Arc;

/// Where a session stands. [`Life::follows`] is the one table of what may come after what.
#[derive(Clone, Debug, PartialEq)]
pub enum Life {
    /// Nothing asked for; carries why the last try didn't work.
    Idle(Option<Problem>),
    /// `checkJoin` is under way.
    Checking,
    /// `new_session` is under way.
    Joining,
    /// The server asks something.
    Asking(Question),
    /// In.
    Live,
    /// The token is dead; `new_session` is tried again. Carries since when nothing is known, wall ms.
    Recovering {
        /// Since when.
        since_ms: u64,
    },
    /// Over.
    Ended(Ending),
}

/// A question of the server's.
#[derive(Clone, Debug, PartialEq)]
pub enum Question {
    /// The PIN.
    Pin {
        /// Guests may come in without one.
        guest_without_pin: bool,
        /// What was wrong with the last answer, in the server's words.
        problem: Option<Arc<str>>,
    },
    /// The extension.
    Extension {
        /// What was wrong with the last answer, in the server's words.
        problem: Option<Arc<str>>,
    },
}

impl Life {
    /// Whether `next` may come after this.
    pub fn follows(&self, next: &Life) -> bool {
        use Life::{Asking, Checking, Ended, Idle, Joining, Live, Recovering};
        matches!(
            (self, next),
            (Idle(_) | Ended(_), Checking | Joining | Idle(_))
                | (
                    Checking | Joining | Asking(_),
                    Joining | Asking(_) | Idle(_)
                )
                | (Joining | Recovering { .. }, Live)
                | (Live, Recovering { .. })
                | (Live | Recovering { .. }, Ended(_))
                // To another meeting, where the server sends the session on, or back from there.
                | (Live | Recovering { .. }, Joining)
                | (Joining | Asking(_), Ended(_))
        )
    }

    /// Whether the room is to be shown (live, recovering, or over after having been in).
    pub fn in_room(&self) -> bool {
        matches!(self, Self::Live | Self::Recovering { .. } | Self::Ended(_))
    }

    /// What the connection is called where the stream has no say in it.
    pub(crate) fn connection(&self) -> Option<Connection> {
        match self {
            Self::Idle(_) | Self::Asking(_) => Some(Connection::Idle),
            Self::Checking | Self::Joining => Some(Connection::Connecting),
            Self::Recovering { since_ms } => Some(Connection::Rejoining {
                since_ms: *since_ms,
            }),
            Self::Ended(why) => Some(Connection::Ended(why.clone())),
            Self::Live => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn step_by_step() {
        let check = |from: Life, to: Life, expect: bool| {
            assert_eq!(from.follows(&to), expect, "{from:?} → {to:?}")
        };
        let ask = || Life::Asking(Question::Extension { problem: None });
        let over = || Life::Ended(Ending::Left);
        check(Life::Idle(None), Life::Checking, true);
        check(Life::Idle(None), Life::Live, false);
        check(Life::Checking, Life::Joining, true);
        check(Life::Checking, Life::Live, false);
        check(Life::Joining, ask(), true);
        check(ask(), Life::Joining, true);
        check(Life::Joining, Life::Live, true);
        check(Life::Live, Life::Recovering { since_ms: 1 }, true);
        check(Life::Recovering { since_ms: 1 }, Life::Live, true);
        check(Life::Live, over(), true);
        check(over(), Life::Live, false);
        check(over(), Life::Joining, true);
        check(over(), Life::Recovering { since_ms: 1 }, false);
        // Sent on to another meeting, which may not let it in.
        check(Life::Live, Life::Joining, true);
        check(Life::Live, Life::Checking, false);
        check(Life::Joining, over(), true);
        check(ask(), over(), true);
        check(Life::Checking, over(), false);
    }
}
