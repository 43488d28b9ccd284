//! The meeting as its host sees it: people, picture, stage, presentation, chat, log, and what is allowed.
//!
//! Pure: no clock, no I/O, no serialisation. Events come in ([`Event`]), small facts come out ([`Change`]); whoever
//! shows the meeting reads the rest from [`Conference`].

pub mod address_book;
mod can;
mod change;
mod command;
mod conference;
mod confirm;
pub mod csv;
pub mod dial;
mod event;
mod id;
mod layout_editor;
mod log;
mod look;
mod meeting;
mod name;
mod participant;
mod picture;
mod roster;
mod search;
mod spotlight_order;
mod words;

pub use can::{Capability, Powers, Refusal, can};
pub use change::{Change, Facts};
pub use command::{
    Audience, CallType, Command, Dial, DialProtocol, Kind, LayoutRequest, Slot, Transfer,
};
pub use conference::Conference;
pub use confirm::{Confirmation, confirmed, is_on_air};
pub use event::{Event, LayoutEvent, ServicePatch, Speaker};
pub use id::{CallId, IdHasher, IdMap, IdSet, ParticipantId};
pub use layout_editor::{LAYOUTS, LayoutEditor, Plan, Seat, Settled, shows};
pub use log::{CallEnd, LogEntry, LogKind};
pub use look::{Decompose, look};
pub use meeting::{ChatLine, Meeting, Presentation};
pub use name::{clean_name, clean_text};
pub use participant::{Participant, ParticipantPatch, Role, Service};
pub use picture::{LayoutName, Picture, Rect};
pub use search::{Lower, Query, holds, search_key};
pub use spotlight_order::{SpotlightOrder, Spotlit, Step};
