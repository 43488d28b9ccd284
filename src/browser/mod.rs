//! What the browser does for the panel. Only this folder calls web-sys for requests, event streams, sockets, timers, storage, files,
//! the clipboard, sound, notifications, WebRTC and the page's life. Every listener belongs to a value that removes it when it is dropped.

pub mod clipboard;
pub mod clock;
pub mod demo;
pub mod event_stream;
pub mod exchange;
pub mod files;
pub mod frames;
pub mod http;
pub mod missing_features;
pub mod notifications;
pub mod other_tabs;
pub mod own_file;
pub mod page_life;
pub mod page_mark;
pub mod random;
mod request;
mod retry_after;
pub mod sound;
pub mod storage;
mod time_limit;
pub mod timers;
mod unreachable_cause;
pub mod web_socket;
pub mod webrtc;
