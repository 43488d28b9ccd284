//! What views may read of a meeting: nothing here can be written.

use std::{
    cell::{Cell, RefCell},
    ops::Deref,
    sync::Arc,
};

use conference::{
    ChatLine, Command, Kind, LogEntry, Meeting, Participant, ParticipantId, Picture, Powers,
    Presentation, Query, Speaker,
};
use session::{Connection, Health};

use crate::i18n::{decompose, lower};

use super::{
    calls::ShownCall,
    fact::Fact,
    lines::Lines,
    notices::Notices,
    row::{Counts, Row, Rows},
    turn::Turn,
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
    pub(super) rows: RefCell<Rows>,
    /// Everybody: hosts first, then as they came.
    pub order: Fact<Ids>,
    /// Who waits, longest first.
    pub waiting: Fact<Ids>,
    /// Who is in the spotlight, first to last.
    pub spotlights: Fact<Ids>,
    /// Who speaks, in speaking order.
    pub speaking: Fact<Ids>,
    /// How many there are of each.
    pub counts: Fact<Counts>,
    /// What more than one name looks like (see [`conference::look`]), in order; a second old at most.
    pub alike: Fact<Arc<[u64]>>,
    /// Names are others than when that was made.
    pub(super) renamed: Cell<bool>,
    /// Changes whenever a search or a filter may find others than before.
    pub revision: Fact<u32>,
    /// Locked, guests muted.
    pub meeting: Fact<Meeting>,
    /// What is on air.
    pub picture: Fact<Picture>,
    /// Who presents.
    pub presentation: Fact<Option<Presentation>>,
    /// The newest frame of the presentation, as an object URL.
    pub frame: Fact<Option<String>>,
    /// Chat.
    pub chat: Fact<Lines<ChatLine>>,
    /// The event log.
    pub log: Fact<Lines<LogEntry>>,
    /// How many events were not understood.
    pub not_understood: Fact<u32>,
    /// How true all this is.
    pub connection: Fact<Connection>,
    /// What may be done.
    pub powers: Fact<Powers>,
    /// Commands under way.
    pub pending: Fact<Vec<Command>>,
    /// What doesn't change.
    pub info: Fact<Option<RoomInfo>>,
    /// Wall time, ms since 1970, a tick a second.
    pub now_ms: Fact<u64>,
    /// How the session fares, a second old at most.
    pub health: Fact<Health>,
    /// Calls that this host has added to somebody, oldest first.
    pub calls: Fact<Vec<ShownCall>>,
    /// What the host is told in passing.
    pub notices: Fact<Notices>,
    /// What the next frame shows, if one is due.
    pub(super) next_turn: RefCell<Option<Turn>>,
    /// The stage that the next frame shows, if one is due.
    pub(super) next_stage: RefCell<Option<Vec<Speaker>>>,
    /// Lines of the log that came while the ones before them are being read.
    pub(super) next_log: RefCell<Option<Vec<LogEntry>>>,
    /// How often the counts were shown in this moment, at whose end they are looked at again; 0 = no such moment.
    pub(super) counted: Cell<u8>,
}

impl RoomView {
    /// A person's signals; `None` when they have left.
    pub fn row(&self, id: &ParticipantId) -> Option<Row> {
        self.rows.borrow().get(id)
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
        keep: &dyn Fn(&Participant) -> bool,
    ) -> Vec<ParticipantId> {
        let rows = self.rows.borrow();
        let query = Query::new(query, lower);
        ids.iter()
            .filter(|id| rows.fits(id, &query, keep))
            .cloned()
            .collect()
    }

    /// Whether somebody else's name looks like `name`, which is somebody's; follows it.
    pub fn is_look_alike(&self, name: &str) -> bool {
        self.alike.with(|alike| {
            !alike.is_empty()
                && alike
                    .binary_search(&conference::look(name, decompose))
                    .is_ok()
        })
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
