//! P4: how often Gavel knocks by itself, counted from outside by the definition in `src/gate.rs`.

use crate::heard::Heard;
use crate::once::is_command;
use crate::script::Script;

const MINUTE_MS: u64 = 60_000;
/// Requests in a trouble's first minute.
const FIRST: u64 = 30;
/// Turns in each minute after it.
const TURNS: u64 = 6;
/// Requests that need no turn, once.
const RESERVE: u64 = 6;
const TURN_MS: u64 = MINUTE_MS / TURNS;
const FULL_MS: u64 = (1 + RESERVE) * TURN_MS;
/// Nothing failed for so long: the trouble is over if the stream is good, ms.
const WELL_MS: u64 = 10_000;
/// … or whether or not, ms.
const FORGOTTEN_MS: u64 = 45_000;
/// What a host does is read within so long: the limit of a command, and that of a confirmation, ms.
const OCCASION_MS: u64 = 20_000;
const LONGEST_SILENCE_S: u32 = 600;

/// What was counted.
#[derive(Default)]
pub struct Gentle {
    trouble: Option<Trouble>,
    sent: usize,
    streams: usize,
    heard: usize,
    silent_until: u64,
    refresh_fails: bool,
    status_fails: bool,
    /// When a host did something, and how much that may make Gavel read.
    occasions: Vec<(u64, u64)>,
    pub nudged_ms: Option<u64>,
    refilled_ms: Option<u64>,
    pub most_first: u64,
    pub most_later: u64,
    pub last_ms: u64,
}

struct Trouble {
    since: u64,
    last: u64,
    first: u64,
    /// A host's commands may make Gavel read what came of them.
    allowed: u64,
    /// After the first minute: what may be used, in ms of turns, and since when.
    bucket: Option<(u64, u64)>,
    later: Vec<u64>,
}

impl Trouble {
    fn is_late(&self, now: u64) -> bool {
        now >= self.since + MINUTE_MS
    }

    fn level(&self, now: u64) -> u64 {
        let left = FIRST.saturating_sub(self.first) * TURN_MS;
        let (level, since) = self.bucket.unwrap_or((left, self.since + MINUTE_MS));
        (level + now.saturating_sub(since)).min(FULL_MS)
    }
}

impl Gentle {
    /// The page is back, or the network: the next request may go at once, and now and then a way back.
    pub fn nudged(&mut self, now: u64) {
        if self.nudged_ms.is_some_and(|last| now < last + 5_000) {
            return;
        }
        self.nudged_ms = Some(now);
        let Some(trouble) = &mut self.trouble else {
            return;
        };
        let full = self.refilled_ms.is_none_or(|last| now >= last + MINUTE_MS);
        let since = now.max(trouble.since + MINUTE_MS);
        if full {
            self.refilled_ms = Some(now);
            trouble.bucket = Some((FULL_MS, since));
        } else if trouble.is_late(now) {
            trouble.bucket = Some((trouble.level(now) + TURN_MS, since));
        }
        if !trouble.is_late(now) {
            trouble.allowed += 1;
        }
    }

    /// A host did something: what came of it may have to be read.
    pub fn allow(&mut self, now: u64, more: u64) {
        if let Some(trouble) = &mut self.trouble {
            trouble.allowed += more;
        } else {
            self.occasions.retain(|(at, _)| now < at + OCCASION_MS);
            self.occasions.push((now, more));
        }
    }

    /// What was sent just now a host has asked for: it waits for nothing, not even for the end of a silence.
    pub fn is_by_hand(&mut self, it: &Script) {
        self.sent = it.sent.len();
    }

    /// Whether the trouble is older than a minute.
    pub fn is_late(&self, now: u64) -> bool {
        let late = |trouble: &Trouble| trouble.is_late(now);
        self.trouble.as_ref().is_some_and(late)
    }

    /// How many of the requests that need no turn are surely left.
    pub fn left(&self, now: u64) -> u64 {
        let Some(trouble) = &self.trouble else {
            return RESERVE;
        };
        if trouble.is_late(now) {
            return (trouble.level(now) / TURN_MS).saturating_sub(1);
        }
        let turns = (trouble.since + MINUTE_MS - now).div_ceil(4_500);
        (FIRST - 1)
            .saturating_sub(trouble.first + turns)
            .min(RESERVE)
    }

    /// Whether the page's being seen opens the whole way back.
    pub fn opens_if_seen(&self, now: u64) -> bool {
        let is_free = |last: Option<u64>, pause| last.is_none_or(|last| now >= last + pause);
        let full = is_free(self.refilled_ms, MINUTE_MS) && self.is_late(now);
        is_free(self.nudged_ms, 5_000) && (full || self.left(now) >= RESERVE)
    }

    pub fn silent_until(&self) -> u64 {
        self.silent_until
    }

