//! Reading the server's state: after each opening of the stream, when something can't be settled otherwise, to see whether
//! the server is still there, and to tell what became of a command.

use crate::health::standing_of;
use crate::requests::{Purpose, UnderWay};
use crate::{Ending, Now, Session};
use conference::{Event, ServicePatch};
use wire::{Refusal, RefusalKind, Reply};

/// The roster of a server that lists people on the stream needn't be asked for: the stream has so long to begin, ms.
const HEAD_START_MS: u64 = 250;
/// The least time between two readings that events ask for, ms; doubles while they go on asking.
const WISH_GAP_MS: u64 = 2_000;
const LONGEST_WISH_GAP_MS: u64 = 30_000;
/// Events that asked for nothing for so long may ask at once again, ms.
const WISH_PEACE_MS: u64 = 60_000;

/// A state that was not found is asked for once more after this, ms.
const MISSED_MS: u64 = 2_000;

/// What is to be read, and when.
#[derive(Debug, Default)]
pub(crate) struct Reads {
    roster: Option<Due>,
    status: Option<Due>,
    /// What is being asked must be had: a failure is tried again.
    roster_owed: bool,
    /// An event has left open who is there, and nobody has said since.
    in_doubt: bool,
    /// The roster, which has to be had, could not be read, and not since either.
    roster_fails: bool,
    /// … and the meeting's state. Each is told for itself: one that only waits for its turn doesn't fail because the other did.
    status_fails: bool,
    /// The server has told the meeting's state before: where it isn't found some time later, it hasn't gone for good.
    status_known: bool,
    /// It was not found once; the second time the server is taken at its word.
    status_missed: bool,
    wish_at: u64,
    wish_gap: u64,
    /// What the stream told last of the meeting's state: an answer to a question from before doesn't know it.
    locked: Told,
    guests_muted: Told,
    /// When the newest question was asked whose answer was taken in, monotonic ms.
    answered: u64,
}

/// News, and when it came, monotonic ms.
type Told = Option<(u64, bool)>;

/// Something to be read.
#[derive(Clone, Copy, Debug)]
struct Due {
    /// Monotonic ms.
    at: u64,
    /// Part of opening the stream: a snapshot that has come makes it needless.
    opening: bool,
}

impl Session {
    /// The stream is open: the state has to be read, unless the stream tells it first.
    pub(crate) fn plan_reads(&mut self, now: Now) {
        let due = |after: u64| {
            Some(Due {
                at: now.mono_ms + after,
                opening: true,
            })
        };
        self.reads.roster = due(HEAD_START_MS);
        self.reads.status = due(0);
    }

    /// Whether something that is asked for again and again is still refused, or not answered.
    pub(crate) fn reads_fail(&self) -> bool {
        self.reads.roster_fails || self.reads.status_fails
    }

    /// Whether what is shown may be wrong and the server doesn't say: an event could not be understood, and the list that would tell is
    /// refused.
    pub(crate) fn is_in_doubt(&self) -> bool {
        self.reads.in_doubt && self.reads.roster_fails
    }

    pub(crate) fn drop_reads(&mut self) {
        self.reads.roster = None;
        self.reads.status = None;
        self.reads.roster_owed = false;
        self.reads.in_doubt = false;
        self.forget(Purpose::Participants);
        self.forget(Purpose::ServiceStatus);
        self.forget(Purpose::Probe);
    }

    /// Reads whatever is due, as long as somebody is there to ask.
    pub(crate) fn keep_reads(&mut self, now: Now) {
        if !self.stream.is_open() || self.offline {
            return;
        }
        self.hear_wish(now);
        self.drop_needless();
        if let Some(due) = self.reads.roster
            && self.may_read(now, due)
        {
            self.reads.roster = None;
            self.gate.passed(now.mono_ms, &mut self.rng);
            self.reads.roster_owed = true;
            self.read_participants(now);
        }
        if let Some(due) = self.status_wanted()
            && self.may_read(now, due)
        {
            self.reads.status = None;
            self.gate.passed(now.mono_ms, &mut self.rng);
            self.ask_status(now, Purpose::ServiceStatus);
        }
    }

    /// What was to be read when the stream opened, and the stream has told. Whether it may be read yet is no matter.
    fn drop_needless(&mut self) {
        let told = self.conference.is_complete() || self.conference.sync_progress() > Some(0);
        if told && self.reads.roster.is_some_and(|due| due.opening) {
            self.reads.roster = None;
            self.reads.roster_owed = false;
            self.reads.roster_fails = false;
        }
    }

    fn may_read(&self, now: Now, due: Due) -> bool {
        self.opens_at(due.at.max(now.mono_ms)) <= now.mono_ms
    }

    /// Whether something is to be read.
    pub(crate) fn is_read_due(&self) -> bool {
        self.reads.roster.is_some() || self.status_wanted().is_some()
    }

