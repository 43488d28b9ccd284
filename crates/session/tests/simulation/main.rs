//! Random histories of a server, its faults, a page and a host, in simulated time, against the real session and conference:
//! whatever happens, the promises hold. A number makes a history, so that each can be played again.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic
)]

mod campaign;
#[path = "../session/clock.rs"]
#[allow(dead_code)]
mod clock;
mod faults;
mod gentle;
#[path = "../session/heard.rs"]
mod heard;
mod history;
mod host;
mod once;
mod play;
mod promises;
mod recovery;
#[path = "../session/script.rs"]
#[allow(dead_code)]
mod script;
#[path = "../session/server/mod.rs"]
#[allow(dead_code)]
mod server;
#[path = "../session/statuses.rs"]
#[allow(dead_code)]
mod statuses;
mod truth;
mod watch;
#[path = "../session/wishes.rs"]
mod wishes;
