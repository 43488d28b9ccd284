//! What is asked, answered and told.

use super::{Call, CallFailure, CallKey, CallState, Change, Ending, PhoneConference, Source};
use crate::id::{CallId, ConfId};
use crate::wire::{Notification, Stamp};
use std::sync::Arc;

/// More people than this are no phone conference; what is told of others is dropped.
const MAX_CALLS: usize = 5_000;

impl PhoneConference {
    /// There is a conference: one was made (`is_new`: nobody is in), or this page comes to one that is there. Whatever was known of
    /// another is forgotten.
    pub(crate) fn begin(&mut self, conf: ConfId, is_new: bool, changes: &mut Vec<Change>) {
        if self.open_id() == Some(&conf) {
            return;
        }
        let made = self.made;
        *self = Self {
            id: Some(conf),
            // A key never comes again.
            made,
            strangers: is_new.then_some(0),
            ..Self::default()
        };
        changes.push(Change::Began);
    }

    /// A number is to be called. `None` = it is called or in already, or there is no conference.
    pub(crate) fn ask(
        &mut self,
        number: &Arc<str>,
        name: &Arc<str>,
        changes: &mut Vec<Change>,
    ) -> Option<CallKey> {
        self.open_id()?;
        let known = self.calls.iter_mut().rfind(|it| it.number == *number);
        let key = match known {
            // Where nobody knows, a host who wants it may ring a second time.
            Some(call) if call.state.is_live() && call.state != CallState::Unclear => return None,
            Some(call) => {
                call.former = call.call.take();
                call.state = CallState::Waiting;
                (call.joined_at, call.left_at) = (None, None);
                if !name.is_empty() {
                    call.name = name.clone();
                }
                call.key
            }
            None => self.add(number.clone(), name.clone(), CallState::Waiting),
        };
        changes.push(Change::Called(key));
        Some(key)
    }

    /// The server is asked to call them.
    pub(crate) fn asked(&mut self, key: CallKey, changes: &mut Vec<Change>) {
        if let Some(it) = self.call_mut(key)
            && it.state == CallState::Waiting
        {
            it.state = CallState::Asked;
            changes.push(Change::Call(key));
        }
    }

    /// The server calls them. What it told of the call before it answered is theirs.
    pub(crate) fn ringing(
        &mut self,
        key: CallKey,
        call: Option<CallId>,
        changes: &mut Vec<Change>,
    ) {
        let told = call.as_ref().and_then(|it| self.key_of(it));
        let told = told.filter(|it| *it != key);
        let number = self.call(key).map(|it| it.number.clone());
        let is_same = |it: &Call| it.number.is_empty() || Some(&it.number) == number.as_ref();
        // Of two numbers a call is the first one's, whatever the server says.
        let is_others = told.is_some_and(|it| !self.call(it).is_some_and(is_same));
        let (told, call) = if is_others {
            (None, None)
        } else {
            (told, call)
        };
        let at = told.and_then(|told| self.calls.iter().position(|it| it.key == told));
        let told = at.map(|at| self.calls.remove(at));
        let Some(it) = self.call_mut(key) else {
            return;
        };
        if call.is_some() {
            it.call = call;
        }
        if let Some(told) = told {
            it.state = told.state;
            (it.joined_at, it.left_at) = (told.joined_at, told.left_at);
            changes.push(Change::Call(told.key));
        } else if matches!(
            it.state,
            CallState::Waiting | CallState::Asked | CallState::Unclear
        ) {
            it.state = CallState::Ringing;
        }
        changes.push(Change::Call(key));
    }

    /// What was asked for somebody came to nothing, or nobody knows what it came to.
    pub(crate) fn not_ringing(
        &mut self,
        key: CallKey,
        state: CallState,
        changes: &mut Vec<Change>,
    ) {
        if let Some(it) = self.call_mut(key)
            && matches!(
                it.state,
                CallState::Waiting | CallState::Asked | CallState::Unclear
            )
            && it.state != state
        {
            it.state = state;
            changes.push(Change::Call(key));
        }
    }

