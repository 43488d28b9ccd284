//! What is to be done, collected while an input is dealt with; and what was told last, so that nothing is told twice.

use crate::{CommandStatus, Connection, Life, Notice, Output, QueueProgress};
use conference::{Command, CommandId, ParticipantId, Powers};

/// The outputs of one input.
#[derive(Debug, Default)]
pub(crate) struct Outbox {
    outputs: Vec<Output>,
    told: Option<ToldState>,
    /// The tick that was last asked for, monotonic ms.
    wake: Option<u64>,
}

/// What [`Output::State`] asks to be read again.
#[derive(Debug, PartialEq)]
pub(crate) struct ToldState {
    pub life: Life,
    pub connection: Connection,
    pub powers: Powers,
    pub pending: Vec<(CommandId, Command)>,
    pub queue: QueueProgress,
    pub spotlight_order: Vec<ParticipantId>,
    pub spotlight_stopped_at: Option<ParticipantId>,
    pub can_go_back: bool,
}

impl Outbox {
    pub fn push(&mut self, output: Output) {
        self.outputs.push(output);
    }

    pub fn notice(&mut self, notice: Notice) {
        self.push(Output::Notice(notice));
    }

    /// Tells the status of all these gestures.
    pub fn tell_status(&mut self, ids: &[CommandId], status: &CommandStatus) {
        for id in ids {
            self.push(Output::CommandStatus(*id, status.clone()));
        }
    }

    /// Asks for the state to be read again, if it is another than was told.
    pub fn tell_state(&mut self, state: ToldState) {
        if self.told.as_ref() != Some(&state) {
            self.told = Some(state);
            self.push(Output::State);
        }
    }

    /// Asks for a tick at this monotonic time, ms, unless it is asked for already.
    pub fn wake_at(&mut self, wake: Option<u64>) {
        if wake.is_some() && wake != self.wake {
            self.wake = wake;
            self.outputs.extend(wake.map(Output::WakeAt));
        }
    }

    /// The tick has come. It is used up, even if it came a little early: the same one may have to be asked for again.
    pub fn woken(&mut self) {
        self.wake = None;
    }

    /// Returns the tick that was last asked for, monotonic ms.
    pub fn asked_for_tick(&self) -> Option<u64> {
        self.wake
    }

    pub fn take(&mut self) -> Vec<Output> {
        std::mem::take(&mut self.outputs)
    }
}
