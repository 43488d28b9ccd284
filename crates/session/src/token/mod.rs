//! The session's token: how old it is, and when it is to be traded for a new one.

mod refresh;

use crate::Now;
use wire::Token;

/// A token younger than this isn't traded again, whoever finds fault with it, ms.
const YOUNG_MS: u64 = 2_000;
/// A refresh that failed isn't tried again sooner than this, ms.
const PAUSE_MS: u64 = 250;
/// In long trouble a refresh that has time leaves slots to others for so long, ms.
const PATIENCE_MS: u64 = 19_000;
/// A new session's token is refreshed so soon where refreshes failed before it, ms: only that tells whether the trouble is over.
const PROOF_MS: u64 = 10_000;

/// How soon a token is refreshed.
#[derive(Clone, Copy)]
enum Urgency {
    /// At a third of its life.
    Usual,
    /// Others go first, as long as there is time.
    Low,
    /// To see whether the server can, which it couldn't.
    Proof,
}

/// The token of the session, while there is one.
#[derive(Debug, Default)]
pub(crate) struct Credentials {
    held: Option<HeldToken>,
    /// Counts tokens: an answer to a request that went out with an older one says nothing about this one.
    number: u32,
}

/// A token and when it was got.
#[derive(Debug)]
struct HeldToken {
    token: Token,
    /// When it was asked for. The answer may have lain about while the machine slept, and the server counts from before.
    asked: Now,
    life_ms: u64,
    /// Not before then, monotonic ms.
    retry_at: u64,
    /// … while the token is good.
    patient_until: u64,
    tries: u32,
    /// Somebody has refused it, or a fresh one was asked for.
    is_refused: bool,
}

impl Credentials {
    /// Takes a new token, which was asked for at `asked`.
    pub fn take(&mut self, token: Token, expires_s: u32, asked: Now) {
        self.number = self.number.wrapping_add(1);
        self.held = Some(HeldToken {
            token,
            asked,
            life_ms: u64::from(expires_s) * 1000,
            retry_at: 0,
            patient_until: 0,
            tries: 0,
            is_refused: false,
        });
    }

    /// Forgets the token.
    pub fn forget(&mut self) {
        self.held = None;
    }

    pub fn token(&self) -> Option<&Token> {
        self.held.as_ref().map(|held| &held.token)
    }

    pub fn number(&self) -> u32 {
        self.number
    }

    /// Returns how old the token is and how long it lives, ms.
    pub fn age_and_life_ms(&self, now: Now) -> Option<(u64, u64)> {
        let held = self.held.as_ref()?;
        Some((held.age_ms(now), held.life_ms))
    }

    /// Returns `true` if somebody has refused the token, or a fresh one was asked for.
    pub fn is_refused(&self) -> bool {
        self.held.as_ref().is_some_and(|held| held.is_refused)
    }

    /// Returns `true` if the token was refused, or two thirds of its life are over.
    pub fn is_urgent(&self, now: Now) -> bool {
        self.held.as_ref().is_some_and(|held| held.is_urgent(now))
    }

    /// Returns when two thirds of the token's life are over, monotonic ms.
    fn urgent_at(&self, now: Now) -> Option<u64> {
        let held = self.held.as_ref()?;
        Some(now.mono_ms + held.urgent_age_ms().saturating_sub(held.age_ms(now)))
    }

    /// Returns when a refresh is due, or has to be, monotonic ms.
    fn refresh_at(&self, now: Now, urgency: Urgency) -> Option<u64> {
        Some(self.held.as_ref()?.refresh_at(now, urgency))
    }

    /// Returns when the token dies, monotonic ms.
    fn dies_at(&self, now: Now) -> Option<u64> {
        let held = self.held.as_ref()?;
        Some(now.mono_ms + held.life_ms.saturating_sub(held.age_ms(now)))
    }

    /// Somebody was told "Invalid token", or the server asks: it is to be refreshed.
    fn refuse(&mut self) {
        if let Some(held) = &mut self.held {
            held.is_refused = true;
            // A server that finds fault with every token must not make us run.
            held.retry_at = held.retry_at.max(held.asked.mono_ms + YOUNG_MS);
        }
    }

    /// A refresh failed. Returns `true` if that was the first one of this token's.
    fn refresh_failed(&mut self, now: Now, is_long_trouble: bool) -> bool {
        let Some(held) = &mut self.held else {
            return false;
        };
        held.tries += 1;
        held.retry_at = now.mono_ms + PAUSE_MS;
        if is_long_trouble && !held.is_urgent(now) {
            held.patient_until = now.mono_ms + PATIENCE_MS;
        }
        held.tries == 1
    }
}

impl HeldToken {
    fn age_ms(&self, now: Now) -> u64 {
        now.since(self.asked)
    }

    fn is_urgent(&self, now: Now) -> bool {
        self.is_refused || self.age_ms(now) >= self.urgent_age_ms()
    }

    fn urgent_age_ms(&self) -> u64 {
        self.life_ms / 3 * 2
    }

    fn refresh_at(&self, now: Now, urgency: Urgency) -> u64 {
        if self.is_refused {
            return self.retry_at.max(now.mono_ms);
        }
        let third = self.life_ms / 3;
        let due = match urgency {
            Urgency::Usual => third,
            Urgency::Low => third * 2,
            Urgency::Proof => third.min(PROOF_MS),
        };
        let left = due.saturating_sub(self.age_ms(now));
        let patient = self.retry_at.max(self.patient_until);
        patient.max(now.mono_ms + left)
    }
}
