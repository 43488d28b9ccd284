//! The session itself: the parts it is made of, and what may be read of it.

use crate::commands::{Commands, QueueProgress, SpotlightProgress};
use crate::media_calls::MediaCalls;
use crate::outbox::Outbox;
use crate::rate_limit::RateLimit;
use crate::requests::Requests;
use crate::room::Room;
use crate::sign_in::{Rejoining, SignIn};
use crate::state_reads::StateReads;
use crate::stream::Stream;
use crate::token::Credentials;
use crate::{Connection, Health, JoinRequest, Life, Now};
use conference::{Command, CommandId, Conference, Powers};
use wire::{JoinInfo, SessionInfo};

/// One host's session in one meeting: joining, staying in, acting.
#[derive(Debug)]
pub struct Session {
    pub(crate) life: Life,
    pub(crate) sign_in: SignIn,
    pub(crate) rejoining: Rejoining,
    pub(crate) room: Room,
    pub(crate) credentials: Credentials,
    pub(crate) stream: Stream,
    pub(crate) state_reads: StateReads,
    pub(crate) commands: Commands,
    pub(crate) media_calls: MediaCalls,
    pub(crate) requests: Requests,
    pub(crate) rate_limit: RateLimit,
    pub(crate) health: Health,
    pub(crate) page: PageState,
    pub(crate) outbox: Outbox,
}

/// What is known of the page.
#[derive(Debug, Default)]
pub(crate) struct PageState {
    /// The browser has no network, as far as it says.
    pub offline: bool,
    /// Since when it says so, monotonic ms.
    pub offline_since: u64,
    /// It was found out that there is one after all, before the browser said so.
    pub is_proved: bool,
    /// Then it isn't believed any more, for one try: there are browsers that never say that the network is back, monotonic ms.
    pub try_at: u64,
    pub last_input: Option<Now>,
}

impl Session {
    /// Makes a session that has not begun. `seed` feeds the jitter of retries; any number from outside will do.
    pub fn new(seed: u64) -> Self {
        Self {
            life: Life::Idle(None),
            sign_in: SignIn::default(),
            rejoining: Rejoining::default(),
            room: Room::default(),
            credentials: Credentials::default(),
            stream: Stream::default(),
            state_reads: StateReads::default(),
            commands: Commands::default(),
            media_calls: MediaCalls::default(),
            requests: Requests::default(),
            rate_limit: RateLimit::new(seed),
            health: Health::default(),
            page: PageState::default(),
            outbox: Outbox::default(),
        }
    }

    /// Returns where the session stands.
    pub fn life(&self) -> &Life {
        &self.life
    }

    /// Returns the meeting.
    pub fn conference(&self) -> &Conference {
        &self.room.conference
    }

    /// Returns what this session may do now.
    pub fn powers(&self) -> &Powers {
        &self.room.powers
    }

    /// Returns the commands that were sent and have no final status yet. Of several gestures that led to one command, it is the
    /// first. Queued commands are not among them.
    pub fn pending(&self) -> impl Iterator<Item = (CommandId, &Command)> {
        let under_way = self.commands.under_way().iter();
        under_way.map(|known| (known.id, &known.command))
    }

    /// Returns how the queue of commands gets on.
    pub fn queue(&self) -> QueueProgress {
        self.commands.queue()
    }

    /// Returns how the spotlight's order gets on.
    pub fn spotlight_order(&self) -> SpotlightProgress<'_> {
        self.commands.spotlight()
    }

    /// Returns what the node said when it let this session in.
    pub fn info(&self) -> Option<&SessionInfo> {
        self.room.info.as_deref()
    }

    /// Returns what the API server said, where it was asked.
    pub fn join_info(&self) -> Option<&JoinInfo> {
        self.sign_in.join_info()
    }

    /// Returns what the host typed.
    pub fn typed(&self) -> Option<&JoinRequest> {
        self.sign_in.typed()
    }

    /// Returns the meeting's name: the node's word for it, or the API server's.
    pub fn meeting_name(&self) -> Option<&str> {
        let by_node = self.info().and_then(|info| info.meeting_name.as_deref());
        let by_server = || self.join_info().and_then(|info| info.name.as_deref());
        by_node.or_else(by_server)
    }

    /// Returns the number or address of the meeting that this session is in, or asks to be let into.
    pub fn room(&self) -> &str {
        self.sign_in.room()
    }

    /// Returns the number or address of the meeting that the server sent this session from, if the host can go back there.
    pub fn came_from(&self) -> Option<&str> {
        self.sign_in.came_from()
    }

    /// Returns the origin of the conferencing node that this session talks to, once it is known.
    pub fn node_origin(&self) -> Option<String> {
        Some(self.sign_in.node()?.node().origin())
    }

    /// Returns whether others in the network can read and change what is said to the server.
    pub fn is_insecure(&self) -> bool {
        self.sign_in.is_insecure()
    }

    /// Returns when this session got in, wall ms.
    pub fn joined_ms(&self) -> u64 {
        self.room.joined_ms
    }

    /// Returns how much room the stream takes for what isn't an event yet, bytes.
    pub fn stream_room(&self) -> usize {
        self.stream.room()
    }

    /// Returns how true what is shown is.
    pub fn connection(&self) -> Connection {
        let since_ms = self.room.true_at_ms;
        if self.page.offline && matches!(self.life, Life::Live | Life::Recovering { .. }) {
            return Connection::Offline { since_ms };
        }
        if let Some(connection) = self.life.connection() {
            return connection;
        }
        if let Some(read_ms) = self.stream.read_ms() {
            return Connection::ByReading { read_ms };
        }
        let is_told = self.stream.is_trusted() && self.room.is_whole();
        if is_told && !self.state_reads.is_in_doubt() {
            Connection::Live
        } else if is_told || self.stream.is_on_its_way() {
            Connection::CatchingUp
        } else {
            Connection::Stale { since_ms }
        }
    }

    /// Returns how this session fares.
    pub fn health(&self, now: Now) -> Health {
        let version = self.info().and_then(|info| info.version.as_deref());
        let age_and_life_ms = self.credentials.age_and_life_ms(now).unwrap_or_default();
        self.health.report(version, age_and_life_ms, self.dialect())
    }
}
