//! A room that runs: one state out of polled lists and the portal's events, and what changed.
//!
//! Polls tell everything, events sooner and less: no permissions, no mixing, nothing of what goes out. What isn't told stays.

mod commands;
mod confirmation;
mod kept;
mod listening;
mod polling;

pub use commands::{CommandId, Commands, Failure, Fate, Finished};
pub use listening::{
    Hearing, Listening, ListeningCounts, ListeningInput, ListeningOutput, PANEL_NAME, Seats, Tells,
    WhyOut,
};
pub use polling::{Outcome, Polling};

use crate::answer::{
    Analytics, Answer, Entry, Participant, Recording, Refusal, Reply, SipCall, Status, Stream,
    StreamKind, StreamingOut,
};
use crate::ask::{InRoom, Track};
use crate::id::ParticipantId;
use crate::portal::{LoginResult, PortalEvent, StreamChange};
use kept::Kept;
use std::sync::Arc;

/// The lists of a room that runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the resources of the document")]
pub enum List {
    Participants,
    Streams,
    StreamingOuts,
    Recordings,
    SipCalls,
    Analytics,
}

impl List {
    /// All of them; the first two change most.
    pub const ALL: [Self; 6] = [
        Self::Participants,
        Self::Streams,
        Self::StreamingOuts,
        Self::Recordings,
        Self::SipCalls,
        Self::Analytics,
    ];

    /// Returns what asks for it.
    pub fn ask(self) -> InRoom {
        match self {
            Self::Participants => InRoom::ListParticipants,
            Self::Streams => InRoom::ListStreams,
            Self::StreamingOuts => InRoom::ListStreamingOuts,
            Self::Recordings => InRoom::ListRecordings,
            Self::SipCalls => InRoom::ListSipCalls,
            Self::Analytics => InRoom::ListAnalytics,
        }
    }
}

/// What changed of a list, by the entries' ids.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changes {
    /// Of which.
    pub list: List,
    /// Entries that came, in their order.
    pub added: Vec<Arc<str>>,
    /// Entries that are other now.
    pub changed: Vec<Arc<str>>,
    /// Entries that went.
    pub removed: Vec<Arc<str>>,
    /// Whether those that stayed stand in another order.
    pub is_reordered: bool,
}

impl Changes {
    /// Returns whether somebody or something came or went.
    pub fn is_of_being(&self) -> bool {
        !self.added.is_empty() || !self.removed.is_empty()
    }

    /// Returns those of a list of which nothing changed.
    fn none(list: List) -> Self {
        Self {
            list,
            added: Vec::new(),
            changed: Vec::new(),
            removed: Vec::new(),
            is_reordered: false,
        }
    }

    /// Returns whether nothing changed.
    pub fn is_empty(&self) -> bool {
        self.added.is_empty()
            && self.changed.is_empty()
            && self.removed.is_empty()
            && !self.is_reordered
    }
}

/// An entry of a list. One type for all of them, so that comparing lists is one piece of code.
#[derive(Clone, Debug, PartialEq)]
enum Item {
    Participant(Arc<Participant>),
    Stream(Arc<Stream>),
    StreamingOut(Arc<StreamingOut>),
    Recording(Arc<Recording>),
    SipCall(Arc<SipCall>),
    Analytics(Arc<Analytics>),
}

impl Item {
    fn read(list: List, json: &str) -> Option<Self> {
        match list {
            List::Participants => Entry::read(json).map(Arc::new).map(Self::Participant),
            List::Streams => Entry::read(json).map(Arc::new).map(Self::Stream),
            List::StreamingOuts => Entry::read(json).map(Arc::new).map(Self::StreamingOut),
            List::Recordings => Entry::read(json).map(Arc::new).map(Self::Recording),
            List::SipCalls => Entry::read(json).map(Arc::new).map(Self::SipCall),
            List::Analytics => Entry::read(json).map(Arc::new).map(Self::Analytics),
        }
    }

    fn id(&self) -> Arc<str> {
        match self {
            Self::Participant(it) => it.id.shared(),
            Self::Stream(it) => it.id.shared(),
            Self::StreamingOut(it) => it.id.shared(),
            Self::Recording(it) => it.id.shared(),
            Self::SipCall(it) => it.id.shared(),
            Self::Analytics(it) => it.id.shared(),
        }
    }

