//! An open stream: how long it has been silent, and how long it may be.

use crate::Now;
use wire::Parser;

/// A stream that says nothing for so long is asked about, ms: more than the ten seconds at which many servers send a
/// keep-alive, less than the fifteen after which a dead line must be known.
const SILENCE_MS: u64 = 10_500;
/// Where keep-alives tell this early that the line is dead, nobody has to be asked, ms.
const EARLY_MS: u64 = 15_000;
/// A stream that says nothing for so long is opened anew, whatever the server answers elsewhere, ms.
const LONGEST_SILENCE_MS: u64 = 45_000;
/// A snapshot that lists nobody more for so long is given up, ms.
const SYNC_QUIET_MS: u64 = 10_000;
/// A snapshot that takes this long is given up, whatever comes, ms.
const LONGEST_SYNC_MS: u64 = 60_000;
/// Nothing is known to be true for longer than this after the last sign of it, ms: less than the fifteen seconds of P1.
const DOUBT_MS: u64 = 14_500;
/// A stream that was heard this lately needs no asking when somebody looks, ms.
const FRESH_MS: u64 = 2_000;

/// What is known of an open stream. Times are monotonic, ms.
#[derive(Debug)]
pub(super) struct OpenStream {
    pub since: u64,
    /// When the last byte came.
    heard_at: u64,
    /// When the server was last asked whether it is there.
    probed_at: u64,
    /// When it last turned out that what is shown is true: a byte came, or an answer about it.
    proved_at: u64,
    /// That was too long ago.
    pub is_doubtful: bool,
    /// It is known to have brought nothing in its first seconds.
    pub brings_nothing: bool,
    /// When the last keep-alive came, if nothing else came since.
    last_keep_alive: Option<u64>,
    /// How long the server keeps silent between two of them.
    keep_alive_gap: Option<u64>,
    /// The snapshot under way.
    sync: Option<SyncProgress>,
    pub parser: Parser,
}

#[derive(Clone, Copy, Debug)]
struct SyncProgress {
    begun_at: u64,
    moved_at: u64,
    listed: usize,
}

impl OpenStream {
    pub fn new(now: Now, keep_alive_gap: Option<u64>) -> Self {
        Self {
            since: now.mono_ms,
            heard_at: now.mono_ms,
            probed_at: now.mono_ms,
            proved_at: now.mono_ms,
            is_doubtful: false,
            brings_nothing: false,
            last_keep_alive: None,
            keep_alive_gap,
            sync: None,
            parser: Parser::new(),
        }
    }

    /// Returns what was learned about the server's keep-alives: the next stream's watchdog begins with it.
    pub fn keep_alive_gap(&self) -> Option<u64> {
        self.keep_alive_gap
    }

    /// Notes that something came. Two keep-alives with nothing between them teach how often they come; an exceptionally
    /// long time is forgotten again bit by bit.
    pub fn hear(&mut self, now: Now, is_keep_alive: bool) {
        self.heard_at = now.mono_ms;
        self.proved_at = now.mono_ms;
        if !is_keep_alive {
            self.last_keep_alive = None;
            return;
        }
        if let Some(last) = self.last_keep_alive.replace(now.mono_ms) {
            let gap = now.mono_ms.saturating_sub(last).min(30_000);
            let known = self.keep_alive_gap;
            self.keep_alive_gap = Some(known.map_or(gap, |known| gap.max(known - known / 16)));
        }
    }

    /// Notes that the server was asked whether it is there.
    pub fn probed(&mut self, now: Now) {
        self.probed_at = now.mono_ms;
    }

    /// Notes that what is shown was true when it was `asked`.
    pub fn proved(&mut self, now: Now, asked: Now) {
        self.proved_at = self.proved_at.max(asked.mono_ms);
        self.update_doubt(now);
    }

    /// Notes that time went by.
    pub fn update_doubt(&mut self, now: Now) {
        self.is_doubtful = now.mono_ms >= self.proved_at + DOUBT_MS;
    }

    /// Returns when what is shown becomes doubtful, if it isn't.
    pub fn doubtful_at(&self) -> Option<u64> {
        (!self.is_doubtful).then_some(self.proved_at + DOUBT_MS)
    }

    /// Silence beyond this means that the line is dead: the server is known to say something more often.
    pub fn dead_at(&self) -> u64 {
        let learned = self
            .keep_alive_gap
            .map_or(LONGEST_SILENCE_MS, |gap| gap + gap / 4 + 1_000);
        self.heard_at + learned.clamp(5_000, LONGEST_SILENCE_MS)
    }

    /// Returns `true` if nothing was heard for so long that what is shown has to be proved otherwise.
    pub fn is_silent(&self, now: Now) -> bool {
        now.mono_ms >= self.heard_at + SILENCE_MS
    }

    /// Returns `true` once, if nothing came since it opened, and something should have.
    pub fn turns_out_silent(&mut self, now: Now) -> bool {
        let is_silent = self.heard_at == self.since && self.is_silent(now);
        is_silent && !std::mem::replace(&mut self.brings_nothing, true)
    }

    /// Returns `true` if something was heard or asked lately.
    pub fn is_fresh(&self, now: Now) -> bool {
        now.mono_ms < self.heard_at.max(self.probed_at) + FRESH_MS
    }

    /// Returns when the server is to be asked whether it is there, if nothing is heard until then.
    pub fn probe_at(&self) -> Option<u64> {
        if self.dead_at() <= self.heard_at + EARLY_MS {
            return None;
        }
        Some(self.heard_at.max(self.probed_at) + SILENCE_MS)
    }

    /// Returns when the snapshot under way is given up.
    pub fn sync_stuck_at(&self) -> Option<u64> {
        self.sync
            .map(|sync| (sync.moved_at + SYNC_QUIET_MS).min(sync.begun_at + LONGEST_SYNC_MS))
    }

    /// Notes how many people the snapshot under way has listed so far.
    pub fn watch_sync(&mut self, now: Now, listed: Option<usize>) {
        self.sync = listed.map(|listed| match self.sync {
            Some(known) if known.listed == listed => known,
            known => SyncProgress {
                begun_at: known.map_or(now.mono_ms, |known| known.begun_at),
                moved_at: now.mono_ms,
                listed,
            },
        });
    }

    /// Gives up the snapshot under way if it is stuck. Returns `true` if it was.
    pub fn give_up_stuck_sync(&mut self, now: Now) -> bool {
        let is_stuck = self.sync_stuck_at().is_some_and(|at| at <= now.mono_ms);
        if is_stuck {
            self.sync = None;
        }
        is_stuck
    }
}
