//! Why commands wait: the server is asked one thing at a time, and may take long to answer.

use super::send::limit_ms;
use super::{CommandId, Session, Watch, Why};

/// Whoever waits so long should be told what for, ms.
const SLOW_MS: u64 = 3_000;

/// What a host waits for, where that takes long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Delay {
    /// What has to be over first.
    pub behind: Behind,
    /// How many commands wait, and can be called off.
    pub waiting: usize,
}

/// What has to be over before the next command goes out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Behind {
    /// The server hasn't answered this command, and will be given up at that time, ms.
    Answer(CommandId, u64),
    /// The server hasn't answered how many are in, and will be given up at that time, ms.
    Count(u64),
    /// Whether this hang-up did anything isn't seen, and is decided at that time, ms.
    HangUp(CommandId, u64),
    /// There are just many.
    Others,
}

impl Session {
    /// Returns what commands wait for, where one has waited for long, for its turn or for its answer.
    pub fn delay(&self, now_ms: u64) -> Option<Delay> {
        let is_slow = |since_ms: u64| now_ms >= since_ms + SLOW_MS;
        let waits_long = self.queue.iter().any(|it| is_slow(it.since_ms));
        let slow = self.under_way.as_ref().filter(|it| is_slow(it.since_ms));
        let slow = slow.and_then(|it| {
            let until_ms = it.since_ms + limit_ms(it.why);
            match it.why {
                Why::Command(id, _) => Some(Behind::Answer(id, until_ms)),
                Why::Count | Why::CountFor(_) => {
                    (!self.queue.is_empty()).then_some(Behind::Count(until_ms))
                }
            }
        });
        let watched = self.watched.iter().find_map(|it| match it.what {
            Watch::HangUp { .. } => Some(Behind::HangUp(it.id, it.until_ms)),
            Watch::Invite(_) | Watch::Dismiss => None,
        });
        let watched = watched.filter(|_| self.queue.iter().all(|it| it.command.is_hang_up()));
        let behind = slow.or_else(|| waits_long.then(|| watched.unwrap_or(Behind::Others)))?;
        Some(Delay {
            behind,
            waiting: self.queue.len(),
        })
    }

    /// Returns when somebody has waited for long.
    pub(super) fn next_delay(&self, now_ms: u64) -> Option<u64> {
        let asked = self.under_way.iter().map(|it| it.since_ms);
        let waits = self.queue.iter().map(|it| it.since_ms);
        let slow_at = asked.chain(waits).map(|since_ms| since_ms + SLOW_MS);
        slow_at.filter(|at| *at > now_ms).min()
    }
}
