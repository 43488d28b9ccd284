//! The token: refreshed at a third of its life, one refresh at a time, with back-off while it lives.

use crate::requests::Purpose;
use crate::{Notice, Now, Output, Session};
use wire::{Refreshed, RefusalKind, Reply, Token};

/// A token younger than this isn't traded again, whoever finds fault with it, ms.
const YOUNG_MS: u64 = 2_000;

/// A token and when it was got.
#[derive(Debug)]
pub(crate) struct Keeper {
    token: Token,
    got: Now,
    life_ms: u64,
    /// Not before then (after a failure), monotonic ms.
    retry_at: u64,
    tries: u32,
    /// Somebody asked for a refresh before it is due.
    wanted: bool,
}

impl Keeper {
    pub fn new(token: Token, expires_s: u32, now: Now) -> Self {
        Self {
            token,
            got: now,
            life_ms: u64::from(expires_s) * 1000,
            retry_at: 0,
            tries: 0,
            wanted: false,
        }
    }

    pub fn token(&self) -> &Token {
        &self.token
    }

    /// Whether the last refresh failed.
    pub fn is_failing(&self) -> bool {
        self.tries > 0
    }

    /// For who wants to see them.
    pub fn age_and_life_ms(&self, now: Now) -> (u64, u64) {
        (self.age_ms(now), self.life_ms)
    }

    fn age_ms(&self, now: Now) -> u64 {
        now.since(self.got)
    }

    fn is_dead(&self, now: Now) -> bool {
        self.age_ms(now) >= self.life_ms
    }

    fn is_due(&self, now: Now) -> bool {
        (self.wanted || self.age_ms(now) >= self.life_ms / 3) && now.mono_ms >= self.retry_at
    }

    /// Somebody has refused it, or two thirds of its life are over.
    pub fn is_urgent(&self, now: Now) -> bool {
        self.wanted || self.age_ms(now) >= self.life_ms / 3 * 2
    }

    /// When a refresh is due, monotonic ms.
    fn due_at(&self, now: Now) -> u64 {
        let left = (self.life_ms / 3).saturating_sub(self.age_ms(now));
        let wait = if self.wanted { 0 } else { left };
        (now.mono_ms + wait).max(self.retry_at)
    }

    /// When it dies, monotonic ms.
    fn dies_at(&self, now: Now) -> u64 {
        now.mono_ms + self.life_ms.saturating_sub(self.age_ms(now))
    }
}

impl Session {
    pub(crate) fn keep_token(&mut self, now: Now) {
        let Some(keeper) = &self.keeper else { return };
        if keeper.is_dead(now) {
            return self.recover(now);
        }
        let free = self.refresh_is_free(keeper);
        let ready = keeper.is_due(now) && !self.refresh_rests();
        if !ready || self.refresh_may_go(now.mono_ms, free) > now.mono_ms {
            return;
        }
        if let (Some(at), Some(keeper)) = (&self.entry.endpoint, &self.keeper) {
            let request = wire::refresh_session(at, keeper.token());
            if free {
                self.gate.passed_free(now.mono_ms);
            } else {
                self.gate.refresh_passed(now.mono_ms);
            }
            self.send(now, Purpose::Refresh, request);
        }
    }

    /// Nobody to ask, one under way, or the meeting is just being ended by this host.
    fn refresh_rests(&self) -> bool {
        self.offline || self.requests.is_under_way(Purpose::Refresh) || self.awaits_end_for_all()
    }

    pub(crate) fn token_due(&self, now: Now) -> Option<u64> {
        let keeper = self.keeper.as_ref()?;
        let death = keeper.dies_at(now);
        if self.refresh_rests() {
            return Some(death);
        }
        let due = self.refresh_may_go(keeper.due_at(now), self.refresh_is_free(keeper));
        Some(due.min(death))
    }

    /// Trying again has to wait, and so has everything while the server says nothing. But a refresh that is due on a good
    /// stream, or that an answer asks for, isn't that.
    fn refresh_is_free(&self, keeper: &Keeper) -> bool {
        !keeper.is_failing() && (self.stream.is_open() || keeper.wanted)
    }

    /// When a refresh that is due at `at` may go.
    fn refresh_may_go(&self, at: u64, free: bool) -> u64 {
        if free {
            self.gate.not_closed_at(at)
        } else {
            self.gate.opens_at(at)
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

    pub(crate) fn refresh_answered(&mut self, now: Now, reply: &Reply<'_>) {
        match wire::read_refresh(reply) {
            Ok(Refreshed {
                token,
                expires_s,
                role,
            }) => {
                self.gate.server_talks(now.mono_ms);
                self.health.refreshes += 1;
                self.take_token(now, token, expires_s);
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
                    self.recover(now);
                    self.rejoin_follows();
                }
                _ => self.refresh_failed(now),
            },
        }
    }

    pub(crate) fn take_token(&mut self, now: Now, token: Token, expires_s: u32) {
        self.token_number = self.token_number.wrapping_add(1);
        self.keeper = Some(Keeper::new(token, expires_s, now));
    }

    pub(crate) fn refresh_failed(&mut self, now: Now) {
        self.gate.trouble(now.mono_ms);
        self.health.refreshes_failed += 1;
        let Some(keeper) = &mut self.keeper else {
            return;
        };
        keeper.tries += 1;
        // Full jitter inside the token's life: 1, 2, then 4 s at most.
        let most = 500 << keeper.tries.min(3);
        keeper.retry_at = now.mono_ms + 250 + self.rng.below(most);
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
