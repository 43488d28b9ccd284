//! A stream that something on the way keeps until it ends, as antivirus programs and proxies do: its server answers everything else.
//! The people are then read, again and again, and another stream is tried now and then.

use super::Stream;
use crate::requests::Purpose;
use crate::{Life, Now, Session};

/// Between two readings, ms: with refreshes and streams no more than six requests a minute (P4).
const READ_MS: u64 = 15_000;
/// Each so many'th reading is of the meeting's own state.
const STATUS_EACH: u32 = 4;
/// What was read is how things are for so long, ms.
const GOOD_MS: u64 = 40_000;
/// A stream that brings nothing is tried for so long, ms.
pub(super) const PATIENCE_MS: u64 = 120_000;

/// What is known of streams that bring nothing.
#[derive(Debug, Default)]
pub(super) struct HeldBack {
    /// A stream has brought something since this session began: whatever it is, it isn't this.
    has_delivered: bool,
    /// How many have brought nothing.
    silent_streams: u32,
    /// Something else was answered since.
    is_answered: bool,
    /// When the next reading is due, monotonic ms.
    read_at: u64,
    readings: u32,
    /// When what was read last was asked for.
    read: Option<Now>,
    /// That is good still.
    is_read: bool,
}

impl Stream {
    /// Returns whether no stream gets through, though the server can be asked.
    pub fn is_held_back(&self) -> bool {
        let held = &self.held_back;
        !held.has_delivered && held.silent_streams >= 2 && held.is_answered
    }

    /// Returns when what is shown was read, wall ms, where it is read because no stream gets through.
    pub fn read_ms(&self) -> Option<u64> {
        let read = self.held_back.read.filter(|_| self.held_back.is_read);
        read.filter(|_| self.is_held_back())
            .map(|read| read.wall_ms)
    }

    /// Something came.
    pub(super) fn delivers(&mut self) {
        self.held_back.has_delivered = true;
    }

    /// A stream has brought nothing for so long. Returns whether it is the first.
    pub(super) fn brings_nothing(&mut self) -> bool {
        self.held_back.silent_streams += 1;
        !self.held_back.has_delivered && self.held_back.silent_streams == 1
    }

    /// The server has answered a request.
    pub fn other_answered(&mut self) {
        self.held_back.is_answered |= self.held_back.silent_streams > 0;
    }

    /// Who is there was read.
    pub fn roster_read(&mut self, asked: Now) {
        self.held_back.read = Some(asked);
    }
}

impl Session {
    /// Reads how things are where no stream tells it.
    pub(crate) fn read_if_held_back(&mut self, now: Now) {
        if self.held_back_due(now).is_some_and(|at| at <= now.mono_ms) {
            let held = &mut self.stream.held_back;
            held.read_at = now.mono_ms + READ_MS;
            held.readings = held.readings.wrapping_add(1);
            let is_status = held.readings.is_multiple_of(STATUS_EACH);
            self.rate_limit.count_request(now.mono_ms);
            if is_status {
                self.read_status(now, Purpose::ServiceStatus);
            } else {
                self.read_participants(now);
            }
        }
        let held = &mut self.stream.held_back;
        held.is_read = held
            .read
            .is_some_and(|read| now.mono_ms < read.mono_ms + GOOD_MS);
    }

    /// Returns when that is due, monotonic ms.
    pub(crate) fn held_back_due(&self, now: Now) -> Option<u64> {
        let reads = self.life == Life::Live && self.stream.is_held_back() && !self.page.offline;
        let at = self.stream.held_back.read_at.max(now.mono_ms);
        reads.then(|| self.rate_limit.next_request_at(at))
    }
}
