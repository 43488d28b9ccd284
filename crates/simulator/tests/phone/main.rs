//! The server of phone conferences, through its doors: JSON-RPC, the control endpoint, the sockets.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic
)]

mod anything;
mod calls;
mod control;
mod http;
mod notifications;
mod rpc;
mod support;
