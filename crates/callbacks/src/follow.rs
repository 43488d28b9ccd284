//! Following a gateway, and how true what is shown is. One thing is under way at a time: all is read, then the stream is opened behind
//! what was read; when it breaks, the gateway is asked how far it is, and the stream is opened behind the newest event that is known.
//!
//! After a failure it waits: half a second, doubled up to four, then ten seconds once the trouble has lasted a minute; up to a quarter
//! more, by chance. So that is at most nineteen requests in the first minute, and six in each further one.

/// A stream that says nothing for so long has died: the gateway says that it is alive every five seconds.
const SILENCE_MS: u64 = 12_000;
/// The stream may be this much behind what the gateway says it has, before that is told.
const BEHIND_MS: u64 = 2_000;
const FIRST_WAIT_MS: u64 = 500;
const LONG_WAIT_MS: u64 = 4_000;
const TROUBLE_WAIT_MS: u64 = 10_000;
const MINUTE_MS: u64 = 60_000;
/// A page that comes back is a reason to try in so long.
const HURRY_MS: u64 = 5_000;

/// What is to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Everything is to be read anew.
    ReadAll,
    /// How far the gateway is.
    ReadStatus,
    /// The stream is to be opened, behind the newest event that is known.
    Open,
    /// The stream is to be closed: it is dead.
    Close,
}

/// Why something failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// This status, and `Retry-After` in seconds.
    Status(u16, Option<u32>),
    /// What answers isn't a gateway.
    NotAGateway,
    /// It couldn't be reached, or was cut.
    Network,
    /// The gateway ended it.
    Ended,
}

/// Why nothing new is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stale {
    /// The device is offline.
    Offline,
    /// The stream said nothing.
    Silent,
    /// Events come, but late.
    Behind,
    /// The gateway doesn't answer, or answers with an error.
    Trouble(Failure),
}

/// Why nothing is tried any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// The access token isn't valid (any more).
    Unauthorized,
}

/// How true what is shown is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// Nothing is known yet.
    Connecting,
    /// It is what the gateway knows.
    Live,
    /// It is how things were then, by the page's wall clock.
    Stale {
        /// When.
        since_ms: u64,
        /// Why.
        why: Stale,
    },
    /// Nothing is tried any more.
    Ended(End),
}

impl Phase {
    /// Returns the word for it, as in `data-connection`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Connecting => "connecting",
            Self::Live => "live",
            Self::Stale { .. } => "stale",
            Self::Ended(_) => "ended",
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// This is due at a time.
    Due(Step, u64),
    /// It is under way.
    Under(Step),
    /// The stream is open.
    Open,
    Ended(End),
}

/// Follows a gateway. Times are monotonic ms, but where they are said to be by the wall clock.
#[derive(Clone, Debug)]
pub struct Follow {
    state: State,
    /// When the trouble began, and how often it was tried since.
    trouble: Option<(u64, u32)>,
    why: Option<Stale>,
    heard_ms: u64,
    /// What is shown was true then, by the wall clock; `None` = nothing is known.
    true_ms: Option<u64>,
    /// The newest event of the gateway, and of what is known.
    wanted: i64,
    known: i64,
    behind_since: Option<u64>,
    hurried_ms: Option<u64>,
}

impl Follow {
    /// Begins.
    pub fn new(now_ms: u64) -> Self {
        Self {
            state: State::Due(Step::ReadAll, now_ms),
            trouble: None,
            why: None,
            heard_ms: now_ms,
            true_ms: None,
            wanted: 0,
            known: 0,
            behind_since: None,
            hurried_ms: None,
        }
    }

    /// Returns what is to be done now; it is under way then.
    pub fn next(&mut self, now_ms: u64) -> Option<Step> {
        match self.state {
            State::Due(step, at_ms) if now_ms >= at_ms => {
                self.state = State::Under(step);
                self.heard_ms = now_ms;
                Some(step)
            }
            State::Open | State::Under(Step::Open) if now_ms >= self.heard_ms + SILENCE_MS => {
                self.why = Some(Stale::Silent);
                self.wait(now_ms, Step::ReadStatus, 0, None);
                Some(Step::Close)
            }
            _ => None,
        }
    }

    /// Returns when to ask for the next step, and look at the phase again.
    pub fn wake_at_ms(&self) -> Option<u64> {
        match self.state {
            State::Due(_, at_ms) => Some(at_ms),
            State::Open | State::Under(Step::Open) => {
                let silence = self.heard_ms + SILENCE_MS;
                let behind = self.behind_since.map(|since| since + BEHIND_MS);
                Some(behind.unwrap_or(silence).min(silence))
            }
            State::Under(_) | State::Ended(_) => None,
        }
    }

