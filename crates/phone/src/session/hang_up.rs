//! Whether a hang-up did anything. A known server answers "000000" and sends the telephone service another command, so that only
//! news of them, or a smaller count, says that they left.

use super::{Session, Watch};
use crate::conference::CallKey;

/// How long it may take until somebody who is hung up on isn't counted any more, ms.
const HANGING_UP_MS: u64 = 10_000;
/// The same on a server that has let one do nothing, ms.
const BROKEN_MS: u64 = 5_000;

/// What a hang-up's effect is told from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Baseline {
    /// How many would be counted if nothing had happened. `None` = it can't be told by counting: they weren't in yet, or nobody
    /// could be counted.
    pub count: Option<u32>,
    /// How many others were in by name when that was so.
    pub others: u32,
}

impl Session {
    pub(super) fn hang_up_watch(&self, key: CallKey, count: Option<u32>) -> (Watch, u64) {
        let was_in = self.conference.call(key).is_some_and(|it| it.state.is_in());
        let baseline = Baseline {
            count: count.filter(|_| was_in),
            others: self.others_in(key),
        };
        let limit_ms = if self.is_hang_up_broken {
            BROKEN_MS
        } else {
            HANGING_UP_MS
        };
        (Watch::HangUp { key, baseline }, limit_ms)
    }

    /// Others came and left meanwhile: that says nothing about whom the host hung up on.
    pub(super) fn follow_others(&self, key: CallKey, baseline: Baseline) -> Baseline {
        let others = self.others_in(key);
        let count = baseline
            .count
            .map(|it| (it + others).saturating_sub(baseline.others));
        Baseline { count, others }
    }

    fn others_in(&self, key: CallKey) -> u32 {
        let all = self.conference.calls().iter();
        all.filter(|it| it.key != key && it.state.is_in()).count() as u32
    }
}
