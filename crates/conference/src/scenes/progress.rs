//! A take on its way: what was sent, what came of it.

use crate::{CommandId, Kind};
use std::sync::Arc;

/// One thing that was sent.
#[derive(Clone, Debug, PartialEq)]
pub struct TakeStep {
    /// What; [`Kind::SpotlightOn`] without a name is the spotlight's queue as a whole.
    pub kind: Kind,
    /// To whom, where it is about somebody.
    pub name: Option<Arc<str>>,
}

/// How a take gets on. `E` is why a step failed.
#[derive(Clone, Debug, PartialEq)]
pub struct TakeProgress<E> {
    waiting: Vec<(CommandId, TakeStep)>,
    done: usize,
    failed: Vec<(TakeStep, E)>,
}

impl<E> TakeProgress<E> {
    /// Begins with what was sent.
    pub const fn new(sent: Vec<(CommandId, TakeStep)>) -> Self {
        Self {
            waiting: sent,
            done: 0,
            failed: Vec::new(),
        }
    }

    /// Takes in the end of a command: done, or nothing was left to be done, or why it failed. Returns whether it was one of these.
    pub fn command_ended(&mut self, id: CommandId, end: Result<(), E>) -> bool {
        let Some(at) = self.waiting.iter().position(|(known, _)| *known == id) else {
            return false;
        };
        let (_, step) = self.waiting.swap_remove(at);
        match end {
            Ok(()) => self.done += 1,
            Err(why) => self.failed.push((step, why)),
        }
        true
    }

    /// Returns whether something is still under way.
    pub const fn is_pending(&self) -> bool {
        !self.waiting.is_empty()
    }

    /// Returns how many things are done.
    pub const fn done(&self) -> usize {
        self.done
    }

    /// Returns how many things there are in all.
    pub const fn total(&self) -> usize {
        self.waiting.len() + self.done + self.failed.len()
    }

    /// Returns what wasn't done and why, in the order in which that was told.
    pub fn failed(&self) -> &[(TakeStep, E)] {
        &self.failed
    }

    /// Returns whether the scene can be called on air by now: all of it is told, the picture is the scene's, and not all of it failed.
    pub fn is_on_air(&self) -> bool {
        let is_picture = |(step, _): &(TakeStep, E)| step.kind == Kind::OverrideLayout;
        let picture_failed = self.failed.iter().any(is_picture);
        !self.is_pending() && !picture_failed && (self.done > 0 || self.failed.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_take_comes_to_its_end() {
        let step = |kind| TakeStep { kind, name: None };
        let check = |ends: &[(u32, Result<(), &str>)], expect: (usize, &str, bool, bool)| {
            let mut progress = TakeProgress::new(vec![
                (CommandId(1), step(Kind::OverrideLayout)),
                (CommandId(2), step(Kind::Mute)),
            ]);
            for (id, end) in ends {
                progress.command_ended(CommandId(*id), end.map_err(str::to_owned));
            }
            let failed: Vec<_> = progress.failed().iter().map(|(_, why)| &**why).collect();
            assert_eq!(progress.total(), 2);
            assert_eq!(
                (
                    progress.done(),
                    &*failed.join(" "),
                    progress.is_pending(),
                    progress.is_on_air()
                ),
                expect,
                "{ends:?}"
            );
        };
        check(&[], (0, "", true, false));
        check(&[(9, Ok(()))], (0, "", true, false));
        check(&[(1, Ok(())), (1, Err("late"))], (1, "", true, false));
        check(&[(1, Ok(())), (2, Ok(()))], (2, "", false, true));
        check(&[(1, Ok(())), (2, Err("no"))], (1, "no", false, true));
        check(
            &[(1, Err("other")), (2, Ok(()))],
            (1, "other", false, false),
        );
        let nothing = TakeProgress::<()>::new(Vec::new());
        assert!(nothing.is_on_air(), "nothing to change");
    }
}
