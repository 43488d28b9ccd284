//! Getting in: what the host typed, the API server, the host's answers.

use super::{Place, SignIn};
use crate::requests::Purpose;
use crate::room::Room;
use crate::{Answer, Failure, Health, JoinRequest, Life, Now, Problem, Session};
use wire::Reply;

impl Session {
    pub(crate) fn join(&mut self, now: Now, request: Box<JoinRequest>) {
        if !matches!(self.life, Life::Idle(_) | Life::Ended(_)) {
            return;
        }
        self.close_stream();
        self.forget_meeting();
        self.sign_in = SignIn {
            typed: Some(request),
            ..SignIn::default()
        };
        match self.sign_in.check_join() {
            Err(bad) => self.go(Life::Idle(Some(Problem::BadServer(bad)))),
            Ok(Some(request)) => {
                self.go(Life::Checking);
                self.send(now, Purpose::CheckJoin, request);
            }
            Ok(None) => self.ask_to_be_let_in(now),
        }
    }

    /// Nothing is left of a meeting that this page was in before.
    fn forget_meeting(&mut self) {
        self.room = Room::default();
        self.rejoining = super::Rejoining::default();
        self.commands.forget_server();
        self.rate_limit.reset();
        self.health = Health::default();
        self.state_reads.reset();
        self.stream.reset();
    }

    /// "Join again" after an end: with what was typed.
    pub(crate) fn join_again(&mut self, now: Now) {
        if !matches!(self.life, Life::Ended(_)) || self.sign_in.node().is_none() {
            return;
        }
        self.close_stream();
        // The room begins empty: who is there has to come as somebody new, or nobody shows them.
        self.room.empty();
        self.commands.enter();
        self.health = Health::default();
        self.rejoining = super::Rejoining::default();
        self.rate_limit.hurry(now.mono_ms);
        self.ask_to_be_let_in(now);
    }

    pub(crate) fn check_join_answered(&mut self, now: Now, reply: &Reply<'_>) {
        match self.sign_in.take_join_info(reply) {
            Err(problem) => self.go(Life::Idle(Some(problem))),
            Ok(false) => {}
            Ok(true) => {
                self.take_bookings();
                self.ask_to_be_let_in(now);
            }
        }
    }

    /// Takes in what is booked, as far as the API server told it.
    pub(super) fn take_bookings(&mut self) {
        if let Some(info) = self.sign_in.join_info() {
            self.room.powers.may_record = info.may_record;
            self.room.powers.may_live = info.may_live;
        }
    }

    pub(crate) fn join_failed(&mut self, failure: Failure) {
        let problem = match failure {
            Failure::Network(why) => Problem::Unreachable(why),
            Failure::TimedOut => Problem::TimedOut,
        };
        self.not_let_in(problem);
    }

    /// Told on the form; to whoever was sent here, with a way back.
    pub(super) fn not_let_in(&mut self, problem: Problem) {
        if self.is_arriving() {
            self.end_transferred(Some(problem));
        } else {
            self.go(Life::Idle(Some(problem)));
        }
    }

    pub(super) fn ask_to_be_let_in(&mut self, now: Now) {
        self.go(Life::Joining);
        self.send_new_session(now);
    }

    /// Sends `new_session`.
    pub(super) fn send_new_session(&mut self, now: Now) {
        if let Some(request) = self.sign_in.new_session() {
            self.send(now, Purpose::NewSession, request);
        }
    }

    /// The host answers the server's question.
    pub(crate) fn answer(&mut self, now: Now, answer: Answer) {
        if !matches!(self.life, Life::Asking(_)) {
            return;
        }
        if self.sign_in.take_answer(answer) {
            self.ask_to_be_let_in(now);
        } else {
            self.cancel_joining();
        }
    }

    /// The host changed their mind while being let in.
    pub(crate) fn cancel_joining(&mut self) {
        if matches!(self.life, Life::Checking | Life::Joining | Life::Asking(_)) {
            self.abort(Purpose::CheckJoin);
            self.abort(Purpose::NewSession);
            if self.is_arriving() {
                return self.end_transferred(None);
            }
            self.sign_in.place = Place::default();
            self.go(Life::Idle(None));
        }
    }
}
