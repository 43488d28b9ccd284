//! A day of callbacks: how they are signed, what is told, and how it goes over sockets.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic
)]

mod day;
mod play;
mod polled;
mod signatures;
