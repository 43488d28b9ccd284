//! A conference server to run the panel against. [`world`] is the server, pure; `http` is the thin shell that puts it
//! on a socket; [`owt`] and [`phone`] are servers of other kinds; [`callbacks`] are systems that report by HTTP; `panel`
//! serves a folder of static files as a CDN would.
//!
//! All speak their APIs from the documents alone and share no code with the panel, so that two sides can't
//! share one mistake.

#[cfg(feature = "server")]
pub mod args;
#[cfg(feature = "callbacks")]
pub mod callbacks;
#[cfg(feature = "server")]
pub mod http;
#[cfg(feature = "owt")]
pub mod owt;
#[cfg(feature = "server")]
pub mod panel;
#[cfg(feature = "phone")]
pub mod phone;
pub mod world;
