//! All promises, after every step.

use crate::gentle::Gentle;
use crate::once::Once;
use crate::script::Script;
use crate::truth::Truth;
use session::{Connection, Life};

/// Caps of what is kept (P9).
const MOST_LOG: usize = 2_000;
const MOST_CHAT: usize = 1_000;
/// An event's bytes; as text up to three times as many, where they are no UTF-8; and room grows by doubling.
const MOST_ROOM: usize = 3 * 2 * (1 << 20) + MOST_ROOM_BETWEEN;
/// What is kept from one event to the next.
const MOST_ROOM_BETWEEN: usize = 3 * (1 << 13) + 1_024 * 3 * 2;
/// It tries again within so long, ms: a turn, and the limit of a request that hangs.
const TRIES_MS: u64 = 21_000;

#[derive(Default)]
pub struct Promises {
    pub truth: Truth,
    pub once: Once,
    pub gentle: Gentle,
    pub gestures: usize,
    /// When there was last an occasion to try.
    pub occasion_ms: u64,
    pub offline: bool,
    pub away: bool,
    /// The last bytes of the stream were the end of an event.
    pub is_between_events: bool,
}

impl Promises {
    pub fn check(&mut self, it: &Script) -> Result<(), String> {
        self.truth.check(it)?;
        self.once.check(it)?;
        self.gentle.check(it)?;
        self.goes_on_or_says_so(it)?;
        self.is_bounded(it)
    }

    /// P5.
    fn goes_on_or_says_so(&mut self, it: &Script) -> Result<(), String> {
        let now = it.now.mono_ms;
        let tries = matches!(it.session.life(), Life::Live | Life::Recovering { .. });
        if !tries {
            return match (it.session.life(), it.session.connection()) {
                (Life::Ended(why), Connection::Ended(shown)) if *why == shown => Ok(()),
                (Life::Ended(why), shown) => Err(format!("P5: {why:?} is shown as {shown:?}")),
                _ => Ok(()),
            };
        }
        if self.offline || self.away {
            self.occasion_ms = now;
            return Ok(());
        }
        if !it.is_going_on() {
            return Err("P5: nothing will ever happen again".into());
        }
        let is_lost = matches!(
            it.session.connection(),
            Connection::Stale { .. } | Connection::Rejoining { .. }
        );
        let since = self
            .gentle
            .last_ms
            .max(self.occasion_ms)
            .max(self.gentle.silent_until());
        if is_lost && now > since + TRIES_MS {
            return Err(format!("P5: nothing tried for {} ms", now - since));
        }
        if !is_lost {
            self.occasion_ms = now;
        }
        Ok(())
    }

    /// P9.
    fn is_bounded(&self, it: &Script) -> Result<(), String> {
        let check = |what: &str, size: usize, most: usize| {
            if size > most {
                Err(format!("P9: {size} {what}, of at most {most}"))
            } else {
                Ok(())
            }
        };
        let meeting = it.session.conference();
        check("lines of the log", meeting.log().len(), MOST_LOG)?;
        check("lines of the chat", meeting.chat().len(), MOST_CHAT)?;
        let room = it.session.stream_room();
        check("bytes of an event", room, MOST_ROOM)?;
        if self.is_between_events {
            check("bytes between events", room, MOST_ROOM_BETWEEN)?;
        }
        if it.session.pending().next().is_none() {
            check("gestures without an end", it.statuses.open(), 0)?;
        }
        check(
            "commands under way",
            it.session.pending().count(),
            self.gestures,
        )
    }
}
