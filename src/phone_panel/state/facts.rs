//! What is known of the conference as a whole, and of the connection.

use std::sync::Arc;

use phone::{CallState, ConfId, Ending, Phase, ServerError, Session};

/// A conference in short.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Facts {
    /// Its number; `None` = there is none yet.
    pub id: Option<Arc<str>>,
    /// Why it is over.
    pub ending: Option<Ending>,
    /// How many are in, as the server counts and tells.
    pub count: Option<u32>,
    /// Why the server doesn't say it.
    pub count_refusal: Option<ServerError>,
    /// How many are in by name.
    pub known_in: u32,
    /// How many are in whom nobody names.
    pub unnamed: u32,
    /// How many have left, and nobody says who.
    pub missing: u32,
    /// How many are being called.
    pub ringing: u32,
    /// The server's own word for its state.
    pub state: Option<Arc<str>>,
}

impl Facts {
    pub(super) fn of(session: &Session) -> Self {
        let conference = session.conference();
        let calls = conference.calls().iter();
        let ringing = calls
            .filter(|it| it.state.is_live() && !it.state.is_in() && it.state != CallState::Waiting);
        Self {
            id: conference.id().map(ConfId::as_str).map(Arc::from),
            ending: conference.ending(),
            count: conference.head_count(),
            count_refusal: session.count_refusal().cloned(),
            known_in: conference.known_in(),
            unnamed: conference.unnamed(),
            missing: conference.missing(),
            ringing: u32::try_from(ringing.count()).unwrap_or(u32::MAX),
            state: conference.server_state().map(Arc::from),
        }
    }

    /// Returns whether there is a conference that isn't over.
    pub fn is_open(&self) -> bool {
        self.id.is_some() && self.ending.is_none()
    }
}

/// How true what is shown is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Connection {
    /// As the session has it.
    pub phase: Phase,
    /// Since when what is shown is old, by the wall clock, ms since 1970.
    pub since_ms: u64,
}

impl Connection {
    /// Returns the word for it, as in `data-connection`.
    pub fn as_str(self) -> &'static str {
        match self.phase {
            Phase::Off => "ended",
            Phase::Connecting => "connecting",
            Phase::Live => "live",
            Phase::Stale => "stale",
        }
    }
}
