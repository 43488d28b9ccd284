//! Receives the callbacks of systems that report by HTTP, which a browser can't, keeps them, and tells the panel.
//!
//! What decides is pure, without a clock, a network or a disk: `three_tee` and `netease` verify and read what comes, and the crate
//! `callback_world` makes rooms, people, streams, recordings and calls of it. The shell (feature `server`) is in `server` and what it
//! names.

mod json;
pub mod netease;
pub mod secret;
#[cfg(feature = "server")]
pub mod server;
pub mod three_tee;

pub use callback_world::{Event, EventKind, Vendor, World, event, world};
pub use secret::Secret;
