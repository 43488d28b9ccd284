//! A conference as far as it is known: a fold of what was asked, answered, told and counted.

mod call;
mod count;
mod fold;
#[cfg(test)]
mod tests;

pub use call::{Call, CallFailure, CallKey, CallState, Source};

use crate::id::{CallId, ConfId};
use crate::wire::Stamp;
use std::sync::Arc;

/// One thing that is other now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// There is a conference.
    Began,
    /// Somebody is there who wasn't, or is called again.
    Called(CallKey),
    /// What is known of somebody is other.
    Call(CallKey),
    /// How many are in, as the server counts, or its word for the conference's state.
    Count,
    /// It is over.
    Ended(Ending),
}

/// Why a conference is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// It was dismissed, says the server.
    Dismissed,
    /// The last one left, says the server.
    Deleted,
    /// The server doesn't know it any more.
    NotFound,
}

/// A conference, and everybody who was called into it or was told of.
#[derive(Clone, Debug, Default)]
pub struct PhoneConference {
    id: Option<ConfId>,
    ending: Option<Ending>,
    made_at: Option<Stamp>,
    calls: Vec<Call>,
    made: u32,
    server_state: Option<Arc<str>>,
    count: Option<u32>,
    /// How often somebody was told to be in or out.
    news: u32,
    /// That was so since the count was asked for: it says less than the news.
    is_count_old: bool,
    /// How many more were counted than were in by name when nobody was being called: others have called them. Fewer than none have
    /// left, and nobody told. `None` = not counted yet.
    strangers: Option<i64>,
    /// The last count, and how many were in by name then.
    last: Option<(u32, u32)>,
    /// How many counts in a row had nobody in.
    empty_counts: u32,
}

impl PhoneConference {
    /// Returns the conference's number; `None` = there is none yet.
    pub fn id(&self) -> Option<&ConfId> {
        self.id.as_ref()
    }

    /// Returns its number while it isn't over.
    pub fn open_id(&self) -> Option<&ConfId> {
        self.id.as_ref().filter(|_| self.ending.is_none())
    }

    /// Returns why it is over.
    pub fn ending(&self) -> Option<Ending> {
        self.ending
    }

    /// Returns when it was made, if the server told.
    pub fn made_at(&self) -> Option<Stamp> {
        self.made_at
    }

    /// Returns everybody, in the order in which they were first called or told of.
    pub fn calls(&self) -> &[Call] {
        &self.calls
    }

    /// Returns somebody.
    pub fn call(&self, key: CallKey) -> Option<&Call> {
        self.calls.iter().find(|it| it.key == key)
    }

    /// Returns the server's own word for the conference's state, which no document explains.
    pub fn server_state(&self) -> Option<&str> {
        self.server_state.as_deref()
    }

    /// Returns how many are in, as the server last counted.
    pub fn count(&self) -> Option<u32> {
        self.count
    }

    /// Returns how many are in by name.
    pub fn known_in(&self) -> u32 {
        let is_in = |it: &&Call| it.state.is_in();
        self.calls.iter().filter(is_in).count() as u32
    }

    /// Returns how many are in by all that is known: as the server last counted, or by name where it told of somebody since.
    pub fn head_count(&self) -> Option<u32> {
        let least = if self.is_count_old {
            self.known_in()
        } else {
            0
        };
        self.count.map(|count| count.max(least))
    }

    /// Returns what a count is to be asked with: whether it is older than the news shows when it is answered.
    pub(crate) fn news(&self) -> u32 {
        self.news
    }

    /// Returns how many of those who are in by name the server doesn't count: they have left, and nobody says who.
    pub fn missing(&self) -> u32 {
        if self.is_count_old {
            return 0;
        }
        self.known_in()
            .saturating_sub(self.count.unwrap_or(u32::MAX))
    }

    /// Returns how many the server counts beside those who are in by name.
    pub fn unnamed(&self) -> u32 {
        if self.is_count_old {
            return 0;
        }
        self.count
            .unwrap_or_default()
            .saturating_sub(self.known_in())
    }

    pub(crate) fn call_mut(&mut self, key: CallKey) -> Option<&mut Call> {
        self.calls.iter_mut().find(|it| it.key == key)
    }

    /// Returns how many more a count has than are in by name.
    fn beside(&self, count: u32) -> i64 {
        i64::from(count) - i64::from(self.known_in())
    }

    fn key_of(&self, call: &CallId) -> Option<CallKey> {
        let is_it = |it: &&Call| it.call.as_ref() == Some(call);
        self.calls.iter().find(is_it).map(|it| it.key)
    }

    fn add(&mut self, number: Arc<str>, name: Arc<str>, state: CallState) -> CallKey {
        self.made += 1;
        let key = CallKey(self.made);
        self.calls.push(Call {
            key,
            call: None,
            former: None,
            number,
            name,
            state,
            joined_at: None,
            left_at: None,
        });
        key
    }
}
