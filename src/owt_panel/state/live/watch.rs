//! Watching: what `owt::Polling` wants read is read, one list at a time, and what comes is shown.

use std::{sync::Arc, time::Duration};

use conference::Lines;
use gloo_timers::callback::Timeout;
use leptos::{prelude::*, task::spawn_local};
use owt::{Ask, Changes, Commands, List, ListeningInput, LiveRoom, Outcome, Polling, RefusalKind};
use rustc_hash::FxHashMap;
use session::Page;

use super::{
    Called, Client, LOG_LINES, Live, LogKind, OpenRoom, Phase, Portal, Reads, Stale, Watch,
};
use crate::{
    browser::{clock, exchange::NoAnswer, page_life::PageLife},
    owt_panel::client::{Answered, Trouble},
    state::set_if_changed,
};

/// Away for longer than this, what is shown isn't called live before it was read again.
const OLD: Duration = Duration::from_secs(15);

/// What has to be known before a room is called live. Of the other lists each says itself whether it could be read.
const FIRST: [List; 2] = [List::Participants, List::Streams];

impl Live {
    pub(in super::super) fn open(self, client: Client, room: OpenRoom) {
        self.close();
        let now_ms = clock::now().mono_ms;
        let portal = Portal::new(client.server());
        let mut state = LiveRoom::default();
        self.own_ids.each(|id| state.hide(&id.into()));
        self.watch.set_value(Some(Watch {
            client,
            room: room.id.clone(),
            state,
            polling: Polling::new(now_ms, &List::ALL),
            portal,
            reads: Reads::default(),
            called: Called::default(),
            is_opened: false,
            commands: Commands::default(),
            names: FxHashMap::default(),
            then: FxHashMap::default(),
            timer: None,
            is_hidden: false,
            is_offline: false,
            _page: None,
        }));
        self.room.set(Some(room));
        let page = PageLife::watch(move |page| self.page(page));
        self.change(|watch| watch._page = Some(page));
        self.wake();
    }

    pub(in super::super) fn close(self) {
        self.visit
            .update_value(|visit| *visit = visit.wrapping_add(1));
        self.change(|watch| watch.portal.hang_up());
        self.watch.set_value(None);
        self.room.set(None);
        self.phase.set(Phase::Connecting);
        self.read_ms.set(0);
        self.pending.set(Arc::from([]));
        self.origins.set(FxHashMap::default());
        self.log.set(Lines::new(LOG_LINES));
        self.log_query.set(String::new());
        self.participants.clear();
        self.streams.clear();
        self.streaming_outs.clear();
        self.recordings.clear();
        self.sip_calls.clear();
        self.analytics.clear();
    }

    /// Changes what is known; `None` = no room is watched.
    pub(super) fn change<T>(self, change: impl FnOnce(&mut Watch) -> T) -> Option<T> {
        let change = |watch: &mut Option<Watch>| watch.as_mut().map(change);
        self.watch.try_update_value(change).flatten()
    }

    /// Reads what is due, or sets the clock for it.
    pub(super) fn wake(self) {
        let now_ms = clock::now().mono_ms;
        let next = self.change(|watch| {
            watch.timer = None;
            let list = watch.polling.next(now_ms);
            if list.is_none()
                && let Some(due_ms) = watch.polling.wake_at_ms()
            {
                let wait_ms = u32::try_from(due_ms.saturating_sub(now_ms)).unwrap_or(u32::MAX);
                watch.timer = Some(Timeout::new(wait_ms.max(1), move || self.wake()));
            }
            let list = list?;
            watch.state.asked(list);
            watch.reads.asked = watch.reads.asked.saturating_add(1);
            Some((list, watch.client.clone(), watch.room.clone()))
        });
        let Some((list, client, room)) = next.flatten() else {
            return;
        };
        let visit = self.visit.get_value();
        spawn_local(async move {
            let answered = client.send(&Ask::In(room, list.ask()), false).await;
            if self.visit.try_get_value() == Some(visit) {
                self.polled(list, answered);
                self.wake();
            }
        });
    }

