//! The spotlight's queue being put in another order.

use crate::{CommandError, CommandStatus};
use conference::{CommandId, ParticipantId, SpotlightOrder, SpotlightStep};

/// How often it is looked whether a later stamp is possible, ms.
const LOOK_MS: u64 = 500;

/// How the spotlight's order gets on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SpotlightProgress<'a> {
    /// The order that is being made; empty if none is.
    pub wished: &'a [ParticipantId],
    /// Whose step failed in the last one.
    pub stopped_at: Option<&'a ParticipantId>,
}

/// An order that is being made, step by step.
#[derive(Debug, Default)]
pub(super) struct SpotlightReordering {
    /// The gesture, while its order is being made.
    id: Option<CommandId>,
    wished: Vec<ParticipantId>,
    pub order: SpotlightOrder,
    /// Why the last step failed.
    error: Option<CommandError>,
    stopped_at: Option<ParticipantId>,
    /// When to look again, monotonic ms.
    look_at: Option<u64>,
}

impl SpotlightReordering {
    pub fn progress(&self) -> SpotlightProgress<'_> {
        SpotlightProgress {
            wished: &self.wished,
            stopped_at: self.stopped_at.as_ref(),
        }
    }

    pub fn due_at(&self) -> Option<u64> {
        self.look_at
    }

    /// Returns the gesture whose order is being made.
    pub fn id(&self) -> Option<CommandId> {
        self.id
    }

    /// Begins another order. Returns the gesture whose order isn't made any more.
    pub fn begin(
        &mut self,
        mono_ms: u64,
        id: CommandId,
        order: Vec<ParticipantId>,
    ) -> Option<CommandId> {
        self.order.request(mono_ms, order.clone());
        self.wished = order;
        self.error = None;
        self.stopped_at = None;
        self.id.replace(id)
    }

    /// Nothing is to be done at this monotonic time in ms. `awaits_command` = a command will say when it is.
    pub fn wait(&mut self, mono_ms: u64, awaits_command: bool) {
        self.look_at = (!awaits_command).then_some(mono_ms + LOOK_MS);
    }

    /// A step of this gesture failed.
    pub fn step_failed(&mut self, id: CommandId, error: &CommandError) {
        if self.id == Some(id) {
            self.error = Some(error.clone());
        }
    }

    /// The order is made, or stopped at a step. Returns whom to tell what.
    pub fn finish(&mut self, step: SpotlightStep) -> Option<(CommandId, CommandStatus)> {
        let status = match step {
            SpotlightStep::Stopped(id) => {
                self.stopped_at = Some(id);
                let error = self.error.take();
                CommandStatus::Failed(error.unwrap_or(CommandError::NoEffect))
            }
            _ => CommandStatus::Confirmed,
        };
        self.forget().map(|id| (id, status))
    }

    /// The session is over. Returns the gesture whose order isn't made any more.
    pub fn give_up(&mut self) -> Option<CommandId> {
        self.order = SpotlightOrder::default();
        self.forget()
    }

    /// Where the last order stopped is no news any more.
    pub fn forget_stop(&mut self) {
        self.stopped_at = None;
    }

    fn forget(&mut self) -> Option<CommandId> {
        self.wished.clear();
        self.look_at = None;
        self.id.take()
    }
}
