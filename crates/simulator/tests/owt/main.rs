//! The Open WebRTC Toolkit server, through its doors: the API, the portal, the control endpoint, the sockets.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic
)]

mod anything;
mod control;
mod http;
mod live;
mod outgoing;
mod portal;
mod recorded;
mod rooms;
mod story;
mod support;
