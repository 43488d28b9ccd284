//! The session against a server in memory, on a clock of its own: hours run in milliseconds.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic
)]

mod clock;
mod commands;
mod dialling;
mod ending;
mod entry;
mod expect;
mod gentle;
mod health;
mod heard;
mod held_back;
mod ids;
mod layouts;
mod offered;
mod once;
mod page;
mod queue;
mod reads;
mod script;
mod server;
mod spotlight;
mod statuses;
mod staying;
mod stream;
mod subcalls;
mod token_change;
mod tones;
mod transfer;
mod untold;
mod wishes;
