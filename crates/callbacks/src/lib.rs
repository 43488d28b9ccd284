//! The callback gateway as its panel sees it: its answers and events, rooms, people, recordings and calls made of them, and how true
//! these are. Pure: the panel asks and opens streams, time is an input.
//!
//! What an event is and what it changes is the gateway's own code (`callback_world`): both sides of this API are one project, and a room
//! has one home.

mod age;
mod answers;
mod ask;
mod entry;
mod export;
mod follow;
mod live;
mod read;
mod rows;
mod search;

pub use age::Age;
pub use answers::{Answers, Unfinished};
pub use ask::{Ask, Token, events_url};
pub use entry::{Entry, Origin, Refused};
pub use export::{Columns, to_csv, to_json};
pub use follow::{End, Failure, Follow, Phase, Stale, Step};
pub use live::{Live, Touched};
pub use read::{History, Polling, Status, Unread, read_history, read_refused, read_status};
pub use rows::{PersonRow, RoomKey, RoomRow, StreamRow};
pub use search::{KINDS, Search};

pub use callback_world::event::{Event, EventKind, RecordingStep, Vendor};
pub use callback_world::world::{Call, Recording, Warning};