    /// It has rung for as long as telephones ring.
    pub(crate) fn rang_out(&mut self, key: CallKey, changes: &mut Vec<Change>) {
        let beside = self.count.map(|count| self.beside(count));
        let is_nobody_else = !self.is_count_old
            && beside
                .zip(self.strangers)
                .is_some_and(|(beside, strangers)| beside <= strangers);
        if let Some(it) = self.call_mut(key)
            && it.state.may_ring()
        {
            it.state = if is_nobody_else {
                CallState::Failed(CallFailure::NoAnswer)
            } else {
                CallState::Unclear
            };
            changes.push(Change::Call(key));
        }
    }

    /// Fewer are in than without somebody's leaving, who was hung up on.
    pub(crate) fn left_by_count(&mut self, key: CallKey, changes: &mut Vec<Change>) {
        if let Some(it) = self.call_mut(key) {
            it.state = CallState::Out(Source::Counted);
            changes.push(Change::Call(key));
        }
    }

    /// The server told of something. Of another conference it is none of ours.
    pub(crate) fn told(&mut self, it: &Notification, changes: &mut Vec<Change>) {
        if self.open_id() != Some(it.conf()) {
            return;
        }
        match it {
            Notification::ConfCreate { at, .. } => {
                if at.is_some() && self.made_at != *at {
                    self.made_at = *at;
                    changes.push(Change::Count);
                }
            }
            Notification::ConfInviteJoin {
                call,
                at,
                result,
                number,
                ..
            } => {
                let state = match result {
                    None | Some(0) => CallState::In(Source::Told),
                    Some(code) => CallState::Failed(CallFailure::Result(*code)),
                };
                self.now(call.as_ref(), number.as_ref(), state, *at, changes);
            }
            Notification::ConfQuit {
                call, at, number, ..
            } => {
                let state = CallState::Out(Source::Told);
                self.now(call.as_ref(), number.as_ref(), state, *at, changes);
            }
            Notification::ConfDel { .. } => self.end(Ending::Deleted, changes),
            Notification::ConfDismiss { status, .. } => {
                if matches!(status, None | Some(0)) {
                    self.end(Ending::Dismissed, changes);
                }
            }
        }
    }

    /// Returns whom something is told of: whoever has this call; else whoever has this number, and no other call that goes on.
    fn whom(&self, call: Option<&CallId>, number: Option<&Arc<str>>) -> Option<CallKey> {
        if let Some(key) = call.and_then(|it| self.key_of(it)) {
            return Some(key);
        }
        let of_number = || {
            let calls = self.calls.iter().rev();
            calls.filter(|it| Some(&it.number) == number)
        };
        let is_free = |it: &&Call| call.is_none() || it.call.is_none() || !it.state.is_live();
        let live = of_number().find(|it| it.state.is_live() && is_free(it));
        live.or_else(|| of_number().find(is_free)).map(|it| it.key)
    }

    fn now(
        &mut self,
        call: Option<&CallId>,
        number: Option<&Arc<str>>,
        state: CallState,
        at: Option<Stamp>,
        changes: &mut Vec<Change>,
    ) {
        if call.is_some() && self.calls.iter().any(|it| it.former.as_ref() == call) {
            return;
        }
        let key = self.whom(call, number);
        let is_new = key.is_none();
        if is_new && ((call.is_none() && number.is_none()) || self.calls.len() >= MAX_CALLS) {
            return;
        }
        let key = key.unwrap_or_else(|| {
            let number = number.cloned().unwrap_or_default();
            self.add(number, Arc::default(), CallState::Ringing)
        });
        let Some(it) = self.call_mut(key) else {
            return;
        };
        // Late and doubled news: a call that is over doesn't begin again, under whichever news it ended.
        let is_over = matches!(
            it.state,
            CallState::Out(Source::Told) | CallState::Failed(_)
        );
        if is_over && call.is_some() && it.call.as_ref() == call {
            return;
        }
        let before = it.clone();
        if call.is_some() && it.call.as_ref() != call {
            it.former = it.call.take().or(it.former.take());
            it.call = call.cloned();
        }
        if state.is_in() {
            it.joined_at = at.or(it.joined_at);
        } else {
            it.left_at = at.or(it.left_at);
        }
        it.state = state;
        let (key, is_other) = (it.key, *it != before);
        if it.state.is_in() != before.state.is_in() {
            self.news = self.news.wrapping_add(1);
            self.is_count_old = true;
            self.empty_counts = 0;
        }
        if is_new {
            changes.push(Change::Called(key));
        } else if is_other {
            changes.push(Change::Call(key));
        }
    }
}
