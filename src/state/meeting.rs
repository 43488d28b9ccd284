//! The meeting that the page shows, with its commands: the context of every component in the room.

use std::sync::Arc;

use conference::{
    Audience, Capability, Kind, Lines, LogEntry, Meeting as MeetingSettings, Participant, Powers,
    Presentation, Refusal, Role, can,
};
use leptos::prelude::*;
use session::{Connection, Health};

use super::{
    Absences, AddressBook, Attendance, Bulk, Chat, Commands, MediaCalls, Notices, Panels,
    ReturnedPeople, RollCalls, Roster, Rotations, Scenes, Stage, Timers, WaitingRoom,
};

/// What doesn't change while a session lasts, but for the way back.
#[derive(Clone, Debug, PartialEq)]
pub struct RoomInfo {
    /// The meeting's name; may be empty.
    pub meeting_name: Arc<str>,
    /// Its number or address.
    pub room: Arc<str>,
    /// The number or address of the meeting that the server sent this session from, while the host can go back.
    pub came_from: Option<Arc<str>>,
    /// The name that this session goes by.
    pub own_name: Arc<str>,
    /// When this session came in, ms since 1970.
    pub joined_ms: u64,
    /// Others in the network can read and change what is said to the server.
    pub is_insecure: bool,
    /// The server is a made-up one inside the page.
    pub is_demo: bool,
    /// The origin that the session talks to.
    pub node: Arc<str>,
}

impl RoomInfo {
    /// Returns what people call the meeting: its name, else its number.
    pub fn title(&self) -> &str {
        if self.meeting_name.trim().is_empty() {
            &self.room
        } else {
            &self.meeting_name
        }
    }
}

/// Where recordings and live streams go: `rtmp://` or `rtmps://` addresses.
#[derive(Clone, Debug, Default)]
pub struct StreamTargets {
    /// A recording's.
    pub recording: Option<String>,
    /// A live stream's.
    pub live: Option<String>,
}

/// How true what is shown is, in the words of `data-connection`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConnectionPhase {
    /// Being let in, or the server's list is on its way.
    Connecting,
    /// What is shown is what is.
    Live,
    /// What is shown is what was known last.
    Stale,
    /// Over.
    Ended,
}

impl ConnectionPhase {
    /// Returns the phase of a connection.
    pub const fn of(connection: &Connection) -> Self {
        match connection {
            Connection::Idle | Connection::Connecting | Connection::CatchingUp => Self::Connecting,
            Connection::Live => Self::Live,
            Connection::ByReading { .. }
            | Connection::Stale { .. }
            | Connection::Offline { .. }
            | Connection::Rejoining { .. } => Self::Stale,
            Connection::Ended(_) => Self::Ended,
        }
    }

    /// Returns the word of `data-connection`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Connecting => "connecting",
            Self::Live => "live",
            Self::Stale => "stale",
            Self::Ended => "ended",
        }
    }
}

/// Everything that a room shows, and what its host can do. Made once with the app, and there as long as the page. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Meeting {
    /// How true all this is.
    pub connection: ReadSignal<Connection>,
    /// The same, in four words.
    pub phase: Memo<ConnectionPhase>,
    /// What may be done.
    pub powers: ReadSignal<Powers>,
    /// What doesn't change.
    pub info: ReadSignal<Option<RoomInfo>>,
    /// Wall time, ms since 1970, a tick a second.
    pub now_ms: ReadSignal<u64>,
    /// The same until the meeting is over: when it was last known to last.
    pub lasted_until_ms: Memo<u64>,
    /// Locked, guests muted.
    pub settings: ReadSignal<MeetingSettings>,
    /// Who is there.
    pub roster: Roster,
    /// Who of those who wait is always admitted, and knocks.
    pub waiting_room: WaitingRoom,
    /// What is on air, and the layout editor.
    pub stage: Stage,
    /// The rundown's scenes.
    pub scenes: Scenes,
    /// Who presents.
    pub presentation: ReadSignal<Option<Presentation>>,
    /// The newest frame of the presentation, as an object URL.
    pub frame: ReadSignal<Option<String>>,
    /// Chat.
    pub chat: Chat,
    /// The event log.
    pub log: ReadSignal<Lines<LogEntry>>,
    /// Who was in when.
    pub attendance: Attendance,
    /// What happened while the host was away.
    pub absences: Absences,
    /// Who dropped out and came back.
    pub returned: ReturnedPeople,
    /// How many events were not understood.
    pub not_understood: ReadSignal<u32>,
    /// How the session fares, a second old at most.
    pub health: ReadSignal<Health>,
    /// Calls with media that this host has added to somebody.
    pub media_calls: MediaCalls,
    /// What the host is told in passing.
    pub notices: Notices,
    /// The host's commands, and what becomes of them.
    pub commands: Commands,
    /// What the host does to many at once.
    pub bulk: Bulk,
    /// Whom this host calls.
    pub address_book: AddressBook,
    /// Where recordings and live streams go, as the configuration says.
    pub stream_targets: StoredValue<StreamTargets>,
    /// What is open, chosen and typed.
    pub panels: Panels,
    /// The roll call.
    pub roll_calls: RollCalls,
    /// The rotation.
    pub rotations: Rotations,
    /// The talk timer.
    pub timers: Timers,
}

/// Returns the meeting of the page.
///
/// # Panics
///
/// Outside of `<App/>`, which provides it.
pub fn use_meeting() -> Meeting {
    expect_context()
}

impl Meeting {
    /// Returns why a command about the whole meeting may not be sent now; follows what decides it.
    pub fn refusal(self, what: impl Into<Capability>) -> Option<Refusal> {
        self.refusal_for(what, None)
    }

    /// Returns why a command about `person` may not be sent now; follows what decides it. `None` as the person: they have left.
    pub fn refusal_for(
        self,
        what: impl Into<Capability>,
        person: Option<&Participant>,
    ) -> Option<Refusal> {
        let what = what.into();
        self.powers.with(|powers| can(what, powers, person).err())
    }

    /// Whether the picture shown is what this session's own role sees: who stands in it is told of that one alone. Followed.
    pub fn is_own_audience(self) -> bool {
        let is_guest = self.powers.with(|powers| powers.role == Role::Guest);
        is_guest == (self.stage.audience.get() == Audience::Guests)
    }

    /// Returns how many wait for somebody to let them in; followed. In a meeting that is over for this session nobody can be let in.
    pub fn waiting_count(self) -> usize {
        match self.phase.get() {
            ConnectionPhase::Ended => 0,
            _ => self.roster.waiting().with(|waiting| waiting.len()),
        }
    }

    /// Whether it is a demo; followed.
    pub fn is_demo(self) -> bool {
        self.info
            .with(|info| info.as_ref().is_some_and(|info| info.is_demo))
    }

    /// Whether a command about the whole meeting may be sent now. Not followed.
    pub fn may(self, kind: Kind) -> bool {
        self.powers
            .with_untracked(|powers| can(kind, powers, None).is_ok())
    }
}
