//! What is known now, as signals, and how true that is.

use std::{collections::BTreeSet, sync::Arc};

use callbacks::{
    Call, Follow, PersonRow, Phase, Polling, Recording, RoomKey, RoomRow, Vendor, Warning,
};
use gloo_timers::callback::{Interval, Timeout};
use leptos::prelude::*;
use wire::Parser;

use super::{History, List, Refusals, rows::Rows};
use crate::{
    browser::{event_stream::EventStream, page_life::PageLife},
    callbacks_panel::client::Client,
    state::throttle::Throttle,
    ui::scoped_memo,
};

/// When the newest event of each vendor came, ms since 1970 by this page's clock; 0 = there was none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Newest(pub(super) [u64; 2]);

impl Newest {
    /// Returns that of a vendor.
    pub fn of(self, vendor: Vendor) -> Option<u64> {
        let all = Vendor::ALL.into_iter().zip(self.0);
        all.filter(|(one, ms)| *one == vendor && *ms > 0)
            .map(|(_, ms)| ms)
            .next()
    }
}

/// What is known. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Live {
    pub(super) watch: StoredValue<Option<Watch>, LocalStorage>,
    /// Open rooms.
    pub rooms: Rows,
    pub(super) recordings: RwSignal<List<Recording>>,
    pub(super) calls: RwSignal<List<Call>>,
    pub(super) warnings: RwSignal<List<Warning>>,
    pub(super) people: RwSignal<usize>,
    pub(super) unread: RwSignal<usize>,
    pub(super) late: RwSignal<u64>,
    pub(super) polling: RwSignal<Option<Polling>>,
    pub(super) newest: RwSignal<Newest>,
    pub(super) phase: RwSignal<Phase>,
    /// The time by this page's clock, a second exact.
    pub(super) now_ms: RwSignal<u64>,
    /// The gateway's clock less this page's, ms.
    pub(super) skew_ms: RwSignal<i64>,
}

/// A gateway that is watched.
pub(super) struct Watch {
    pub client: Client,
    pub state: callbacks::Live,
    pub follow: Follow,
    pub stream: Option<Box<dyn EventStream>>,
    pub parser: Parser,
    /// Which step is under way: what an older one brings is forgotten.
    pub attempt: u32,
    pub touched: BTreeSet<RoomKey>,
    pub is_order_new: bool,
    pub has_new: [bool; 3],
    pub newest: Newest,
    pub show: Throttle,
    pub timer: Option<Timeout>,
    pub is_hidden: bool,
    pub is_offline: bool,
    /// When the gateway was asked how it is, by the monotonic clock.
    pub asked_ms: u64,
    pub history: History,
    pub refusals: Refusals,
    pub _clock: Interval,
    pub _page: Option<PageLife>,
}

impl Default for Live {
    fn default() -> Self {
        Self {
            watch: StoredValue::new_local(None),
            rooms: Rows::default(),
            recordings: RwSignal::new(Arc::from([])),
            calls: RwSignal::new(Arc::from([])),
            warnings: RwSignal::new(Arc::from([])),
            people: RwSignal::default(),
            unread: RwSignal::default(),
            late: RwSignal::default(),
            polling: RwSignal::default(),
            newest: RwSignal::default(),
            phase: RwSignal::new(Phase::Connecting),
            now_ms: RwSignal::default(),
            skew_ms: RwSignal::default(),
        }
    }
}

impl Live {
    /// How true what is shown is.
    pub fn phase(self) -> ReadSignal<Phase> {
        self.phase.read_only()
    }

    /// When the newest event of each vendor came.
    pub fn newest(self) -> ReadSignal<Newest> {
        self.newest.read_only()
    }

    /// The time, ms since 1970: it goes on once a second.
    pub fn now_ms(self) -> ReadSignal<u64> {
        self.now_ms.read_only()
    }

    /// How many people are in all rooms.
    pub fn people(self) -> ReadSignal<usize> {
        self.people.read_only()
    }

    /// How much wasn't understood.
    pub fn unread(self) -> ReadSignal<usize> {
        self.unread.read_only()
    }

    /// How many events weren't on the gateway's disk in time.
    pub fn late(self) -> ReadSignal<u64> {
        self.late.read_only()
    }

    /// How asking the media server goes; `None` = it isn't asked.
    pub fn polling(self) -> ReadSignal<Option<Polling>> {
        self.polling.read_only()
    }

    /// Recordings, those that were told of last first.
    pub fn recordings(self) -> ReadSignal<List<Recording>> {
        self.recordings.read_only()
    }

    /// Calls, newest first.
    pub fn calls(self) -> ReadSignal<List<Call>> {
        self.calls.read_only()
    }

    /// Warnings, newest first.
    pub fn warnings(self) -> ReadSignal<List<Warning>> {
        self.warnings.read_only()
    }

    /// Returns a time of the gateway's as this page's clock says it. Follows how these differ.
    pub fn local_ms(self, gateway_ms: u64) -> u64 {
        gateway_ms.saturating_add_signed(self.skew_ms.get().saturating_neg())
    }

    /// Returns a room, followed for as long as the current owner lives; `None` = it isn't open.
    pub fn room(self, key: Signal<RoomKey>) -> Memo<Option<RoomRow>> {
        let find = move |key: &RoomKey| self.with_state(|state| state.room(key)).flatten();
        self.rooms.follow(key, find)
    }

    /// Returns who is in a room, followed for as long as the current owner lives.
    pub fn people_in(self, key: RoomKey) -> Memo<Vec<PersonRow>> {
        let revision = self.rooms.revision();
        scoped_memo(move || {
            revision.track();
            let people = self.with_state(|state| state.people(&key));
            people.unwrap_or_default()
        })
    }

    /// Reads what is known now; `None` = no gateway is watched. Not followed.
    pub fn with_state<T>(self, read: impl FnOnce(&callbacks::Live) -> T) -> Option<T> {
        let read = |watch: &Option<Watch>| watch.as_ref().map(|watch| read(&watch.state));
        self.watch.try_with_value(read).flatten()
    }
}
