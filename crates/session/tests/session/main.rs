//! The session against a server in memory, on a clock of its own: hours run in milliseconds.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic
)]

mod commands;
mod dialling;
mod entry;
mod expect;
mod gentle;
mod health;
mod heard;
mod offered;
mod once;
mod page;
mod reads;
mod script;
mod server;
mod staying;
mod stream;
mod subcalls;
mod tones;
mod wishes;