    fn polled(self, list: List, answered: Result<Answered, NoAnswer>) {
        let now = clock::now();
        let told = self.change(|watch| {
            let is_stale = watch.polling.is_stale();
            let read = match &answered {
                // What was asked for before a command says nothing of it.
                Ok(answered) if is_stale && answered.reply().is_success() => None,
                Ok(answered) => {
                    let read = watch.state.read(list, &answered.reply());
                    Some(read.map_err(Trouble::Refused))
                }
                Err(why) => Some(Err(Trouble::NoAnswer(*why))),
            };
            let outcome = match &read {
                None => Outcome::Changed,
                Some(Ok(changes)) if changes.is_empty() => Outcome::Same,
                Some(Ok(_)) => Outcome::Changed,
                Some(Err(Trouble::Refused(refusal))) => Outcome::Failed {
                    retry_after_s: refusal.retry_after_s,
                },
                Some(Err(Trouble::NoAnswer(_))) => Outcome::Failed {
                    retry_after_s: None,
                },
            };
            #[allow(clippy::cast_possible_truncation)]
            let chance = clock::random_seed() as u32;
            watch.polling.answered(now.mono_ms, outcome, chance);
            let trouble = read.as_ref().and_then(|read| read.as_ref().err().cloned());
            watch.reads.count(list, outcome, trouble);
            let finished = match &read {
                Some(Ok(_)) => watch.commands.observe(list, &watch.state),
                _ => Vec::new(),
            };
            if watch.commands.await_list(list) {
                watch.polling.read_often(now.mono_ms, list);
            }
            let is_known = FIRST.iter().all(|list| watch.state.is_known(*list));
            (read, finished, is_known)
        });
        let Some((read, finished, is_known)) = told else {
            return;
        };
        match &read {
            Some(Ok(_)) => self.was_read(list, None),
            Some(Err(trouble)) => self.was_read(list, Some(trouble.clone())),
            None => {}
        }
        match read {
            None => {}
            Some(Ok(changes)) => {
                self.show(&changes);
                self.read_ms.set(now.wall_ms);
                if is_known {
                    self.note_opened();
                    self.went_live();
                }
                self.was_listed(list, changes.is_of_being());
            }
            Some(Err(Trouble::Refused(refusal))) if is_final(refusal.kind) => self.end(refusal),
            // People and streams are told as they are all the same, unless nothing may be asked for a while.
            Some(Err(Trouble::Refused(refusal)))
                if !FIRST.contains(&list) && refusal.retry_after_s.is_none() => {}
            Some(Err(trouble)) => {
                self.stale(Stale::Trouble(trouble));
                self.listen(ListeningInput::Seats(None));
            }
        }
        self.tell(finished);
    }

    fn was_read(self, list: List, trouble: Option<Trouble>) {
        self.streaming_outs.was_read(list, trouble.clone());
        self.recordings.was_read(list, trouble.clone());
        self.sip_calls.was_read(list, trouble.clone());
        self.analytics.was_read(list, trouble);
    }

    /// What is shown is how things are.
    fn went_live(self) {
        if self
            .phase
            .with_untracked(|phase| matches!(phase, Phase::Stale { .. }))
        {
            self.note(LogKind::Live);
        }
        set_if_changed(self.phase, Phase::Live);
    }

