//! How often it is worth while to join again.

use crate::Now;

/// So many sessions that die young in a row, and it isn't the network.
const MOST_SHORT_SESSIONS: u32 = 3;
/// A session that lived this long was a good one, ms.
const LONG_SESSION_MS: u64 = 60_000;

/// Joining again after the token died.
#[derive(Debug, Default)]
pub(crate) struct Rejoining {
    /// The page is on its way out: not before somebody looks at it again.
    is_page_left: bool,
    short_sessions: u32,
    /// When the session that is in now got in.
    began: Now,
}

impl Rejoining {
    pub fn session_began(&mut self, now: Now) {
        self.began = now;
    }

    /// Notes that the session died. `is_excused` = nothing could be done for it.
    pub fn session_died(&mut self, now: Now, is_excused: bool) {
        if now.since(self.began) >= LONG_SESSION_MS {
            self.short_sessions = 0;
        } else if !is_excused {
            self.short_sessions += 1;
        }
    }

    /// Returns `true` if too many sessions in a row died young.
    pub fn is_hopeless(&self) -> bool {
        self.short_sessions > MOST_SHORT_SESSIONS
    }

    pub fn set_page_left(&mut self, is_left: bool) {
        self.is_page_left = is_left;
    }

    pub fn is_page_left(&self) -> bool {
        self.is_page_left
    }
}
