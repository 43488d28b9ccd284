//! What the node says to somebody who asks to be let in.

use crate::{Ending, Failure, Life, Notice, Now, Problem, Question, Session};
use std::sync::Arc;
use wire::{Admitted, Refusal, RefusalKind, Reply, SessionInfo};

impl Session {
    pub(crate) fn new_session_answered(&mut self, now: Now, asked: Now, reply: &Reply<'_>) {
        let is_rejoining = matches!(self.life, Life::Recovering { .. });
        match wire::read_new_session(reply) {
            Ok(Admitted::Session(info)) => self.admitted(now, asked, info, is_rejoining),
            Ok(Admitted::Question(_) | Admitted::SingleSignOn(_)) if is_rejoining => {
                self.end(Ending::NotReadmitted(Arc::from("")));
            }
            Ok(Admitted::Question(question)) => {
                let question = self.question(question);
                self.go(Life::Asking(question));
            }
            Ok(Admitted::SingleSignOn(providers)) => {
                let providers = Arc::from(providers.join(", "));
                self.not_let_in(Problem::SingleSignOn(providers));
            }
            Err(refusal) if is_rejoining => self.rejoin_refused(now, refusal),
            Err(refusal) => self.not_admitted(refusal),
        }
    }

    fn question(&mut self, question: wire::Question) -> Question {
        match question {
            wire::Question::Pin { guest_without_pin } => {
                self.sign_in.place.door.guest_without_pin = guest_without_pin;
                Question::Pin {
                    guest_without_pin,
                    problem: None,
                }
            }
            wire::Question::Extension => Question::Extension { problem: None },
        }
    }

    /// A wrong PIN or extension is asked for again, with the server's words; anything else is told on the form.
    fn not_admitted(&mut self, refusal: Refusal) {
        let words = Some(Arc::from(refusal.words.as_deref().unwrap_or_default()));
        let door = &self.sign_in.place.door;
        let question = match refusal.kind {
            RefusalKind::InvalidPin => Some(Question::Pin {
                guest_without_pin: door.guest_without_pin,
                problem: words,
            }),
            RefusalKind::Forbidden | RefusalKind::Refused | RefusalKind::NotOffered
                if door.extension.is_some() =>
            {
                Some(Question::Extension { problem: words })
            }
            _ => None,
        };
        match question {
            Some(question) => self.go(Life::Asking(question)),
            None => self.not_let_in(refusal.into()),
        }
    }

    pub(crate) fn new_session_failed(&mut self, now: Now, failure: Failure) {
        if matches!(self.life, Life::Recovering { .. }) {
            self.something_failed(now);
        } else {
            self.join_failed(failure);
        }
    }

    fn admitted(&mut self, now: Now, asked: Now, info: Box<SessionInfo>, is_rejoining: bool) {
        self.credentials
            .take(info.token.clone(), info.expires_s, asked);
        self.sign_in.arrived();
        self.rejoining.session_began(now);
        self.room.admitted(info);
        self.room.powers.has_media = !self.sign_in.is_demo();
        self.go(Life::Live);
        if is_rejoining {
            self.health.rejoins += 1;
            self.outbox.notice(Notice::Rejoined);
        } else {
            self.room.joined_ms = now.wall_ms;
            self.room.true_at_ms = now.wall_ms;
        }
        self.rate_limit.new_session_needed();
        self.open_stream_now();
    }
}
