//! What systems report by callbacks, in words that don't depend on who it was, and the world that is made of it: rooms, people, streams,
//! recordings and calls. The gateway and its panel both make it of the same events.
//!
//! Pure: no clock, no network, no disk.

pub mod event;
pub mod world;

pub use event::{Event, EventKind, Vendor};
pub use world::World;
