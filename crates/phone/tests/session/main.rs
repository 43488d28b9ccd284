//! The session, played against a server by a script and a clock of its own.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a panic is how a test fails"
)]

mod connection;
mod counting;
mod delays;
mod hanging_up;
mod once;
mod play;
mod truth;
