//! What follows from how many the server counts. It tells of nobody by name, so little does.

use super::{CallFailure, CallState, Change, PhoneConference, Source};
use std::sync::Arc;

/// So many counts of nobody in a row are believed: one may be older than the news that somebody came in.
const BELIEVED: u32 = 2;

impl PhoneConference {
    /// Takes a count that was asked for when there had been so much news.
    pub(crate) fn counted(
        &mut self,
        state: Option<Arc<str>>,
        count: Option<u32>,
        news: u32,
        changes: &mut Vec<Change>,
    ) {
        if self.open_id().is_none() {
            return;
        }
        if (&self.count, &self.server_state) != (&count, &state) {
            self.count = count;
            self.server_state = state;
            changes.push(Change::Count);
        }
        let Some(count) = count else {
            return;
        };
        self.is_count_old = news != self.news;
        if self.is_count_old {
            return;
        }
        self.empty_counts = match count {
            0 => self.empty_counts.saturating_add(1),
            _ => 0,
        };
        if self.empty_counts >= BELIEVED {
            let left = CallState::Out(Source::Counted);
            self.all(CallState::is_in, &left, changes);
        }
        self.see_strangers(count);
        let rings = self.calls.iter().filter(|it| it.state.may_ring()).count();
        let all_in = self
            .strangers
            .map(|it| it.saturating_add_unsigned(rings as u64));
        if count > 0 && all_in.is_some_and(|it| self.beside(count) >= it) {
            let is_in = CallState::In(Source::Counted);
            self.all(CallState::may_ring, &is_in, changes);
        }
    }

    /// The server doesn't say how many are in.
    pub(crate) fn not_counted(&mut self, changes: &mut Vec<Change>) {
        if self.count.take().is_some() {
            changes.push(Change::Count);
        }
    }

    /// Somebody may have come whom others called, or left untold. A smaller count is believed when it comes twice: one may be older than
    /// the news. While somebody is being called a larger one says nothing: it may be them.
    fn see_strangers(&mut self, count: u32) {
        let (beside, known) = (self.beside(count), self.known_in());
        let twice = self.last.filter(|(_, it)| *it == known);
        let twice = twice.map(|(before, _)| self.beside(before).max(beside));
        let rings = self.calls.iter().any(|it| it.state.may_ring());
        self.strangers = match self.strangers {
            None if rings => None,
            None => Some(beside),
            Some(it) if !rings && beside > it => Some(beside),
            Some(it) => Some(it.min(twice.unwrap_or(it))),
        };
        self.last = Some((count, known));
    }

    /// Somebody's state follows for all whose state is such a one.
    fn all(
        &mut self,
        is_such: fn(&CallState) -> bool,
        state: &CallState,
        changes: &mut Vec<Change>,
    ) {
        let calls = self.calls.iter_mut().filter(|it| is_such(&it.state));
        for call in calls {
            call.state = state.clone();
            changes.push(Change::Call(call.key));
        }
    }

    /// The conference is over: nobody is in any more, and nobody is being called.
    pub(crate) fn end(&mut self, ending: super::Ending, changes: &mut Vec<Change>) {
        if self.open_id().is_none() {
            return;
        }
        self.ending = Some(ending);
        self.count = None;
        let left = CallState::Out(Source::Counted);
        self.all(CallState::is_in, &left, changes);
        let never_in = CallState::Failed(CallFailure::Ended);
        self.all(CallState::is_live, &never_in, changes);
        changes.push(Change::Ended(ending));
    }
}
