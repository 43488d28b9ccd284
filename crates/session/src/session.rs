//! The session itself: what it knows, the one door, and the bookkeeping that every input needs.

use crate::act::Act;
use crate::gate::Gate;
use crate::health::Health;
use crate::reads::Reads;
use crate::requests::Requests;
use crate::rng::Rng;
use crate::stream::Stream;
use crate::subcall::SubCalls;
use crate::token::Keeper;
use crate::{Connection, Ending, Input, JoinRequest, Life, Notice, Now, Output};
use conference::{Change, Command, Conference, Facts, Kind, ParticipantId, Powers};
use std::sync::Arc;
use wire::{Dialect, Endpoint, JoinInfo, Pin, SessionInfo};

/// One host's session in one meeting: joining, staying in, acting.
#[derive(Debug)]
pub struct Session {
    pub(crate) life: Life,
    /// What the host typed: a dead session is joined again with it.
    pub(crate) typed: Option<Box<JoinRequest>>,
    pub(crate) entry: Entry,
    pub(crate) info: Option<Box<SessionInfo>>,
    pub(crate) join_info: Option<Box<JoinInfo>>,
    pub(crate) joined_ms: u64,
    pub(crate) conference: Conference,
    pub(crate) powers: Powers,
    pub(crate) dialect: Dialect,
    pub(crate) keeper: Option<Keeper>,
    /// Counts tokens: an answer to a request that went out with an older one says nothing about this one.
    pub(crate) token_number: u32,
    pub(crate) stream: Stream,
    pub(crate) requests: Requests,
    pub(crate) reads: Reads,
    pub(crate) acts: Vec<Act>,
    /// The last command's number; none is given twice, for answers may come late.
    pub(crate) last_act: u32,
    /// Whom this host's calls ring, until they came to something.
    pub(crate) called: Vec<ParticipantId>,
    pub(crate) subcalls: SubCalls,
    pub(crate) gate: Gate,
    pub(crate) health: Health,
    /// A 404 about one of these people: a command that isn't there, or somebody who had just left.
    pub(crate) doubts: Vec<(Kind, ParticipantId)>,
    pub(crate) rng: Rng,
    pub(crate) offline: bool,
    /// When something was last heard from the server while the roster was whole, wall ms.
    pub(crate) true_at_ms: u64,
    /// This input came from the server.
    heard: bool,
    pub(crate) last_input: Option<Now>,
    pub(crate) rejoin: crate::join::Rejoin,
    pub(crate) out: Vec<Output>,
    pub(crate) changes: Vec<Change>,
    shown: Option<Shown>,
    wake: Option<u64>,
}

/// How to knock at the node: kept for joining again.
#[derive(Debug, Default)]
pub(crate) struct Entry {
    pub endpoint: Option<Endpoint>,
    pub pin: EntryPin,
    pub extension: Option<String>,
    /// The server said that guests need no PIN; a wrong one doesn't change that.
    pub guest_without_pin: bool,
}

/// Which PIN to knock with.
#[derive(Debug, Default)]
pub(crate) enum EntryPin {
    #[default]
    Absent,
    GuestWithoutPin,
    Pin(Pin),
}

/// What was last told by [`Output::State`].
#[derive(Debug, PartialEq)]
struct Shown {
    life: Life,
    connection: Connection,
    powers: Powers,
    pending: Vec<Command>,
}

impl Session {
    /// A session that has not begun. `seed` feeds the jitter of retries; any number from outside will do.
    pub fn new(seed: u64) -> Self {
        Self {
            life: Life::Idle(None),
            typed: None,
            entry: Entry::default(),
            info: None,
            join_info: None,
            joined_ms: 0,
            conference: Conference::default(),
            powers: Powers::default(),
            dialect: Dialect::default(),
            keeper: None,
            token_number: 0,
            stream: Stream::default(),
            requests: Requests::default(),
            reads: Reads::default(),
            acts: Vec::new(),
            last_act: 0,
            called: Vec::new(),
            subcalls: SubCalls::default(),
            gate: Gate::default(),
            health: Health::default(),
            doubts: Vec::new(),
            rng: Rng::new(seed),
            offline: false,
            true_at_ms: 0,
            heard: false,
            last_input: None,
            rejoin: crate::join::Rejoin::default(),
            out: Vec::new(),
            changes: Vec::new(),
            shown: None,
            wake: None,
        }
    }

