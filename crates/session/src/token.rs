//! The token: refreshed at a third of its life, one refresh at a time, with back-off while it lives.

use crate::requests::Purpose;
use crate::{Notice, Now, Output, Session};
use wire::{Refreshed, RefusalKind, Reply, Token};

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

    pub fn age_ms(&self, now: Now) -> u64 {
        now.since(self.got)
    }

    fn is_dead(&self, now: Now) -> bool {
        self.age_ms(now) >= self.life_ms
    }

    fn is_due(&self, now: Now) -> bool {
        (self.wanted || self.age_ms(now) >= self.life_ms / 3) && now.mono_ms >= self.retry_at
    }

    /// When it has to be looked at again, monotonic ms.
    fn due_at(&self, now: Now) -> u64 {
        let age = self.age_ms(now);
        let refresh = if self.wanted {
            0
        } else {
            (self.life_ms / 3).saturating_sub(age)
        };
        let death = self.life_ms.saturating_sub(age);
        (now.mono_ms + refresh)
            .max(self.retry_at)
            .min(now.mono_ms + death)
    }
}

impl Session {
    pub(crate) fn keep_token(&mut self, now: Now) {
        let Some(keeper) = &self.keeper else { return };
        if keeper.is_dead(now) {
            self.recover(now);
            return;
        }
        if self.offline || !keeper.is_due(now) || self.requests.is_under_way(Purpose::Refresh) {
            return;
        }
        if self.gate.opens_at(now.mono_ms) > now.mono_ms {
            return;
        }
        if let (Some(at), Some(keeper)) = (&self.entry.endpoint, &self.keeper) {
            let request = wire::refresh_session(at, keeper.token());
            self.gate.passed(now.mono_ms);
            self.send(now, Purpose::Refresh, request);
        }
    }

    pub(crate) fn token_due(&self, now: Now) -> Option<u64> {
        let keeper = self.keeper.as_ref()?;
        if self.offline || self.requests.is_under_way(Purpose::Refresh) {
            let left = keeper.life_ms.saturating_sub(keeper.age_ms(now));
            return Some(now.mono_ms + left);
        }
        let due = keeper.due_at(now);
        let gate = self.gate.opens_at(now.mono_ms);
        let death = now.mono_ms + keeper.life_ms.saturating_sub(keeper.age_ms(now));
        Some(due.max(gate).min(death))
    }

    /// Somebody was told "Invalid token", or the server asks: refresh now, unless one is under way.
    pub(crate) fn want_refresh(&mut self) {
        if let Some(keeper) = &mut self.keeper {
            keeper.wanted = true;
        }
    }

    pub(crate) fn refresh_answered(&mut self, now: Now, reply: &Reply<'_>) {
        match wire::read_refresh(reply) {
            Ok(Refreshed {
                token,
                expires_s,
                role,
            }) => {
                self.keeper = Some(Keeper::new(token, expires_s, now));
                if let Some(role) = role {
                    self.become_role(role);
                }
                self.resend_after_refresh(now);
            }
            Err(refusal) => match refusal.kind {
                RefusalKind::InvalidToken | RefusalKind::Forbidden | RefusalKind::InvalidPin => {
                    self.recover(now)
                }
                _ => self.refresh_failed(now),
            },
        }
    }

    pub(crate) fn refresh_failed(&mut self, now: Now) {
        self.gate.trouble(now.mono_ms);
        let Some(keeper) = &mut self.keeper else {
            return;
        };
        keeper.tries += 1;
        // Full jitter inside the token's life: 1, 2, 4, 8 s at most, then 8.
        let most = 1_000 << keeper.tries.min(3);
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
