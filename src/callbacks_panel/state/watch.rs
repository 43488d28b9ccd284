//! Watching: what `callbacks::Follow` wants is done, one thing at a time, and what comes is shown.

use std::{collections::BTreeSet, rc::Rc};

use callbacks::{Answers, Ask, Entry, Follow, Origin, Phase, Status, Step, Vendor, read_status};
use gloo_timers::{
    callback::{Interval, Timeout},
    future::TimeoutFuture,
};
use leptos::{prelude::*, task::spawn_local};
use session::Page;
use wire::Parser;

use super::{
    History, Refusals,
    live::{Live, Newest, Watch},
};
use crate::{
    browser::{clock, event_stream::Told, page_life::PageLife},
    callbacks_panel::client::{Client, Trouble, stream_failure},
    state::{set_if_changed, throttle::Throttle},
};

/// What comes is shown this often, ms.
const SHOW_MS: u32 = 200;
/// How often the gateway is asked how it is while it is followed: whether the stream is behind, and whether something was refused.
const ASK_MS: u64 = 10_000;

impl Live {
    pub(super) fn open(self, client: Client, history: History, refusals: Refusals) {
        self.close();
        self.now_ms.set(clock::now().wall_ms);
        self.watch.set_value(Some(Watch {
            client,
            state: callbacks::Live::default(),
            follow: Follow::new(clock::now().mono_ms),
            stream: None,
            parser: Parser::new(),
            attempt: 0,
            touched: BTreeSet::new(),
            is_order_new: false,
            has_new: [false; 3],
            newest: Newest::default(),
            show: Throttle::new(SHOW_MS, move || self.show()),
            timer: None,
            is_hidden: false,
            is_offline: false,
            asked_ms: 0,
            history,
            refusals,
            _clock: Interval::new(1000, move || self.tick()),
            _page: None,
        }));
        let page = PageLife::watch(move |page| self.page(page));
        self.change(|watch| watch._page = Some(page));
        self.wake();
    }

    pub(super) fn close(self) {
        self.watch.set_value(None);
        self.rooms.clear();
        self.recordings.set([].into());
        self.calls.set([].into());
        self.warnings.set([].into());
        self.people.set(0);
        self.unread.set(0);
        self.late.set(0);
        self.polling.set(None);
        self.newest.set(Newest::default());
        self.phase.set(Phase::Connecting);
    }

    /// Changes what is known; `None` = no gateway is watched.
    fn change<T>(self, change: impl FnOnce(&mut Watch) -> T) -> Option<T> {
        let change = |watch: &mut Option<Watch>| watch.as_mut().map(change);
        self.watch.try_update_value(change).flatten()
    }

    /// Does what is due, and sets the clock for what comes then.
    fn wake(self) {
        let now_ms = clock::now().mono_ms;
        while let Some((step, client, attempt, newest_id)) = self
            .change(|watch| {
                watch.timer = None;
                let step = watch.follow.next(now_ms)?;
                watch.attempt = watch.attempt.wrapping_add(1);
                watch.stream = None;
                let newest_id = watch.state.newest_id();
                Some((step, watch.client.clone(), watch.attempt, newest_id))
            })
            .flatten()
        {
            match step {
                Step::Close => {}
                Step::ReadAll => spawn_local(self.read_all(client, attempt)),
                Step::ReadStatus => spawn_local(self.read_status(client, attempt)),
                Step::Open => self.follow(&client, attempt, newest_id),
            }
        }
        self.change(|watch| {
            let due_ms = watch.follow.wake_at_ms()?;
            let wait_ms = u32::try_from(due_ms.saturating_sub(now_ms)).unwrap_or(u32::MAX);
            watch.timer = Some(Timeout::new(wait_ms.max(1), move || self.wake()));
            Some(())
        });
        self.show_phase();
    }

    /// Returns whether this is still what is under way.
    fn is_at(self, attempt: u32) -> bool {
        let is_at = |watch: &mut Watch| watch.attempt == attempt;
        self.change(is_at).unwrap_or_default()
    }

