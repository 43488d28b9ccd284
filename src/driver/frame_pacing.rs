//! When the page shows what has changed: with the next frame, or in a flood a little later.

use std::cell::Cell;

/// So many changes between two frames, twice in a row, are a flood:
const FLOOD: usize = 200;
/// nobody could read what each of its frames shows, so some are left out, for so long at most, ms.
const FLOOD_PAUSE_MS: u64 = 250;

/// Counts what changes between two frames.
#[derive(Default)]
pub(super) struct FramePacing {
    /// How much has changed since the last frame, and between the two before it.
    changes: Cell<(usize, usize)>,
    /// When a frame showed something last, monotonic ms.
    shown_ms: Cell<u64>,
}

impl FramePacing {
    /// So much has changed.
    pub fn add_changes(&self, count: usize) {
        let (new, before) = self.changes.get();
        self.changes.set((new + count, before));
    }

    /// A frame is about to be drawn. Returns whether it shows what has changed; a later one does if not.
    pub fn shows_now(&self, now_ms: u64) -> bool {
        let (new, before) = self.changes.get();
        self.changes.set((0, new));
        let is_flood = new.min(before) > FLOOD;
        let shows = !is_flood || now_ms >= self.shown_ms.get() + FLOOD_PAUSE_MS;
        if shows {
            self.shown_ms.set(now_ms);
        }
        shows
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_flood_is_shown_four_times_a_second() {
        let pacing = FramePacing::default();
        let check = |changes: usize, now_ms: u64, expect: bool| {
            pacing.add_changes(changes);
            assert_eq!(pacing.shows_now(now_ms), expect, "{changes} at {now_ms}");
        };
        check(10_000, 1_000, true);
        check(300, 1_016, false);
        check(300, 1_032, false);
        check(300, 1_250, true);
        check(300, 1_266, false);
        // Less again: at once.
        check(3, 1_282, true);
        check(300, 1_298, true);
    }
}
