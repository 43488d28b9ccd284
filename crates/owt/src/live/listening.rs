//! Listening to a room's portal: when the panel goes in, how, and when it leaves or does without.
//!
//! Whoever listens is a participant of the room. So the panel goes in only while somebody is there to be heard of: to look at an empty
//! room doesn't start it, nor keep it going, and nobody finds a room full because it is looked at.

mod door;
mod hear;
mod room;

pub use door::{Hearing, ListeningCounts, ListeningInput, ListeningOutput, Seats, Tells, WhyOut};

use crate::answer::PortalToken;
use crate::ask::NewToken;
use crate::portal::logout;
use crate::room::Room;
use ListeningOutput as Output;
use room::{limit, quietest_role, tells};

/// What a panel is called in a room, as other programs show it.
pub const PANEL_NAME: &str = "Gavel";

/// The number of the only request that is answered.
const LOGIN: u32 = 1;
/// How long the portal may take for each step of going in, ms.
const STEP_MS: u64 = 10_000;
/// The first pause after a failure, and the longest, ms.
const PAUSE_MS: u64 = 2_000;
const LONGEST_PAUSE_MS: u64 = 300_000;
/// Whoever was in for so long begins anew with the shortest pause, ms.
const STABLE_MS: u64 = 60_000;
/// An event about what a list has already comes within so long, ms.
const DOUBT_MS: u64 = 5_000;

#[derive(Clone, Debug)]
enum Step {
    Out {
        /// When to try again.
        again_at_ms: u64,
    },
    Reading,
    Making(Tells),
    /// The socket is being opened, until the server says how it wants to be talked with.
    Opening(Tells, PortalToken, u64),
    /// Socket.IO is joined. `silence_ms`: how long the server may be silent.
    Connecting {
        tells: Tells,
        token: PortalToken,
        silence_ms: u64,
        until_ms: u64,
    },
    /// The room is joined.
    Joining {
        tells: Tells,
        silence_ms: u64,
        until_ms: u64,
    },
    In {
        tells: Tells,
        since_ms: u64,
        silence_ms: u64,
        heard_ms: u64,
        /// Until when an event has to come that a list was ahead of.
        doubted_until_ms: Option<u64>,
    },
}

/// How a room's portal is listened to. Time comes in as an argument, ms on a clock that never goes back; chance is any number.
#[derive(Clone, Debug)]
pub struct Listening {
    /// Scheme, host and port of the management API.
    server: Box<str>,
    step: Step,
    seats: Option<Seats>,
    /// How many may be in, as the room said last.
    limit: Option<usize>,
    is_online: bool,
    is_visible: bool,
    failures: u32,
    /// Why it failed the last time.
    trouble: Option<WhyOut>,
    attempt: u32,
    counts: ListeningCounts,
}

impl Listening {
    /// Begins outside. `server` is the address of the management API.
    pub fn new(server: &str) -> Self {
        Self {
            server: Box::from(server),
            step: Step::Out { again_at_ms: 0 },
            seats: None,
            limit: None,
            is_online: true,
            is_visible: true,
            failures: 0,
            trouble: None,
            attempt: 0,
            counts: ListeningCounts::default(),
        }
    }

    /// Returns how far the panel is in the room.
    pub fn hearing(&self) -> Hearing {
        match self.step {
            Step::Joining { .. } => Hearing::Entering,
            Step::In { tells, .. } => Hearing::In(tells),
            _ => Hearing::Out,
        }
    }

    /// Returns why the panel isn't in the room; `None` = it is, or is going in.
    pub fn why_out(&self) -> Option<WhyOut> {
        let Step::Out { .. } = self.step else {
            return None;
        };
        let trouble = || self.trouble.clone().unwrap_or(WhyOut::NotYet);
        Some(self.obstacle().unwrap_or_else(trouble))
    }

    /// Returns how it went so far.
    pub fn counts(&self) -> ListeningCounts {
        self.counts
    }

    /// Returns which attempt to go in it is: what is answered to another is not to be told any more.
    pub fn attempt(&self) -> u32 {
        self.attempt
    }