    async fn read_all(self, client: Client, attempt: u32) {
        let mut answers = Answers::default();
        let mut status = None;
        for ask in Ask::ALL {
            let answer = client.ask(&ask, false).await;
            if !self.is_at(attempt) {
                return;
            }
            let body = match answer {
                Ok(body) => body,
                Err(trouble) => return self.failed(trouble),
            };
            let begun = match ask {
                Ask::Status => read_status(&body).map(|read| {
                    status = Some(read);
                    None
                }),
                _ => answers.begin(&ask, &body).map(Some),
            };
            let Ok(rest) = begun else {
                return self.failed(Trouble::NotAGateway);
            };
            if let Some(mut rest) = rest {
                while answers.go_on(&mut rest) {
                    // The browser paints and hears the host before this goes on; where nobody looks, it would let that wait for a second.
                    if self.change(|watch| watch.is_hidden) == Some(false) {
                        TimeoutFuture::new(0).await;
                    }
                }
            }
            if !self.is_at(attempt) {
                return;
            }
        }
        let Some(status) = status else {
            return;
        };
        self.show_status(&status);
        let now_ms = clock::now().mono_ms;
        let history = self.change(|watch| {
            watch.state = callbacks::Live::of(answers);
            let known = watch.state.newest_id();
            watch.follow.read_all(now_ms, known, status.id.max(known));
            watch.touched.clear();
            watch.is_order_new = false;
            watch.has_new = [true; 3];
            watch.history
        });
        let order = self.with_state(callbacks::Live::order).unwrap_or_default();
        let find = |key: &_| self.with_state(|state| state.room(key)).flatten();
        self.rooms.replace(find, order);
        self.show();
        // Of another database, or behind a gap, where it isn't the first.
        if let Some(history) = history {
            history.read_anew();
        }
        self.wake();
    }

    async fn read_status(self, client: Client, attempt: u32) {
        let answer = client.ask(&Ask::Status, false).await;
        if !self.is_at(attempt) {
            return;
        }
        match answer.and_then(|body| read_status(&body).map_err(Trouble::from)) {
            Ok(status) => {
                self.show_status(&status);
                let now_ms = clock::now().mono_ms;
                self.change(|watch| watch.follow.read_status(now_ms, status.id));
                self.wake();
            }
            Err(trouble) => self.failed(trouble),
        }
    }

    fn follow(self, client: &Client, attempt: u32, newest_id: i64) {
        let on_told = move |told| {
            if self.is_at(attempt) {
                self.told(told);
            }
        };
        let stream = client.follow(newest_id, Rc::new(on_told));
        self.change(|watch| {
            watch.parser = Parser::new();
            watch.stream = Some(stream);
        });
    }

    /// The stream brings something.
    fn told(self, told: Told) {
        let now_ms = clock::now().mono_ms;
        match told {
            Told::Opened => {
                self.change(|watch| watch.follow.opened(now_ms));
                self.wake();
            }
            Told::Bytes(bytes) => {
                let show = self.change(|watch| {
                    let mut entries = Vec::new();
                    watch.parser.push(&bytes, &mut |event| {
                        entries.extend(Entry::parse(&event.data))
                    });
                    watch.follow.heard(now_ms);
                    for entry in entries {
                        watch.take(entry);
                    }
                    let newest_id = watch.state.newest_id();
                    watch.follow.applied(now_ms, newest_id);
                    watch.show.clone()
                });
                if let Some(show) = show {
                    show.run();
                }
            }
            Told::Failed(why) => {
                self.change(|watch| {
                    let chance = chance();
                    watch.follow.failed(now_ms, stream_failure(why), chance);
                });
                self.wake();
            }
        }
    }

    fn failed(self, trouble: Trouble) {
        let now_ms = clock::now().mono_ms;
        self.change(|watch| watch.follow.failed(now_ms, trouble.failure(), chance()));
        self.wake();
    }

    /// Shows what came since the last time.
    fn show(self) {
        let Some((touched, order, has_new, newest, history)) = self.change(|watch| {
            let touched = std::mem::take(&mut watch.touched);
            let is_order_new = std::mem::take(&mut watch.is_order_new);
            let order = is_order_new.then(|| watch.state.order());
            let has_new = std::mem::take(&mut watch.has_new);
            (touched, order, has_new, watch.newest, watch.history)
        }) else {
            return;
        };
        let state = |read: fn(&callbacks::Live) -> usize| self.with_state(read).unwrap_or_default();
        if !touched.is_empty() {
            let find = |key: &_| self.with_state(|state| state.room(key)).flatten();
            self.rooms.apply(touched.into_iter(), find, order);
        }
        let [recordings, calls, warnings] = has_new;
        if recordings && let Some(list) = self.with_state(callbacks::Live::recordings) {
            self.recordings.set(list.into());
        }
        if calls && let Some(list) = self.with_state(callbacks::Live::calls) {
            self.calls.set(list.into());
        }
        if warnings && let Some(list) = self.with_state(callbacks::Live::warnings) {
            self.warnings.set(list.into());
        }
        set_if_changed(self.people, state(callbacks::Live::count_people));
        set_if_changed(self.unread, state(callbacks::Live::unread));
        self.show_newest(newest);
        history.show_new();
        self.show_phase();
    }

