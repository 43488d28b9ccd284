//! The one place where a meeting's signals are written.

use std::{
    cell::{Cell, RefCell, RefMut},
    sync::Arc,
    time::Duration,
};

use conference::{Command, Conference, LogEntry, Meeting, ParticipantId, Picture, Powers, Speaker};

use session::{Connection, Health, Notice};

use crate::reactive::{request_animation_frame, set_timeout};

use super::{
    calls::ShownCall,
    fact::Fact,
    lines::Lines,
    row::{Counts, Rows},
    turn::Turn,
    view::{Ids, RoomInfo, RoomView, Topics},
};

/// As many as the conference keeps.
const MOST_CHAT: usize = 1000;
/// As many as the conference keeps.
const MOST_LOG: usize = 2000;
/// Between two looks at new lines of the log, and at how many people are muted.
const PAUSE: Duration = Duration::from_millis(250);
/// So often in one pause how many are muted is shown as it changes.
const COUNTED_AT_ONCE: u8 = 2;
/// More lines than this in one pause nobody reads,
const MANY_LINES: usize = 40;
/// and the pause after them is longer.
const LONG_PAUSE: Duration = Duration::from_secs(1);

/// All that a room shows. Made once, where the app begins, and there as long as the program: whatever comes late, and whatever view is
/// gone by then, there is a place to write it.
#[derive(Clone, Copy)]
pub struct Store(&'static Topics);

impl Default for Store {
    fn default() -> Self {
        Self::new()
    }
}

impl Store {
    /// Nothing known.
    pub fn new() -> Self {
        let nobody = || Fact::new(Ids::from([]));
        Self(Box::leak(Box::new(Topics {
            rows: RefCell::default(),
            order: nobody(),
            waiting: nobody(),
            spotlights: nobody(),
            speaking: nobody(),
            counts: Fact::default(),
            alike: Fact::new(Arc::from([])),
            renamed: Cell::default(),
            revision: Fact::default(),
            meeting: Fact::default(),
            picture: Fact::default(),
            presentation: Fact::default(),
            frame: Fact::default(),
            chat: Fact::new(Lines::new(MOST_CHAT)),
            log: Fact::new(Lines::new(MOST_LOG)),
            not_understood: Fact::default(),
            connection: Fact::new(Connection::Idle),
            powers: Fact::default(),
            pending: Fact::default(),
            info: Fact::default(),
            now_ms: Fact::default(),
            calls: Fact::default(),
            notices: Fact::default(),
            health: Fact::default(),
            next_turn: RefCell::default(),
            next_stage: RefCell::default(),
            next_log: RefCell::default(),
            counted: Cell::default(),
        })))
    }

    /// The read-only side, for views.
    pub fn view(&self) -> RoomView {
        RoomView(self.0)
    }

    /// Keeps what has changed for [`Store::show`]. Says whether that is the first news since it was called.
    pub fn note(&self, changes: Vec<conference::Change>) -> bool {
        let mut next = self.0.next_turn.borrow_mut();
        let is_first = next.is_none();
        next.get_or_insert_default().add(changes);
        is_first
    }

    /// Shows what has changed in `conference` since the last time. However much it is, each signal is set once.
    pub fn show(&self, conference: &Conference) {
        let Some(turn) = self.0.next_turn.take() else {
            return;
        };
        if !turn.people.is_empty() {
            self.people(conference, &turn);
        }
        if turn.meeting {
            self.0.meeting.put(conference.meeting());
        }
        if turn.picture {
            self.0.picture.put(conference.picture().clone());
        }
        if turn.presentation {
            self.0.presentation.put(conference.presentation().cloned());
        }
        if turn.stage {
            self.stage(conference.stage());
        }
        if turn.chat > 0 {
            let known = conference.chat().len().saturating_sub(turn.chat);
            self.0.chat.change(|lines| {
                conference
                    .chat()
                    .skip(known)
                    .cloned()
                    .for_each(|line| lines.push(line));
                true
            });
        }
        if !turn.log.is_empty() {
            self.0.not_understood.put(conference.not_understood());
            self.log(turn.log);
        }
    }

    /// Nobody reads sixty lines a second: after some, the next ones come together.
    fn log(&self, entries: Vec<LogEntry>) {
        let mut next = self.0.next_log.borrow_mut();
        if let Some(next) = &mut *next
            && next.len() < MOST_LOG
        {
            next.extend(entries);
            return;
        }
        let waits = next.is_some();
        let entries = [next.replace(Vec::new()).unwrap_or_default(), entries];
        drop(next);
        let pause = if entries.iter().map(Vec::len).sum::<usize>() > MANY_LINES {
            LONG_PAUSE
        } else {
            PAUSE
        };
        self.0.log.change(|lines| {
            entries
                .into_iter()
                .flatten()
                .for_each(|entry| lines.push(entry));
            true
        });
        if !waits {
            let store = *self;
            set_timeout(move || store.show_log(), pause);
        }
    }

    fn show_log(&self) {
        let next = self.0.next_log.take().unwrap_or_default();
        if !next.is_empty() {
            self.log(next);
        }
    }

    fn people(&self, conference: &Conference, turn: &Turn) {
        let now_ms = self.0.now_ms.get_untracked();
        let mut rows = self.rows();
        for id in &turn.people {
            match conference.shared(id) {
                Some(person) => rows.put(person, now_ms),
                None => rows.remove(id),
            }
        }
        drop(rows);
        if turn.touches_order() {
            self.0.order.put(conference.order().into());
        }
        if turn.touches_waiting() {
            self.0.waiting.put(conference.waiting().into());
        }
        if turn.touches_spotlights() {
            self.0.spotlights.put(conference.spotlights().into());
        }
        if turn.touches_filters() {
            self.count();
            let revision = self.0.revision.get_untracked();
            self.0.revision.put(revision.wrapping_add(1));
        }
        if turn.touches_names() {
            self.0.renamed.set(true);
        }
        if turn.membership {
            // Somebody new may be speaking already.
            self.stage(conference.stage());
        }
    }

    /// Who is there is said at once; how many of them are muted, where that changes without end, a few times a second.
    fn count(&self) {
        let now = self.rows().counts();
        let others = now.has_others_than(&self.0.counts.get_untracked());
        let shown = self.0.counted.get();
        if shown >= COUNTED_AT_ONCE && !others {
            return;
        }
        self.0.counts.put(now);
        self.0.counted.set(shown.saturating_add(1));
        if shown == 0 {
            let store = *self;
            set_timeout(move || store.count_again(), PAUSE);
        }
    }

    fn count_again(&self) {
        self.0.counted.set(0);
        if self.rows().counts() != self.0.counts.get_untracked() {
            self.count();
        }
    }

    /// Voices come many times a second: the newest is shown with the next frame.
    fn stage(&self, stage: &[Speaker]) {
        let store = *self;
        if self.next_stage().replace(stage.to_vec()).is_none() {
            request_animation_frame(move || store.show_stage());
        }
    }

    fn show_stage(&self) {
        let Some(stage) = self.next_stage().take() else {
            return;
        };
        let before = self.0.speaking.get_untracked();
        self.rows().voices(&before, &stage);
        let speaking: Vec<ParticipantId> = stage
            .into_iter()
            .filter(|speaker| speaker.vad > 0)
            .map(|speaker| speaker.id)
            .collect();
        self.0.speaking.put(speaking.into());
    }

    /// How true what is shown is.
    pub fn set_connection(&self, connection: Connection) {
        self.0.connection.put(connection);
    }

    /// What may be done.
    pub fn set_powers(&self, powers: Powers) {
        self.0.powers.put(powers);
    }

    /// Commands under way.
    pub fn set_pending(&self, pending: Vec<Command>) {
        self.0.pending.put(pending);
    }

    /// What doesn't change while the session lasts.
    pub fn set_info(&self, info: RoomInfo) {
        self.0.info.put(Some(info));
    }

    /// The presentation's newest frame, an object URL. Whoever made it revokes it when the next one is shown.
    pub fn set_frame(&self, frame: Option<String>) {
        self.0.frame.put(frame);
    }

    /// Calls that this host has added.
    pub fn calls(&self, change: impl FnOnce(&mut Vec<ShownCall>)) {
        self.0.calls.change(|calls| {
            change(calls);
            true
        });
    }

    /// Tells the host something in passing.
    pub fn notice(&self, notice: Notice) {
        self.0.notices.change(|notices| notices.add(notice));
    }

    /// How the session fares.
    pub fn set_health(&self, health: Health) {
        self.0.health.change(|known| {
            *known = health;
            true
        });
    }

    /// One tick a second: `wall_ms` since 1970.
    pub fn clock(&self, wall_ms: u64) {
        self.0.now_ms.put(wall_ms);
        // A millisecond for thousands of names: too much for every event.
        if self.0.renamed.take() {
            self.0.alike.put(self.rows().alike().into());
        }
    }

    /// Signed out: nothing of the meeting stays.
    pub fn reset(&self) {
        self.rows().clear();
        self.0.next_turn.take();
        self.next_stage().take();
        self.0.next_log.borrow_mut().iter_mut().for_each(Vec::clear);
        for ids in [
            &self.0.order,
            &self.0.waiting,
            &self.0.spotlights,
            &self.0.speaking,
        ] {
            ids.put(Ids::from([]));
        }
        self.0.counts.put(Counts::default());
        self.0.alike.put(Arc::from([]));
        self.0.meeting.put(Meeting::default());
        self.0.picture.put(Picture::default());
        self.0.presentation.put(None);
        self.0.frame.put(None);
        self.0.chat.change(|all| {
            all.clear();
            true
        });
        self.0.log.change(|all| {
            all.clear();
            true
        });
        self.0.not_understood.put(0);
        self.0.connection.put(Connection::Idle);
        self.0.powers.put(Powers::default());
        self.0.pending.put(Vec::new());
        self.0.info.put(None);
        self.0.notices.change(|all| {
            all.clear();
            true
        });
    }

    fn rows(&self) -> RefMut<'_, Rows> {
        self.0.rows.borrow_mut()
    }

    fn next_stage(&self) -> RefMut<'_, Option<Vec<Speaker>>> {
        self.0.next_stage.borrow_mut()
    }
}