    /// The meeting's state, where it may be asked for: in trouble who is there comes first.
    fn status_wanted(&self) -> Option<Due> {
        let free = !self.gate.is_troubled() || self.conference.is_complete();
        self.reads.status.filter(|_| free)
    }

    /// Events that leave something open ask for the roster; one that does so all the time mustn't be obeyed all the time.
    fn hear_wish(&mut self, now: Now) {
        if !self.is_wish_free() || now.mono_ms < self.reads.wish_at {
            return;
        }
        if self.conference.take_wish_for_roster() {
            let reads = &mut self.reads;
            let peace = now.mono_ms >= reads.wish_at + WISH_PEACE_MS;
            reads.wish_gap = if peace || reads.wish_gap == 0 {
                WISH_GAP_MS
            } else {
                (reads.wish_gap * 2).min(LONGEST_WISH_GAP_MS)
            };
            reads.wish_at = now.mono_ms + reads.wish_gap;
            reads.in_doubt = true;
            reads.roster = Some(Due {
                at: now.mono_ms,
                opening: false,
            });
        }
    }

    fn is_wish_free(&self) -> bool {
        self.conference.wishes_for_roster()
            && self.reads.roster.is_none()
            && !self.requests.is_under_way(Purpose::Participants)
    }

    /// When something is to be read, monotonic ms.
    pub(crate) fn reads_due(&self, now: Now) -> Option<u64> {
        if !self.stream.is_open() || self.offline {
            return None;
        }
        let wish = self.is_wish_free().then_some(self.reads.wish_at);
        let planned = [self.reads.roster, self.status_wanted()].into_iter();
        let planned = planned
            .flatten()
            .map(|due| self.opens_at(due.at.max(now.mono_ms)));
        planned.chain(wish).min()
    }

    pub(crate) fn read_participants(&mut self, now: Now) {
        if self.requests.is_under_way(Purpose::Participants) {
            return;
        }
        if let (Some(at), Some(keeper)) = (&self.entry.endpoint, &self.keeper) {
            let request = wire::participants(at, keeper.token());
            let wish = self.conference.wishes_for_roster();
            self.reads.roster_owed |= wish;
            self.reads.in_doubt |= wish;
            self.conference.poll_started();
            self.send(now, Purpose::Participants, request);
        }
    }

    pub(crate) fn send_probe(&mut self, now: Now) {
        self.gate.passed(now.mono_ms, &mut self.rng);
        self.ask_status(now, Purpose::Probe);
    }

    fn ask_status(&mut self, now: Now, purpose: Purpose) {
        if self.requests.is_under_way(purpose) {
            return;
        }
        if let (Some(at), Some(keeper)) = (&self.entry.endpoint, &self.keeper) {
            let request = wire::service_status(at, keeper.token());
            self.send(now, purpose, request);
        }
    }

    /// Reads the state to tell what became of a host's command: at once, unless the server asked for silence. What was
    /// asked before the command can't tell.
    pub(crate) fn read_for_command(&mut self, now: Now, about_a_person: bool) {
        if self.offline || self.gate.is_closed(now.mono_ms) {
            return;
        }
        if about_a_person {
            self.forget(Purpose::Participants);
            self.read_participants(now);
        } else {
            self.forget(Purpose::ServiceStatus);
            self.ask_status(now, Purpose::ServiceStatus);
        }
    }

    pub(crate) fn participants_answered(&mut self, now: Now, asked: &UnderWay, reply: &Reply<'_>) {
        if !self.conference.awaits_roster() {
            // The stream has told it, or is telling it.
            self.reads.in_doubt = false;
            self.reads.roster_fails = false;
            return self.state_was_read(now, true, true);
        }
        let read = wire::read_participants(reply);
        let seen = standing_of(&read);
        self.health.participants = seen.or(self.health.participants);
        match read {
            Ok((people, _unreadable)) => {
                self.reads.roster_owed = false;
                self.reads.in_doubt = false;
                self.reads.roster_fails = false;
                self.gate.server_talks();
                self.line_is_proved(now, asked.sent);
                self.apply(now, Event::Roster(people));
                self.state_was_read(now, true, true);
            }
            Err(refusal) => {
                if refusal.kind == RefusalKind::NotOffered && !self.reads.roster_owed {
                    self.state_was_read(now, true, false);
                    return self.renew_if_silent(now);
                }
                self.roster_unread(now);
                self.token_refused(refusal.kind, asked.token);
            }
        }
    }

    /// The roster could not be read.
    pub(crate) fn roster_unread(&mut self, now: Now) {
        self.went_wrong(now);
        self.state_was_read(now, true, false);
        if self.reads.roster_owed {
            // Unless an event has left it open, the stream may tell it before the next try.
            self.reads.roster = Some(Due {
                at: now.mono_ms,
                opening: !self.reads.in_doubt,
            });
            self.reads.roster_fails = true;
        } else {
            self.renew_if_silent(now);
        }
    }