    /// Returns what is known with this on top of what was: what isn't told stays.
    fn over(self, old: &Self) -> Self {
        match (self, old) {
            (Self::Participant(new), Self::Participant(old))
                if new.publish.is_none() || new.subscribe.is_none() =>
            {
                let mut it = (*new).clone();
                it.publish = it.publish.or(old.publish);
                it.subscribe = it.subscribe.or(old.subscribe);
                Self::Participant(Arc::new(it))
            }
            (new, _) => new,
        }
    }
}

/// A room that runs, as far as it is known.
#[derive(Clone, Debug)]
pub struct LiveRoom {
    lists: [Kept; 6],
}

impl Default for LiveRoom {
    fn default() -> Self {
        Self {
            lists: List::ALL.map(Kept::new),
        }
    }
}

macro_rules! accessors {
    ($($(#[$doc:meta])* $all:ident, $(#[$one_doc:meta])* $one:ident: $item:ident, $list:ident;)*) => {
        $(
            $(#[$doc])*
            pub fn $all(&self) -> impl Iterator<Item = &Arc<$item>> {
                self.kept(List::$list).items().filter_map(|item| match item {
                    Item::$item(it) => Some(it),
                    _ => None,
                })
            }

            $(#[$one_doc])*
            pub fn $one(&self, id: &str) -> Option<&Arc<$item>> {
                match self.kept(List::$list).get(id)? {
                    Item::$item(it) => Some(it),
                    _ => None,
                }
            }
        )*
    };
}

impl LiveRoom {
    accessors! {
        /// Returns everybody, in the server's order.
        participants,
        /// Returns one of them.
        participant: Participant, Participants;
        /// Returns all streams, in the server's order.
        streams,
        /// Returns one of them.
        stream: Stream, Streams;
        /// Returns all that goes to other servers.
        streaming_outs,
        /// Returns one of them.
        streaming_out: StreamingOut, StreamingOuts;
        /// Returns all recordings that go on.
        recordings,
        /// Returns one of them.
        recording: Recording, Recordings;
        /// Returns all SIP calls that go on.
        sip_calls,
        /// Returns one of them.
        sip_call: SipCall, SipCalls;
        /// Returns all analytics that go on.
        all_analytics,
        /// Returns one of them.
        analytics: Analytics, Analytics;
    }

    /// Returns who there is besides panels, and how many of these.
    pub fn seats(&self) -> Seats {
        let panels = |it: &&Arc<Participant>| &*it.user == PANEL_NAME;
        let panels = self.participants().filter(panels).count();
        Seats {
            people: self.count(List::Participants) - panels,
            panels,
        }
    }

    /// Returns how many entries a list has.
    pub fn count(&self, list: List) -> usize {
        self.kept(list).items().count()
    }

    /// Returns whether a list was read or told at least once: an empty one may be empty, or not known yet.
    pub fn is_known(&self, list: List) -> bool {
        self.kept(list).is_known()
    }

    /// A list is asked for: what is told from now on is newer than the answer.
    pub fn asked(&mut self, list: List) {
        self.kept_mut(list).asked();
    }

    /// Takes the answer to [`List::ask`], and says what changed. One equal to the last one costs a comparison of bytes, and of any
    /// other those entries alone are read that aren't as they were.
    ///
    /// # Errors
    /// [`Refusal`]; then all stays as it was. A room that is gone is told so ([`crate::RefusalKind::NoRoom`]).
    pub fn read(&mut self, list: List, reply: &Reply<'_>) -> Result<Changes, Refusal> {
        if !reply.is_success() {
            return Err(reply.refusal());
        }
        let kept = self.kept_mut(list);
        kept.read(reply.body).ok_or_else(|| reply.unreadable())
    }

    /// Takes the answer to a command about one entry: it is newer than the last list.
    pub fn put(&mut self, answer: Answer) -> Option<Changes> {
        let (list, item) = match answer {
            Answer::Participant(it) => (List::Participants, Item::Participant(Arc::new(it))),
            Answer::Stream(it) => (List::Streams, Item::Stream(Arc::new(*it))),
            Answer::StreamingOut(it) => (List::StreamingOuts, Item::StreamingOut(Arc::new(it))),
            Answer::Recording(it) => (List::Recordings, Item::Recording(Arc::new(it))),
            Answer::SipCall(it) => (List::SipCalls, Item::SipCall(Arc::new(*it))),
            Answer::Analytics(it) => (List::Analytics, Item::Analytics(Arc::new(it))),
            _ => return None,
        };
        Some(self.kept_mut(list).put(item))
    }

    /// Keeps somebody out of all that comes from now on: the panel itself, which the server's lists have for a while after it has left.
    pub fn hide(&mut self, own_id: &ParticipantId) {
        self.kept_mut(List::Participants).hide(own_id.shared());
    }

    /// Takes what the portal tells whoever joins: everybody and all streams, at once. Whoever joined is hidden.
    pub fn log_in(&mut self, result: &LoginResult) -> [Changes; 2] {
        if let Some(own_id) = &result.own_id {
            self.hide(own_id);
        }
        let people = result.participants.iter().cloned();
        let people = people.map(|it| Item::Participant(Arc::new(it))).collect();
        let streams = result.streams.iter().cloned();
        let streams = streams.map(|it| Item::Stream(Arc::new(it))).collect();
        [
            self.kept_mut(List::Participants).replace(people),
            self.kept_mut(List::Streams).replace(streams),
        ]
    }

    /// Takes an event of the portal. `None` = it is about nothing that is kept here. What was never there may go, as the server tells
    /// of a streaming-in that failed.
    pub fn apply(&mut self, event: &PortalEvent) -> Option<Changes> {
        Some(match event {
            PortalEvent::Joined(it) => {
                let item = Item::Participant(Arc::new(it.clone()));
                self.kept_mut(List::Participants).put(item)
            }
            PortalEvent::Left(id) => self.kept_mut(List::Participants).remove(id.as_str()),
            PortalEvent::StreamAdded(it) => {
                let item = Item::Stream(Arc::new((**it).clone()));
                self.kept_mut(List::Streams).put(item)
            }
            PortalEvent::StreamRemoved(id) => self.kept_mut(List::Streams).remove(id.as_str()),
            PortalEvent::StreamChanged(id, change) => {
                let kept = self.kept_mut(List::Streams);
                match kept.get(id.as_str()) {
                    Some(Item::Stream(old)) => {
                        let new = changed(old, change);
                        kept.put(Item::Stream(Arc::new(new)))
                    }
                    _ => Changes::none(List::Streams),
                }
            }
            PortalEvent::Dropped | PortalEvent::Text { .. } => return None,
        })
    }

    fn kept(&self, list: List) -> &Kept {
        let [participants, streams, outs, recordings, calls, analytics] = &self.lists;
        match list {
            List::Participants => participants,
            List::Streams => streams,
            List::StreamingOuts => outs,
            List::Recordings => recordings,
            List::SipCalls => calls,
            List::Analytics => analytics,
        }
    }

    fn kept_mut(&mut self, list: List) -> &mut Kept {
        let [participants, streams, outs, recordings, calls, analytics] = &mut self.lists;
        match list {
            List::Participants => participants,
            List::Streams => streams,
            List::StreamingOuts => outs,
            List::Recordings => recordings,
            List::SipCalls => calls,
            List::Analytics => analytics,
        }
    }
}

fn changed(old: &Stream, change: &StreamChange) -> Stream {
    let mut it = old.clone();
    match change {
        StreamChange::Status(track, status) => set_status(&mut it, *track, *status),
        StreamChange::Layout(slots) => {
            if let StreamKind::Mixed { layout, .. } = &mut it.kind {
                layout.clone_from(slots);
            }
        }
        StreamChange::ActiveInput(input) => {
            if let StreamKind::Mixed { active_input, .. } = &mut it.kind {
                active_input.clone_from(input);
            }
        }
        StreamChange::Whole(new) => it = (**new).clone(),
    }
    // Whatever it says, it is that stream.
    it.id = old.id.clone();
    it
}

fn set_status(it: &mut Stream, track: Track, new: Status) {
    let status = match track {
        Track::Audio => it.audio.as_mut().map(|audio| &mut audio.status),
        Track::Video => it.video.as_mut().map(|video| &mut video.status),
    };
    if let Some(status) = status {
        *status = Some(new);
    }
}