    /// Returns when there is something to do. `None` = not as long as nothing happens.
    pub fn wake_at_ms(&self) -> Option<u64> {
        match self.step {
            Step::Out { again_at_ms } => self.obstacle().is_none().then_some(again_at_ms),
            Step::Reading | Step::Making(_) => None,
            Step::Opening(.., until_ms)
            | Step::Connecting { until_ms, .. }
            | Step::Joining { until_ms, .. } => Some(until_ms),
            Step::In {
                silence_ms,
                heard_ms,
                doubted_until_ms,
                ..
            } => {
                let silent_at_ms = heard_ms + silence_ms;
                Some(doubted_until_ms.map_or(silent_at_ms, |at_ms| at_ms.min(silent_at_ms)))
            }
        }
    }

    /// Returns what is to be said before the socket is closed; `None` = nothing. Whoever is only cut off leaves a little later.
    pub fn goodbye(&self) -> Option<String> {
        (self.hearing() != Hearing::Out).then(|| logout(LOGIN + 1))
    }

    /// Takes what happened, and returns what is to be done, first to last.
    pub fn handle(&mut self, now_ms: u64, chance: u32, input: ListeningInput<'_>) -> Vec<Output> {
        let mut out = Vec::new();
        let failed = match input {
            ListeningInput::Wake => None,
            ListeningInput::Seats(seats) => {
                self.seats = seats;
                // The room has ended: whoever comes now begins another one.
                let is_empty = seats.is_some_and(|it| it.people == 0);
                if is_empty && self.trouble == Some(WhyOut::Dropped) {
                    self.try_at(now_ms);
                }
                None
            }
            ListeningInput::Online(is_online) => {
                self.is_online = is_online;
                if is_online {
                    self.try_at(now_ms);
                }
                None
            }
            ListeningInput::Visible(is_visible) => {
                self.is_visible = is_visible;
                None
            }
            ListeningInput::Contradicted => {
                if let Step::In {
                    doubted_until_ms, ..
                } = &mut self.step
                {
                    doubted_until_ms.get_or_insert(now_ms + DOUBT_MS);
                }
                None
            }
            ListeningInput::Room(room) => self.take_room(room, &mut out).err(),
            ListeningInput::Token(token) => self.take_token(now_ms, token, &mut out).err(),
            ListeningInput::Text(text) => self.hear(now_ms, text, &mut out).err(),
            ListeningInput::Closed => match self.step {
                Step::Out { .. } | Step::Reading | Step::Making(_) => None,
                Step::Opening(..) => Some(WhyOut::Unreachable),
                _ => Some(WhyOut::Closed),
            },
        };
        if let Some(why) = failed.or_else(|| self.overdue(now_ms)) {
            self.fail(now_ms, chance, why, &mut out);
        }
        self.follow_obstacles(now_ms, &mut out);
        out
    }

    /// Goes in where nothing is in the way, or leaves.
    fn follow_obstacles(&mut self, now_ms: u64, out: &mut Vec<Output>) {
        match (self.obstacle(), &self.step) {
            (None, Step::Out { again_at_ms }) if now_ms >= *again_at_ms => {
                self.attempt = self.attempt.wrapping_add(1);
                self.step = Step::Reading;
                out.push(Output::ReadRoom);
            }
            (Some(why), step) if !matches!(step, Step::Out { .. }) => {
                // Whoever is in goes on hearing while nobody looks, and while a list can't be read.
                let is_in = matches!(step, Step::In { .. });
                if is_in && matches!(why, WhyOut::Hidden | WhyOut::NotKnown) {
                    return;
                }
                out.extend(self.goodbye().map(Output::Send));
                self.leave(now_ms, out);
            }
            _ => {}
        }
    }

    /// Returns what keeps the panel out, whatever the portal does.
    fn obstacle(&self) -> Option<WhyOut> {
        if !self.is_online {
            return Some(WhyOut::Offline);
        }
        if !self.is_visible {
            return Some(WhyOut::Hidden);
        }
        let Some(seats) = self.seats else {
            return Some(WhyOut::NotKnown);
        };
        if seats.people == 0 {
            return Some(WhyOut::Nobody);
        }
        // Whoever is in leaves when the room is full; whoever isn't leaves one place more, so as not to come and go.
        let is_in = matches!(self.step, Step::In { .. });
        let others = seats.people + seats.panels;
        let least_free = if is_in { 2 } else { 3 };
        let is_full = |limit| others + least_free > limit;
        self.limit.is_some_and(is_full).then_some(WhyOut::Full)
    }