    /// The roster, which would have told whether what is shown is true, can't be had: now only another stream can tell.
    fn renew_if_silent(&mut self, now: Now) {
        if self.stream_is_silent(now) {
            self.renew_stream();
        }
    }

    fn read_status(&mut self, reply: &Reply<'_>) -> Result<ServicePatch, Refusal> {
        let read = wire::read_service_status(reply);
        self.health.service_status = standing_of(&read).or(self.health.service_status);
        self.health.misspelt_status |= reply.is_misspelt();
        self.reads.status_known |= read.is_ok();
        read
    }

    pub(crate) fn status_answered(&mut self, now: Now, asked: &UnderWay, reply: &Reply<'_>) {
        match self.read_status(reply) {
            Ok(patch) => {
                self.reads.status_fails = false;
                self.gate.server_talks();
                self.take_status(now, asked, patch);
                self.state_was_read(now, false, true);
            }
            Err(refusal) => {
                if refusal.kind == RefusalKind::NotOffered && !self.reads.status_known {
                    return self.status_missing(now);
                }
                self.status_unread(now);
                self.token_refused(refusal.kind, asked.token);
            }
        }
    }

    /// The stream tells something of the meeting's state.
    pub(crate) fn status_told(&mut self, now: Now, patch: ServicePatch) {
        let told = |value: Option<bool>| value.map(|value| (now.mono_ms, value));
        let reads = &mut self.reads;
        reads.locked = told(patch.locked).or(reads.locked);
        reads.guests_muted = told(patch.guests_muted).or(reads.guests_muted);
    }

    /// Takes in what was read of the meeting's state, as far as nothing newer is known: answers overtake each other, and events
    /// overtake answers.
    fn take_status(&mut self, now: Now, asked: &UnderWay, read: ServicePatch) {
        let asked = asked.sent.mono_ms;
        if asked < self.reads.answered {
            return;
        }
        self.reads.answered = asked;
        let newer = |told: Told, read: Option<bool>| match told {
            Some((at, value)) if at >= asked => read.and(Some(value)),
            _ => read,
        };
        let patch = ServicePatch {
            locked: newer(self.reads.locked, read.locked),
            guests_muted: newer(self.reads.guests_muted, read.guests_muted),
        };
        self.apply(now, Event::Service(patch));
    }

    /// The meeting's state could not be read.
    pub(crate) fn status_unread(&mut self, now: Now) {
        self.state_was_read(now, false, false);
        self.went_wrong(now);
        self.reads.status = Some(Due {
            at: now.mono_ms,
            opening: false,
        });
        // Without a stream it was asked for only to tell what became of a command.
        self.reads.status_fails |= self.stream.is_open();
    }

    /// The meeting's state is not found: this server doesn't offer it, or something before it has answered in its place.
    fn status_missing(&mut self, now: Now) {
        self.state_was_read(now, false, false);
        self.reads.status_fails = false;
        if !std::mem::replace(&mut self.reads.status_missed, true) {
            self.reads.status = Some(Due {
                at: now.mono_ms + MISSED_MS,
                opening: false,
            });
        }
    }

    pub(crate) fn probe_answered(&mut self, now: Now, asked: &UnderWay, reply: &Reply<'_>) {
        match self.read_status(reply) {
            Ok(patch) => {
                self.gate.server_talks();
                self.probe_proves(now, asked.sent);
                self.take_status(now, asked, patch);
            }
            Err(refusal) => match refusal.kind {
                RefusalKind::InvalidToken => {
                    self.went_wrong(now);
                    self.token_refused(refusal.kind, asked.token);
                }
                // It is there, and has no such command: that is an answer too.
                RefusalKind::NotOffered if !self.reads.status_known => {
                    self.gate.server_talks();
                    self.probe_proves(now, asked.sent);
                }
                _ => self.probe_failed(now),
            },
        }
    }

    /// That the server is there has to do where the roster isn't asked for as well.
    fn probe_proves(&mut self, now: Now, asked: Now) {
        if !self.polls_roster() {
            self.line_is_proved(now, asked);
        }
    }

    /// The server can't be heard.
    pub(crate) fn probe_failed(&mut self, now: Now) {
        if self.stream.is_open() {
            self.stream_lost(now);
        } else {
            self.went_wrong(now);
        }
    }

    /// An answer says that the token is no good: a new one is needed, unless it was an old one.
    pub(crate) fn token_refused(&mut self, kind: RefusalKind, token: u32) {
        if kind == RefusalKind::InvalidToken {
            // An answer that says what to do: ask with another.
            self.gate.server_talks();
            if token == self.token_number {
                self.token_is_bad();
            }
        }
    }

    pub(crate) fn token_is_bad(&mut self) {
        if self.ended_for_all_unheard() {
            self.end(Ending::EndedForAll);
        } else {
            self.want_refresh();
        }
    }
}
