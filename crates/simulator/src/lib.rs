//! A conference server to run the panel against. [`world`] is the server, pure; `http` is the thin shell that puts it
//! on a socket; `panel` serves a folder of static files as a CDN would.
//!
//! It speaks the meeting-control API from its document alone and shares no code with the panel, so that two sides can't
//! share one mistake.

#[cfg(feature = "server")]
pub mod args;
#[cfg(feature = "server")]
pub mod http;
#[cfg(feature = "server")]
pub mod panel;
pub mod world;
