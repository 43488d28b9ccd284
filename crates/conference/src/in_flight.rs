//! What was sent, for as long as nobody knows what became of it.

use crate::{CommandFate, CommandId};

/// What whoever sent a command keeps until its fate is known: a line to bring back, a picture to go back to. One command at a time is
/// under way.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct InFlight<T> {
    kept: Option<T>,
    /// By which its fate is told; unknown until [`InFlight::known_as`].
    id: Option<CommandId>,
}

impl<T> Default for InFlight<T> {
    fn default() -> Self {
        Self {
            kept: None,
            id: None,
        }
    }
}

impl<T> InFlight<T> {
    /// Keeps what belongs to a command that is about to be sent.
    pub(crate) fn keep(&mut self, kept: T) {
        *self = Self {
            kept: Some(kept),
            id: None,
        };
    }

    /// Notes by which id the fate of what was sent is told.
    pub(crate) const fn known_as(&mut self, id: CommandId) {
        if self.kept.is_some() {
            self.id = Some(id);
        }
    }

    /// Returns the command whose fate is awaited.
    pub(crate) const fn id(&self) -> Option<CommandId> {
        self.id
    }

    /// Returns whether something is under way.
    pub(crate) const fn is_pending(&self) -> bool {
        self.kept.is_some()
    }

    /// Returns what was kept, once nothing more will be heard of its command; other commands' fates change nothing.
    pub(crate) fn finish(&mut self, id: CommandId, fate: CommandFate) -> Option<T> {
        if !fate.is_final() || self.id != Some(id) {
            return None;
        }
        std::mem::take(self).kept
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_given_back_once() {
        let check = |named: Option<u32>, id: u32, fate: CommandFate, expect: Option<&str>| {
            let mut sent = InFlight::default();
            sent.keep("line");
            if let Some(named) = named {
                sent.known_as(CommandId(named));
            }
            assert_eq!(sent.id(), named.map(CommandId));
            assert_eq!(sent.finish(CommandId(id), fate), expect);
            assert_eq!(sent.is_pending(), expect.is_none());
            if expect.is_some() {
                assert_eq!((sent.finish(CommandId(id), fate), sent.id()), (None, None));
            }
        };
        check(Some(7), 7, CommandFate::Confirmed, Some("line"));
        check(Some(7), 7, CommandFate::Failed, Some("line"));
        check(Some(7), 7, CommandFate::Contradicted, Some("line"));
        check(Some(7), 7, CommandFate::Pending, None);
        check(Some(7), 8, CommandFate::Confirmed, None);
        check(None, 7, CommandFate::Confirmed, None);
        let mut nothing = InFlight::<&str>::default();
        nothing.known_as(CommandId(7));
        assert_eq!((nothing.id(), nothing.is_pending()), (None, false));
    }
}
