//! A room that is watched: what of it is shown, as signals, and how true that is.

mod act;
mod entries;
mod health;
mod log;
mod portal;
mod watch;

use std::sync::Arc;

use conference::Lines;
use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use owt::{
    Analytics, CommandId, Commands, Fate, InRoom, List, LiveRoom, Participant, Polling, Recording,
    Refusal, RoomId, SipCall, Stream, StreamingOut,
};
use rustc_hash::FxHashMap;

use super::{Client, Notice, Place};
use crate::{
    browser::page_life::PageLife, kind::notices::Notices, owt_panel::client::Trouble,
    ui::scoped_memo,
};

pub use entries::{Entries, Ids, Reading};
pub use health::Health;
use health::Reads;
use log::{Called, LOG_LINES};
pub use log::{LogEntry, LogKind, Sent};
use portal::{OwnIds, Portal};

/// How true what is shown is.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Phase {
    /// Nothing is known yet, or the page was away for long.
    #[default]
    Connecting,
    /// It is what the server said a moment ago.
    Live,
    /// It is how things were then, by the wall clock, ms since 1970.
    Stale {
        /// When.
        since_ms: u64,
        /// Why: the device is offline, or the server doesn't answer.
        why: Stale,
    },
    /// The room is gone, or the service may not see it any more.
    Ended(Refusal),
}

/// Why nothing new is known.
#[derive(Clone, Debug, PartialEq)]
pub enum Stale {
    /// The device is offline.
    Offline,
    /// The server refuses, or doesn't answer.
    Trouble(Trouble),
}

impl Phase {
    /// Returns the word for it, as in `data-connection`.
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Connecting => "connecting",
            Self::Live => "live",
            Self::Stale { .. } => "stale",
            Self::Ended(_) => "ended",
        }
    }
}

/// The room that is watched.
#[derive(Clone, Debug, PartialEq)]
pub struct OpenRoom {
    /// Which.
    pub id: RoomId,
    /// Its name.
    pub name: Arc<str>,
}

/// A room that is watched, or none. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Live {
    watch: StoredValue<Option<Watch>, LocalStorage>,
    /// Everybody.
    pub participants: Entries<Participant>,
    /// All streams.
    pub streams: Entries<Stream>,
    /// All that goes to other servers.
    pub streaming_outs: Entries<StreamingOut>,
    /// All recordings that go on.
    pub recordings: Entries<Recording>,
    /// All SIP calls that go on.
    pub sip_calls: Entries<SipCall>,
    /// All analytics that go on.
    pub analytics: Entries<Analytics>,
    room: RwSignal<Option<OpenRoom>>,
    phase: RwSignal<Phase>,
    /// When a list was read last, ms since 1970.
    read_ms: RwSignal<u64>,
    pending: RwSignal<Arc<[InRoom]>>,
    /// Where streams come from that were brought in here, by their ids: the server doesn't tell. A stream may be shown before its own
    /// is known.
    origins: RwSignal<FxHashMap<Arc<str>, Arc<str>>>,
    log: RwSignal<Lines<LogEntry>>,
    /// What is looked for in the log.
    pub log_query: RwSignal<String>,
    /// Which room it is of all that were watched: what was asked for another is forgotten.
    visit: StoredValue<u32>,
    /// Under which ids the panel was in rooms.
    pub own_ids: OwnIds,
    notices: Notices<Notice>,
}

/// Is told what became of a command.
type Then = Box<dyn FnOnce(&Fate)>;

/// What is known of the room, and what of it is asked for.
struct Watch {
    client: Client,
    room: RoomId,
    state: LiveRoom,
    polling: Polling,
    portal: Portal,
    reads: Reads,
    called: Called,
    /// Everybody and all streams were read once.
    is_opened: bool,
    commands: Commands,
    /// Whom or what commands are about, as it was called when they were sent.
    names: FxHashMap<CommandId, Arc<str>>,
    /// Whoever is told what became of them.
    then: FxHashMap<CommandId, Then>,
    timer: Option<Timeout>,
    is_hidden: bool,
    is_offline: bool,
    _page: Option<PageLife>,
}

impl Live {
    /// Watches no room yet. `notices` are told what failed.
    pub(super) fn new(notices: Notices<Notice>) -> Self {
        Self {
            watch: StoredValue::new_local(None),
            participants: Entries::new(List::Participants),
            streams: Entries::new(List::Streams),
            streaming_outs: Entries::new(List::StreamingOuts),
            recordings: Entries::new(List::Recordings),
            sip_calls: Entries::new(List::SipCalls),
            analytics: Entries::new(List::Analytics),
            room: RwSignal::default(),
            phase: RwSignal::default(),
            read_ms: RwSignal::default(),
            pending: RwSignal::new(Arc::from([])),
            origins: RwSignal::default(),
            log: RwSignal::new(Lines::new(LOG_LINES)),
            log_query: RwSignal::default(),
            visit: StoredValue::default(),
            own_ids: OwnIds::new(),
            notices,
        }
    }

