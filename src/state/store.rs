//! The one place where a meeting's signals are written.

use conference::{
    ChatLine, Command, Conference, LogEntry, Meeting, ParticipantId, Picture, Powers, Presentation,
    Speaker,
};
use leptos::{leptos_dom::helpers::request_animation_frame, prelude::*};
use session::{Connection, Notice};

use super::{
    lines::Lines,
    notices::Notices,
    row::{Counts, Rows},
    turn::Turn,
    view::{Ids, RoomInfo, RoomView},
};

/// As many as the conference keeps.
const MOST_CHAT: usize = 1000;
/// As many as the conference keeps.
const MOST_LOG: usize = 2000;

/// All that a room shows. Made once, where the app begins, so that its signals outlive every view.
///
/// Everything is written with `try_`: a late answer may come when nobody looks any more.
#[derive(Clone, Copy)]
pub struct Store {
    rows: StoredValue<Rows>,
    order: RwSignal<Ids>,
    waiting: RwSignal<Ids>,
    spotlights: RwSignal<Ids>,
    speaking: RwSignal<Ids>,
    counts: RwSignal<Counts>,
    revision: RwSignal<u32>,
    meeting: RwSignal<Meeting>,
    picture: RwSignal<Picture>,
    presentation: RwSignal<Option<Presentation>>,
    frame: RwSignal<Option<String>>,
    chat: RwSignal<Lines<ChatLine>>,
    log: RwSignal<Lines<LogEntry>>,
    not_understood: RwSignal<u32>,
    connection: RwSignal<Connection>,
    powers: RwSignal<Powers>,
    pending: RwSignal<Vec<Command>>,
    info: RwSignal<Option<RoomInfo>>,
    now_ms: RwSignal<u64>,
    notices: RwSignal<Notices>,
    /// The stage that the next frame shows, if one is due.
    next_stage: StoredValue<Option<Vec<Speaker>>>,
}

impl Default for Store {
    fn default() -> Self {
        Self::new()
    }
}

impl Store {
    /// Nothing known. The signals belong to the owner that is current.
    pub fn new() -> Self {
        let nobody = || RwSignal::new(Ids::from([]));
        Self {
            rows: StoredValue::new(Rows::default()),
            order: nobody(),
            waiting: nobody(),
            spotlights: nobody(),
            speaking: nobody(),
            counts: RwSignal::default(),
            revision: RwSignal::default(),
            meeting: RwSignal::default(),
            picture: RwSignal::default(),
            presentation: RwSignal::default(),
            frame: RwSignal::default(),
            chat: RwSignal::new(Lines::new(MOST_CHAT)),
            log: RwSignal::new(Lines::new(MOST_LOG)),
            not_understood: RwSignal::default(),
            connection: RwSignal::new(Connection::Idle),
            powers: RwSignal::default(),
            pending: RwSignal::default(),
            info: RwSignal::default(),
            now_ms: RwSignal::default(),
            notices: RwSignal::default(),
            next_stage: StoredValue::new(None),
        }
    }

    /// The read-only side, for views.
    pub fn view(&self) -> RoomView {
        let notices = self.notices;
        RoomView {
            rows: self.rows,
            order: self.order.read_only(),
            waiting: self.waiting.read_only(),
            spotlights: self.spotlights.read_only(),
            speaking: self.speaking.read_only(),
            counts: self.counts.read_only(),
            revision: self.revision.read_only(),
            meeting: self.meeting.read_only(),
            picture: self.picture.read_only(),
            presentation: self.presentation.read_only(),
            frame: self.frame.read_only(),
            chat: self.chat.read_only(),
            log: self.log.read_only(),
            not_understood: self.not_understood.read_only(),
            connection: self.connection.read_only(),
            powers: self.powers.read_only(),
            pending: self.pending.read_only(),
            info: self.info.read_only(),
            now_ms: self.now_ms.read_only(),
            notices: self.notices.read_only(),
            dismiss: Callback::new(move |number| {
                notices.try_maybe_update(|notices| (notices.dismiss(number), ()));
            }),
        }
    }

