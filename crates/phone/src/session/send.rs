//! What to ask next, and when.

use super::answers::RINGING_MS;
use super::{Asked, Command, Failure, Output, STALE_MS, Session, Status, Watch, Why};
use crate::conference::CallState;
use crate::wire::Request;

/// Time limits, ms: the server gives the telephone service 15 s.
const LIMIT_MS: u64 = 20_000;
const COUNT_LIMIT_MS: u64 = 16_000;
/// How often those who are in are counted, ms; while something is to be seen; and while nobody looks.
const OFTEN_MS: u64 = 2_000;
const USUAL_MS: u64 = 5_000;
const HIDDEN_MS: u64 = 30_000;
/// The same where the server refuses to count, ms.
const REFUSED_MS: u64 = 10_000;
/// So many requests in a row that aren't answered: the socket is dead.
const MOST_SILENCES: u32 = 2;
/// Given-up requests whose late answers are still understood.
const MOST_LATE: usize = 64;

pub(super) fn limit_ms(why: Why) -> u64 {
    match why {
        Why::Command(..) => LIMIT_MS,
        Why::Count | Why::CountFor(_) => COUNT_LIMIT_MS,
    }
}

impl Session {
    /// Gives up on what wasn't answered in time, and on a socket that is dead.
    pub(super) fn give_up(&mut self, now_ms: u64, chance: u32, out: &mut Vec<Output>) {
        let is_over = |it: &mut Asked| now_ms >= it.since_ms + limit_ms(it.why);
        if let Some(it) = self.under_way.take_if(is_over) {
            self.silences += 1;
            self.unanswered(now_ms, &it, &Failure::Silent, out);
            if self.late.len() >= MOST_LATE {
                self.late.pop_front();
            }
            self.late.push_back(it);
        }
        if self.silences >= MOST_SILENCES || self.line.is_stuck(now_ms) {
            out.push(Output::Close);
            self.closed(now_ms, chance, out);
        }
    }

    /// Nobody knows what became of a request.
    pub(super) fn unanswered(
        &mut self,
        now_ms: u64,
        it: &Asked,
        why: &Failure,
        out: &mut Vec<Output>,
    ) {
        match it.why {
            Why::Command(id, call) => {
                let mut changes = Vec::new();
                if let (Request::InviteJoinConf(..), Some(key)) = (&it.request, call) {
                    let state = CallState::Unclear;
                    self.conference.not_ringing(key, state, &mut changes);
                    // It may ring all the same.
                    self.watch(id, Watch::Invite(key), now_ms + RINGING_MS);
                }
                self.changed(changes, out);
                out.push(Output::Status(id, Status::Failed(why.clone())));
            }
            Why::CountFor(id) => self.counted_for = Some((id, None)),
            Why::Count => {}
        }
        self.count_later(now_ms);
    }

    pub(super) fn send_next(&mut self, now_ms: u64, out: &mut Vec<Output>) {
        if self.under_way.is_some() || !self.line.is_open() {
            return;
        }
        let conf = self.conference.open_id().cloned();
        // One hang-up after another: else nobody could say whose effect is seen.
        let hangs_up = self.is_hanging_up();
        let may_go = |command: &Command| !(hangs_up && command.is_hang_up());
        let waiting = self.queue.iter().enumerate();
        let next = waiting
            .filter(|(_, it)| may_go(&it.command))
            .min_by_key(|(_, it)| it.command.order());
        let next = next.map(|(at, it)| (at, it.clone()));
        let is_urgent = next
            .as_ref()
            .is_some_and(|(_, it)| it.command.order() < Command::Create.order());
        if let Some(conf) = conf.clone()
            && now_ms >= self.count_due_ms
            && !is_urgent
        {
            return self.ask(now_ms, Request::QueryConfState(conf), Why::Count, out);
        }
        let Some((at, next)) = next else {
            return;
        };
        let why = Why::Command(next.id, next.call);
        let request = match (next.command, conf) {
            (Command::Create, None) => Request::CreateConf,
            (Command::Invite(it), Some(conf)) => Request::InviteJoinConf(conf, it.number),
            (Command::Dismiss, Some(conf)) => Request::DismissConf(conf),
            (Command::HangUp(key), Some(conf)) => {
                if self.counted_for.is_none_or(|(id, _)| id != next.id) {
                    let why = Why::CountFor(next.id);
                    return self.ask(now_ms, Request::QueryConfState(conf), why, out);
                }
                let call = self.conference.call(key).filter(|it| it.state.is_live());
                match call.and_then(|it| it.call.clone()) {
                    Some(call) => Request::QuitConf(conf, call),
                    None => {
                        self.queue.remove(at);
                        out.push(Output::Status(next.id, Status::Failed(Failure::Over)));
                        return self.send_next(now_ms, out);
                    }
                }
            }
            _ => {
                self.queue.remove(at);
                let why = Failure::NoConference;
                out.push(Output::Status(next.id, Status::Failed(why)));
                return self.send_next(now_ms, out);
            }
        };
        self.queue.remove(at);
        out.push(Output::Status(next.id, Status::Sent));
        if let (Request::InviteJoinConf(..), Some(key)) = (&request, next.call) {
            let mut changes = Vec::new();
            self.conference.asked(key, &mut changes);
            self.changed(changes, out);
        }
        self.ask(now_ms, request, why, out);
    }

    fn ask(&mut self, now_ms: u64, request: Request, why: Why, out: &mut Vec<Output>) {
        self.last_id += 1;
        out.push(Output::Send(request.to_json(self.last_id)));
        self.under_way = Some(Asked {
            id: self.last_id,
            request,
            why,
            since_ms: now_ms,
            news: self.conference.news(),
        });
    }

    /// Counts again: soon while something is to be seen.
    pub(super) fn count_later(&mut self, now_ms: u64) {
        let wait_ms = match (self.watched.is_empty(), self.is_hidden) {
            _ if self.count_refusal.is_some() => REFUSED_MS,
            (false, _) => OFTEN_MS,
            (true, false) => USUAL_MS,
            (true, true) => HIDDEN_MS,
        };
        self.count_due_ms = now_ms + wait_ms;
    }

    /// A command was taken on: its effect is looked for soon.
    pub(super) fn count_soon(&mut self, now_ms: u64) {
        self.count_due_ms = self.count_due_ms.min(now_ms + OFTEN_MS / 2);
    }

    pub(super) fn next_wake(&self, now_ms: u64) -> Option<u64> {
        let line = self.line.wake_at_ms();
        let answer = self.under_way.as_ref().map(|it| {
            let stale_at = it.since_ms + STALE_MS;
            let limit_at = it.since_ms + limit_ms(it.why);
            if now_ms < stale_at {
                stale_at
            } else {
                limit_at
            }
        });
        let may_count = self.line.is_open() && self.conference.open_id().is_some();
        let count = (may_count && answer.is_none()).then_some(self.count_due_ms);
        let watched = self.watched.iter().map(|it| it.until_ms).min();
        let delay = self.next_delay(now_ms);
        let all = [line, answer, count, watched, delay];
        all.into_iter().flatten().min()
    }

    fn is_hanging_up(&self) -> bool {
        let is_it = |watch: &Watch| matches!(watch, Watch::HangUp { .. });
        self.watched.iter().any(|it| is_it(&it.what))
    }
}
