//! A room: who is in it, what is on, and who listens. What it does and tells others stands in the files of this folder;
//! what it is asked for, in `commands`.

mod calls;
mod chat;
mod create;
mod events;
mod layout;
mod people;
mod presenting;
mod referrals;
mod script;
mod sessions;
mod time;

pub use referrals::{Referral, Ticket};

use super::call::MediaOrder;
use super::faults::{Faults, SyncFaults};
use super::forms::{OldForm, OldForms};
use super::log::Log;
use super::person::Person;
use super::picture::Picture;
use super::presentation::Presentation;
use super::random::Random;
use super::script::Script;
use super::session::Session;
use super::settings::Settings;
use super::stage::Stage;
use super::streams::{EventStream, StreamMode};
use super::template::Template;
use serde_json::Value;

/// A room and everything in it.
#[derive(Debug)]
pub struct Room {
    /// Its number, with a suffix where it is a fresh one.
    pub key: String,
    /// Its blueprint.
    pub template: &'static Template,
    /// The world's settings.
    pub settings: Settings,
    /// The clock, ms since the Unix epoch.
    pub now: u64,
    /// Everybody, in order of arrival.
    pub people: Vec<Person>,
    /// New guests wait.
    pub locked: bool,
    /// Guests are silenced.
    pub guests_muted: bool,
    /// A host opened it; until then guests wait.
    pub started: bool,
    /// It is recorded (private edition).
    pub records: bool,
    /// It goes out live (private edition).
    pub streams_live: bool,
    /// Control sessions.
    pub sessions: Vec<Session>,
    /// Open event streams.
    pub streams: Vec<EventStream>,
    /// What event streams do.
    pub mode: StreamMode,
    /// Who speaks.
    pub stage: Stage,
    /// Pictures of hosts and guests.
    pub pictures: [Picture; 2],
    /// A layout that a test put on, whatever the room would show.
    pub forced_layout: Option<Value>,
    /// What is presented.
    pub presentation: Presentation,
    /// What is to be done about media.
    pub media_orders: Vec<MediaOrder>,
    /// Sessions that were sent elsewhere, until the world has passed their tickets on.
    pub referrals: Vec<Referral>,
    /// What opens this room to those who were sent here.
    pub tickets: Vec<Ticket>,
    /// Faults that are switched on.
    pub faults: Faults,
    /// Faults of the snapshot at a stream's begin.
    pub sync_faults: SyncFaults,
    /// Old forms that are on.
    pub old_forms: OldForms,
    /// Requests seen.
    pub log: Log,
    /// What is done now is told to nobody (a fault).
    pub silent: bool,
    /// Where ids and tokens come from.
    pub ids: Random,
    /// Who was in the pictures of hosts and guests when they were told last.
    shown_slots: [Vec<String>; 2],
    /// How often rotating slots have moved on.
    rotation: usize,
    script: Option<Script>,
    last_event_id: u64,
}

impl Room {
    /// Returns whether an old form is on.
    pub fn old(&self, form: OldForm) -> bool {
        self.old_forms.has(form)
    }
}
