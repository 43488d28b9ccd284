//! What is presented: who, and its frames.

use super::slide;
use std::collections::VecDeque;

/// How many frames can still be fetched.
const MAX_FRAMES: usize = 100;

/// The floor, and the frames shown so far.
#[derive(Clone, Debug, Default)]
pub struct Presentation {
    /// Who has the floor.
    pub presenter: Option<String>,
    /// Each frame's event id, and its slide.
    frames: VecDeque<(u64, u64)>,
    slide: u64,
    seed: u64,
    /// When the next slide is due (ms).
    pub next_at: u64,
}

impl Presentation {
    /// Begins anew, with slides made from `seed`, before the first of them.
    pub fn begin(&mut self, seed: u64) {
        self.seed = seed;
        self.slide = 0;
        self.frames.clear();
    }

    /// Moves on to the next slide.
    pub fn next_slide(&mut self) {
        self.slide += 1;
    }

    /// Returns whether a slide has been shown.
    pub fn has_slide(&self) -> bool {
        self.slide > 0
    }

    /// Remembers the slide that is on as the frame that the event `id` announces.
    pub fn add_frame(&mut self, id: u64) {
        self.frames.push_back((id, self.slide));
        if self.frames.len() > MAX_FRAMES {
            self.frames.pop_front();
        }
    }

    /// Returns the JPEG of the slide behind a frame's id; without an id, the latest. `None` for an unknown or forgotten one.
    pub fn frame(&self, id: Option<u64>) -> Option<Vec<u8>> {
        let mut frames = self.frames.iter();
        let (_, number) = match id {
            Some(id) => frames.find(|(known, _)| *known == id),
            None => frames.next_back(),
        }?;
        Some(slide::jpeg(self.seed, *number))
    }
}