    /// Takes how the room is configured.
    fn take_room(&mut self, room: Option<&Room>, out: &mut Vec<Output>) -> Result<(), WhyOut> {
        if !matches!(self.step, Step::Reading) {
            return Ok(());
        }
        let room = room.ok_or(WhyOut::NoRoom)?;
        self.limit = limit(room);
        let tells = tells(room);
        if tells == Tells::default() {
            return Err(WhyOut::Untold);
        }
        let role = quietest_role(room).ok_or(WhyOut::NoRole)?;
        self.step = Step::Making(tells);
        if self.obstacle().is_none() {
            out.push(Output::MakeToken(NewToken {
                preference: None,
                user: PANEL_NAME.to_owned(),
                role: role.to_string(),
            }));
        }
        Ok(())
    }

    fn take_token(
        &mut self,
        now_ms: u64,
        token: Option<PortalToken>,
        out: &mut Vec<Output>,
    ) -> Result<(), WhyOut> {
        let Step::Making(tells) = self.step else {
            return Ok(());
        };
        let token = token.ok_or(WhyOut::NoToken)?;
        let address = token.socket_url(&self.server).ok_or(WhyOut::NoAddress)?;
        self.step = Step::Opening(tells, token, now_ms + STEP_MS);
        out.push(Output::Open(address));
        Ok(())
    }

    /// Returns what didn't come in time.
    fn overdue(&self, now_ms: u64) -> Option<WhyOut> {
        match self.step {
            Step::Out { .. } | Step::Reading | Step::Making(_) => None,
            Step::Opening(.., until_ms)
            | Step::Connecting { until_ms, .. }
            | Step::Joining { until_ms, .. } => (now_ms >= until_ms).then_some(WhyOut::Late),
            Step::In {
                silence_ms,
                heard_ms,
                doubted_until_ms,
                ..
            } => {
                let is_doubted = doubted_until_ms.is_some_and(|until_ms| now_ms >= until_ms);
                let is_silent = now_ms >= heard_ms + silence_ms;
                let silent = is_silent.then_some(WhyOut::Silent);
                silent.or_else(|| is_doubted.then_some(WhyOut::Deaf))
            }
        }
    }

    fn fail(&mut self, now_ms: u64, chance: u32, why: WhyOut, out: &mut Vec<Output>) {
        let count = match self.step {
            Step::In { since_ms, .. } => {
                // A portal that doesn't tell everything is tried ever less.
                if now_ms >= since_ms + STABLE_MS && why != WhyOut::Deaf {
                    self.failures = 0;
                }
                &mut self.counts.lost
            }
            _ => &mut self.counts.failed,
        };
        *count = count.saturating_add(1);
        let doubled_ms = PAUSE_MS << self.failures.min(8);
        self.failures = self.failures.saturating_add(1);
        let pause_ms = match why {
            // Neither is other in a moment; and whoever removed the panel meant it.
            WhyOut::Dropped | WhyOut::Untold | WhyOut::NoRole => LONGEST_PAUSE_MS,
            _ => doubled_ms.min(LONGEST_PAUSE_MS),
        };
        let spread_ms = u64::from(chance) % (pause_ms / 2 + 1);
        self.trouble = Some(why);
        self.leave(now_ms + pause_ms - spread_ms, out);
    }

    fn leave(&mut self, again_at_ms: u64, out: &mut Vec<Output>) {
        self.attempt = self.attempt.wrapping_add(1);
        self.step = Step::Out { again_at_ms };
        out.push(Output::Close);
    }

    /// Tries at `at_ms`, if that is sooner.
    fn try_at(&mut self, at_ms: u64) {
        if let Step::Out { again_at_ms } = &mut self.step {
            *again_at_ms = at_ms.min(*again_at_ms);
        }
    }
}
