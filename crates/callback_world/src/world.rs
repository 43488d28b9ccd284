//! Rooms, people, streams, recordings, calls and warnings, made of events. The same events in the same order make the same world,
//! and an event that tells what is known already changes nothing.

mod apply;
pub mod forget;
pub mod reconcile;

use crate::event::{RecordingStep, Vendor};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, VecDeque};

/// How many recordings, calls and warnings are kept here each; older ones are in the history.
pub const MAX_KEPT: usize = 1000;

/// How many rooms are kept when tidying: some vendors never tell that one ends.
pub const MAX_ROOMS: usize = 10_000;

/// All that is known now.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct World {
    /// Open rooms by vendor and id.
    pub(crate) rooms: BTreeMap<(Vendor, String), Room>,
    pub(crate) recordings: VecDeque<Recording>,
    pub(crate) calls: VecDeque<Call>,
    pub(crate) warnings: VecDeque<Warning>,
    /// When rooms closed: an answer that was asked for before knows nothing of it.
    pub(crate) closed: VecDeque<(Vendor, String, u64)>,
}

/// A world in a form that JSON can have.
#[derive(Serialize, Deserialize)]
struct Snapshot {
    rooms: Vec<Room>,
    recordings: VecDeque<Recording>,
    calls: VecDeque<Call>,
    warnings: VecDeque<Warning>,
}

/// A room that is open.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Room {
    /// Who told of it.
    pub vendor: Vendor,
    /// Its id.
    pub room: String,
    /// Since when it is known to be open, Unix milliseconds.
    pub since_ms: u64,
    /// When something last was told of it.
    pub told_ms: u64,
    /// Its people by id.
    pub people: BTreeMap<String, Person>,
}

/// Somebody in a room.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Person {
    /// As it was told.
    pub name: Option<String>,
    /// See `name`.
    pub endpoint: Option<String>,
    /// Since when they are known to be there.
    pub since_ms: u64,
    /// When something last was told of them.
    pub told_ms: u64,
    /// The room opened again, so its server had crashed, and nothing was told of this person since.
    pub is_doubtful: bool,
    /// What they send, by id, or by medium where streams have no ids.
    pub streams: BTreeMap<String, Stream>,
}

/// A stream that somebody sends.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Stream {
    /// "audio", "video", "desktop" or another word.
    pub medium: Option<String>,
    /// As it was told.
    pub resolution: Option<String>,
    /// Since when it is known.
    pub since_ms: u64,
    /// Its sender came in again, and it wasn't told since.
    pub is_doubtful: bool,
}

/// A recording.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Recording {
    /// Who told of it.
    pub vendor: Vendor,
    /// Of what.
    pub room: Option<String>,
    /// Its id.
    pub recording: Option<String>,
    /// What sort.
    pub exporter: Option<String>,
    /// How far it is.
    pub step: RecordingStep,
    /// Files or a reason.
    pub detail: Option<String>,
    /// As the vendor stamps it.
    pub started: Option<String>,
    /// See `started`.
    pub stopped: Option<String>,
    /// When something last was told of it.
    pub told_ms: u64,
}

/// Somebody called others. Whether they answered isn't told.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Call {
    /// Who told of it.
    pub vendor: Vendor,
    /// Who calls.
    pub from: Option<String>,
    /// Whom.
    pub to: Vec<String>,
    /// "audio", "video" or another word.
    pub media: Option<String>,
    /// When it was told.
    pub told_ms: u64,
}

/// A server in trouble.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Warning {
    /// Who told of it.
    pub vendor: Vendor,
    /// Which server.
    pub server: Option<String>,
    /// What sort of trouble.
    pub trouble: Option<String>,
    /// The rest.
    pub detail: Option<String>,
    /// When it was told.
    pub told_ms: u64,
}

impl World {
    /// Returns all of it as JSON.
    pub fn to_json(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string(&Snapshot {
            rooms: self.rooms.values().cloned().collect(),
            recordings: self.recordings.clone(),
            calls: self.calls.clone(),
            warnings: self.warnings.clone(),
        })
    }

    /// Reads what [`World::to_json`] made. When rooms closed isn't in it.
    pub fn from_json(json: &str) -> Result<Self, serde_json::Error> {
        let it: Snapshot = serde_json::from_str(json)?;
        Ok(Self::of(it.rooms, it.recordings, it.calls, it.warnings))
    }

    /// Returns a world in which these are known, the newest last.
    pub fn of(
        rooms: Vec<Room>,
        recordings: impl Into<VecDeque<Recording>>,
        calls: impl Into<VecDeque<Call>>,
        warnings: impl Into<VecDeque<Warning>>,
    ) -> Self {
        let rooms = rooms.into_iter();
        Self {
            rooms: rooms
                .map(|room| ((room.vendor, room.room.clone()), room))
                .collect(),
            recordings: recordings.into(),
            calls: calls.into(),
            warnings: warnings.into(),
            closed: VecDeque::new(),
        }
    }

    /// Returns the open rooms.
    pub fn rooms(&self) -> impl Iterator<Item = &Room> {
        self.rooms.values()
    }

    /// Returns an open room.
    pub fn room(&self, vendor: Vendor, room: &str) -> Option<&Room> {
        self.rooms.get(&(vendor, room.to_owned()))
    }

    /// Returns recordings, those that were last told of last.
    pub fn recordings(&self) -> impl Iterator<Item = &Recording> {
        self.recordings.iter()
    }

    /// Returns calls, the newest last.
    pub fn calls(&self) -> impl Iterator<Item = &Call> {
        self.calls.iter()
    }

    /// Returns warnings, the newest last.
    pub fn warnings(&self) -> impl Iterator<Item = &Warning> {
        self.warnings.iter()
    }
}