    /// The only door: takes one input, says what to do.
    pub fn handle(&mut self, now: Now, input: Input) -> Vec<Output> {
        self.gate.forget_old(now.mono_ms);
        self.notice_absence(now);
        self.heard = matches!(
            input,
            Input::Response { .. } | Input::StreamBytes(..) | Input::StreamEvent(..)
        );
        match input {
            Input::Join(request) => self.join(now, request),
            Input::Rejoin => self.join_again(now),
            Input::Answer(answer) => self.answer(now, answer),
            Input::Act(command) => self.act(now, command),
            Input::StartCall {
                number,
                participant,
                call,
            } => self.start_call(now, number, participant, &call),
            Input::AckCall(number) => self.ack_call(now, number),
            Input::EndCall(number) => self.end_call(now, number),
            Input::Leave => self.leave(Ending::Left),
            Input::Response {
                id,
                status,
                retry_after_s,
                body,
            } => {
                let reply = wire::Reply {
                    status,
                    retry_after_s,
                    body: &body,
                };
                self.responded(now, id, &reply);
            }
            Input::Failed { id, failure } => self.failed(now, id, failure),
            Input::StreamOpened(id) => self.stream_opened(now, id),
            Input::StreamBytes(id, bytes) => self.stream_bytes(now, id, &bytes),
            Input::StreamEvent(id, raw) => self.stream_event(now, id, &raw),
            Input::StreamFailed(id, failure) => self.stream_failed(now, id, failure),
            // The tick is used up, even if it came a little early: the same one may have to be asked for again.
            Input::Tick => self.wake = None,
            Input::Page(page) => self.page(now, page),
        }
        self.keep_going(now);
        self.finish(now)
    }

    /// Where the session stands.
    pub fn life(&self) -> &Life {
        &self.life
    }

    /// The meeting.
    pub fn conference(&self) -> &Conference {
        &self.conference
    }

    /// What this session may do now.
    pub fn powers(&self) -> &Powers {
        &self.powers
    }

    /// Commands under way.
    pub fn pending(&self) -> impl Iterator<Item = &Command> {
        self.acts.iter().map(|act| &act.command)
    }

    /// What the node said when it let this session in.
    pub fn info(&self) -> Option<&SessionInfo> {
        self.info.as_deref()
    }

    /// What the API server said, where it was asked.
    pub fn join_info(&self) -> Option<&JoinInfo> {
        self.join_info.as_deref()
    }

    /// What the host typed.
    pub fn typed(&self) -> Option<&JoinRequest> {
        self.typed.as_deref()
    }

    /// When this session got in, wall ms.
    pub fn joined_ms(&self) -> u64 {
        self.joined_ms
    }

    /// How true what is shown is.
    pub fn connection(&self) -> Connection {
        let since_ms = self.true_at_ms;
        if self.offline && matches!(self.life, Life::Live | Life::Recovering { .. }) {
            return Connection::Offline { since_ms };
        }
        if let Some(connection) = self.life.connection() {
            return connection;
        }
        let is_told = self.stream.is_trusted() && self.is_whole();
        if is_told && !self.is_in_doubt() {
            Connection::Live
        } else if is_told || self.stream.is_on_its_way() {
            Connection::CatchingUp
        } else {
            Connection::Stale { since_ms }
        }
    }

    /// Whether the roster is whole. One that waits for the end of a new list stays, marked: what is told meanwhile isn't in it.
    pub(crate) fn is_whole(&self) -> bool {
        self.conference.is_complete() && self.conference.sync_progress().is_none()
    }

    /// Moves to the next life; what may not follow is dropped (and is a bug that the tests look for).
    pub(crate) fn go(&mut self, next: Life) {
        debug_assert!(self.life.follows(&next), "{:?} → {next:?}", self.life);
        if self.life.follows(&next) {
            self.life = next;
        }
    }

    pub(crate) fn notice(&mut self, notice: Notice) {
        self.out.push(Output::Notice(notice));
    }

    /// Ends the session: everything under way is dropped without noise, the one reason stays.
    pub(crate) fn end(&mut self, why: Ending) {
        self.close_stream();
        self.acts.clear();
        self.forget_calls();
        self.keeper = None;
        // What a host asked for and then left is still to be done: only its answer is of no use any more.
        self.abort_requests(why == Ending::Left);
        self.go(Life::Ended(why));
    }

    /// Drops everything under way.
    pub(crate) fn abort_requests(&mut self, spare_commands: bool) {
        for id in self.requests.drain(spare_commands) {
            self.out.push(Output::Abort(id));
        }
    }

