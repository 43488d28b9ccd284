//! Systems that report what happens by HTTP callbacks: a media server of 叁体's with a day in its rooms, and NetEase's calls. [`world`]
//! is the day, pure; `play` tells it to a gateway, and answers when the media server is asked who is there.
//!
//! It signs by the vendors' documents alone, and shares no code with the gateway.

#[cfg(feature = "server")]
pub mod play;
#[cfg(feature = "server")]
mod polled;
#[cfg(feature = "server")]
mod send;
pub mod world;
