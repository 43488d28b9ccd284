//! What views may read of a meeting: nothing here can be written.

use std::{
    ops::Deref,
    sync::{Arc, PoisonError, RwLock},
};

use conference::{
    ChatLine, Command, Kind, LogEntry, Meeting, Participant, ParticipantId, Picture, Powers,
    Presentation, Speaker,
};
use session::Connection;

use super::{
    lines::Lines,
    notices::Notices,
    row::{Counts, Row, Rows},
    topic::Topic,
};

/// What doesn't change while a session lasts.
#[derive(Clone, Debug, PartialEq)]
pub struct RoomInfo {
    /// The meeting's name; may be empty.
    pub meeting_name: Arc<str>,
    /// Its number or address.
    pub room: Arc<str>,
    /// The name that this session goes by.
    pub own_name: Arc<str>,
    /// When this session came in, ms since 1970.
    pub joined_ms: u64,
    /// When the meeting began, seconds since 1970, where it is known.
    pub started_s: Option<f64>,
}

/// People in the order to show, shared.
pub type Ids = Arc<[ParticipantId]>;

/// A handle on everything that a room shows: one pointer, for it goes into every closure of every view. What it points to is made
/// once and stays as long as the program.
#[derive(Clone, Copy)]
pub struct RoomView(pub(super) &'static Topics);

impl Deref for RoomView {
    type Target = Topics;

    fn deref(&self) -> &Topics {
        self.0
    }
}

/// Everything that a room shows, by what it is about.
pub struct Topics {
    pub(super) rows: RwLock<Rows>,
    /// Everybody: hosts first, then as they came.
    pub order: Topic<Ids>,
    /// Who waits, longest first.
    pub waiting: Topic<Ids>,
    /// Who is in the spotlight, first to last.
    pub spotlights: Topic<Ids>,
    /// Who speaks, in speaking order.
    pub speaking: Topic<Ids>,
    /// How many there are of each.
    pub counts: Topic<Counts>,
    /// Changes whenever a search or a filter may find others than before.
    pub revision: Topic<u32>,
    /// Locked, guests muted.
    pub meeting: Topic<Meeting>,
    /// What is on air.
    pub picture: Topic<Picture>,
    /// Who presents.
    pub presentation: Topic<Option<Presentation>>,
    /// The newest frame of the presentation, as an object URL.
    pub frame: Topic<Option<String>>,
    /// Chat.
    pub chat: Topic<Lines<ChatLine>>,
    /// The event log.
    pub log: Topic<Lines<LogEntry>>,
    /// How many events were not understood.
    pub not_understood: Topic<u32>,
    /// How true all this is.
    pub connection: Topic<Connection>,
    /// What may be done.
    pub powers: Topic<Powers>,
    /// Commands under way.
    pub pending: Topic<Vec<Command>>,
    /// What doesn't change.
    pub info: Topic<Option<RoomInfo>>,
    /// Wall time, ms since 1970, a tick a second.
    pub now_ms: Topic<u64>,
    /// What the host is told in passing.
    pub notices: Topic<Notices>,
    /// The stage that the next frame shows, if one is due.
    pub(super) next_stage: RwLock<Option<Vec<Speaker>>>,
}

impl RoomView {
    /// A person's signals; `None` when they have left.
    pub fn row(&self, id: &ParticipantId) -> Option<Row> {
        self.rows
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .get(id)
    }

    /// A person as they are now, followed where asked in an effect or a view.
    pub fn person(&self, id: &ParticipantId) -> Option<Participant> {
        Some(self.row(id)?.person.get())
    }

    /// A person as they are now.
    pub fn person_untracked(&self, id: &ParticipantId) -> Option<Participant> {
        Some(self.row(id)?.person.get_untracked())
    }

    /// Those of `ids` whose name or address has every word of `query` and of whom `keep` holds.
    pub fn found(
        &self,
        ids: &Ids,
        query: &str,
        keep: impl Fn(&Participant) -> bool,
    ) -> Vec<ParticipantId> {
        let rows = self.rows.read().unwrap_or_else(PoisonError::into_inner);
        ids.iter()
            .filter(|id| rows.fits(id, query, &keep))
            .cloned()
            .collect()
    }

    /// Takes a notice off the screen.
    pub fn dismiss(&self, number: u32) {
        self.notices.change(|notices| notices.dismiss(number));
    }

    /// Whether a command about this person is under way.
    pub fn is_pending(&self, id: &ParticipantId) -> bool {
        self.pending
            .with(|all| all.iter().any(|command| command.target() == Some(id)))
    }

    /// Whether one of these commands about the whole meeting is under way.
    pub fn is_under_way(&self, kinds: &[Kind]) -> bool {
        let is_one =
            |command: &Command| command.target().is_none() && kinds.contains(&command.kind());
        self.pending.with(|all| all.iter().any(is_one))
    }
}
