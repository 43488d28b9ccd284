//! P2: the server is well, and how long it may take until all that is shown is true.

use crate::gentle::Gentle;
use crate::history::Finish;
use crate::once::is_command;
use crate::play::{Check, Play};
use crate::script::Sent;
use crate::truth::has_converged;
use session::{Input, Life, Page};

/// A token this young isn't traded for another, ms.
const YOUNG_MS: u64 = 2_500;
/// What hangs is given up after so long, ms.
const LIMIT_MS: u64 = 10_000;
/// What comes after a silence is spread over so long, ms.
const SPREAD_MS: u64 = 500;
/// What P2 promises when the page becomes visible or the network is back, ms.
const SEEN_MS: u64 = 1_000;

impl Play {
    /// The server is well: P2.
    pub fn recovers(&mut self, finish: Finish) -> Check {
        let it = &mut self.it;
        it.server.fates.clear();
        let now = it.now.mono_ms;
        let late_ms = std::mem::take(&mut it.late_ms);
        let mut limit = self.promised_ms(now, now);
        let late_limit = self.promised_ms(now, u64::MAX);
        match finish {
            Finish::Nothing => {}
            Finish::IsSeen => {
                limit = self.promised_back_ms(now, limit) + late_ms;
                self.page(Page::Visible);
                self.check()?;
            }
            Finish::ComesOnline => {
                limit = self.promised_back_ms(now, limit) + late_ms;
                self.page(Page::Online);
                self.check()?;
            }
        }
        while !has_converged(&self.it) {
            self.presses_button();
            let took = self.it.now.mono_ms - now;
            // An answer that was on its way may ask for silence.
            let limit = self.with_silence(now, limit, late_limit);
            if took > limit {
                return Err(format!(
                    "P2: {:?} after {took} ms of health, of {limit}",
                    self.it.session.connection()
                ));
            }
            self.goes_on_until(self.it.now.mono_ms + 50)?;
        }
        let took = self.it.now.mono_ms - now;
        self.measured.slowest_ms = took;
        if finish != Finish::Nothing {
            self.measured.slowest_seen_ms = took;
        }
        Ok(())
    }

    /// … and where the server asked for silence that is kept first: meanwhile the trouble may have grown old.
    fn with_silence(&self, now: u64, limit: u64, late_limit: u64) -> u64 {
        let gentle = &self.promises.gentle;
        let until = gentle.silent_until();
        if until <= now {
            return limit;
        }
        let is_late = gentle.is_late(until + 10_000);
        let limit = if is_late {
            limit.max(late_limit)
        } else {
            limit
        };
        limit + until - now + SPREAD_MS
    }

    /// How long it may take by the definition in `src/gate.rs`, if the trouble's age is that at `then`, ms.
    fn promised_ms(&self, now: u64, then: u64) -> u64 {
        let gentle: &Gentle = &self.promises.gentle;
        let turn = if gentle.is_late(then.saturating_add(10_000)) {
            10_000
        } else {
            4_500
        };
        let mut limit = turn + 500;
        limit += self.waits_ms(now);
        if self.it.says_nothing {
            limit += turn;
        }
        limit += turn * (6 - gentle.left(now));
        let is_endless = self.endless.is_some() && self.endless == self.it.stream();
        if is_endless {
            // The snapshot is stuck.
            limit += 10_500;
        }
        if self.it.is_half_open() {
            limit = limit.max(60_000);
        }
        if self
            .promises
            .truth
            .garbled_ms
            .is_some_and(|at| now < at + 60_000)
        {
            limit += 30_000;
        }
        limit
    }

    /// How long what is under way may still be waited for, where answers are slow or don't come, ms.
    fn waits_ms(&self, now: u64) -> u64 {
        let it = &self.it;
        if now >= self.slow_until {
            return 0;
        }
        let is_over = |sent: &Sent| {
            let heard = it.heard.iter().rev().any(|heard| heard.id == Some(sent.id));
            heard || it.aborted.contains(&sent.id)
        };
        let all = it.sent.iter().rev();
        let asked = all
            .take_while(|sent| sent.at_ms + LIMIT_MS > now)
            .filter(|sent| !is_command(sent) && !is_over(sent))
            .map(|sent| sent.at_ms);
        let opening = it.stream().filter(|_| it.opened_ms.is_none());
        let opening = opening.and(it.streams.last().copied());
        let since = asked.chain(opening).max();
        since.map_or(0, |since| (since + LIMIT_MS).saturating_sub(now))
    }

    /// … when somebody looks, or the network is back.
    fn promised_back_ms(&self, now: u64, limit: u64) -> u64 {
        let gentle = &self.promises.gentle;
        let it = &self.it;
        let nothing_to_wait_for = gentle.silent_until() <= now && self.slow_until <= now;
        let is_new = |sent: &Sent| {
            let token = ["new_session", "refresh_session"].contains(&sent.what.as_str());
            token && now < sent.at_ms + YOUNG_MS
        };
        let has_new_token = it.sent.iter().rev().take(20).any(is_new);
        let is_deaf = it.is_half_open() || self.endless.is_some() || it.says_nothing;
        let is_garbled = self.promises.truth.garbled_ms.is_some();
        let is_in = matches!(it.session.life(), Life::Live | Life::Recovering { .. });
        let at_once = gentle.opens_if_seen(now)
            && nothing_to_wait_for
            && is_in
            && !has_new_token
            && !is_deaf
            && !is_garbled;
        if at_once { SEEN_MS } else { limit }
    }

    /// It said that it stopped; there is a button.
    pub fn presses_button(&mut self) {
        if matches!(self.it.session.life(), Life::Ended(_)) {
            self.promises.gentle.nudged(self.it.now.mono_ms);
            self.promises.truth.begins_anew();
            self.it.takes(Input::Rejoin);
            self.promises.gentle.is_by_hand(&self.it);
        }
        if matches!(self.it.session.life(), Life::Idle(_)) {
            // That didn't work either, and the form says why.
            self.promises.truth.begins_anew();
            self.it.joins_at_node();
            self.promises.gentle.is_by_hand(&self.it);
        }
    }

    /// And it stays so.
    pub fn stays(&mut self) -> Check {
        self.it.server.joins("late");
        self.runs(15_000)?;
        self.presses_button();
        let now = self.it.now.mono_ms;
        let limit = self.promised_ms(now, now);
        let late_limit = self.promised_ms(now, u64::MAX);
        while !has_converged(&self.it) {
            if self.it.now.mono_ms > now + self.with_silence(now, limit, late_limit) {
                return Err(format!(
                    "P2: it doesn't stay so: {:?}",
                    self.it.session.connection()
                ));
            }
            self.goes_on_until(self.it.now.mono_ms + 50)?;
        }
        Ok(())
    }
}
