//! Getting in, and getting in again.

use crate::requests::Purpose;
use crate::session::EntryPin;
use crate::{
    Answer, Ask, Ending, Failure, JoinRequest, Life, Notice, Now, Problem, Session, Target,
};
use std::sync::Arc;
use wire::{
    Admission, Admitted, ApiServer, Endpoint, Node, PinHeader, Question, Refusal, RefusalKind,
    Reply,
};

/// So many sessions that die young in a row, and it isn't the network.
const MOST_REJOINS: u32 = 3;
/// A session that lived this long was a good one, ms.
const GOOD_LIFE_MS: u64 = 60_000;

/// Joining again after the token died.
#[derive(Debug, Default)]
pub(crate) struct Rejoin {
    /// The page is on its way out: not before somebody looks at it again.
    departed: bool,
    young_deaths: u32,
    /// When the session that is in now got in.
    born: Now,
}

impl Session {
    pub(crate) fn join(&mut self, now: Now, request: Box<JoinRequest>) {
        if !matches!(self.life, Life::Idle(_) | Life::Ended(_)) {
            return;
        }
        self.fresh_start();
        self.typed = Some(request);
        self.begin(now);
    }

    /// "Join again" after an end: with what was typed.
    pub(crate) fn join_again(&mut self, now: Now) {
        if matches!(self.life, Life::Ended(_)) && self.entry.endpoint.is_some() {
            self.powers.unsupported.clear();
            self.doubts.clear();
            self.called.clear();
            // The room begins empty: who is there has to come as somebody new, or nobody shows them.
            self.conference = conference::Conference::default();
            self.health = crate::health::Health::default();
            self.rejoin = Rejoin::default();
            self.gate.nudge(now.mono_ms);
            self.go(Life::Joining);
            self.knock(now);
        }
    }

    fn fresh_start(&mut self) {
        self.entry = crate::session::Entry::default();
        self.conference = conference::Conference::default();
        self.powers = conference::Powers::default();
        self.dialect = wire::Dialect::default();
        self.info = None;
        self.join_info = None;
        self.rejoin = Rejoin::default();
        self.called.clear();
        self.gate = crate::gate::Gate::default();
        self.health = crate::health::Health::default();
        self.doubts.clear();
        self.reads = crate::reads::Reads::default();
        self.stream = crate::stream::Stream::after(&self.stream);
    }

    fn begin(&mut self, now: Now) {
        let Some(typed) = &self.typed else { return };
        let next = match &typed.target {
            Target::Server { server, account } => ApiServer::parse(server).map(|server| {
                Some(wire::check_join(
                    &server,
                    account,
                    typed.password.as_ref(),
                    &typed.name,
                ))
            }),
            Target::Node { node, room } => Node::parse(node).map(|node| {
                self.entry.endpoint = Some(Endpoint::new(node, room));
                self.entry.pin = pin_of_password(typed);
                None
            }),
        };
        match next {
            Err(bad) => self.go(Life::Idle(Some(Problem::BadServer(bad)))),
            Ok(Some(request)) => {
                self.go(Life::Checking);
                self.send(now, Purpose::CheckJoin, request);
            }
            Ok(None) => {
                self.go(Life::Joining);
                self.knock(now);
            }
        }
    }

    pub(crate) fn check_join_answered(&mut self, now: Now, reply: &Reply<'_>) {
        let Some(typed) = &self.typed else { return };
        let Target::Server { server, account } = &typed.target else {
            return;
        };
        let Ok(server) = ApiServer::parse(server) else {
            return;
        };
        match wire::read_check_join(reply, &server) {
            Err(refusal) => self.go(Life::Idle(Some(problem(refusal)))),
            Ok(mut info) => match &info.node {
                Err(bad) => {
                    let problem = Problem::BadNode(*bad);
                    self.go(Life::Idle(Some(problem)));
                }
                Ok(node) => {
                    self.entry.endpoint = Some(Endpoint::new(node.clone(), account));
                    self.entry.pin = match info.password.take() {
                        Some(pin) => EntryPin::Pin(pin),
                        None => pin_of_password(typed),
                    };
                    self.powers.may_record = info.may_record;
                    self.powers.may_live = info.may_live;
                    self.join_info = Some(Box::new(info));
                    self.go(Life::Joining);
                    self.knock(now);
                }
            },
        }
    }