    /// Shows what changed, and writes it down.
    pub(super) fn show(self, changes: &Changes) {
        self.note_changes(changes);
        self.watch.with_value(|watch| {
            let Some(watch) = watch else {
                return;
            };
            let room = &watch.state;
            self.participants
                .apply(changes, room, LiveRoom::participant, |room| {
                    room.participants().map(|it| it.id.shared()).collect()
                });
            self.streams.apply(changes, room, LiveRoom::stream, |room| {
                room.streams().map(|it| it.id.shared()).collect()
            });
            self.streaming_outs
                .apply(changes, room, LiveRoom::streaming_out, |room| {
                    room.streaming_outs().map(|it| it.id.shared()).collect()
                });
            self.recordings
                .apply(changes, room, LiveRoom::recording, |room| {
                    room.recordings().map(|it| it.id.shared()).collect()
                });
            self.sip_calls
                .apply(changes, room, LiveRoom::sip_call, |room| {
                    room.sip_calls().map(|it| it.id.shared()).collect()
                });
            self.analytics
                .apply(changes, room, LiveRoom::analytics, |room| {
                    room.all_analytics().map(|it| it.id.shared()).collect()
                });
        });
    }

    /// Nothing more is asked.
    fn end(self, refusal: owt::Refusal) {
        self.visit
            .update_value(|visit| *visit = visit.wrapping_add(1));
        self.change(|watch| {
            watch.polling.page(0, false);
            watch.timer = None;
            watch.portal.hang_up();
            watch.portal = Portal::new(watch.client.server());
            watch.commands.clear();
            watch._page = None;
        });
        self.pending.set(Arc::from([]));
        self.note(LogKind::Gone(refusal.clone()));
        self.phase.set(Phase::Ended(refusal));
    }

    fn stale(self, why: Stale) {
        let is_offline = self
            .watch
            .with_value(|watch| watch.as_ref().is_some_and(|watch| watch.is_offline));
        // What was under way when the device went offline has no answer for that reason.
        if is_offline && why != Stale::Offline {
            return;
        }
        let since_ms = match self.phase.get_untracked() {
            Phase::Stale { since_ms, .. } => since_ms,
            Phase::Ended(_) => return,
            before => {
                if before == Phase::Live {
                    self.note(LogKind::Stale);
                }
                match self.read_ms.get_untracked() {
                    0 => clock::now().wall_ms,
                    read_ms => read_ms,
                }
            }
        };
        set_if_changed(self.phase, Phase::Stale { since_ms, why });
    }

    /// Something happens to the page.
    fn page(self, page: Page) {
        let now_ms = clock::now().mono_ms;
        self.change(|watch| {
            match page {
                Page::Hidden => watch.is_hidden = true,
                Page::Visible => watch.is_hidden = false,
                Page::Offline => watch.is_offline = true,
                Page::Online => watch.is_offline = false,
                // Whatever it missed is read.
                Page::Resumed => watch.polling.page(now_ms, false),
                _ => {}
            }
            let is_watching = !watch.is_hidden && !watch.is_offline;
            watch.polling.page(now_ms, is_watching);
        });
        match page {
            Page::Hidden => self.listen(ListeningInput::Visible(false)),
            Page::Visible => self.listen(ListeningInput::Visible(true)),
            Page::Offline => self.listen(ListeningInput::Online(false)),
            Page::Online => self.listen(ListeningInput::Online(true)),
            // Nobody can say what a page that slept has missed.
            Page::Resumed => self.listen(ListeningInput::Closed),
            _ => {}
        }
        match page {
            Page::Offline => self.stale(Stale::Offline),
            Page::Visible | Page::Resumed => {
                let age_ms = clock::now()
                    .wall_ms
                    .saturating_sub(self.read_ms.get_untracked());
                // Whoever hears the portal knows without reading.
                let is_old = u128::from(age_ms) > OLD.as_millis() && !self.hears();
                if is_old && self.phase.with_untracked(|phase| *phase == Phase::Live) {
                    self.phase.set(Phase::Connecting);
                }
            }
            _ => {}
        }
        self.wake();
    }
}

/// Whether asking again can't help: the room is gone, or the service isn't let in any more.
fn is_final(kind: RefusalKind) -> bool {
    matches!(
        kind,
        RefusalKind::NoRoom | RefusalKind::NotAuthenticated | RefusalKind::Denied
    )
}
