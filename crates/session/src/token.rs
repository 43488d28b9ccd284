//! The token: refreshed at a third of its life, one refresh at a time, with back-off while it lives.

use crate::requests::{Purpose, REFRESH_MS};
use crate::{Notice, Now, Output, Session};
use wire::{Refreshed, RefusalKind, Reply, Token};

/// A token younger than this isn't traded again, whoever finds fault with it, ms.
const YOUNG_MS: u64 = 2_000;
/// Nothing is begun with one that dies so soon, ms.
const LAST_MS: u64 = 1_000;
/// A refresh that failed isn't tried again sooner than this, ms.
const PAUSE_MS: u64 = 250;
/// In long trouble a refresh that has time leaves turns to others for so long, ms.
const PATIENCE_MS: u64 = 19_000;

/// A new session's token is refreshed so soon where refreshes failed before it, ms: only that tells whether the trouble is over.
const SEE_MS: u64 = 10_000;

/// How soon a token is refreshed.
#[derive(Clone, Copy)]
enum Haste {
    /// At a third of its life.
    Usual,
    /// Others go first, as long as there is time.
    None,
    /// To see whether the server can, which it couldn't.
    ToSee,
}

/// A token and when it was got.
#[derive(Debug)]
pub(crate) struct Keeper {
    token: Token,
    /// When it was asked for. The answer may have lain about while the machine slept, and the server counts from before.
    got: Now,
    life_ms: u64,
    /// Not before then, monotonic ms.
    retry_at: u64,
    /// … while the token is good.
    patient_until: u64,
    tries: u32,
    /// Somebody asked for a refresh before it is due.
    wanted: bool,
}

impl Keeper {
    pub fn new(token: Token, expires_s: u32, got: Now) -> Self {
        Self {
            token,
            got,
            life_ms: u64::from(expires_s) * 1000,
            retry_at: 0,
            patient_until: 0,
            tries: 0,
            wanted: false,
        }
    }

    pub fn token(&self) -> &Token {
        &self.token
    }

    /// For who wants to see them.
    pub fn age_and_life_ms(&self, now: Now) -> (u64, u64) {
        (self.age_ms(now), self.life_ms)
    }

    fn age_ms(&self, now: Now) -> u64 {
        now.since(self.got)
    }

    /// Somebody has refused it, or a fresh one was asked for.
    pub fn is_refused(&self) -> bool {
        self.wanted
    }

    /// Somebody has refused it, or two thirds of its life are over.
    pub fn is_urgent(&self, now: Now) -> bool {
        self.wanted || self.age_ms(now) >= self.life_ms / 3 * 2
    }

    /// When a refresh is due, or has to be, monotonic ms.
    fn due_at(&self, now: Now, haste: Haste) -> u64 {
        let third = self.life_ms / 3;
        let due = match haste {
            Haste::Usual => third,
            Haste::None => third * 2,
            Haste::ToSee => third.min(SEE_MS),
        };
        let left = due.saturating_sub(self.age_ms(now));
        if self.wanted {
            return self.retry_at.max(now.mono_ms);
        }
        let patient = self.retry_at.max(self.patient_until);
        patient.max(now.mono_ms + left)
    }

    /// When it dies, monotonic ms.
    fn dies_at(&self, now: Now) -> u64 {
        now.mono_ms + self.life_ms.saturating_sub(self.age_ms(now))
    }
}

impl Session {
    pub(crate) fn keep_token(&mut self, now: Now) {
        let (Some(at), Some(keeper)) = (&self.entry.endpoint, &self.keeper) else {
            return;
        };
        let is_due = keeper.due_at(now, self.haste()) <= now.mono_ms && !self.refresh_rests();
        if is_due && self.gate.opens_at(now.mono_ms) <= now.mono_ms {
            let request = wire::refresh_session(at, keeper.token());
            self.gate.refresh_passed(now.mono_ms, &mut self.rng);
            self.send(now, Purpose::Refresh, request);
        }
    }

    /// A token that is over is no use to anybody.
    pub(crate) fn bury_token(&mut self, now: Now) {
        if self.burial_at(now).is_some_and(|at| at <= now.mono_ms) {
            self.recover(now);
        }
    }