    fn leave(&mut self, why: Ending) {
        match self.life {
            Life::Live | Life::Recovering { .. } => {
                self.leave_calls();
                self.send_end();
                self.end(why);
            }
            Life::Ended(_) => {
                self.conference = Conference::default();
                self.go(Life::Idle(None));
            }
            _ => self.cancel(),
        }
    }

    /// Whatever is due by now, after every input.
    fn keep_going(&mut self, now: Now) {
        self.give_up_overdue(now);
        self.bury_token(now);
        if self.refresh_goes_first(now) {
            self.keep_token(now);
        }
        self.keep_stream(now);
        self.keep_reads(now);
        self.keep_token(now);
        self.keep_rejoining(now);
        self.check_acts(now);
    }

    /// Where only one may go, it is the stream, or what it leaves to be asked: without them nothing shown is true. Only a token
    /// that grows old takes turns with them.
    fn refresh_goes_first(&self, now: Now) -> bool {
        let urgent = self
            .keeper
            .as_ref()
            .is_some_and(|keeper| keeper.is_urgent(now));
        urgent && !self.gate.refresh_went_last()
    }

    fn finish(&mut self, now: Now) -> Vec<Output> {
        if !self.changes.is_empty() {
            let changes = std::mem::take(&mut self.changes);
            self.follow_own_role(&changes);
            self.tell_of_calls(&changes);
            self.drop_calls_of_gone();
            for change in &changes {
                if let Change::Frame(id) = change
                    && let (Some(at), Some(keeper)) = (&self.entry.endpoint, &self.keeper)
                {
                    let url = wire::frame_url(at, keeper.token(), id);
                    self.out.push(Output::Frame { url });
                }
            }
            self.out.push(Output::Changes(changes));
        }
        self.powers.live = self.connection() == Connection::Live;
        if self.powers.live && self.heard {
            self.true_at_ms = now.wall_ms;
        }
        let shown = Shown {
            life: self.life.clone(),
            connection: self.connection(),
            powers: self.powers.clone(),
            pending: self.pending().cloned().collect(),
        };
        if self.shown.as_ref() != Some(&shown) {
            self.shown = Some(shown);
            self.out.push(Output::State);
        }
        let wake = self.next_wake(now);
        if wake.is_some() && wake != self.wake {
            self.wake = wake;
            self.out.extend(wake.map(Output::WakeAt));
        }
        self.last_input = Some(now);
        std::mem::take(&mut self.out)
    }

    /// The earliest time at which something is due, monotonic ms.
    fn next_wake(&self, now: Now) -> Option<u64> {
        let due = [
            self.requests.next_deadline(),
            self.token_due(now),
            self.stream_due(now),
            self.reads_due(now),
            self.rejoin_due(now),
            self.acts.iter().filter_map(|act| act.due()).min(),
        ];
        due.into_iter()
            .flatten()
            .min()
            .map(|at| at.max(now.mono_ms + 1))
    }

    /// The tick that was last asked for, monotonic ms.
    pub(crate) fn asked_for_tick(&self) -> Option<u64> {
        self.wake
    }

    /// The own row may be told to be another role than the session began with. Only news of it counts: where row and
    /// token disagree, the one that spoke last is right.
    fn follow_own_role(&mut self, changes: &[Change]) {
        let Some(own) = self.conference.own() else {
            return;
        };
        let told = changes.iter().any(|change| match change {
            Change::Added(id) => id == own,
            Change::Changed(id, facts) => id == own && facts.has(Facts::ROLE),
            _ => false,
        });
        if told && let Some(role) = self.conference.person(own).map(|person| person.role) {
            self.become_role(role);
        }
    }

    pub(crate) fn become_role(&mut self, role: conference::Role) {
        if self.powers.role != role {
            self.powers.role = role;
            self.notice(Notice::RoleChanged(role));
        }
    }

    pub(crate) fn unsupported(&mut self, kind: Kind) {
        if !self.powers.unsupported.contains(&kind) {
            self.powers.unsupported.push(kind);
        }
    }

    /// A person's name as it is shown, for notices.
    pub(crate) fn name_of(&self, command: &Command) -> Option<Arc<str>> {
        if let Command::Dial(dial) = command {
            return Some(dial.name.as_ref().unwrap_or(&dial.destination).clone());
        }
        command
            .target()
            .and_then(|id| self.conference.person(id))
            .map(|person| person.name.clone())
    }
}
