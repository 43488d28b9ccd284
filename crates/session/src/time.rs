//! Two clocks, because each of them lies in its own way.

/// What the clocks say. Monotonic time doesn't run during sleep on some systems; wall time jumps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Now {
    /// Monotonic, ms since the page began.
    pub mono_ms: u64,
    /// Wall time, ms since 1970.
    pub wall_ms: u64,
}

impl Now {
    /// How much time has gone since `then`, ms: the larger of what the two clocks say.
    pub fn since(self, then: Self) -> u64 {
        let mono = self.mono_ms.saturating_sub(then.mono_ms);
        let wall = self.wall_ms.saturating_sub(then.wall_ms);
        mono.max(wall)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_larger_counts() {
        let then = Now {
            mono_ms: 1_000,
            wall_ms: 50_000,
        };
        let check = |mono_ms: u64, wall_ms: u64, expect: u64| {
            assert_eq!(Now { mono_ms, wall_ms }.since(then), expect);
        };
        check(2_000, 51_000, 1_000);
        check(1_000, 650_000, 600_000);
        check(3_000, 40_000, 2_000);
        check(0, 0, 0);
    }
}
