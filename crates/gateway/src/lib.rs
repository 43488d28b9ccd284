//! Receives the callbacks of systems that report by HTTP, which a browser can't, keeps them, and tells the panel.
//!
//! What decides is pure, without a clock, a network or a disk: `three_tee` and `netease` verify and read what comes, and `world`
//! makes rooms, people, streams, recordings and calls of it. The shell (feature `server`) is in `server` and what it names.

pub mod event;
mod json;
pub mod netease;
pub mod secret;
#[cfg(feature = "server")]
pub mod server;
pub mod three_tee;
pub mod world;

pub use event::{Event, Fact, Vendor};
pub use secret::Secret;
pub use world::World;