    /// Shows what a turn's `changes` changed in `conference`. However many there are, each signal is set once.
    pub fn apply(&self, conference: &Conference, changes: Vec<conference::Change>) {
        let turn = Turn::of(changes);
        if !turn.people.is_empty() {
            self.people(conference, &turn);
        }
        if turn.meeting {
            put(self.meeting, conference.meeting());
        }
        if turn.picture {
            put(self.picture, conference.picture().clone());
        }
        if turn.presentation {
            put(self.presentation, conference.presentation().cloned());
        }
        if turn.stage {
            self.stage(conference.stage());
        }
        if turn.chat > 0 {
            let known = conference.chat().len().saturating_sub(turn.chat);
            self.chat.try_update(|lines| {
                conference
                    .chat()
                    .skip(known)
                    .cloned()
                    .for_each(|line| lines.push(line))
            });
        }
        if !turn.log.is_empty() {
            put(self.not_understood, conference.not_understood());
            self.log
                .try_update(|lines| turn.log.into_iter().for_each(|entry| lines.push(entry)));
        }
    }

    fn people(&self, conference: &Conference, turn: &Turn) {
        let now_ms = self.now_ms.try_get_untracked().unwrap_or_default();
        self.rows.try_update_value(|rows| {
            for id in turn.people.keys() {
                match conference.person(id) {
                    Some(person) => rows.put(person, now_ms),
                    None => rows.remove(id),
                }
            }
        });
        if turn.touches_order() {
            put(self.order, conference.order().into());
        }
        if turn.touches_waiting() {
            put(self.waiting, conference.waiting().into());
        }
        if turn.touches_spotlights() {
            put(self.spotlights, conference.spotlights().into());
        }
        if turn.touches_filters() {
            let counts = self
                .order
                .try_with_untracked(|order| Counts::of(conference, order));
            put(self.counts, counts.unwrap_or_default());
            self.revision
                .try_update(|revision| *revision = revision.wrapping_add(1));
        }
        if turn.membership {
            // Somebody new may be speaking already.
            self.stage(conference.stage());
        }
    }

    /// Voices come many times a second: the newest is shown with the next frame.
    fn stage(&self, stage: &[Speaker]) {
        let store = *self;
        let due = self
            .next_stage
            .try_update_value(|next| next.replace(stage.to_vec()).is_some());
        if due == Some(false) {
            request_animation_frame(move || store.show_stage());
        }
    }

    fn show_stage(&self) {
        let Some(stage) = self.next_stage.try_update_value(Option::take).flatten() else {
            return;
        };
        let before = self
            .speaking
            .try_get_untracked()
            .unwrap_or_else(|| Ids::from([]));
        self.rows
            .try_with_value(|rows| rows.voices(&before, &stage));
        let speaking: Vec<ParticipantId> = stage
            .into_iter()
            .filter(|speaker| speaker.vad > 0)
            .map(|speaker| speaker.id)
            .collect();
        put(self.speaking, speaking.into());
    }

    /// How true what is shown is.
    pub fn set_connection(&self, connection: Connection) {
        put(self.connection, connection);
    }

    /// What may be done.
    pub fn set_powers(&self, powers: Powers) {
        put(self.powers, powers);
    }

    /// Commands under way.
    pub fn set_pending(&self, pending: Vec<Command>) {
        put(self.pending, pending);
    }

    /// What doesn't change while the session lasts.
    pub fn set_info(&self, info: RoomInfo) {
        put(self.info, Some(info));
    }

    /// The presentation's newest frame, an object URL. Whoever made it revokes it when the next one is shown.
    pub fn set_frame(&self, frame: Option<String>) {
        put(self.frame, frame);
    }

    /// Tells the host something in passing.
    pub fn notice(&self, notice: Notice) {
        self.notices
            .try_maybe_update(|notices| (notices.add(notice), ()));
    }

    /// One tick a second: `wall_ms` since 1970.
    pub fn clock(&self, wall_ms: u64) {
        put(self.now_ms, wall_ms);
    }

    /// Signed out: nothing of the meeting stays.
    pub fn reset(&self) {
        self.rows.try_update_value(Rows::clear);
        self.next_stage.try_set_value(None);
        for ids in [self.order, self.waiting, self.spotlights, self.speaking] {
            put(ids, Ids::from([]));
        }
        put(self.counts, Counts::default());
        put(self.meeting, Meeting::default());
        put(self.picture, Picture::default());
        put(self.presentation, None);
        put(self.frame, None);
        self.chat.try_update(Lines::clear);
        self.log.try_update(Lines::clear);
        put(self.not_understood, 0);
        put(self.connection, Connection::Idle);
        put(self.powers, Powers::default());
        put(self.pending, Vec::new());
        put(self.info, None);
        self.notices.try_update(Notices::clear);
    }
}

/// Sets a signal if the value is another one; views that follow it hear nothing otherwise.
fn put<T: PartialEq + Send + Sync + 'static>(signal: RwSignal<T>, value: T) {
    signal.try_maybe_update(|shown| {
        let changed = *shown != value;
        *shown = value;
        (changed, ())
    });
}
