//! A host's commands: sent once, answered, confirmed by the server's state, or failed. Nothing unsafe goes out twice.

mod answers;
mod confirmation;
mod conflict;
mod dial_out;
mod finish;
mod gesture;
mod hold;
mod queue;
mod reorder_spotlight;
mod run_queue;
mod send;
mod spelling;
mod spotlight;
mod tones;
mod under_way;
mod verdict;

pub use queue::QueueProgress;
pub use spotlight::SpotlightProgress;

use conference::{Command, Kind, ParticipantId};
use dial_out::EndedCall;
use queue::CommandQueue;
use spotlight::SpotlightReordering;
use under_way::{CommandUnderWay, Stage};
use wire::Dialect;

/// The commands of a session.
#[derive(Debug, Default)]
pub(crate) struct Commands {
    under_way: Vec<CommandUnderWay>,
    /// The last command's number; none is given twice, for answers may come late.
    last_number: u32,
    queue: CommandQueue,
    spotlight: SpotlightReordering,
    /// The spellings that were learned by being refused.
    learned: Option<Dialect>,
    /// Whom this host's calls ring, until they came to something.
    ringing: Vec<ParticipantId>,
    /// Calls that ended before the answer by which it is known whose they are, newest first.
    early_ends: Vec<EndedCall>,
    /// Commands that were answered by 404 about one of these people: they aren't offered, or somebody had just left.
    unverified: Vec<(Kind, ParticipantId)>,
}

impl Commands {
    /// Begins again for another meeting, or another session in the same one.
    pub fn enter(&mut self) {
        self.ringing.clear();
        self.early_ends.clear();
        self.unverified.clear();
        self.queue.forget_not_sent();
        self.spotlight.forget_stop();
    }

    /// Forgets what was learned about a server.
    pub fn forget_server(&mut self) {
        self.enter();
        self.learned = None;
    }

    /// Returns the commands under way, oldest first.
    pub fn under_way(&self) -> &[CommandUnderWay] {
        &self.under_way
    }

    /// Returns how the queue of commands gets on.
    pub fn queue(&self) -> QueueProgress {
        self.queue.progress()
    }

    /// Returns how the spotlight's order gets on.
    pub fn spotlight(&self) -> SpotlightProgress<'_> {
        self.spotlight.progress()
    }

    /// Returns when something is due about them, monotonic ms.
    pub fn due_at(&self) -> Option<u64> {
        let under_way = self.under_way.iter().filter_map(CommandUnderWay::due_at);
        under_way.chain(self.spotlight.due_at()).min()
    }

    /// Returns `true` if this host is ending the meeting, whatever is known of it.
    pub fn is_ending_meeting(&self) -> bool {
        self.meeting_end().next().is_some()
    }

    /// Returns `true` if the answer to that was lost: a token that is no good any more tells it as well.
    pub fn is_meeting_end_unanswered(&self) -> bool {
        self.meeting_end()
            .any(|end| matches!(end.stage, Stage::Reading { .. }))
    }

    /// Returns `true` if the answer to that isn't there yet: nothing else is to be asked of the server.
    pub fn awaits_meeting_end(&self) -> bool {
        self.meeting_end().any(|end| end.stage == Stage::Sent)
    }

    /// Returns the end of the meeting that was sent.
    fn meeting_end(&self) -> impl Iterator<Item = &CommandUnderWay> {
        let is_it = |known: &&CommandUnderWay| {
            known.command == Command::DisconnectAll && known.stage != Stage::Held
        };
        self.under_way.iter().filter(is_it)
    }

    fn find(&mut self, number: u32) -> Option<&mut CommandUnderWay> {
        self.under_way
            .iter_mut()
            .find(|known| known.number == number)
    }

    fn take(&mut self, number: u32) -> Option<CommandUnderWay> {
        let at = self
            .under_way
            .iter()
            .position(|known| known.number == number)?;
        Some(self.under_way.remove(at))
    }

    fn next_number(&mut self) -> u32 {
        self.last_number = self.last_number.wrapping_add(1);
        self.last_number
    }
}
