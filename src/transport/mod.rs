//! What the browser does for the panel: the only place that touches fetch, streams, timers, storage and files.

pub mod clipboard;
pub mod clock;
pub mod event_stream;
pub mod files;
pub mod frames;
pub mod http;
pub mod lacking;
mod listener;
pub mod neighbours;
mod options;
pub mod page;
mod reach;
pub mod storage;
pub mod texts;
pub mod timer;
pub mod webrtc;

pub use listener::Listener;
