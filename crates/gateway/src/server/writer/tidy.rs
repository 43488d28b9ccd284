//! What keeps the database and the world from growing for ever.

use super::super::{Config, now_ms, rows};
use super::State;
use super::write::stamp;
use crate::world::forget;
use std::sync::PoisonError;
use std::time::Duration;

/// After how many events the world is kept, so that a start needn't read all of them.
const SNAPSHOT_EVERY: i64 = 20_000;
/// How often at least what is too old is looked for, in milliseconds.
const TIDY_EVERY_MS: u64 = 3_600_000;
/// How many events are deleted, and rooms forgotten, at a time: others wait meanwhile.
const AT_A_TIME: u32 = 2000;
const DAY_MS: u64 = 86_400_000;

/// How far tidying has got.
pub struct Tidying {
    keep_ms: u64,
    /// How long rooms with nobody in them are kept.
    keep_empty_ms: u64,
    snapshot_id: i64,
    /// When what is too old is looked for next, Unix time in milliseconds.
    due_ms: u64,
}

impl Tidying {
    /// `snapshot_id` is of the newest event that the world was made of at the start.
    pub fn new(config: &Config, snapshot_id: i64) -> Self {
        Self {
            keep_ms: u64::from(config.keep_days).saturating_mul(DAY_MS),
            keep_empty_ms: config.keep_empty_s.saturating_mul(1000),
            snapshot_id,
            due_ms: 0,
        }
    }

    /// Returns for how long there is nothing to tidy unless events come.
    pub fn rest(&self, now_ms: u64) -> Duration {
        Duration::from_millis(self.due_ms.saturating_sub(now_ms).min(self.every_ms()))
    }

    fn every_ms(&self) -> u64 {
        TIDY_EVERY_MS.min(self.keep_empty_ms)
    }
}

impl State {
    /// Does what is due.
    pub(super) fn tidy(&mut self) -> rusqlite::Result<()> {
        let now = now_ms();
        let is_due = now >= self.tidying.due_ms;
        if is_due {
            // In any case: what fails is tried again then.
            self.tidying.due_ms = now.saturating_add(self.tidying.every_ms());
        }
        let id = *self.tell.borrow();
        if is_due || id - self.tidying.snapshot_id >= SNAPSHOT_EVERY {
            if self.forget(now)? {
                self.tidying.due_ms = now;
            }
            // What is deleted is in the world that is kept.
            self.keep_snapshot()?;
        }
        if is_due {
            let limit = stamp(now.saturating_sub(self.tidying.keep_ms));
            if rows::prune(&self.connection, limit, AT_A_TIME)? {
                self.tidying.due_ms = now;
            }
        }
        Ok(())
    }

    /// Forgets rooms, by events. Returns whether there may be more.
    fn forget(&self, now_ms: u64) -> rusqlite::Result<bool> {
        let before_ms = now_ms.saturating_sub(self.tidying.keep_ms);
        let idle_ms = now_ms.saturating_sub(self.tidying.keep_empty_ms);
        let events = {
            let known = self.known.read().unwrap_or_else(PoisonError::into_inner);
            forget::events(&known.world, before_ms, idle_ms, AT_A_TIME as usize)
        };
        let is_full = events.len() >= AT_A_TIME as usize;
        if !events.is_empty() {
            tracing::info!(count = events.len(), "rooms are forgotten");
            self.write_untold(events)?;
        }
        Ok(is_full)
    }

    pub(super) fn keep_snapshot(&mut self) -> rusqlite::Result<()> {
        let (id, world) = {
            let known = self.known.read().unwrap_or_else(PoisonError::into_inner);
            (known.id, known.world.to_json())
        };
        if id == self.tidying.snapshot_id {
            return Ok(());
        }
        let world = world.map_err(|error| rusqlite::Error::ToSqlConversionFailure(error.into()))?;
        let sql = "INSERT OR REPLACE INTO snapshot (one, id, world) VALUES (1, ?, ?)";
        self.connection.execute(sql, (id, world))?;
        self.tidying.snapshot_id = id;
        Ok(())
    }
}
