//! What a room's script remembers. What it does is in `room::script`.

use super::random::Random;

/// A room's script.
#[derive(Clone, Debug)]
pub struct Script {
    /// Where its chances come from.
    pub random: Random,
    /// How many people the meeting hovers around.
    pub typical_size: usize,
    /// When somebody does something next (ms).
    pub next_action_at: u64,
    /// When a voice changes next (ms).
    pub next_voice_at: u64,
    /// Who speaks, by uuid.
    pub speaker: Option<String>,
    /// How many more changes of loudness the speaker goes on for.
    pub steps_left: u64,
    /// How many chat lines were written.
    pub lines_written: usize,
}

impl Script {
    /// Returns a script for about `typical_size` people that begins at `now` (ms).
    pub fn new(seed: u64, typical_size: usize, now: u64) -> Script {
        Script {
            random: Random::new(seed),
            typical_size,
            next_action_at: now + 1_500,
            next_voice_at: now + 400,
            speaker: None,
            steps_left: 0,
            lines_written: 0,
        }
    }
}
