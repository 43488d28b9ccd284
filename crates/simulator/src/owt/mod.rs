//! A second kind of server: an Open WebRTC Toolkit conference server, with its management API and its portal. [`world`] is
//! the server, pure; `http` puts it on two sockets.
//!
//! It follows what the real server does, where that contradicts the API's document: the README of this crate has the list.

#[cfg(feature = "server")]
pub mod http;
pub mod world;
