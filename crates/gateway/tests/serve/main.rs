//! The gateway as a process on this machine, with a database of its own: what it answers, tells and keeps.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic
)]

mod flood;
#[cfg(feature = "nats")]
mod nats;
mod overload;
mod panel;
mod process;
mod receivers;
mod vendor_server;
