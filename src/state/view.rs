//! What views may read of a meeting: nothing here can be written.

use std::sync::Arc;

use conference::{
    ChatLine, Command, Kind, LogEntry, Meeting, Participant, ParticipantId, Picture, Powers,
    Presentation,
};
use leptos::prelude::*;
use session::Connection;

use super::{
    lines::Lines,
    notices::Notices,
    row::{Counts, Row, Rows},
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

/// A handle on everything that a room shows. Cheap to copy.
#[derive(Clone, Copy)]
pub struct RoomView {
    pub(super) rows: StoredValue<Rows>,
    /// Everybody: hosts first, then as they came.
    pub order: ReadSignal<Ids>,
    /// Who waits, longest first.
    pub waiting: ReadSignal<Ids>,
    /// Who is in the spotlight, first to last.
    pub spotlights: ReadSignal<Ids>,
    /// Who speaks, in speaking order.
    pub speaking: ReadSignal<Ids>,
    /// How many there are of each.
    pub counts: ReadSignal<Counts>,
    /// Changes whenever a search or a filter may find others than before.
    pub revision: ReadSignal<u32>,
    /// Locked, guests muted.
    pub meeting: ReadSignal<Meeting>,
    /// What is on air.
    pub picture: ReadSignal<Picture>,
    /// Who presents.
    pub presentation: ReadSignal<Option<Presentation>>,
    /// The newest frame of the presentation, as an object URL.
    pub frame: ReadSignal<Option<String>>,
    /// Chat.
    pub chat: ReadSignal<Lines<ChatLine>>,
    /// The event log.
    pub log: ReadSignal<Lines<LogEntry>>,
    /// How many events were not understood.
    pub not_understood: ReadSignal<u32>,
    /// How true all this is.
    pub connection: ReadSignal<Connection>,
    /// What may be done.
    pub powers: ReadSignal<Powers>,
    /// Commands under way.
    pub pending: ReadSignal<Vec<Command>>,
    /// What doesn't change.
    pub info: ReadSignal<Option<RoomInfo>>,
    /// Wall time, ms since 1970, a tick a second.
    pub now_ms: ReadSignal<u64>,
    /// What the host is told in passing.
    pub notices: ReadSignal<Notices>,
    /// Takes a notice off the screen, by its number.
    pub dismiss: Callback<u32>,
}

impl RoomView {
    /// A person's signals; `None` when they have left.
    pub fn row(&self, id: &ParticipantId) -> Option<Row> {
        self.rows.try_with_value(|rows| rows.get(id)).flatten()
    }

    /// A person as they are now, followed where asked in an effect or a view.
    pub fn person(&self, id: &ParticipantId) -> Option<Participant> {
        self.row(id)?.person.try_get()
    }

    /// A person as they are now.
    pub fn person_untracked(&self, id: &ParticipantId) -> Option<Participant> {
        self.row(id)?.person.try_get_untracked()
    }

    /// Those of `ids` whose name or address has every word of `query` and of whom `keep` holds.
    pub fn found(
        &self,
        ids: &Ids,
        query: &str,
        keep: impl Fn(&Participant) -> bool,
    ) -> Vec<ParticipantId> {
        let fits = |rows: &Rows, id: &ParticipantId| {
            rows.key(id)
                .is_some_and(|key| conference::matches(key, query))
                && rows
                    .get(id)
                    .and_then(|row| row.person.try_with_untracked(&keep))
                    .unwrap_or(false)
        };
        let found = |rows: &Rows| ids.iter().filter(|id| fits(rows, id)).cloned().collect();
        self.rows.try_with_value(found).unwrap_or_default()
    }

    /// Whether a command about this person is under way.
    pub fn is_pending(&self, id: &ParticipantId) -> bool {
        self.pending
            .try_with(|all| all.iter().any(|command| command.target() == Some(id)))
            .unwrap_or(false)
    }

    /// Whether one of these commands about the whole meeting is under way.
    pub fn is_under_way(&self, kinds: &[Kind]) -> bool {
        let is_one =
            |command: &Command| command.target().is_none() && kinds.contains(&command.kind());
        self.pending
            .try_with(|all| all.iter().any(is_one))
            .unwrap_or(false)
    }
}
