//! Talking to the server: one request at a time, each with a time limit of its own, and of each command the truth.
//!
//! A server of this kind answers in order, may not answer an error at all, and may never tell what happens. So a request that isn't
//! answered in time is given up and the next one goes; how many are in is asked every few seconds, sooner while a command is under
//! way; and a command is "seen" when the conference shows it, not when the server says "000000". Nothing is ever sent twice.

mod answers;
mod commands;
mod connection;
mod delay;
mod door;
mod hang_up;
mod outcomes;
mod send;

pub use delay::{Behind, Delay};
pub use door::{Command, CommandId, Failure, Input, Notice, Output, Phase, Status};

use crate::conference::{CallKey, Change, PhoneConference};
use crate::wire::{Request, ServerError};
use std::collections::{BTreeSet, VecDeque};
use std::sync::Arc;

/// Whoever isn't answered so long has stale news, ms.
const STALE_MS: u64 = 8_000;
/// What was heard so long ago is how things were, ms: a page that nobody sees asks less often than this, one that sleeps not at all.
const OLD_MS: u64 = 75_000;

/// A session with a server. Times are ms on a clock that never goes back.
#[derive(Debug, Default)]
pub struct Session {
    line: connection::Line,
    conference: PhoneConference,
    queue: VecDeque<Waiting>,
    under_way: Option<Asked>,
    /// Given up, and answered late perhaps.
    late: VecDeque<Asked>,
    watched: Vec<Watched>,
    last_id: u32,
    count_due_ms: u64,
    /// Requests in a row that weren't answered.
    silences: u32,
    /// When the server said something last.
    heard_ms: u64,
    /// What is known of the conference is from an earlier connection.
    is_old: bool,
    is_hidden: bool,
    is_hang_up_broken: bool,
    /// Why the server doesn't say how many are in.
    count_refusal: Option<ServerError>,
    not_understood: u32,
    /// Names of notifications of which nothing is known.
    unknown: BTreeSet<Arc<str>>,
    /// The hang-up that those who are in were last counted for, and how many.
    counted_for: Option<(CommandId, Option<u32>)>,
    wakes_at_ms: Option<u64>,
    told_phase: Option<Phase>,
}

/// A command that isn't sent yet.
#[derive(Clone, Debug)]
struct Waiting {
    id: CommandId,
    command: Command,
    since_ms: u64,
    /// Whom it is about.
    call: Option<CallKey>,
}

/// A request under way.
#[derive(Clone, Debug)]
struct Asked {
    id: u32,
    request: Request,
    why: Why,
    since_ms: u64,
    /// How much news there had been.
    news: u32,
}

/// What a request is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Why {
    /// A command, and whom it is about.
    Command(CommandId, Option<CallKey>),
    /// To see how things are.
    Count,
    /// The same before a hang-up: only so its effect can be seen.
    CountFor(CommandId),
}

/// A command that the server took on, and that isn't seen yet.
#[derive(Clone, Debug)]
struct Watched {
    id: CommandId,
    what: Watch,
    until_ms: u64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Watch {
    Invite(CallKey),
    HangUp {
        key: CallKey,
        baseline: hang_up::Baseline,
    },
    Dismiss,
}

impl Session {
    /// Makes a session that isn't connected.
    pub fn new() -> Self {
        Self::default()
    }

    /// Returns the conference, as far as it is known.
    pub fn conference(&self) -> &PhoneConference {
        &self.conference
    }

    /// Returns whether this server has let a hang-up do nothing: a known version does, whoever is hung up on.
    pub fn is_hang_up_broken(&self) -> bool {
        self.is_hang_up_broken
    }

    /// Returns why the server doesn't say how many are in, if it was asked and refused.
    pub fn count_refusal(&self) -> Option<&ServerError> {
        self.count_refusal.as_ref()
    }

    /// Returns how true what is shown is.
    pub fn phase(&self, now_ms: u64) -> Phase {
        let waits_since = self.under_way.as_ref().map(|it| it.since_ms);
        // Without a conference nothing is asked that would break a silence, and nothing is shown that could be stale.
        let has_conference = self.conference.open_id().is_some();
        let is_old = self.is_old || now_ms >= self.heard_ms + OLD_MS;
        let is_silent = has_conference && (self.silences > 0 || is_old);
        let is_stale = is_silent || waits_since.is_some_and(|at| now_ms >= at + STALE_MS);
        self.line.phase(is_stale)
    }

    /// Takes what happened; what is to be done about it is added to `out`. `chance` is any number: it spreads what many pages try
    /// after a failure.
    pub fn handle(&mut self, now_ms: u64, chance: u32, input: Input<'_>, out: &mut Vec<Output>) {
        match input {
            Input::Connect => self.line.connect(now_ms),
            Input::Opened => self.opened(now_ms),
            Input::Closed => self.closed(now_ms, chance, out),
            Input::Text(text) => self.hear(now_ms, text, out),
            Input::Do(id, command) => self.take(now_ms, id, command, out),
            Input::CallOff => self.drop_queue(&Failure::CalledOff, out),
            Input::Hidden(is_hidden) => {
                self.is_hidden = is_hidden;
                if !is_hidden {
                    self.count_due_ms = now_ms;
                    self.line.hurry(now_ms);
                }
            }
            Input::Leave => self.leave(now_ms, out),
            Input::Wake => {}
        }
        self.give_up(now_ms, chance, out);
        self.tell_outcomes(now_ms, out);
        self.send_next(now_ms, out);
        self.line.open_if_due(now_ms, out);
        self.tell(now_ms, out);
    }

    /// Tells what is other of the connection, and when to wake this session.
    fn tell(&mut self, now_ms: u64, out: &mut Vec<Output>) {
        let phase = self.phase(now_ms);
        if self.told_phase.replace(phase) != Some(phase) {
            out.push(Output::Phase(phase));
        }
        let wakes_at_ms = self.next_wake(now_ms);
        if wakes_at_ms != self.wakes_at_ms {
            self.wakes_at_ms = wakes_at_ms;
            if let Some(at_ms) = wakes_at_ms {
                out.push(Output::WakeAt(at_ms));
            }
        }
    }

    fn changed(&mut self, changes: Vec<Change>, out: &mut Vec<Output>) {
        out.extend(changes.into_iter().map(Output::Changed));
    }
}