    pub(crate) fn join_failed(&mut self, failure: Failure) {
        let problem = match failure {
            Failure::Network(why) => Problem::Unreachable(why),
            Failure::TimedOut => Problem::TimedOut,
        };
        self.go(Life::Idle(Some(problem)));
    }

    /// Sends `new_session`.
    fn knock(&mut self, now: Now) {
        let (Some(at), Some(typed)) = (&self.entry.endpoint, &self.typed) else {
            return;
        };
        let pin = match &self.entry.pin {
            EntryPin::Absent => PinHeader::Absent,
            EntryPin::GuestWithoutPin => PinHeader::None,
            EntryPin::Pin(pin) => PinHeader::Pin(pin),
        };
        let how = Admission {
            name: &typed.name,
            hide_me: typed.hide_me,
            pin,
            extension: self.entry.extension.as_deref(),
        };
        let request = wire::new_session(at, &how);
        self.send(now, Purpose::NewSession, request);
    }

    pub(crate) fn answer(&mut self, now: Now, answer: Answer) {
        if !matches!(self.life, Life::Asking(_)) {
            return;
        }
        match answer {
            Answer::Cancel => return self.cancel(),
            Answer::Pin(pin) => self.entry.pin = EntryPin::Pin(pin),
            Answer::GuestWithoutPin => self.entry.pin = EntryPin::GuestWithoutPin,
            Answer::Extension(number) => self.entry.extension = Some(number),
        }
        self.go(Life::Joining);
        self.knock(now);
    }

    /// The host changed their mind while being let in.
    pub(crate) fn cancel(&mut self) {
        if matches!(self.life, Life::Checking | Life::Joining | Life::Asking(_)) {
            self.forget(Purpose::CheckJoin);
            self.forget(Purpose::NewSession);
            self.entry = crate::session::Entry::default();
            self.go(Life::Idle(None));
        }
    }

    pub(crate) fn new_session_answered(&mut self, now: Now, asked: Now, reply: &Reply<'_>) {
        let again = matches!(self.life, Life::Recovering { .. });
        match wire::read_new_session(reply) {
            Ok(Admitted::Session(info)) => self.admitted(now, asked, info, again),
            Ok(Admitted::Question(_)) if again => self.end(Ending::NotReadmitted(Arc::from(""))),
            Ok(Admitted::Question(question)) => {
                let ask = match question {
                    Question::Pin { guest_without_pin } => {
                        self.entry.guest_without_pin = guest_without_pin;
                        Ask::Pin {
                            guest_without_pin,
                            problem: None,
                        }
                    }
                    Question::Extension => Ask::Extension { problem: None },
                };
                self.go(Life::Asking(ask));
            }
            Err(refusal) if again => self.rejoin_refused(now, refusal),
            Err(refusal) => self.refused(refusal),
        }
    }

    /// A wrong PIN or extension is asked for again, with the server's words; anything else is told on the form.
    fn refused(&mut self, refusal: Refusal) {
        let words = Some(Arc::from(refusal.words.as_deref().unwrap_or_default()));
        let ask = match refusal.kind {
            RefusalKind::InvalidPin => Some(Ask::Pin {
                guest_without_pin: self.entry.guest_without_pin,
                problem: words,
            }),
            RefusalKind::Forbidden | RefusalKind::Refused | RefusalKind::NotOffered
                if self.entry.extension.is_some() =>
            {
                Some(Ask::Extension { problem: words })
            }
            _ => None,
        };
        match ask {
            Some(ask) => self.go(Life::Asking(ask)),
            None => self.go(Life::Idle(Some(problem(refusal)))),
        }
    }

