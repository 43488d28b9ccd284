//! What follows from how many the server counts. It tells of nobody by name, so little does.

use super::{CallState, Change, PhoneConference, Source};
use std::sync::Arc;

/// So many counts of nobody in a row are believed: one may be older than the news that somebody came in.
const BELIEVED: u32 = 2;

impl PhoneConference {
    /// Takes a count.
    pub(crate) fn counted(
        &mut self,
        state: Option<Arc<str>>,
        count: Option<u32>,
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
        self.is_count_old = false;
        self.empty_counts = match count {
            0 => self.empty_counts.saturating_add(1),
            _ => 0,
        };
        if self.empty_counts >= BELIEVED {
            let left = CallState::Out(Source::Counted);
            self.all(CallState::is_in, &left, changes);
        }
        if !self.calls.iter().any(|it| it.state.may_ring()) {
            self.strangers = Some(count.saturating_sub(self.known_in()));
        }
        let may_be_in = |state: &CallState| state.is_in() || state.may_ring();
        let calls = self.calls.iter().filter(|it| may_be_in(&it.state));
        let expected = self.strangers.map(|it| it as usize + calls.count());
        if count > 0 && expected.is_some_and(|it| count as usize >= it) {
            let is_in = CallState::In(Source::Counted);
            self.all(CallState::may_ring, &is_in, changes);
        }
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
        self.all(CallState::is_live, &left, changes);
        changes.push(Change::Ended(ending));
    }
}
