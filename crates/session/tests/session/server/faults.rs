//! What goes wrong on demand.

use super::Server;

/// How a request is taken.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Fate {
    /// Refused with a status and words, nothing done.
    Refused(u16, &'static str),
    /// Refused with `Retry-After`, seconds.
    Later(u16, u32),
    /// HTTP 200, `result` false, nothing done.
    False,
    /// Done and answered, but no event tells it.
    Mute,
    /// Answered with "yes", nothing done.
    Liar,
    /// Done, but the answer is lost.
    Lost,
    /// Nothing done, never answered.
    Hangs,
    /// Can't be reached.
    Unreachable,
    /// Done and told at once, but answered only after so many ms.
    Slow(u64),
    /// Another answer than usual.
    Says(u16, &'static str),
    /// Another answer than usual, with status 200, after so many ms.
    SaysAfter(u64, &'static str),
}

/// What something on the way keeps of a stream, until it ends.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Held {
    /// All of it.
    Whole,
    /// All but that it opened.
    Body,
}

impl Server {
    pub fn takes(&mut self, path: &'static str, fate: Fate, times: u32) {
        self.fates.push((path, fate, times));
    }

    pub(super) fn fate_of(&mut self, path: &str) -> Option<Fate> {
        let fits = |(end, _, times): &(&str, Fate, u32)| path.ends_with(end) && *times > 0;
        let at = self.fates.iter().position(fits)?;
        self.fates[at].2 -= 1;
        Some(self.fates[at].1)
    }
}