    pub fn check(&mut self, it: &Script) -> Result<(), String> {
        let now = it.now.mono_ms;
        for at in self.heard..it.heard.len() {
            self.hear(it, it.heard[at]);
        }
        self.heard = it.heard.len();
        // Only then: the news may be that nothing fails any more.
        self.watch_stream(it);
        let own = it.sent[self.sent..]
            .iter()
            .filter(|sent| !is_command(sent) && sent.what != "end_session");
        let sent = own.count() + it.streams.len() - self.streams;
        self.sent = it.sent.len();
        self.streams = it.streams.len();
        for _ in 0..sent {
            self.last_ms = now;
            self.count(now)?;
        }
        Ok(())
    }

    fn watch_stream(&mut self, it: &Script) {
        let now = it.now.mono_ms;
        self.forget_old(now);
        // A page that is frozen doesn't see that all is well.
        if it.last_input.mono_ms != now {
            return;
        }
        let Some(opened) = it.stream().and(it.opened_ms) else {
            return;
        };
        let well = |trouble: &Trouble| now >= trouble.last.max(opened) + WELL_MS;
        let live = it.session.connection() == session::Connection::Live;
        // A roster that has to be had and isn't is no part of this: nothing is called live without it.
        let fails = self.refresh_fails || self.status_fails;
        if live && !fails && self.trouble.as_ref().is_some_and(well) {
            self.trouble = None;
        }
    }

    fn forget_old(&mut self, now: u64) {
        let forgotten = |trouble: &Trouble| now >= trouble.last + FORGOTTEN_MS;
        if self.trouble.as_ref().is_some_and(forgotten) {
            self.trouble = None;
        }
    }

    fn hear(&mut self, it: &Script, heard: Heard) {
        if let (429 | 503, Some(seconds)) = (heard.status, heard.retry_after_s) {
            let until = heard.at_ms + u64::from(seconds.min(LONGEST_SILENCE_S)) * 1_000;
            self.silent_until = self.silent_until.max(until);
        }
        if heard.is_late {
            return;
        }
        let what = heard
            .id
            .and_then(|id| it.sent.iter().rev().find(|sent| sent.id == id));
        match what.map(|sent| sent.what.as_str()) {
            // That the token is no good is an answer; a new session says nothing about refreshes.
            Some("refresh_session") => {
                self.refresh_fails = !matches!(heard.status, 200 | 401 | 403 | 404);
            }
            // Without an open stream it only asked whether the server is there.
            Some("service_status") => {
                let is_open = it.stream().and(it.opened_ms).is_some();
                self.status_fails = heard.status != 200 && (is_open || self.status_fails);
            }
            _ => {}
        }
        // Where all is shown without it, a roster that isn't offered is an answer. A host's command is the host's.
        let is_shown = it.session.connection() == session::Connection::Live;
        let is_hygiene =
            what.is_some_and(|sent| heard.status == 404 && sent.what == "participants" && is_shown);
        let is_own = what.is_none_or(|sent| !is_command(sent) && sent.what != "end_session");
        if (200..300).contains(&heard.status) && heard.id.is_some() || !is_own || is_hygiene {
            return;
        }
        self.forget_old(heard.at_ms);
        let recent = |(at, more)| (heard.at_ms < at + OCCASION_MS).then_some(more);
        let occasions = std::mem::take(&mut self.occasions);
        let trouble = self.trouble.get_or_insert(Trouble {
            since: heard.at_ms,
            last: heard.at_ms,
            first: 0,
            allowed: occasions.into_iter().filter_map(recent).sum(),
            bucket: None,
            later: Vec::new(),
        });
        trouble.last = heard.at_ms;
    }

    fn count(&mut self, now: u64) -> Result<(), String> {
        if now < self.silent_until {
            return Err(format!(
                "P4: a request {} ms before Retry-After",
                self.silent_until - now
            ));
        }
        let Some(trouble) = &mut self.trouble else {
            return Ok(());
        };
        if !trouble.is_late(now) {
            trouble.first += 1;
            self.most_first = self.most_first.max(trouble.first);
            return if trouble.first > FIRST + trouble.allowed {
                Err(format!(
                    "P4: {} requests in the first minute of trouble",
                    trouble.first
                ))
            } else {
                Ok(())
            };
        }
        trouble.later.push(now);
        let lately = trouble
            .later
            .iter()
            .filter(|at| **at + MINUTE_MS > now)
            .count();
        self.most_later = self.most_later.max(lately as u64);
        let level = trouble.level(now);
        match (level.checked_sub(TURN_MS), trouble.allowed.checked_sub(1)) {
            (Some(left), _) => trouble.bucket = Some((left, now)),
            (None, Some(left)) => {
                trouble.allowed = left;
                trouble.bucket = Some((level, now));
            }
            (None, None) => {
                let later = &trouble.later;
                return Err(format!(
                    "P4: {lately} requests in a later minute of trouble: {later:?}"
                ));
            }
        }
        Ok(())
    }
}
