//! Events that are looked for: what the gateway found, and what has come since. While the pointer moves among them they stand still, and new ones
//! wait.

use std::{collections::VecDeque, sync::Arc};

use callbacks::{Ask, Entry, Search, Vendor, read_history};
use gloo_timers::callback::Timeout;
use leptos::{prelude::*, task::spawn_local};

use super::List;
use crate::{
    browser::clock,
    callbacks_panel::client::{Client, Trouble},
    state::{set_if_changed, throttle::Throttle},
};

/// More are dropped at the end.
const MOST: usize = 1000;
/// So many that came by the stream are kept for an answer that was on its way.
const RECENT: usize = 500;
/// What is typed is looked for this long after, ms, and not more often.
const PAUSE_MS: u32 = 400;
/// A pointer that has rested for so long, ms, isn't about to press anything.
const REST_MS: u32 = 3_000;

/// What is chosen and typed. Cheap to copy.
#[derive(Clone, Copy, Default)]
pub struct Filters {
    /// Whose events; `None` = anybody's.
    pub vendor: RwSignal<Option<Vendor>>,
    /// A word of `callbacks::KINDS`; "" = any.
    pub kind: RwSignal<&'static str>,
    /// A room's id.
    pub room: RwSignal<String>,
    /// A person's id.
    pub user: RwSignal<String>,
    /// What stands in it.
    pub text: RwSignal<String>,
    /// A moment as its field has it.
    pub from: RwSignal<String>,
    /// See `from`.
    pub until: RwSignal<String>,
}

impl Filters {
    /// Returns what is looked for. Followed.
    pub fn search(self) -> Search {
        let vendor = self.vendor.get().map(Vendor::word);
        Search {
            vendor: vendor.unwrap_or_default().to_owned(),
            kind: self.kind.get().to_owned(),
            room: self.room.get(),
            user: self.user.get(),
            text: self.text.get(),
            from_ms: self.from.with(|text| clock::read_moment(text)),
            until_ms: self.until.with(|text| clock::read_moment(text)),
        }
    }

    /// Looks for everything.
    pub fn clear(self) {
        self.vendor.set(None);
        self.kind.set("");
        for field in [self.room, self.user, self.text, self.from, self.until] {
            field.set(String::new());
        }
    }
}

/// Events, newest first. Cheap to copy.
#[derive(Clone, Copy)]
pub struct History {
    /// What is looked for.
    pub filters: Filters,
    client: StoredValue<Option<Client>>,
    search: StoredValue<Search>,
    entries: RwSignal<List<Arc<Entry>>>,
    /// What they were found by; `None` = they aren't read yet.
    found_by: RwSignal<Option<Search>>,
    /// Came by the stream, newest last.
    recent: StoredValue<VecDeque<Arc<Entry>>>,
    /// Up to which of these it was looked at whether they are looked for.
    seen_id: StoredValue<i64>,
    /// How many that are found came while the list stood still.
    waiting: RwSignal<usize>,
    is_held: RwSignal<bool>,
    rest: StoredValue<Option<Timeout>, LocalStorage>,
    may_have_more: RwSignal<bool>,
    busy: RwSignal<bool>,
    trouble: RwSignal<Option<Trouble>>,
    /// Which reading is the newest: an older one's answer isn't believed.
    reading: StoredValue<u32>,
}

impl History {
    pub(super) fn new() -> Self {
        let history = Self {
            filters: Filters::default(),
            client: StoredValue::default(),
            search: StoredValue::default(),
            entries: RwSignal::new(Arc::from([])),
            found_by: RwSignal::default(),
            recent: StoredValue::default(),
            seen_id: StoredValue::default(),
            waiting: RwSignal::default(),
            is_held: RwSignal::default(),
            rest: StoredValue::new_local(None),
            may_have_more: RwSignal::default(),
            busy: RwSignal::default(),
            trouble: RwSignal::default(),
            reading: StoredValue::default(),
        };
        let typed = StoredValue::new_local(Throttle::new(PAUSE_MS, move || history.look()));
        Effect::new(move |before: Option<Search>| {
            let search = history.filters.search();
            if before.is_some_and(|before| before != search) {
                typed.with_value(Throttle::run);
            }
            search
        });
        history
    }

    /// What is shown.
    pub fn entries(self) -> ReadSignal<List<Arc<Entry>>> {
        self.entries.read_only()
    }

    /// What the entries were found by; `None` = they aren't read yet.
    pub fn found_by(self) -> ReadSignal<Option<Search>> {
        self.found_by.read_only()
    }

    /// How many wait to be shown.
    pub fn waiting(self) -> ReadSignal<usize> {
        self.waiting.read_only()
    }

    /// Whether there may be older ones.
    pub fn may_have_more(self) -> ReadSignal<bool> {
        self.may_have_more.read_only()
    }

    /// Whether an answer is waited for.
    pub fn busy(self) -> ReadSignal<bool> {
        self.busy.read_only()
    }

    /// Why the gateway couldn't be asked.
    pub fn trouble(self) -> ReadSignal<Option<Trouble>> {
        self.trouble.read_only()
    }