    /// Whether nothing should be begun with the token any more.
    pub(crate) fn token_is_dying(&self, now: Now) -> bool {
        self.burial_at(now)
            .is_some_and(|at| at <= now.mono_ms + LAST_MS)
    }

    /// When the token is given up, monotonic ms: when it dies, but the server may just have traded it for another.
    fn burial_at(&self, now: Now) -> Option<u64> {
        let death = self.keeper.as_ref()?.dies_at(now);
        let refreshed = self.requests.sent_at(Purpose::Refresh);
        Some(refreshed.map_or(death, |sent| death.max(sent + REFRESH_MS)))
    }

    /// Nobody to ask, one under way, or the meeting is just being ended by this host.
    fn refresh_rests(&self) -> bool {
        self.offline || self.requests.is_under_way(Purpose::Refresh) || self.awaits_end_for_all()
    }

    pub(crate) fn token_due(&self, now: Now) -> Option<u64> {
        let keeper = self.keeper.as_ref()?;
        let burial = self.burial_at(now);
        if self.refresh_rests() {
            return burial;
        }
        let due = keeper.due_at(now, self.haste());
        burial.map(|at| at.min(self.gate.opens_at(due)))
    }

    fn haste(&self) -> Haste {
        let whole = self.stream.is_open() && self.conference.is_complete();
        if self.gate.is_troubled() && (!whole || self.is_read_due()) {
            // As long as not all that is shown is true, a refresh that has time would only be in the way.
            Haste::None
        } else if self.gate.refresh_fails() {
            Haste::ToSee
        } else {
            Haste::Usual
        }
    }

    /// Somebody was told "Invalid token", or the server asks: refresh now, unless one is under way.
    pub(crate) fn want_refresh(&mut self) {
        if let Some(keeper) = &mut self.keeper {
            keeper.wanted = true;
            // A server that finds fault with every token must not make us run.
            keeper.retry_at = keeper.retry_at.max(keeper.got.mono_ms + YOUNG_MS);
        }
    }

    pub(crate) fn refresh_answered(&mut self, now: Now, asked: Now, reply: &Reply<'_>) {
        match wire::read_refresh(reply) {
            Ok(Refreshed {
                token,
                expires_s,
                role,
            }) => {
                self.gate.server_talks();
                self.gate.refresh_ended(false);
                self.health.refreshes += 1;
                self.take_token(asked, token, expires_s);
                if let Some(role) = role {
                    self.become_role(role);
                }
                self.resend_after_refresh(now);
                self.hang_up_again(now);
            }
            Err(refusal) => match refusal.kind {
                // A server that has been restarted knows neither token nor session.
                RefusalKind::InvalidToken
                | RefusalKind::Forbidden
                | RefusalKind::InvalidPin
                | RefusalKind::NotOffered => {
                    self.went_wrong(now);
                    self.gate.refresh_ended(false);
                    self.recover(now);
                    // A page of some proxy's that isn't found leads to nothing.
                    if refusal.kind != RefusalKind::NotOffered {
                        self.gate.starts_anew();
                    }
                }
                _ => self.refresh_failed(now),
            },
        }
    }

    pub(crate) fn take_token(&mut self, asked: Now, token: Token, expires_s: u32) {
        self.token_number = self.token_number.wrapping_add(1);
        self.keeper = Some(Keeper::new(token, expires_s, asked));
    }

    pub(crate) fn refresh_failed(&mut self, now: Now) {
        self.went_wrong(now);
        self.gate.refresh_ended(true);
        self.health.refreshes_failed += 1;
        let strained = self.gate.is_strained(now.mono_ms);
        let Some(keeper) = &mut self.keeper else {
            return;
        };
        keeper.tries += 1;
        keeper.retry_at = now.mono_ms + PAUSE_MS;
        if strained && !keeper.is_urgent(now) {
            keeper.patient_until = now.mono_ms + PATIENCE_MS;
        }
        if keeper.tries == 1 {
            self.notice(Notice::RenewalFailing);
        }
    }

    /// Says goodbye; nobody waits for the answer.
    pub(crate) fn send_end(&mut self) {
        if let (Some(at), Some(keeper)) = (&self.entry.endpoint, &self.keeper) {
            let request = wire::end_session(at, keeper.token());
            let id = self.requests.next_id();
            self.out.push(Output::Send {
                id,
                request,
                keepalive: true,
            });
        }
    }
}
