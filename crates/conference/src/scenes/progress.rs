//! A take on its way: what was sent, what came of it.

use crate::{CommandFate, CommandId, Kind};
use std::sync::Arc;

/// One thing that was sent.
#[derive(Clone, Debug, PartialEq)]
pub struct TakeStep {
    /// What; [`Kind::SpotlightOn`] without a name is the spotlight's queue as a whole.
    pub kind: Kind,
    /// To whom, where it is about somebody.
    pub name: Option<Arc<str>>,
}

/// How a take gets on.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TakeProgress {
    waiting: Vec<(CommandId, TakeStep)>,
    done: usize,
    failed: Vec<TakeStep>,
}

impl TakeProgress {
    /// Begins with what was sent.
    pub const fn new(sent: Vec<(CommandId, TakeStep)>) -> Self {
        Self {
            waiting: sent,
            done: 0,
            failed: Vec::new(),
        }
    }

    /// Takes in what became of a command. Returns whether it was one of these and has come to its end.
    pub fn command_status(&mut self, id: CommandId, fate: CommandFate) -> bool {
        if !fate.is_final() {
            return false;
        }
        let Some(at) = self.waiting.iter().position(|(known, _)| *known == id) else {
            return false;
        };
        let (_, step) = self.waiting.swap_remove(at);
        if fate == CommandFate::Confirmed {
            self.done += 1;
        } else {
            self.failed.push(step);
        }
        true
    }

    /// Returns whether something is still under way.
    pub const fn is_pending(&self) -> bool {
        !self.waiting.is_empty()
    }

    /// Returns how many things have been confirmed.
    pub const fn done(&self) -> usize {
        self.done
    }

    /// Returns how many things there are in all.
    pub const fn total(&self) -> usize {
        self.waiting.len() + self.done + self.failed.len()
    }

    /// Returns what wasn't done, in the order in which that was told.
    pub fn failed(&self) -> &[TakeStep] {
        &self.failed
    }

    /// Returns whether the scene can be called on air by now: all of it is told, the picture is the scene's, and not all of it failed.
    pub fn is_on_air(&self) -> bool {
        let is_picture = |step: &TakeStep| step.kind == Kind::OverrideLayout;
        let picture_failed = self.failed.iter().any(is_picture);
        !self.is_pending() && !picture_failed && (self.done > 0 || self.failed.is_empty())
    }
}