    fn show_status(self, status: &Status) {
        let now = clock::now();
        let skew_ms = i64::try_from(status.now_ms)
            .unwrap_or_default()
            .saturating_sub_unsigned(now.wall_ms);
        // A little of it is the time that the answer took.
        if self.skew_ms.get_untracked().abs_diff(skew_ms) > 500 {
            self.skew_ms.set(skew_ms);
        }
        self.late.set(status.late());
        set_if_changed(self.polling, status.polling.clone());
        let told = self.change(|watch| {
            watch.asked_ms = now.mono_ms;
            for (at, vendor) in watch.newest.0.iter_mut().zip(Vendor::ALL) {
                *at = (*at).max(status.newest_ms(vendor.word()).unwrap_or_default());
            }
            (watch.newest, watch.refusals)
        });
        if let Some((newest, refusals)) = told {
            self.show_newest(newest);
            refusals.counted(status.refused());
        }
    }

    /// `newest` by the gateway's clock.
    fn show_newest(self, newest: Newest) {
        let local = |ms: u64| match ms {
            0 => 0,
            ms => untrack(|| self.local_ms(ms)),
        };
        set_if_changed(self.newest, Newest(newest.0.map(local)));
    }

    fn show_phase(self) {
        let now = clock::now();
        let phase = self.change(|watch| {
            let is_offline = watch.is_offline;
            watch.follow.phase(now.mono_ms, now.wall_ms, is_offline)
        });
        if let Some(phase) = phase {
            set_if_changed(self.phase, phase);
        }
    }

    /// A second has gone by.
    fn tick(self) {
        let now = clock::now();
        set_if_changed(self.now_ms, now.wall_ms / 1000 * 1000);
        self.show_phase();
        let asked = self.change(|watch| {
            let is_due = now.mono_ms >= watch.asked_ms + ASK_MS;
            let is_live = watch.stream.is_some() && !watch.is_hidden && !watch.is_offline;
            if !is_due || !is_live {
                return None;
            }
            watch.asked_ms = now.mono_ms;
            Some((watch.client.clone(), watch.attempt))
        });
        if let Some((client, attempt)) = asked.flatten() {
            spawn_local(async move {
                // What is wrong comes out by the stream.
                let answer = client.ask(&Ask::Status, false).await;
                let status = answer.ok().and_then(|body| read_status(&body).ok());
                if let Some(status) = status
                    && self.is_at(attempt)
                {
                    self.show_status(&status);
                    let now_ms = clock::now().mono_ms;
                    self.change(|watch| watch.follow.read_status(now_ms, status.id));
                    self.wake();
                }
            });
        }
    }

    /// Something happens to the page.
    fn page(self, page: Page) {
        let now_ms = clock::now().mono_ms;
        self.change(|watch| match page {
            Page::Hidden => watch.is_hidden = true,
            Page::Visible => watch.is_hidden = false,
            Page::Offline => watch.is_offline = true,
            Page::Online => watch.is_offline = false,
            _ => {}
        });
        if matches!(page, Page::Visible | Page::Online | Page::Resumed) {
            self.change(|watch| watch.follow.hurry(now_ms));
        }
        self.wake();
    }
}

impl Watch {
    /// Takes an event of the stream.
    fn take(&mut self, entry: Entry) {
        if entry.id <= self.state.newest_id() {
            return;
        }
        let touched = self.state.apply(&entry);
        self.touched.extend(touched.room);
        self.is_order_new |= touched.order;
        let new = [touched.recordings, touched.calls, touched.warnings];
        for (has_new, is_new) in self.has_new.iter_mut().zip(new) {
            *has_new |= is_new;
        }
        let was_told = entry.origin() == Origin::Told;
        for (at, vendor) in self.newest.0.iter_mut().zip(Vendor::ALL) {
            if *vendor.word() == *entry.vendor && was_told {
                *at = (*at).max(entry.at_ms);
            }
        }
        self.history.take(entry);
    }
}

#[allow(clippy::cast_possible_truncation)]
fn chance() -> u32 {
    clock::random_seed() as u32
}