    /// Returns an event that is shown. Not followed.
    pub fn entry(self, id: i64) -> Option<Arc<Entry>> {
        self.entries.with_untracked(|entries| {
            let at = entries.binary_search_by(|entry| id.cmp(&entry.id)).ok()?;
            entries.get(at).cloned()
        })
    }

    pub(super) fn open(self, client: Client) {
        self.client.set_value(Some(client));
    }

    pub(super) fn close(self) {
        self.client.set_value(None);
        self.forget();
        self.filters.clear();
        self.search.set_value(Search::default());
    }

    fn forget(self) {
        self.reading
            .update_value(|reading| *reading = reading.wrapping_add(1));
        self.entries.set(Arc::from([]));
        self.found_by.set(None);
        self.recent.set_value(VecDeque::new());
        self.waiting.set(0);
        self.may_have_more.set(false);
        self.busy.set(false);
        self.trouble.set(None);
    }

    /// Reads all of it anew: what is here may be of another database.
    pub(super) fn read_anew(self) {
        self.forget();
        self.look();
    }

    /// Looks for what is typed.
    pub fn look(self) {
        self.search.set_value(untrack(|| self.filters.search()));
        self.read(None);
    }

    /// Reads older ones.
    pub fn read_more(self) {
        let last = |entries: &List<Arc<Entry>>| entries.last().map(|entry| entry.id);
        if let Some(id) = self.entries.with_untracked(last) {
            self.read(Some(id));
        }
    }

    fn read(self, before: Option<i64>) {
        let Some(client) = self.client.get_value() else {
            return;
        };
        let reading = self.reading.get_value().wrapping_add(1);
        self.reading.set_value(reading);
        self.busy.set(true);
        self.see();
        let search = self.search.get_value();
        spawn_local(async move {
            let ask = Ask::History(search.clone(), before);
            let answer = client.ask(&ask, false).await;
            if self.reading.try_get_value() != Some(reading) {
                return;
            }
            self.busy.set(false);
            match answer.and_then(|body| Ok(read_history(&body)?)) {
                Ok(page) => {
                    let count = page.entries.len() + page.unread;
                    self.may_have_more.set(Search::is_full(count));
                    self.trouble.set(None);
                    let page = page.entries.into_iter().map(Arc::new);
                    let known = self.entries.get_untracked();
                    let entries = match before {
                        Some(_) => known.iter().cloned().chain(page).collect(),
                        None => page.collect(),
                    };
                    self.entries.set(entries);
                    self.found_by.set(Some(search));
                    self.waiting.set(0);
                    self.show_new();
                }
                Err(trouble) => self.trouble.set(Some(trouble)),
            }
        });
    }

    /// Takes an event of the stream. [`History::show_new`] shows it.
    pub(super) fn take(self, entry: Entry) {
        self.recent.update_value(|recent| {
            recent.push_back(Arc::new(entry));
            if recent.len() > RECENT {
                recent.pop_front();
            }
        });
    }

    /// Shows what came by the stream and is looked for, unless the list stands still.
    pub(super) fn show_new(self) {
        if self.busy.get_untracked() {
            // The answer brings them, or comes back here.
            return;
        }
        let is_held = self.is_held.get_untracked();
        let seen_id = self.seen_id.get_value();
        let has_gap = self.recent.with_value(|recent| {
            let first = recent.front();
            recent.len() >= RECENT && first.is_some_and(|entry| entry.id > seen_id)
        });
        // More came than is kept.
        let has_gap = has_gap && !is_held;
        if has_gap
            && self
                .search
                .with_value(|search| *search != Search::default())
        {
            return self.read(None);
        }
        // Without a search, what is kept is enough to begin with; what is older is read when somebody wants it.
        let shown = match has_gap {
            true => Arc::from([]),
            false => self.entries.get_untracked(),
        };
        let newest = shown.first().map_or(i64::MIN, |entry| entry.id);
        let search = self.search.get_value();
        let new: Vec<_> = self.recent.with_value(|recent| {
            let newer = recent.iter().rev().take_while(|entry| entry.id > newest);
            newer.filter(|entry| search.finds(entry)).cloned().collect()
        });
        if is_held {
            set_if_changed(self.waiting, new.len());
            return;
        }
        self.see();
        if !new.is_empty() {
            let all: Vec<_> = new.into_iter().chain(shown.iter().cloned()).collect();
            if has_gap || all.len() > MOST {
                self.may_have_more.set(true);
            }
            self.entries
                .set(all.into_iter().take(MOST.max(shown.len())).collect());
        }
        set_if_changed(self.waiting, 0);
    }

    fn see(self) {
        let newest = self
            .recent
            .with_value(|recent| recent.back().map(|it| it.id));
        self.seen_id.set_value(newest.unwrap_or_default());
    }

    /// The pointer moves in the list: it stands still until that rests or goes.
    pub fn hold(self) {
        set_if_changed(self.is_held, true);
        let rest = Timeout::new(REST_MS, move || self.release());
        self.rest.set_value(Some(rest));
    }

    /// The pointer went.
    pub fn release(self) {
        self.rest.try_set_value(None);
        if self.is_held.try_set(false).is_none() {
            self.show_new();
        }
    }
}
