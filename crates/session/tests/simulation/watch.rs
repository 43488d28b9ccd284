//! What of a script only a simulation looks at.

use crate::script::Script;

impl Script {
    /// The stream that is open or opening.
    pub fn stream(&self) -> Option<u32> {
        self.stream
    }

    /// Whether bytes of this stream get lost, and nobody is told.
    pub fn is_half_open(&self) -> bool {
        self.stream.is_some() && self.dead == self.stream
    }

    /// Whether something will happen by itself.
    pub fn is_going_on(&self) -> bool {
        self.wake.is_some() || !self.coming.is_empty()
    }
}
