//! Dice for jitter, from a seed given from outside.

/// xorshift64*: small, and good enough to keep clients from knocking in step.
#[derive(Debug, Default)]
pub(crate) struct Rng(u64);

impl Rng {
    pub fn new(seed: u64) -> Self {
        Self(seed | 1)
    }

    /// A number below `end` (0 when `end` is 0).
    pub fn below(&mut self, end: u64) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let roll = self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 11;
        roll.checked_rem(end).unwrap_or(0)
    }
}