    pub(crate) fn new_session_failed(&mut self, now: Now, failure: Failure) {
        if matches!(self.life, Life::Recovering { .. }) {
            self.went_wrong(now);
        } else {
            self.join_failed(failure);
        }
    }

    fn admitted(&mut self, now: Now, asked: Now, info: Box<wire::SessionInfo>, again: bool) {
        self.take_token(asked, info.token.clone(), info.expires_s);
        self.rejoin.born = now;
        self.conference.admitted(info.participant.clone());
        self.powers.own = Some(info.participant.clone());
        self.powers.role = info.role;
        self.powers.chat_enabled = info.chat_enabled;
        self.info = Some(info);
        self.go(Life::Live);
        if again {
            self.health.rejoins += 1;
            self.notice(Notice::Rejoined);
        } else {
            self.joined_ms = now.wall_ms;
            self.true_at_ms = now.wall_ms;
        }
        self.gate.starts_anew();
        self.open_stream_now();
    }

    /// The token is dead, or the server doesn't know it any more: joins again with what the host typed.
    pub(crate) fn recover(&mut self, now: Now) {
        if self.life != Life::Live {
            return;
        }
        if self.is_ending_for_all() {
            // Whatever became of the answer: a meeting that this host has ended isn't opened again.
            return self.end(Ending::EndedForAll);
        }
        let deaths = &mut self.rejoin.young_deaths;
        if now.since(self.rejoin.born) >= GOOD_LIFE_MS {
            *deaths = 0;
        } else if !self.gate.is_closed(now.mono_ms) {
            // (The server asked for silence otherwise, and nothing could be done for the session.)
            *deaths += 1;
        }
        if self.rejoin.young_deaths > MOST_REJOINS {
            self.fail_acts();
            return self.end(Ending::NotReadmitted(Arc::from("")));
        }
        self.drop_session(false);
    }

    /// The page is on its way out, but may come back out of the back-forward cache: no new session unless somebody looks.
    pub(crate) fn depart(&mut self) {
        self.drop_session(true);
    }

    fn drop_session(&mut self, departed: bool) {
        self.keeper = None;
        self.close_stream();
        self.fail_acts();
        self.forget_calls();
        self.abort_requests(departed);
        self.rejoin.departed = departed;
        self.go(Life::Recovering {
            since_ms: self.true_at_ms,
        });
    }

    pub(crate) fn keep_rejoining(&mut self, now: Now) {
        if self.rejoin_due(now).is_some_and(|at| at <= now.mono_ms) {
            self.gate.passed(now.mono_ms, &mut self.rng);
            self.knock(now);
        }
    }

    pub(crate) fn rejoin_due(&self, now: Now) -> Option<u64> {
        let waits = matches!(self.life, Life::Recovering { .. })
            && !self.offline
            && !self.rejoin.departed
            && !self.requests.is_under_way(Purpose::NewSession);
        waits.then(|| self.gate.opens_at(now.mono_ms))
    }

    /// The page is looked at again.
    pub(crate) fn returned(&mut self) {
        self.rejoin.departed = false;
    }

    fn rejoin_refused(&mut self, now: Now, refusal: Refusal) {
        match refusal.kind {
            RefusalKind::Unavailable
            | RefusalKind::TooMany
            | RefusalKind::Unreadable
            | RefusalKind::NotOffered => {
                self.went_wrong(now);
            }
            _ => self.end(Ending::NotReadmitted(Arc::from(
                refusal.words.as_deref().unwrap_or_default(),
            ))),
        }
    }
}

/// On the node the meeting's password is a PIN.
fn pin_of_password(typed: &JoinRequest) -> EntryPin {
    typed
        .password
        .as_ref()
        .map_or(EntryPin::Absent, |password| {
            EntryPin::Pin(password.to_pin())
        })
}

fn problem(refusal: Refusal) -> Problem {
    if refusal.kind == RefusalKind::Unreadable && refusal.status < 300 {
        return Problem::NotTheApi;
    }
    Problem::Server {
        status: refusal.status,
        words: Arc::from(refusal.words.as_deref().unwrap_or_default()),
    }
}