    /// The room.
    pub fn room(self) -> ReadSignal<Option<OpenRoom>> {
        self.room.read_only()
    }

    /// How true what is shown is.
    pub fn phase(self) -> ReadSignal<Phase> {
        self.phase.read_only()
    }

    /// When a list was read last, ms since 1970; 0 = not yet.
    pub fn read_ms(self) -> ReadSignal<u64> {
        self.read_ms.read_only()
    }

    /// What was asked for and isn't seen yet.
    pub fn pending(self) -> ReadSignal<Arc<[InRoom]>> {
        self.pending.read_only()
    }

    /// What happened, as long as the room is watched.
    pub fn log(self) -> ReadSignal<Lines<LogEntry>> {
        self.log.read_only()
    }

    /// Returns where a stream comes from that was brought in on this page; `None` = that isn't known. Follows it.
    pub fn origin(self, stream: &str) -> Option<Arc<str>> {
        let read = |origins: &FxHashMap<_, _>| origins.get(stream).cloned();
        self.origins.try_with(read).flatten()
    }

    /// Returns whether a command about an entry is under way. For as long as the current owner lives.
    pub fn is_pending_for(self, id: Signal<Arc<str>>) -> Memo<bool> {
        scoped_memo(move || {
            let id = id.get();
            let is_about = |ask: &InRoom| ask.subject().as_ref() == Some(&id);
            self.pending.with(|pending| pending.iter().any(is_about))
        })
    }

    /// Returns whether a command that sets the same as `ask` is under way. For as long as the current owner lives.
    pub fn is_pending(
        self,
        ask: impl Fn() -> Option<InRoom> + Send + Sync + 'static,
    ) -> Memo<bool> {
        scoped_memo(move || {
            if self.pending.with(|pending| pending.is_empty()) {
                return false;
            }
            let Some(ask) = ask() else {
                return false;
            };
            let is_pending = |watch: &Option<Watch>| {
                let watch = watch.as_ref();
                watch.is_some_and(|watch| watch.commands.is_pending(&ask))
            };
            self.watch.try_with_value(is_pending).unwrap_or_default()
        })
    }

    /// Reads what is known of the room now; `None` = none is watched. Not followed.
    pub fn with_state<T>(self, read: impl FnOnce(&LiveRoom) -> T) -> Option<T> {
        let read = |watch: &Option<Watch>| watch.as_ref().map(|watch| read(&watch.state));
        self.watch.try_with_value(read).flatten()
    }

    /// Returns a participant, followed for as long as the current owner lives; `None` = they are gone.
    pub fn participant(self, id: Signal<Arc<str>>) -> Memo<Option<Arc<Participant>>> {
        let find = move |id: &str| self.with_state(|room| room.participant(id).cloned());
        self.participants.follow(id, move |id| find(id).flatten())
    }

    /// Returns a stream, followed for as long as the current owner lives; `None` = it is gone.
    pub fn stream(self, id: Signal<Arc<str>>) -> Memo<Option<Arc<Stream>>> {
        let find = move |id: &str| self.with_state(|room| room.stream(id).cloned());
        self.streams.follow(id, move |id| find(id).flatten())
    }

    /// Returns a stream that goes to another server, followed as the others are; as the next three.
    pub fn streaming_out(self, id: Signal<Arc<str>>) -> Memo<Option<Arc<StreamingOut>>> {
        let find = move |id: &str| self.with_state(|room| room.streaming_out(id).cloned());
        self.streaming_outs.follow(id, move |id| find(id).flatten())
    }

    /// Returns a recording.
    pub fn recording(self, id: Signal<Arc<str>>) -> Memo<Option<Arc<Recording>>> {
        let find = move |id: &str| self.with_state(|room| room.recording(id).cloned());
        self.recordings.follow(id, move |id| find(id).flatten())
    }

    /// Returns a SIP call.
    pub fn sip_call(self, id: Signal<Arc<str>>) -> Memo<Option<Arc<SipCall>>> {
        let find = move |id: &str| self.with_state(|room| room.sip_call(id).cloned());
        self.sip_calls.follow(id, move |id| find(id).flatten())
    }

    /// Returns analytics.
    pub fn one_analytics(self, id: Signal<Arc<str>>) -> Memo<Option<Arc<Analytics>>> {
        let find = move |id: &str| self.with_state(|room| room.analytics(id).cloned());
        self.analytics.follow(id, move |id| find(id).flatten())
    }
}

impl super::Panel {
    /// Watches a room.
    pub fn open_room(self, room: OpenRoom) {
        if let Some(client) = self.client() {
            self.stage.clear();
            self.live.open(client, room);
            self.place.set(Place::Room);
        }
    }

    /// Goes back to the rooms.
    pub fn close_room(self) {
        self.place.set(Place::Rooms);
        self.live.close();
        self.read_rooms();
    }
}