    /// All was read, up to this id; the gateway's newest is `wanted`.
    pub fn read_all(&mut self, now_ms: u64, known: i64, wanted: i64) {
        if self.state == State::Under(Step::ReadAll) {
            (self.known, self.wanted, self.behind_since) = (known, wanted, None);
            self.state = State::Due(Step::Open, now_ms);
        }
    }

    /// The gateway said what its newest event is, because it was to be asked or for another reason.
    pub fn read_status(&mut self, now_ms: u64, wanted: i64) {
        if wanted < self.known {
            // Another database: what is known is of the one before.
            if matches!(self.state, State::Under(Step::ReadStatus)) {
                self.state = State::Due(Step::ReadAll, now_ms);
            }
            return;
        }
        self.wanted = self.wanted.max(wanted);
        self.compare(now_ms);
        if self.state == State::Under(Step::ReadStatus) {
            self.state = State::Due(Step::Open, now_ms);
        }
    }

    /// The stream is open.
    pub fn opened(&mut self, now_ms: u64) {
        if self.state == State::Under(Step::Open) {
            self.state = State::Open;
            self.heard(now_ms);
            self.compare(now_ms);
        }
    }

    /// Something came by the stream.
    pub fn heard(&mut self, now_ms: u64) {
        self.heard_ms = now_ms;
    }

    /// Events were applied up to this id.
    pub fn applied(&mut self, now_ms: u64, known: i64) {
        self.known = self.known.max(known);
        self.compare(now_ms);
    }

    fn compare(&mut self, now_ms: u64) {
        match self.known < self.wanted {
            true => {
                self.behind_since.get_or_insert(now_ms);
            }
            false => {
                self.behind_since = None;
                if self.state == State::Open {
                    (self.trouble, self.why) = (None, None);
                }
            }
        }
    }

    /// What was under way failed, or the stream broke. `chance` spreads those that were told the same.
    pub fn failed(&mut self, now_ms: u64, failure: Failure, chance: u32) {
        let then = match (self.state, failure) {
            (State::Ended(_) | State::Due(..), _) => return,
            (_, Failure::Status(401 | 403, _)) => {
                self.state = State::Ended(End::Unauthorized);
                return;
            }
            // The newest event that is known is of a database that was replaced, or what came behind it is deleted.
            (_, Failure::Status(409, _)) | (State::Under(Step::ReadAll), _) => Step::ReadAll,
            _ => Step::ReadStatus,
        };
        self.why = Some(Stale::Trouble(failure));
        let retry_after = match failure {
            Failure::Status(_, retry_after) => retry_after,
            _ => None,
        };
        self.wait(now_ms, then, chance, retry_after);
    }

    fn wait(&mut self, now_ms: u64, then: Step, chance: u32, retry_after_s: Option<u32>) {
        let (since, tries) = self.trouble.unwrap_or((now_ms, 0));
        self.trouble = Some((since, tries.saturating_add(1)));
        let wait_ms = match now_ms.saturating_sub(since) {
            0..MINUTE_MS => LONG_WAIT_MS.min(FIRST_WAIT_MS << tries.min(3)),
            _ => TROUBLE_WAIT_MS,
        };
        let more_ms = wait_ms / 4 * u64::from(chance % 1024) / 1024;
        let asked_ms = u64::from(retry_after_s.unwrap_or(0).min(600)) * 1000;
        self.state = State::Due(then, now_ms + (wait_ms + more_ms).max(asked_ms));
    }

    /// The page is visible again, or the network is back: what waits needn't.
    pub fn hurry(&mut self, now_ms: u64) {
        let is_soon = |last: u64| now_ms < last + HURRY_MS;
        if let State::Due(step, at_ms) = self.state
            && at_ms > now_ms
            && !self.hurried_ms.is_some_and(is_soon)
        {
            self.hurried_ms = Some(now_ms);
            self.state = State::Due(step, now_ms);
        }
    }

    /// Returns how true what is shown is. `wall_ms` is the time by the wall clock.
    pub fn phase(&mut self, now_ms: u64, wall_ms: u64, is_offline: bool) -> Phase {
        if let State::Ended(end) = self.state {
            return Phase::Ended(end);
        }
        let is_behind = self
            .behind_since
            .is_some_and(|since| now_ms >= since + BEHIND_MS);
        let why = match (is_offline, self.state, self.why) {
            (true, ..) => Some(Stale::Offline),
            (_, State::Open, None) if is_behind => Some(Stale::Behind),
            (_, State::Open, None) => None,
            (.., Some(why)) => Some(why),
            // Read, and about to be followed: nothing has failed.
            (.., None) => None,
        };
        match why {
            None if self.state == State::Open => {
                self.true_ms = Some(wall_ms);
                Phase::Live
            }
            None if self.true_ms.is_none() => Phase::Connecting,
            // Read anew while nothing is wrong.
            None => Phase::Live,
            Some(why) => Phase::Stale {
                since_ms: *self.true_ms.get_or_insert(wall_ms),
                why,
            },
        }
    }
}
